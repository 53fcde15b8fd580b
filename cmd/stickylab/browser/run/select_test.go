package run

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

// oneSelection: whatever a call is chosen by, the table, the programs and the
// inspector show the same one.
func oneSelection(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng")
	p.Run()
	p.Until("the timeline is drawn", browser.Drawn("[data-stage]"))
	p.Click(`[data-tab="events"]`)
	const coalesced = `document.querySelector('[data-table] tbody tr[data-verdict~="coalesced"]')`

	p.Click(`[data-step-to="first"]`)
	p.Until("the first row is chosen", chosenSeq+` === "1"`)
	p.Click(`[data-step-to="forward"]`)
	p.Until("the second row is chosen", chosenSeq+` === "2"`)
	p.Click(`[data-step-to="back"]`)
	p.Until("the first row is chosen again", chosenSeq+` === "1"`)
	p.Click("[data-replay-leave]")

	p.ClickOnColour("[data-stage]", "--coalesced")
	p.Until("the receive that was clicked on is chosen in the table", chosenSeq+` === `+coalesced+`.dataset.seq`)
	p.Until("its line is lit", `document.querySelector(".lit")?.innerText.includes("b'hellofeng'")`)
	p.Click(`[data-tab="selection"]`)
	p.SaysSoon("[data-inspector-body] h3", browser.Read[string](p, coalesced+`.dataset.seq`))
	p.Must("go back to the timeline", chromedp.Focus(chromedp.CSS("[data-stage] .timeline-canvas")))

	p.Press(kb.ArrowRight)
	p.Until("the arrow key goes on to the next call", `Number(`+chosenSeq+`) === Number(`+coalesced+`.dataset.seq) + 1`)
	p.Click(`[data-mode="time"]`)
	p.Until("time is drawn to scale", browser.Find(`[data-mode="time"]`)+`.getAttribute("aria-pressed") === "true" && `+browser.Drawn("[data-stage]"))
	if kept := browser.Read[bool](p, `Number(`+chosenSeq+`) === Number(`+coalesced+`.dataset.seq) + 1`); !kept {
		t.Error("the choice was lost when the timeline went to real time")
	}
}

// chosenSeq is the number of the row that is chosen in the table.
const chosenSeq = `document.querySelector('[data-table] tbody tr[aria-current="true"]')?.dataset.seq`

// selectedByAddress: the page of a run keeps what is selected in its address,
// also when the language is changed, and shows it again.
func selectedByAddress(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng")
	p.Run()
	p.Open("/runs/" + p.RunID())
	p.Until("the run is drawn", browser.Drawn("[data-stage]"))
	p.Click(`[data-step-to="first"]`)
	p.Click(`[data-step-to="forward"]`)
	p.Until("the second call is chosen and in the address", chosenSeq+` === "2" && location.search.includes("sel=event.2")`)
	chosen := p.Text("[data-inspector-body] h3")
	p.Reload()
	p.Until("it is chosen again", chosenSeq+` === "2" && document.querySelector("[data-inspector-body] h3")`)
	if again := p.Text("[data-inspector-body] h3"); again[0] != chosen[0] {
		t.Errorf("the inspector shows %q after a reload, before it showed %q", again, chosen)
	}
	p.Click(`.top a[lang="en"]`)
	p.Until("and in another language", `document.documentElement.lang === "en" && `+chosenSeq+` === "2"`)
	at := browser.Read[string](p, `location.pathname + "?sel=page.3&at=soon"`)
	p.Open(at)
	p.Until("an address that makes no sense selects nothing", browser.Drawn("[data-stage]")+` && `+chosenSeq+` === undefined`)
}
