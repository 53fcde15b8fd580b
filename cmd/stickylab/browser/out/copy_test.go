package out

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// receive is the row of the receive that got both messages.
const receive = `[data-table] tr[data-verdict="coalesced"]`

// listen has the page note what it writes to the clipboard.
func listen(p *browser.Tab) {
	p.T.Helper()
	p.Must("note what is copied", chromedp.Evaluate[chromedp.Void](
		`window.clips = []; navigator.clipboard.writeText = async (text) => { window.clips.push(text); };`))
}

// copiedSelection: the bytes of the sticky receive are copied as text, hex and
// Python, with the keyboard, and a link to it shows it again.
func copiedSelection(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng?lang=zh")
	p.Run()
	listen(p)
	p.Click(`[data-tab="events"]`)
	p.Click(receive)
	p.Click(`[data-tab="selection"]`)
	for _, form := range []struct{ name, clip, said string }{
		{"text", "hellofeng", "文本，9 字节"},
		{"hex", "68 65 6c 6c 6f 66 65 6e 67", "十六进制，9 字节"},
		{"python", "b'hellofeng'", "Python 字节串，9 字节"},
	} {
		p.Must("focus", chromedp.Focus(chromedp.CSS(`[data-copy="`+form.name+`"]`)))
		p.Press(kb.Enter)
		p.Until("it is copied as "+form.name, `window.clips.at(-1) === `+browser.Quote(form.clip))
		p.SaysSoon("[data-live]", "已复制："+form.said)
	}
	p.Click(`[data-copy="link"]`)
	p.Until("a link is copied", `window.clips.at(-1).includes("sel=event.")`)
	link := browser.Read[string](p, `window.clips.at(-1)`)
	seq := browser.Read[string](p, `document.querySelector('`+receive+`').dataset.seq`)
	take(p, "json")
	p.Until("the record is copied", `JSON.parse(window.clips.at(-1)).events.length > 10`)
	p.Must("open the link", chromedp.Navigate(link))
	p.Until("the link shows the receive", `new URLSearchParams(location.search).get("sel") === "event.`+seq+`"`)
	p.SaysSoon("[data-inspector]", "事件 "+seq)
}

// copiedByHand: a browser that refuses both ways of copying shows the text,
// selected.
func copiedByHand(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng?lang=zh")
	p.Run()
	p.Must("refuse to copy", chromedp.Evaluate[chromedp.Void](
		`navigator.clipboard.writeText = async () => { throw new Error("refused"); }; document.execCommand = () => false;`))
	take(p, "link")
	p.SaysSoon("[data-live]", "请按 Ctrl+C")
	p.Until("the link is there, selected", `((field) => field && field.value.includes("run=") && field === document.activeElement && `+
		`field.selectionEnd === field.value.length)(document.querySelector("[data-by-hand]"))`)
	p.Press(kb.Escape)
	p.Until("Escape closes it", `!document.querySelector("[data-by-hand]")`)
}

// wholeProgram: a program is copied and saved as it stands on the page, with what
// was changed in it.
func wholeProgram(t *testing.T, p *browser.Tab) {
	folder := p.Downloads()
	p.Open("/lessons/hello-feng?lang=zh")
	p.Until("the page is alive", `document.documentElement.classList.contains("js")`)
	listen(p)
	p.Write(`[data-peer="server"] input[data-own="10"]`, "5")
	p.Click(`[data-peer="server"] .whole summary`)
	p.Click(`[data-peer="server"] [data-program-out="copy"]`)
	p.SaysSoon("[data-live]", "已复制：完整程序 server.py")
	copied := browser.Read[string](p, `window.clips.at(-1)`)
	p.Click(`[data-peer="server"] [data-program-out="save"]`)
	name, saved := p.Saved(folder, ".py")
	if filepath.Base(name) != "server.py" || string(saved) != copied {
		t.Errorf("saved as %s:\n%s\ncopied:\n%s", name, saved, copied)
	}
	if !strings.HasPrefix(copied, "import socket") || !strings.Contains(copied, "recv(5)") || !strings.HasSuffix(copied, "\n") {
		t.Errorf("the program is\n%s", copied)
	}
}

// savedStream: a direction is saved byte for byte, and copied.
func savedStream(t *testing.T, p *browser.Tab) {
	folder := p.Downloads()
	p.Open("/lessons/hello-feng?lang=zh&view=stream")
	p.Run()
	listen(p)
	p.Until("the stream is there", `document.querySelector(".stream-row")`)
	p.Click(`.stream-tools .button`)
	name, _ := p.Saved(folder, ".bin")
	if data, err := os.ReadFile(name); err != nil || string(data) != "hellofeng" {
		t.Errorf("saved %q, error %v", data, err)
	}
}
