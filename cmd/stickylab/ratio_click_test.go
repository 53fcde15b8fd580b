package main

import (
	"context"
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

// plainClickScript takes the same way without a lab: a click, a request for a
// page that says nothing, a stroke in the next frame.
const plainClickScript = `new Promise((resolve) => {
	const context = document.createElement("canvas").getContext("2d");
	const start = performance.now();
	fetch("/healthz").then((answer) => answer.text()).then(() => requestAnimationFrame(() => {
		context.fillRect(0, 0, 1, 1);
		resolve(performance.now() - start);
	}));
})`

// From the click on Run to the first event on the canvas.
func BenchmarkRatio05ClickToFirstEventDrawn(b *testing.B) {
	p := browser.NewTab(b, browser.New(b), browser.Build(b).Serve(b, "-runs-per-client", "256"))
	p.Must("note what is drawn", chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: drawnScript})
		return err
	}))
	p.Open("/lessons/hello-feng")
	rounds := 0
	pair := ratio.InTurn(41,
		func() float64 {
			rounds++
			p.Run()
			drawn := browser.Read[[]float64](p, `drawnMs`)
			if len(drawn) != rounds {
				b.Fatalf("%d runs, %d of them drawn", rounds, len(drawn))
			}
			return drawn[rounds-1]
		},
		func() float64 { return browser.Await[float64](p, plainClickScript) },
	)
	late := ratio.Pair{Ours: []float64{ratio.Quantile(pair.Ours, 0.99)}, Theirs: []float64{ratio.Quantile(pair.Theirs, 0.99)}}
	b.Run("P50", func(b *testing.B) { pair.Report(b, "ms", ratio.OursAtMost(17)) })
	b.Run("P99", func(b *testing.B) { late.Report(b, "ms", ratio.OursAtMost(34)) })
}
