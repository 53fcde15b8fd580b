package run

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
)

const (
	stripFrom = `Number(document.querySelector("[data-minimap] [data-edge-from]").getAttribute("aria-valuenow"))`
	stripTo   = `Number(document.querySelector("[data-minimap] [data-edge-to]").getAttribute("aria-valuenow"))`
	saidAloud = `document.querySelector("[data-live]").textContent`
)

// goingOn sends for some seconds, so that a run can be looked at while it goes on.
const goingOn = `tcp
limit 60s
server:
    listen 1
    accept
    loop until empty:
        recv 16
client:
    connect
    loop 2000:
        send "0123456789abcdef"
        sleep 28ms
    close
`

// stripOfRun looks at a run through the strip above its timeline and measures in
// it, by keyboard.
func stripOfRun(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/hello-feng?lang=en")
	p.Run()
	p.Until("the strip is there", `document.querySelector("[data-minimap]").checkVisibility()`)
	p.Must("go to the timeline", chromedp.Focus(chromedp.CSS("[data-stage] .timeline-canvas")))
	p.Press("0")
	p.Until("the strip shows that all is in view", stripFrom+` === 0 && `+stripTo+` === 100`)
	p.Must("go to the handle of the end", chromedp.Focus(chromedp.CSS("[data-minimap] [data-edge-to]")))
	before := browser.Read[string](p, `document.querySelector("[data-edge-to]").getAttribute("aria-valuetext")`)
	for range 5 {
		p.Press(kb.ArrowLeft)
	}
	p.Until("the end of the view went back", stripTo+` === 95`)
	if now := browser.Read[string](p, `document.querySelector("[data-edge-to]").getAttribute("aria-valuetext")`); now == before || now == "" {
		t.Errorf("the handle says %q before and %q after", before, now)
	}
	p.Must("go to the timeline", chromedp.Focus(chromedp.CSS("[data-stage] .timeline-canvas")))
	p.Press("0")
	p.Until("0 brings all into view", stripFrom+` === 0 && `+stripTo+` === 100`)
	p.Press("w")
	p.Until("W magnifies", stripTo+` - `+stripFrom+` < 80`)
	p.Press(kb.Home)
	p.Press("m")
	p.Until("the first end is said", saidAloud+`.startsWith("From ")`)
	p.Press(kb.End)
	p.Press("m")
	p.Until("what was measured is said", saidAloud+`.startsWith("Δt ")`)
	if said := browser.Read[string](p, saidAloud); !strings.Contains(said, "9 bytes sent · 9 bytes received") {
		t.Errorf("measured: %q, want the 9 bytes of hello and feng", said)
	}
}

// liveEnd follows a run while it goes on, stops following by moving the view, and
// goes on by the button.
func liveEnd(t *testing.T, p *browser.Tab) {
	p.Open("/script?lang=en")
	p.Write("#script", goingOn)
	p.Click("[data-run]")
	p.Until("a view can be followed", `document.querySelector("[data-follow]")?.checkVisibility()`)
	p.Must("go to the timeline", chromedp.Focus(chromedp.CSS("[data-stage] .timeline-canvas")))
	p.Press("w")
	p.Press("w")
	p.Press("w")
	p.Until("the end of what there is stays in view", stripTo+` === 100 && `+stripFrom+` > 30 && `+pressed("true"))
	p.Press("a")
	p.Until("a step back stops that", pressed("false"))
	p.Until("the run goes on without the view", stripTo+` < 97`)
	p.Click("[data-follow]")
	p.Until("the button follows again", stripTo+` === 100 && `+pressed("true"))
	p.Until("it is said", saidAloud+`.includes("follows the end")`)
	p.Must("go to the timeline", chromedp.Focus(chromedp.CSS("[data-stage] .timeline-canvas")))
	p.Press("a")
	p.Until("a step back stops that again", pressed("false"))
	p.Press(kb.End)
	p.Until("End follows too", stripTo+` === 100 && `+pressed("true"))
	p.Click("[data-stop]")
	p.Ended()
	p.Until("there is nothing to follow any more", `!document.querySelector("[data-follow]").checkVisibility()`)
}

func pressed(on string) string {
	return `document.querySelector("[data-follow]").getAttribute("aria-pressed") === "` + on + `"`
}
