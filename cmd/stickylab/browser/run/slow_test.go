package run

import (
	"context"
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
	other.Until("somebody else sees the whole run", eventsHeld+" > 100_000")
	all := atRest(other)
	hold("let the page go on", func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, debugger.Disable, cdp.Empty{})
		return err
	})
	p.Ended()
	if got := atRest(p); got != all {
		t.Errorf("the page that stood still has %d events, want %d", got, all)
	}
	if said := strings.Join(p.Text(".feed-state"), ""); said != "" {
		t.Errorf("the page says of its feed %q", said)
	}
}

// atRest returns the count of events when it grows no more: it is drawn some frames
// after they have come.
func atRest(p *browser.Tab) int {
	p.T.Helper()
	const kept = "document.body.dataset.heldBefore"
	p.Until("the count is at rest", `(() => {
		const [before, since] = (`+kept+` ?? "0 0").split(" ").map(Number);
		const held = `+eventsHeld+`;
		if (before !== held) `+kept+` = held + " " + performance.now();
		return before === held && performance.now() - since > 1000;
	})()`)
	return browser.Read[int](p, eventsHeld)
}
