package lesson

import (
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// nothingLost: what somebody wrote and what was run stay reachable.
func nothingLost(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng?lang=en")
	top := `document.querySelector("[data-run]").getBoundingClientRect().top`
	before := browser.Read[float64](p, top)
	p.Write(`[data-peer="server"] input.literal[value="10"]`, "4")
	p.Click(`[data-peer="server"] .whole summary`)
	p.SaysSoon(`[data-peer="server"] .whole pre`, "conn.recv(4)")
	p.Click(`[data-peer="server"] .whole summary`)
	p.Run()
	p.SaysSoon(".result", "b'ofeng'")
	if after := browser.Read[float64](p, top); after-before > 2 || before-after > 2 {
		t.Errorf("the Run button was at %.0f and is at %.0f after a run", before, after)
	}
	p.Click("[data-share-link]")
	p.Until("the run's own page is offered", browser.Find("[data-run-page]")+`.checkVisibility()`)
	p.Click("[data-run-page]")
	p.Until("the run's page is open", `location.pathname.startsWith("/runs/")`)
	p.Click(`[data-tab="events"]`)
	p.SaysSoon("[data-table] tbody", "b'ofeng'")

	p.Open("/lessons/hello-feng?lang=en")
	p.Write(`[data-peer="server"] input.literal[value="10"]`, "4")
	p.Click(`[formaction="/script"]`)
	p.Until("the bench has the edited script", `location.pathname === "/script" && document.querySelector("#script").value.includes("recv 4\n")`)
}

// fitsItsCard: no column of the table is cut at the width of a desk.
func fitsItsCard(_ *testing.T, p *browser.Tab) {
	for _, lang := range []string{"zh", "en"} {
		p.Open("/lessons/tcp-loop?lang=" + lang)
		p.Run()
		p.Click(`[data-tab="events"]`)
		p.Until("every column is in sight", `(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth <= clientWidth)(`+browser.Find(".events .scroll")+`)`)
	}
	p.Resize(390, 844)
	p.Until("on a telephone too", `(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(`+browser.Find(".events .scroll")+`)`)
	p.Until("the bar on top has one row", browser.Find(".top")+`.getBoundingClientRect().height < 50`)
}
