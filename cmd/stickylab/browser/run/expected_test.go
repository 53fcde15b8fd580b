package run

import (
	"testing"

	"stickylab/cmd/stickylab/browser"
)

// changePredicted: a change that a lesson asks to try is run beside it, and what was
// predicted of the two is judged by what they received, and kept.
func changePredicted(_ *testing.T, p *browser.Tab) {
	p.Open("/compare?lang=en&a=sleep-between&b=unix-stream&b.try=1")
	p.Click(`[data-same-guess] [value="same"]`)
	p.Click("[data-run-both]")
	p.Until("it is judged", `document.querySelector("[data-same-guess]").dataset.outcome === "wrong"`)
	p.SaysSoon("[data-same-note]", "It came out differently. The programs on the two sides received different things")
	p.Reload()
	p.Until("it is kept, and judged again by the runs that are kept", `document.querySelector("[data-same-guess]").dataset.outcome === "wrong"`)
}
