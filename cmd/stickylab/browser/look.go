package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/chromedp/chromedp"
)

// Until looks at the page again and again until the expression is true there.
func (p *Tab) Until(what, expression string) {
	p.T.Helper()
	deadline := time.After(patience)
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for !p.Holds(expression) {
		select {
		case <-look.C:
		case <-deadline:
			p.T.Fatalf("waited %v and not seen: %s\n\t%s\n%s", patience, what, expression, p.State())
		}
	}
}

// Holds reports whether the expression is true now. In a page that is just
// being left or loaded nothing is.
func (p *Tab) Holds(expression string) bool {
	ctx, cancel := context.WithTimeout(p.Ctx, patience)
	defer cancel()
	yes, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`Boolean(`+expression+`)`))
	return err == nil && yes
}

// Text returns the visible text of all elements that match, in their order.
func (p *Tab) Text(selector string) []string {
	p.T.Helper()
	return Read[[]string](p, `[...document.querySelectorAll(`+Quote(selector)+`)].map((e) => e.innerText.trim())`)
}

// SaysSoon waits until a visible element that matches has the words in its text.
func (p *Tab) SaysSoon(selector, wanted string) {
	p.T.Helper()
	p.Until(fmt.Sprintf("%s says %q", selector, wanted),
		`[...document.querySelectorAll(`+Quote(selector)+`)].some((e) => e.checkVisibility() && e.innerText.includes(`+Quote(wanted)+`))`)
}

// Frames waits until the page has been drawn n times.
func (p *Tab) Frames(n int) {
	p.T.Helper()
	Await[bool](p, fmt.Sprintf(`(async () => { for (let i = 0; i < %d; i++) await new Promise(requestAnimationFrame); return true; })()`, n))
}

// Landed waits until another page is loaded and is the expected one.
func (p *Tab) Landed(what, expression string) {
	p.T.Helper()
	p.Until(what, expression+` && document.readyState === "complete"`)
}

// Read evaluates an expression in the page.
func Read[T any](p *Tab, expression string) T {
	p.T.Helper()
	return evaluate[T](p, expression)
}

// Await evaluates a promise in the page.
func Await[T any](p *Tab, expression string) T {
	p.T.Helper()
	return evaluate[T](p, expression, chromedp.EvalAwaitPromise)
}

func evaluate[T any](p *Tab, expression string, options ...chromedp.EvaluateOption) T {
	p.T.Helper()
	ctx, cancel := context.WithTimeout(p.Ctx, 2*patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, options...))
	if err != nil {
		p.T.Fatalf("%s: %v; %s", expression, err, p.State())
	}
	return value
}

// State describes where the tab is, for a failure's message.
func (p *Tab) State() string {
	ctx, cancel := context.WithTimeout(p.Ctx, patience)
	defer cancel()
	seen, err := chromedp.Run(ctx, chromedp.Evaluate[string](
		`location.href + "\n" + (document.querySelector("main") ?? document.body).innerText.replace(/\s*\n\s*/g, "\n").slice(0, 1500)`))
	if err != nil {
		seen = err.Error()
	}
	return fmt.Sprintf("the page: %s\nits console: %q", seen, p.unexpected(nil))
}

// Find is the expression of the first element that matches, or null.
func Find(selector string) string { return `document.querySelector(` + Quote(selector) + `)` }

// Quote writes a text as a JavaScript string.
func Quote(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string can always be marshalled
	}
	return string(quoted)
}

// SettledAddress waits until the address stays what it is for longer than a page
// holds changes of it back, and returns its path and query.
func (p *Tab) SettledAddress() string {
	p.T.Helper()
	p.Must("watch the address", chromedp.Evaluate[chromedp.Void](`window.settled = null`))
	p.Until("the address has settled", `(() => {
		const now = performance.now(), { href } = location;
		if (window.settled?.href !== href) window.settled = { href, since: now };
		return now - window.settled.since > 400;
	})()`)
	return Read[string](p, `location.pathname + location.search`)
}
