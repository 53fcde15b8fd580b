package browser

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// Tab is one page of the browser, without cookies or storage of other tabs.
// Its methods fail the test when a page does not do in time what they wait for.
type Tab struct {
	T   testing.TB
	Ctx context.Context // of chromedp, for what Tab has no method for

	chromium context.Context
	base     string // the lab's address: "http://127.0.0.1:1234"
	scripted bool   // whether pages may run scripts
	touches  chan touch

	mu       sync.Mutex
	problems []string // errors, warnings, exceptions and CSP reports of the console
}

// NewTab opens a tab of 1440 by 1000. When the test ends, the console must
// have been silent except for messages with one of the expected words in them.
func NewTab(t testing.TB, chromium context.Context, base string, expected ...string) *Tab {
	t.Helper()
	return newTab(t, chromium, chromium, base, expected, chromedp.WithNewBrowserContext())
}

// newTab opens a tab; with the context of another tab as its parent it is one
// of the same person's.
func newTab(t testing.TB, chromium, parent context.Context, base string, expected []string, options ...chromedp.ContextOption) *Tab {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(parent, options...)
	p := &Tab{T: t, Ctx: ctx, chromium: chromium, base: base, scripted: true, touches: make(chan touch, mostTouches)}
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
	p.Resize(1440, 1000)
	p.hearTouches()
	return p
}

// Beside opens another tab of the same person: both have one storage.
func (p *Tab) Beside(expected ...string) *Tab {
	p.T.Helper()
	return newTab(p.T, p.chromium, p.Ctx, p.base, expected)
}

// Another opens a tab of somebody else who uses the same lab.
func (p *Tab) Another(expected ...string) *Tab {
	p.T.Helper()
	return NewTab(p.T, p.chromium, p.base, expected...)
}

func (p *Tab) heard(m chromedp.ConsoleMessage) {
	if m.Type != chromedp.ConsoleError && m.Type != chromedp.ConsoleWarning && !m.IsException() {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.problems = append(p.problems, fmt.Sprintf("%v (%s:%d)", m, m.URL, m.Line+1))
}

func (p *Tab) unexpected(expected []string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(p.problems), func(problem string) bool {
		return slices.ContainsFunc(expected, func(word string) bool { return strings.Contains(problem, word) })
	})
}

// hearTouches lets pages report where the pointer went down, up, and clicked.
// A page reports it before it can be left.
func (p *Tab) hearTouches() {
	p.T.Helper()
	err := chromedp.Listen(p.Ctx, func(event any) {
		if call, ok := event.(*runtime.EventBindingCalled); ok && call.Name == touchBinding {
			p.touched(call.Payload)
		}
	})
	if err != nil {
		p.T.Fatal(err)
	}
	p.Must("hear where clicks go", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, runtime.AddBinding, runtime.AddBindingParams{Name: touchBinding})
		return err
	}))
}

// WithoutScripts makes the tab load pages as a browser without JavaScript.
func (p *Tab) WithoutScripts() {
	p.T.Helper()
	p.scripted = false
	p.Must("turn scripts off", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	}))
}

// Must runs one action and fails the test when it cannot be done in time.
func (p *Tab) Must(what string, action chromedp.Action[chromedp.Void]) {
	p.T.Helper()
	ctx, cancel := context.WithTimeout(p.Ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, action); err != nil {
		p.T.Fatalf("%s: %v; %s", what, err, p.State())
	}
}
