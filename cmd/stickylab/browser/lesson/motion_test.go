package lesson

import (
	"math"
	"testing"

	"github.com/chromedp/chromedp"

	"stickylab/cmd/stickylab/browser"
)

// TestClicksOfAReaderInMotion presses on the options while a run begins below
// the window, in a browser whose reader did not ask for less motion. What is
// pressed must be there until it is let go: a page that glides, or that jumps to
// its run meanwhile, takes it away. The heading above says more after the run: the
// browser scrolls by what it has grown, in whole pixels.
func TestClicksOfAReaderInMotion(t *testing.T) {
	base := browser.Build(t).Serve(t)
	p := browser.NewTab(t, browser.NewInMotion(t), base)
	p.Resize(390, 500)
	p.Open("/lessons/hello-feng")
	p.Until("the page is alive", alive)
	p.Must("scroll to the options", chromedp.Evaluate[chromedp.Void](`document.querySelector("[data-options] summary").scrollIntoView({ block: "end" })`))
	p.Frames(2)
	const place = `document.querySelector("[data-options] summary").getBoundingClientRect().top`
	before := browser.Read[float64](p, place)
	lift := p.Hold("[data-options] summary")
	p.Must("run it", chromedp.Evaluate[chromedp.Void](`document.getElementById("lesson").requestSubmit()`))
	p.Ended()
	p.Frames(10)
	if after := browser.Read[float64](p, place); math.Abs(after-before) >= 1 {
		t.Errorf("the options went from %.3f to %.3f under a pointer that was down", before, after)
	}
	lift()
	p.Until("the options are open", browser.Find("[data-options]")+`.open`)
	p.Until("the run comes into sight", `document.querySelector("[data-stage] [data-timeline]").checkVisibility()`)
}
