package find

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/fetch"

	"stickylab/cmd/stickylab/browser"
)

const (
	field = `[data-find] input`
	// strip is the picture of the whole run.
	strip = `document.querySelector("[data-minimap] canvas")?.toDataURL()`
	count = `document.querySelector("[data-find] .find-count")?.textContent`
)

// findsWhatIsTypedAtOnce: what follows the slash is not lost while the field is on its way.
func findsWhatIsTypedAtOnce(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng?lang=en")
	p.Run()
	p.Until("one can find", browser.Find(".find-open")+`?.checkVisibility()`)
	release := p.HoldBack(&fetch.RequestPattern{URLPattern: "*/find.js"})
	p.Press("/feng")
	release()
	p.Until("what was typed is looked for", browser.Find(field)+`?.value === "feng" && `+count+` === "–/3"`)
	p.Press("x")
	p.Until("and one types on behind it", browser.Find(field)+`.value === "fengx"`)
}

// findsInARun: a slash opens the field; bytes that two sends share are found,
// marked and gone through by keys; the address brings all of it back.
func findsInARun(t *testing.T, p *browser.Tab) {
	p.Resize(1366, 768)
	p.Open("/lessons/hello-feng?lang=zh")
	p.Run()
	plain := browser.Read[string](p, overlay)
	p.Until("the strip of the run is drawn", strip)
	bare := browser.Read[string](p, strip)
	p.Press("/")
	p.Until("the field has the keyboard", `document.activeElement?.matches("[data-find] input")`)
	p.Press("of")
	p.Until("the joint is found in two sends and a receive", count+` === "–/3"`)
	p.SaysSoon("[data-find] .find-note", "字节 b'of'")
	p.Until("they are marked", overlay+" !== "+browser.Quote(plain))
	p.Until("on the strip too", strip+" !== "+browser.Quote(bare))
	p.Press("\r")
	p.Until("the first is chosen", count+` === "1/3" && `+selected)
	p.SaysSoon("[data-live]", "第 1 处，共 3 处")
	p.Press("\r")
	p.Until("then the second", count+` === "2/3"`)
	p.Press("\r\r")
	p.Until("and round again", count+` === "1/3"`)
	p.Until("the address has it", `new URL(location.href).searchParams.get("find") === "of"`)
	p.Reload()
	p.Until("and brings it back", count+`?.endsWith("/3")`)

	p.Write(field, "68 65 6c")
	p.Until("hexadecimal digits are bytes", count+`?.endsWith("/2")`)
	p.Write(field, "recv")
	p.SaysSoon("[data-find] .find-note", "调用 recv")
	p.Write(field, "nowhere")
	p.SaysSoon("[data-find] .find-note", "没有找到“nowhere”")
	if words := strings.Join(p.Text("[data-find] .find-note"), ""); !strings.Contains(words, "ECONNRESET") {
		t.Errorf("nothing is found, and it says %q, want what to try", words)
	}
	p.Press("\x1b")
	p.Until("closed", `!document.querySelector(".find-bar").checkVisibility() && !new URL(location.href).searchParams.has("find")`)
	p.Press("j")
	p.SaysSoon("[data-live]", "粘包：")
	p.Until("the joined receive is chosen", browser.Find(chip)+`.hasAttribute("data-chosen")`)
}

// findsSegments: flags, numbers and ports find what was captured on the wire, in
// the order of time among the calls.
func findsSegments(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng?lang=en")
	p.Run()
	p.Press("/")
	p.Until("the field has the keyboard", `document.activeElement?.matches("[data-find] input")`)
	p.Press("syn ack")
	p.SaysSoon("[data-find] .find-note", "segments with SYN ACK")
	if os.Geteuid() != 0 { // whoever may not capture has no segments
		p.Until("none is there", count+` === "–/0"`)
		return
	}
	p.Until("one is found", count+` === "–/1"`)
	p.Press("\r")
	p.SaysSoon("[data-live]", "SYN ACK")
	p.Until("it is chosen", count+` === "1/1" && `+browser.Find(`[data-segments] tr[aria-current="true"]`))
	p.Write(field, "hello")
	p.Until("bytes are found in calls and on the wire", count+`?.endsWith("/3")`)
	p.Write(field, "8080")
	p.Until("a port is found", `Number(`+count+`?.split("/")[1]) > 8`)
}

// findsOnATelephone: the field has room at 390 px, and nothing goes sideways.
func findsOnATelephone(t *testing.T, p *browser.Tab) {
	p.Resize(390, 844)
	p.Open("/lessons/udp-fifty?lang=en")
	p.Run()
	p.Click("[data-find] .find-open")
	p.Until("the field is where it can be touched", `(() => {
		const input = document.querySelector("[data-find] input");
		const { x, y, width, height } = input?.getBoundingClientRect() ?? {};
		return input && document.elementFromPoint(x + width / 2, y + height / 2) === input;
	})()`)
	p.Write(field, "lost")
	p.Until("lost datagrams are found", count+` !== undefined && !`+count+`.endsWith("/0") && !`+count+`.includes("…")`)
	p.SaysSoon("[data-find] .find-note", "verdict lost")
	p.MustFit("the page with the field")
}
