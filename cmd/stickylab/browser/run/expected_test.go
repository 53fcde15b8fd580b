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

	p.Open("/compare?lang=en&a=hello-feng&b=hello-feng&b.literal.2=5")
	p.Click(`[data-asked] [data-choice]:has([value="2"])`)
	p.Click("[data-run-both]")
	p.Until("the lesson's own question is judged", `document.querySelector("[data-asked] fieldset").dataset.outcome === "wrong"`)
	p.SaysSoon("[data-asked-note]", "It came out differently. recv(5) gives 5 bytes at most.")
	p.SaysSoon("[data-asked] .held", "b'hello', then b'feng'")
	p.Until("and says why", `document.querySelector("[data-asked-after]").open`)
}
