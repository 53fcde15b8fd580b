package main

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestWireInBrowser does what a person does to see what was on the wire.
func TestWireInBrowser(t *testing.T) {
	browser := newBrowser(t)
	t.Run("captured", func(t *testing.T) { capturedWire(t, newTab(t, browser, newServer(t))) })
	t.Run("counted", func(t *testing.T) { countedWire(t, newTab(t, browser, newServer(t, "-capture=off"))) })
}

const (
	wireRows    = `[...document.querySelectorAll("[data-segments] tbody tr")]`
	chosenWire  = `document.querySelector('[data-segments] tbody tr[aria-current="true"]')?.dataset.seq`
	canvasLabel = `document.querySelector("[data-stage] .timeline-canvas").getAttribute("aria-label")`
)

// capturedWire reads the table of segments, chooses one by keyboard, on the
// timeline too, and asks what the verdict on the receive rests on.
func capturedWire(t *testing.T, p *tab) {
	p.open("/lessons/two-sends-one-recv?lang=en")
	p.run()
	if os.Geteuid() != 0 { // whoever may not capture is told so
		p.saysSoon("[data-stage] .capture-note", "EPERM")
		return
	}
	p.until("the table of segments is offered", jsFind("[data-segments-card]")+`?.checkVisibility()`)
	p.tabTo("[data-segments-card] summary")
	p.press(kb.Enter)
	p.until("hello and feng had a segment each", `["1", "6"].every((seq) => `+wireRows+`.some((row) => row.querySelector(".seq").textContent === seq && row.querySelector(".flags").textContent.includes("PSH")))`)
	rows := p.text("[data-segments] tbody tr")
	if !strings.Contains(strings.Join(rows, "\n"), "A #") || !strings.Contains(rows[0], "SYN") {
		t.Errorf("the table does not begin with a SYN or names no message: %q", rows)
	}

	p.tabTo("[data-segments] tbody tr")
	p.press(kb.ArrowDown)
	p.until("the second segment is chosen", chosenWire+` === "2"`)
	p.saysSoon("[data-inspector-body]", "SYN ACK")
	p.until("the timeline names it", canvasLabel+`.includes("segment 2 from server #")`)
	p.until("no event is chosen", chosenSeq+` === undefined`)

	p.must("go to the timeline", chromedp.Focus(chromedp.CSS("[data-stage] .timeline-canvas")))
	p.press(kb.ArrowRight)
	p.until("the arrow key goes on to the third segment", chosenWire+` === "3"`)
	p.press("w")
	p.until("W goes back to the calls", chosenWire+` === undefined && `+chosenSeq+` !== undefined`)

	p.click("[data-events] summary")
	p.click(`[data-table] tbody tr[data-verdict~="coalesced"]`)
	p.press("w") // on the row: nothing of the timeline's
	p.until("the receive stays chosen", chosenSeq+` !== undefined`)
	p.click("[data-inspector-body] .why summary")
	p.until("what it rests on is told", `document.querySelectorAll("[data-inspector-body] .why li").length > 0`)
	p.click("[data-told] .why summary")
	p.until("under the sentence too", `document.querySelector("[data-told] .why li")?.checkVisibility()`)
	if said := p.text("[data-told] .why li"); !strings.Contains(strings.Join(said, "\n"), "5") {
		t.Errorf("the reasons do not name where the two met: %q", said)
	}

	p.open("/runs/" + read[string](p, jsFind("[data-export]")+`.href.match(/\/api\/runs\/([^/?]+)/)[1]`))
	p.until("the timeline is drawn", drawn("[data-stage]")) // until then the rows are the server's, or on their way
	p.until("a stored run has them too", wireRows+`.length >= 6`)
	const folded = wireRows + `.map((row) => [...row.cells].map((cell) => cell.textContent.trim()).join("|"))`
	before := read[[]string](p, folded)
	p.withoutScripts()
	p.reload()
	p.until("and without JavaScript", `document.querySelectorAll("[data-segments] tbody tr").length >= 6`)
	if after := read[[]string](p, folded); strings.Join(after, "\n") != strings.Join(before, "\n") {
		t.Errorf("the server's rows %q are not the module's %q", after, before)
	}
}

// countedWire: where nothing may be captured the page says so, and how to.
func countedWire(_ *testing.T, p *tab) {
	p.open("/lessons/two-sends-one-recv?lang=en")
	p.run()
	p.saysSoon("[data-stage] .capture-note", "counted, not captured")
	p.until("the note leads on", `document.querySelector('[data-stage] .capture-note a[href="/fidelity#capture"]')?.checkVisibility()`)
	p.until("no empty table is offered", `!`+jsFind("[data-segments-card]")+`.checkVisibility()`)
	p.open("/lessons/two-sends-one-recv?lang=zh")
	p.run()
	p.saysSoon("[data-stage] .capture-note", "只计数，没有抓包")
	p.click("[data-stage] .capture-note a")
	p.until("the page that says how is open", `location.pathname === "/fidelity" && document.getElementById("capture")`)
}
