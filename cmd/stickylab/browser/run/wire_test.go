package run

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

const (
	wireRows   = `[...document.querySelectorAll("[data-segments] tbody tr")]`
	chosenWire = `document.querySelector('[data-segments] tbody tr[aria-current="true"]')?.dataset.seq`
)

// capturedWire reads the table of segments, chooses one by keyboard, on the
// timeline too, and asks what the verdict on the receive rests on.
func capturedWire(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng?lang=en")
	p.Run()
	if os.Geteuid() != 0 { // whoever may not capture is told so
		p.SaysSoon("[data-stage] .capture-note", "EPERM")
		return
	}
	p.Until("the table of segments is offered", browser.Find(`[data-tab="segments"]`)+`?.checkVisibility()`)
	p.TabTo(`[data-tabs] [aria-selected="true"]`)
	p.Press(kb.ArrowRight + kb.ArrowRight + kb.ArrowRight)
	p.Until("the table is open", browser.Find("[data-segments-card]")+`.checkVisibility()`)
	p.Until("hello and feng had a segment each", `["1", "6"].every((seq) => `+wireRows+`.some((row) => row.querySelector(".seq").textContent === seq && row.querySelector(".flags").textContent.includes("PSH")))`)
	rows := p.Text("[data-segments] tbody tr")
	if !strings.Contains(strings.Join(rows, "\n"), "A #") || !strings.Contains(rows[0], "SYN") {
		t.Errorf("the table does not begin with a SYN or names no message: %q", rows)
	}

	p.TabTo("[data-segments] tbody tr")
	p.Press(kb.ArrowDown)
	p.Until("the second segment is chosen", chosenWire+` === "2"`)
	p.Until("it is in the inspector", browser.Find("[data-inspector-body]")+`.textContent.includes("SYN ACK")`)
	p.Until("no event is chosen", chosenSeq+` === undefined`)

	p.Must("go to the timeline", chromedp.Focus(chromedp.CSS("[data-stage] .timeline-canvas")))
	p.Until("what is selected there is said", spoken+`.includes("segment 2 from server #")`)
	p.Press(kb.ArrowRight)
	p.Until("the arrow key goes on to the third segment", chosenWire+` === "3"`)
	p.Press("x")
	p.Until("X goes back to the calls", chosenWire+` === undefined && `+chosenSeq+` !== undefined`)

	p.Click(`[data-tab="events"]`)
	p.Click(`[data-table] tbody tr[data-verdict~="coalesced"]`)
	p.Press("x") // on the row: nothing of the timeline's
	p.Until("the receive stays chosen", chosenSeq+` !== undefined`)
	p.Click(`[data-tab="selection"]`)
	p.Click("[data-inspector-body] .why summary")
	p.Until("what it rests on is told", `document.querySelectorAll("[data-inspector-body] .why li").length > 0`)
	p.Click(`[data-tab="findings"]`)
	p.Unfold()
	p.Click(`[data-told] [data-kind="coalesced"] .why summary`)
	p.Until("under the sentence too", `document.querySelector('[data-told] [data-kind="coalesced"] .why li')?.checkVisibility()`)
	if said := p.Text(`[data-told] [data-kind="coalesced"] .why li`); !strings.Contains(strings.Join(said, "\n"), "5") {
		t.Errorf("the reasons do not name where the two met: %q", said)
	}

	p.Open("/runs/" + browser.Read[string](p, browser.Find("[data-export]")+`.href.match(/\/api\/runs\/([^/?]+)/)[1]`))
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]")) // until then the rows are the server's, or on their way
	p.Until("a stored run has them too", wireRows+`.length >= 6`)
	const folded = wireRows + `.map((row) => [...row.cells].map((cell) => cell.textContent.trim()).join("|"))`
	before := browser.Read[[]string](p, folded)
	p.WithoutScripts()
	p.Reload()
	p.Until("and without JavaScript", `document.querySelectorAll("[data-segments] tbody tr").length >= 6`)
	if after := browser.Read[[]string](p, folded); strings.Join(after, "\n") != strings.Join(before, "\n") {
		t.Errorf("the server's rows %q are not the module's %q", after, before)
	}
}

// countedWire: where nothing may be captured the page says so, and how to.
func countedWire(_ *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng?lang=en")
	p.Run()
	p.SaysSoon("[data-stage] .capture-note", "counted, not captured")
	p.Until("the note leads on", `document.querySelector('[data-stage] .capture-note a[href="/fidelity#capture"]')?.checkVisibility()`)
	p.Until("no empty table is offered", `!`+browser.Find(`[data-tab="segments"]`)+`.checkVisibility()`)
	p.Open("/lessons/hello-feng?lang=zh")
	p.Run()
	p.SaysSoon("[data-stage] .capture-note", "只计数，没有抓包")
	p.Click("[data-stage] .capture-note a")
	p.Until("the page that says how is open", `location.pathname === "/fidelity" && document.getElementById("capture")`)
}
