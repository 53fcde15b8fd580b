package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"stickylab/cmd/stickylab/browser"
	"stickylab/lab/ratio"
)

// A slow line: a school's, or a telephone's.
const (
	slowBitsPerSecond = 1.5e6
	slowRoundTripMs   = 200
)

// usableScript notes when Run can be pressed and does something. It is run
// before the page's own scripts.
const usableScript = `{
	globalThis.usableMs = 0;
	const look = () => {
		const run = document.querySelector("[data-run]");
		if (!usableMs && run && !run.disabled && document.documentElement.classList.contains("js")) usableMs = performance.now();
	};
	new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
}`

// barePage has the text of a page and one sheet, and no script.
const barePage = `<!DOCTYPE html><link rel="icon" href="data:,"><link rel="stylesheet" href="/bare.css"><h1>Two sends, one recv</h1><p>%s</p>`

// newBare serves the bare page.
func newBare(b *testing.B) (base string) {
	b.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/bare", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, barePage, "One receive takes what two sends gave.")
	})
	mux.HandleFunc("/bare.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css")
		io.WriteString(w, `body{font-family:sans-serif;margin:2em}`)
	})
	listener := httptest.NewServer(mux)
	b.Cleanup(listener.Close)
	return listener.URL
}

// slowTab is a tab on a slow line that keeps nothing of earlier visits.
func slowTab(b *testing.B, chromium context.Context, base string) *browser.Tab {
	b.Helper()
	p := browser.NewTab(b, chromium, base)
	p.Must("slow the line down", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		bytesPerSecond := slowBitsPerSecond / 8
		line := &network.Conditions{Latency: slowRoundTripMs, DownloadThroughput: bytesPerSecond, UploadThroughput: bytesPerSecond}
		if _, err := cdp.Call(ctx, target, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{line}}); err != nil {
			return err
		}
		if _, err := cdp.Call(ctx, target, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: usableScript})
		return err
	}))
	return p
}

// A first visit of a lesson on a slow line: when Run can be pressed, and when
// something is painted, beside a bare page.
func BenchmarkRatio14FirstVisit(b *testing.B) {
	chromium := browser.New(b)
	p, bare := slowTab(b, chromium, browser.Build(b).Serve(b)), slowTab(b, chromium, newBare(b))
	seen := func(p *browser.Tab) { // a tab in the background is not painted
		p.Must("come to the front", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, page.BringToFront, cdp.Empty{})
			return err
		}))
	}
	const painted = `(performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0)`
	var usable ratio.Pair
	paint := ratio.InTurn(7,
		func() float64 {
			seen(p)
			p.Open("/lessons/hello-feng")
			p.Until("Run can be pressed", `usableMs > 0 && `+painted+` > 0`)
			usable.Ours = append(usable.Ours, browser.Read[float64](p, `usableMs`))
			return browser.Read[float64](p, painted)
		},
		func() float64 {
			seen(bare)
			bare.Open("/bare")
			bare.Until("the bare page is painted", painted+` > 0`)
			at := browser.Read[float64](bare, painted)
			usable.Theirs = append(usable.Theirs, at)
			return at
		},
	)
	b.Run("RunUsable", func(b *testing.B) { usable.Report(b, "ms", ratio.OursAtMost(2500)) })
	b.Run("FirstPaint", func(b *testing.B) { paint.Report(b, "ms", ratio.AtMost(1.5)) })
}
