package out

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

const (
	overlay  = `document.querySelector("[data-timeline] canvas:last-of-type").toDataURL()`
	data     = `document.querySelector("[data-timeline] canvas").toDataURL()`
	selected = `new URL(location.href).searchParams.get("sel")`
	spoken   = `(document.querySelector("[data-live]")?.textContent ?? "")`
)

// ladder: the run is shown with its peers as columns, on the same selection and with
// the same keys as the timeline; a reload shows it again, and its picture is its own.
func ladder(t *testing.T, p *browser.Tab) {
	folder := p.Downloads()
	p.Resize(1366, 768)
	p.Open("/lessons/hello-feng?lang=zh")
	p.Run()
	p.Click(`[data-tab="events"]`)
	p.Click(receive)
	p.Until("the receive is selected", selected+`?.startsWith("event.")`)
	wanted, timeline := browser.Read[string](p, selected), browser.Read[string](p, data)
	p.Click(`[data-view="ladder"]`)
	p.SaysSoon("[data-live]", "梯形图")
	p.Until("the ladder is drawn", data+" !== "+browser.Quote(timeline))
	p.Until("it is in the address, with the selection", `new URL(location.href).searchParams.get("view") === "ladder" && `+selected+" === "+browser.Quote(wanted))
	p.Must("focus it", chromedp.Focus(chromedp.CSS(".timeline-canvas")))
	before := browser.Read[string](p, overlay)
	p.Press(kb.ArrowLeft)
	p.Until("an arrow selects the event before", selected+" !== "+browser.Quote(wanted)+" && "+overlay+" !== "+browser.Quote(before))
	p.Press(kb.ArrowRight)
	p.Until("and the receive again", selected+" === "+browser.Quote(wanted))
	near := browser.Read[string](p, data)
	p.Press("+")
	p.Until("plus magnifies", data+" !== "+browser.Quote(near))
	p.Press("0")
	p.Press("j")
	p.Until("the next place where it sticks is found", spoken+`.includes("粘包：")`)
	p.Click(`[data-mode="event"]`)
	p.Frames(2)
	byEvent := browser.Read[string](p, data)
	p.Click(`[data-mode="time"]`)
	p.Until("the axis modes apply", data+" !== "+browser.Quote(byEvent))
	take(p, "svg")
	_, svg := p.Saved(folder, ".svg")
	if words := mustXML(t, svg); strings.Contains(words, "服务端的接收队列") || !strings.Contains(words, "recv(10)") {
		t.Errorf("the picture is not of the ladder: %s", words)
	}
	p.Reload()
	p.Until("a reload shows the ladder", `document.querySelector('[data-view="ladder"]')?.getAttribute("aria-pressed") === "true"`)
	p.Until("drawn", browser.Drawn("[data-stage]"))
	p.Resize(390, 844)
	p.Click(`[data-tab="timeline"]`)
	p.Until("on a telephone it fills its box", `((box) => document.querySelector(".timeline-canvas").clientHeight >= 0.95 * box.clientHeight && `+
		`box.clientHeight > 300)(document.querySelector("[data-timeline]"))`)
	p.Resize(1366, 768)
	p.Click(`[data-view="timeline"]`)
	p.Until("the timeline is there again", `!new URL(location.href).searchParams.has("view")`)
}

// rowOfServer: before the page is alive, or without JavaScript, the number of a row
// is a link to its event, which the page shows as soon as it is alive.
func rowOfServer(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng?lang=zh")
	p.Run()
	run := p.RunID()
	plain := p.Another()
	plain.WithoutScripts()
	plain.Open("/runs/" + run)
	plain.Click(`[data-table] tr[data-verdict="coalesced"] th a`)
	plain.Until("the link is followed", `new URL(location.href).searchParams.get("sel")?.startsWith("event.")`)
	where := browser.Read[string](plain, `location.href`)
	p.Must("open it with scripts", chromedp.Navigate(where))
	p.SaysSoon("[data-inspector]", "粘包")
}
