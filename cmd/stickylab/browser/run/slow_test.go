package run

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/debugger"
	"github.com/chromedp/chromedp"

	"stickylab/cmd/stickylab/browser"
)

// eventsHeld is how many events the page has.
const eventsHeld = `Number(document.querySelector('[data-tab="events"] [data-count]')?.textContent ?? 0)`

// TestSlowPageInBrowser holds a page still while its run goes on.
func TestSlowPageInBrowser(t *testing.T) {
	browser.Tour(t, []browser.Part{{Name: "a page that stood still gets every event", Do: stoodStill}})
}

// stoodStill stops the scripts of a page in the middle of a flood: the run goes on
// and ends, as somebody else sees, and then the page gets all that it missed. A gap
// would end its feed with a sentence.
func stoodStill(t *testing.T, p *browser.Tab) {
	p.Open("/lessons/flood?lang=en")
	p.Click("[data-run]")
	p.Until("first events are there", eventsHeld+" > 0")
	id := p.RunID()
	hold := func(what string, do func(context.Context, *chromedp.Target) error) {
		t.Helper()
		p.Must(what, chromedp.Func(do))
	}
	hold("hold the page", func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, debugger.Enable, debugger.EnableParams{}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, target, debugger.Pause, cdp.Empty{})
		return err
	})
	other := p.Another()
	other.Open("/runs/" + id + "?lang=en")
	other.Ended()
	all := browser.Await[int](other, `(async () => {
		for (;;) { // a page that has just come does not say yet that its run goes on
			const { events, end } = await (await fetch("/api/runs/`+id+`")).json();
			if (end?.reason) return events.length;
		}
	})()`)
	if all < 100_000 {
		t.Errorf("the run has %d events, want those of 100000 sends", all)
	}
	hasAll(other, "somebody else sees the whole run", all)
	hold("let the page go on", func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, debugger.Disable, cdp.Empty{})
		return err
	})
	p.Ended()
	hasAll(p, "the page that stood still has the whole run", all)
	if said := strings.Join(p.Text(".feed-state"), ""); said != "" {
		t.Errorf("the page says of its feed %q", said)
	}
}

// hasAll waits until the page counts so many events, as long as more come.
func hasAll(p *browser.Tab, what string, all int) {
	p.T.Helper()
	for had := -1; had != all; had = browser.Read[int](p, eventsHeld) {
		p.Until(what, fmt.Sprintf("%[1]s === %[2]d || %[1]s !== %[3]d", eventsHeld, all, had))
	}
}
