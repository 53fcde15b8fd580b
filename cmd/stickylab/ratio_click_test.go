package main

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"stickylab/cmd/stickylab/browser"
	"stickylab/lab/ratio"
)

// drawnScript notes, for each click on Run, when it was made and when the
// first stroke was drawn on a canvas after the first events had come. It is
// run before the page's own modules.
const drawnScript = `{
	let clicked = 0, came = false;
	globalThis.drawnMs = [];
	addEventListener("click", (event) => {
		if (event.target.closest?.("[data-run]")) { clicked = event.timeStamp; came = false; }
	}, true);
	globalThis.WebSocket = class extends WebSocket {
		constructor(...args) {
			super(...args);
			this.addEventListener("message", ({ data }) => { came ||= typeof data !== "string"; });
		}
	};
	const read = Response.prototype.arrayBuffer;
	Response.prototype.arrayBuffer = async function () {
		const body = await read.call(this);
		const frames = new DataView(body);
		for (let at = 0; at < frames.byteLength; ) {
			came ||= frames.getUint8(at) === 0x82; // a binary frame
			const length = frames.getUint8(at + 1);
			at += length < 126 ? 2 + length : 4 + frames.getUint16(at + 2);
		}
		return body;
	};
	const context = CanvasRenderingContext2D.prototype;
	for (const name of ["fillRect", "fillText", "fill", "stroke", "strokeRect", "drawImage"]) {
		const draw = context[name];
		context[name] = function (...args) {
			draw.apply(this, args);
			if (clicked === 0 || !came) return;
			drawnMs.push(performance.now() - clicked);
			clicked = 0;
		};
	}
}`

// plainScript makes a page that takes the same way without a lab: a click, a request
// for a page that says nothing, a stroke in the next frame. plain does so without a
// click: Chromium holds back what a page is sent after a click, until the frame that
// shows what the click changed is on the screen.
const plainScript = `(() => {
	const button = document.createElement("button");
	button.textContent = "Run";
	const canvas = document.createElement("canvas");
	document.body.replaceChildren(button, canvas);
	const context = canvas.getContext("2d");
	globalThis.plain = (start) => fetch("/healthz").then((answer) => answer.text()).then(
		() => new Promise((resolve) => requestAnimationFrame(() => {
			context.fillRect(0, 0, 1, 1);
			resolve(performance.now() - start);
		})));
	globalThis.drawnMs = [];
	button.onclick = async ({ timeStamp }) => drawnMs.push(await plain(timeStamp));
	return true;
})()`

// From the click on Run to the first event on the canvas, against a click on a page
// that has nothing but a button, and beside it a fetch that no click asks for.
func BenchmarkRatio05ClickToFirstEventDrawn(b *testing.B) {
	chromium, lab := browser.New(b), browser.Build(b).Serve(b, "-runs-per-client", "256")
	plain := browser.NewTab(b, chromium, lab)
	plain.Open("/healthz")
	browser.Read[bool](plain, plainScript)
	p := browser.NewTab(b, chromium, lab)
	p.Must("note what is drawn", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: drawnScript})
		return err
	}))
	p.Open("/lessons/hello-feng")
	ours, theirs := 0, 0
	var unclicked []float64
	pair := ratio.InTurn(101,
		func() float64 {
			ours++
			p.Run()
			drawn := browser.Read[[]float64](p, `drawnMs`)
			if len(drawn) != ours {
				b.Fatalf("%d runs, %d of them drawn", ours, len(drawn))
			}
			return drawn[ours-1]
		},
		func() float64 {
			unclicked = append(unclicked, browser.Await[float64](plain, `plain(performance.now())`))
			plain.Click("button")
			plain.Until("the stroke is drawn", fmt.Sprintf("drawnMs.length > %d", theirs))
			theirs++
			return browser.Read[[]float64](plain, `drawnMs`)[theirs-1]
		},
	)
	at := func(q float64) ratio.Pair {
		return ratio.Pair{Ours: []float64{ratio.Quantile(pair.Ours, q)}, Theirs: []float64{ratio.Quantile(pair.Theirs, q)}}
	}
	b.Run("P50", func(b *testing.B) {
		at(0.5).Report(b, "ms", ratio.AtMost(1.3))
		b.ReportMetric(ratio.Quantile(unclicked, 0.5), "unclicked-ms")
	})
	b.Run("P99", func(b *testing.B) {
		at(0.99).Report(b, "ms", ratio.AtMost(2.5))
		b.ReportMetric(ratio.Quantile(unclicked, 0.99), "unclicked-ms")
	})
}
