package main

import "testing"

// nothingLost: what somebody wrote and what was run stay reachable.
func nothingLost(t *testing.T, p *tab) {
	p.open("/lessons/two-sends-one-recv?lang=en")
	top := `document.querySelector("[data-run]").getBoundingClientRect().top`
	before := read[float64](p, top)
	p.write(`[data-peer="server"] input.literal[value="10"]`, "4")
	p.click(`[data-peer="server"] .whole summary`)
	p.saysSoon(`[data-peer="server"] .whole pre`, "conn.recv(4)")
	p.click(`[data-peer="server"] .whole summary`)
	p.run()
	p.saysSoon(".result", "b'ofeng'")
	if after := read[float64](p, top); after-before > 2 || before-after > 2 {
		t.Errorf("the Run button was at %.0f and is at %.0f after a run", before, after)
	}
	p.click("[data-share-link]")
	p.until("the run's own page is offered", jsFind("[data-run-page]")+`.checkVisibility()`)
	p.click("[data-run-page]")
	p.until("the run's page is open", `location.pathname.startsWith("/runs/")`)
	p.saysSoon("[data-table] tbody", "b'ofeng'")

	p.open("/lessons/two-sends-one-recv?lang=en")
	p.write(`[data-peer="server"] input.literal[value="10"]`, "4")
	p.click(`[formaction="/script"]`)
	p.until("the bench has the edited script", `location.pathname === "/script" && document.querySelector("#script").value.includes("recv 4\n")`)
}

// fitsItsCard: no column of the table is cut at the width of a desk.
func fitsItsCard(_ *testing.T, p *tab) {
	for _, lang := range []string{"zh", "en"} {
		p.open("/lessons/tcp-loop?lang=" + lang)
		p.run()
		p.click("[data-events] summary")
		p.until("every column is in sight", `(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth <= clientWidth)(`+jsFind(".events .scroll")+`)`)
	}
	p.resize(390, 844)
	p.until("on a telephone too", `(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(`+jsFind(".events .scroll")+`)`)
	p.until("the bar on top has two rows", jsFind(".top")+`.getBoundingClientRect().height < 110`)
}
