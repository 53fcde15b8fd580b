package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	// patience is how long a test waits for something to show up on a page.
	patience = 20 * time.Second
	// lookEvery is how long a test waits between two looks at a page.
	lookEvery = 10 * time.Millisecond
)

// newBrowser starts a Chromium with a profile of its own and gives a context
// to open tabs in. It ends with the test.
func newBrowser(t testing.TB) context.Context {
	t.Helper()
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("accept-lang", "zh-CN,zh"),
	)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stopAllocator)
	browser, stopBrowser := chromedp.NewContext(allocator)
	t.Cleanup(stopBrowser)
	if err := chromedp.Do(browser); err != nil {
		t.Fatalf("start chromium: %v", err)
	}
	return browser
}

// tab is one page of the browser, without cookies or storage of other tabs.
type tab struct {
	t    testing.TB
	ctx  context.Context
	base string // the lab's address: "http://127.0.0.1:1234"

	mu       sync.Mutex
	problems []string // what the console says of errors, CSP and exceptions
}

// newTab opens a tab of 1440 by 1000. When the test ends, the console must
// have been silent but for messages with one of the expected words in it.
func newTab(t testing.TB, browser context.Context, base string, expected ...string) *tab {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	p := &tab{t: t, ctx: ctx, base: base}
	messages := chromedp.Console(ctx)
	listened := make(chan struct{})
	go func() {
		defer close(listened)
		for m, err := range messages {
			if err != nil {
				return
			}
			p.heard(m)
		}
	}()
	t.Cleanup(func() {
		closeTab()
		<-listened
		for _, problem := range p.unexpected(expected) {
			t.Errorf("console: %s", problem)
		}
	})
	p.resize(1440, 1000)
	return p
}

func (p *tab) heard(m chromedp.ConsoleMessage) {
	if m.Type != chromedp.ConsoleError && m.Type != chromedp.ConsoleWarning && !m.IsException() {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.problems = append(p.problems, fmt.Sprintf("%v (%s:%d)", m, m.URL, m.Line+1))
}

func (p *tab) unexpected(expected []string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(p.problems), func(problem string) bool {
		return slices.ContainsFunc(expected, func(word string) bool { return strings.Contains(problem, word) })
	})
}

// must runs one action and fails the test when it cannot be done in time.
func (p *tab) must(what string, action chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, action); err != nil {
		p.t.Fatalf("%s: %v; %s", what, err, p.state())
	}
}

func (p *tab) open(path string) {
	p.t.Helper()
	p.must("open "+path, chromedp.Navigate(p.base+path))
}

func (p *tab) reload() {
	p.t.Helper()
	p.must("reload", chromedp.Reload())
}

// resize takes the first tab's size away from a real window's.
func (p *tab) resize(width, height int64) {
	p.t.Helper()
	p.must("resize", chromedp.EmulateViewport(width, height))
}

// click waits until the element is there, visible, enabled and where it was at
// the look before, and clicks in its middle as a person does: nobody hits what
// still scrolls away.
func (p *tab) click(selector string) {
	p.t.Helper()
	p.until(selector+" can be clicked", jsFind(selector)+`?.checkVisibility() && !`+jsFind(selector)+`.matches(':disabled, [aria-disabled="true"]')`)
	p.until(selector+" stands still", `((element) => {
		element.scrollIntoViewIfNeeded();
		const { x, y } = element.getBoundingClientRect();
		const before = window.lastSeenAt;
		window.lastSeenAt = [`+quoteJS(selector)+`, x, y].join();
		return before === window.lastSeenAt;
	})(`+jsFind(selector)+`)`)
	p.must("click "+selector, chromedp.Click(chromedp.CSS(selector)))
}

// write replaces what stands in a field by typing.
func (p *tab) write(selector, text string) {
	p.t.Helper()
	p.until(selector+" can be written to", jsFind(selector)+`?.checkVisibility()`)
	p.must("write to "+selector, chromedp.Steps(
		chromedp.Focus(chromedp.CSS(selector)),
		chromedp.Evaluate[chromedp.Void](`document.activeElement.select()`),
	))
	p.press(text)
}

// press types keys, one after another, into whatever has the focus.
func (p *tab) press(keys string) {
	p.t.Helper()
	p.must(fmt.Sprintf("press %q", keys), chromedp.KeyEvent(keys))
}

// tabTo presses Tab until the element has the focus.
func (p *tab) tabTo(selector string) {
	p.t.Helper()
	const most = 120
	for range most {
		p.press(kb.Tab)
		if p.holds(`document.activeElement.matches(` + quoteJS(selector) + `)`) {
			return
		}
	}
	p.t.Fatalf("%d times Tab and %s never had the focus; %s", most, selector, p.state())
}

// until looks at the page again and again until the expression is true there.
func (p *tab) until(what, expression string) {
	p.t.Helper()
	deadline := time.After(patience)
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for !p.holds(expression) {
		select {
		case <-look.C:
		case <-deadline:
			p.t.Fatalf("waited %v and not seen: %s\n\t%s\n%s", patience, what, expression, p.state())
		}
	}
}

// holds tells whether the expression is true now. A page that is just being
// left or loaded is not an error, it only has nothing true to say.
func (p *tab) holds(expression string) bool {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	yes, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`Boolean(`+expression+`)`))
	return err == nil && yes
}

// text gives the visible text of all elements that match, a line each.
func (p *tab) text(selector string) []string {
	p.t.Helper()
	return read[[]string](p, `[...document.querySelectorAll(`+quoteJS(selector)+`)].map((e) => e.innerText.trim())`)
}

// saysSoon waits until an element that matches has the words in its text.
func (p *tab) saysSoon(selector, wanted string) {
	p.t.Helper()
	p.until(fmt.Sprintf("%s says %q", selector, wanted),
		`[...document.querySelectorAll(`+quoteJS(selector)+`)].some((e) => e.checkVisibility() && e.innerText.includes(`+quoteJS(wanted)+`))`)
}

// withoutScripts makes the tab load pages as a browser without JavaScript.
func (p *tab) withoutScripts() {
	p.t.Helper()
	p.must("turn scripts off", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
}

// state says where the tab is, for a failure's message.
func (p *tab) state() string {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	seen, err := chromedp.Run(ctx, chromedp.Evaluate[string](
		`location.href + "\n" + (document.querySelector("main") ?? document.body).innerText.replace(/\s*\n\s*/g, "\n").slice(0, 1500)`))
	if err != nil {
		seen = err.Error()
	}
	return fmt.Sprintf("the page: %s\nits console: %q", seen, p.unexpected(nil))
}

// read evaluates an expression in the page.
func read[T any](p *tab, expression string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		p.t.Fatalf("%s: %v; %s", expression, err, p.state())
	}
	return value
}

func jsFind(selector string) string { return `document.querySelector(` + quoteJS(selector) + `)` }

// quoteJS writes a text as a JavaScript string.
func quoteJS(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string can always be marshalled
	}
	return string(quoted)
}
