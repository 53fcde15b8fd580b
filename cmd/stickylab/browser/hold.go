package browser

import (
	"context"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// OpenHeld loads a page whose scripts do not come until release is called, as
// on a slow network. It waits until the page can be read, with its style.
func (p *Tab) OpenHeld(path string) (release func()) {
	p.T.Helper()
	return p.openHeld(path, &fetch.RequestPattern{ResourceType: network.ResourceTypeScript})
}

// OpenWithoutModule is OpenHeld for the module of a page alone, "lesson" of lesson.js.
func (p *Tab) OpenWithoutModule(path, module string) (release func()) {
	p.T.Helper()
	return p.openHeld(path, &fetch.RequestPattern{URLPattern: "*/" + module + ".js"})
}

func (p *Tab) openHeld(path string, pattern *fetch.RequestPattern) (release func()) {
	p.T.Helper()
	release = p.HoldBack(pattern)
	p.Must("go to "+path, call(page.Navigate, page.NavigateParams{URL: p.base + path}))
	p.Until("the page can be read", `location.href === `+Quote(p.base+path)+` && document.readyState !== "loading" && [...document.querySelectorAll("link[rel=stylesheet]")].every((link) => link.sheet)`)
	return release
}

// HoldBack holds some requests back from now on until release is called. What the
// browser has in a cache would not be held back, so it uses none of them until then.
func (p *Tab) HoldBack(pattern *fetch.RequestPattern) (release func()) {
	p.T.Helper()
	p.Must("use no cache", call(network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}))
	p.Must("hold requests back", call(fetch.Enable, fetch.EnableParams{Patterns: []*fetch.RequestPattern{pattern}}))
	return func() {
		p.T.Helper()
		p.Must("let them through", call(fetch.Disable, cdp.Empty{}))
		p.Must("use caches again", call(network.SetCacheDisabled, network.SetCacheDisabledParams{}))
	}
}

// Block makes addresses of a pattern unreachable from now on.
func (p *Tab) Block(pattern string) {
	p.T.Helper()
	p.Must("watch the network", call(network.Enable, network.EnableParams{}))
	patterns := []*network.BlockPattern{{URLPattern: pattern, Block: true}}
	p.Must("block "+pattern, call(network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: patterns}))
}

// BeforeScripts runs a script in every page that the tab opens from now on, before
// those of the page.
func (p *Tab) BeforeScripts(script string) {
	p.T.Helper()
	p.Must("run a script first", call(page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script}))
}

// call is the action of one command whose answer does not matter.
func call[P, R any](command cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, command, params)
		return err
	})
}
