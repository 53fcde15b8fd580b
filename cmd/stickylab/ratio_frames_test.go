package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"stickylab/cmd/stickylab/browser"
	"stickylab/lab/ratio"
)

// framesScript draws runs of several lengths, whole, zoomed and panned, on each
// axis, and the same events as a plain loop over all of them does, in turn. It
// gives ms a frame, from the layout to a pixel that was read back. A run may be
// deep: its receiver begins when all is sent.
const framesScript = `(async (runs) => {
	const load = (path) => import("/bench/js/" + path);
	const [{ Chart }, { Frame }, { lanesOf }, { sceneOf }, { Trace }, { newRow }, { Call }, { paint }, { readTheme }] = await Promise.all([
		"layout/chart.js", "layout/frame.js", "layout/lanes/lanes.js", "layout/scene.js", "model/trace.js", "model/row.js", "model/call.js",
		"render/painter.js", "render/theme.js"].map(load));
	const text = (key, ...values) => key + " " + values.join(" ");
	const payload = new TextEncoder().encode("0123456789abcdef");
	const own = new Int32Array(11).fill(-1), far = new Int32Array(11).fill(-1);
	const row = Object.assign(newRow(), { asked: 16, got: 16, stream: 2 });
	const base = { seq: 0, payload: null };
	const send = (trace, seq, n, at, probe) => Object.assign(row, { ...base, seq, probe: probe ? own : null, far: probe ? far : null, off: 16 * n, payload, verdict: 0,
		peer: 1, conn: 2, farConn: probe ? 3 : 0, call: Call.send, step: 9, start: at, end: at + 3000, waited: false });
	const recv = (trace, seq, n, at, probe) => Object.assign(row, { ...base, seq, probe: probe ? own : null, far: probe ? far : null, off: 16 * n, verdict: n %% 9 ? 1 : 2,
		peer: 0, conn: 3, farConn: probe ? 2 : 0, call: Call.recv, step: 5, start: at + 3300, end: at + 6100, waited: n %% 3 === 0 });
	const paced = (trace, seq, probe) => {
		const n = (seq - 1) >> 1, at = 7000 * n + ((n * n) %% 911), sent = seq %% 2 === 1;
		own[0] = sent ? (n %% 13) * 16 : 0; own[2] = sent ? 0 : (n %% 3) * 16; far[2] = sent ? (n %% 5) * 16 : 0;
		own[3] = sent ? n + 1 : 1; far[3] = sent ? 1 : n + 1;
		trace.addEvent((sent ? send : recv)(trace, seq, n, at, probe));
	};
	const deep = (trace, seq, events) => {
		const half = events / 2, sent = seq <= half, n = sent ? seq - 1 : seq - 1 - half;
		own[0] = 0; own[2] = sent ? 0 : 16 * (half - n - 1); far[2] = sent ? 16 * seq : 0;
		own[3] = sent ? seq : 1; far[3] = sent ? 1 : half;
		trace.addEvent((sent ? send : recv)(trace, seq, n, 7000 * (seq - 1), true));
	};
	const run = ({ events, kind }) => {
		const chart = new Chart(new Trace({ transport: "tcp", peers: ["server", "client"], events }));
		for (let seq = 1; seq <= events; seq++) kind === "deep" ? deep(chart.trace, seq, events) : paced(chart.trace, seq, kind === "probed");
		chart.update();
		return chart;
	};
	const canvas = document.createElement("canvas");
	[canvas.width, canvas.height] = [1400, 900];
	document.body.append(canvas);
	const ctx = canvas.getContext("2d", { willReadFrequently: true });
	const theme = readTheme(document.body);
	const extents = {
		event: (chart) => chart.order.extent,
		folded: (chart) => chart.folded.until(chart.trace.lastNs),
		time: (chart) => chart.trace.lastNs,
	};
	const shares = [1, 0.3, 0.05, 0.01, 0.001];
	let turn = 0;
	const timed = (draw) => {
		const start = performance.now();
		ctx.clearRect(0, 0, canvas.width, canvas.height);
		const laid = draw();
		ctx.getImageData(0, 0, 1, 1);
		return { ms: performance.now() - start, layout: laid ? laid - start : 0 };
	};
	const ours = (chart, mode, share) => {
		const pan = (((turn * 37) %% 101) / 101 / 10) * share;
		const part = share === 1 ? 0 : 0.31;
		const whole = extents[mode](chart);
		const window = { from: (part + pan) * whole, to: (part + pan + share) * whole, leftPx: 120, widthPx: 1280 };
		const frame = new Frame({ chart, text, mode, window, widthPx: 1400, heightPx: 900, scrollPx: 0, narrow: false, nowNs: chart.trace.lastNs });
		const { shapes } = sceneOf(frame, lanesOf(chart, text, frame));
		const laid = performance.now();
		paint(ctx, shapes, theme);
		return laid;
	};
	const naive = ({ trace }) => {
		const { start, end, peer, verdict } = trace.columns;
		const scale = 1280 / trace.lastNs;
		for (let i = 0; i < trace.length; i++) {
			ctx.fillStyle = verdict.at[i] === 2 ? "#c60" : "#369";
			ctx.fillRect(120 + start.at[i] * scale, peer.at[i] * 100 + 50, Math.max(1, (end.at[i] - start.at[i]) * scale), 40);
		}
	};
	const charts = [];
	globalThis.framesOf = {
		build: (n) => { charts[n] = run(runs[n]); return charts[n].trace.length; },
		round: (withNaive) => {
			turn++;
			return charts.map((chart) => ({
				naive: withNaive ? timed(() => naive(chart)).ms : 0,
				modes: Object.keys(extents).map((mode) => shares.map((share) => timed(() => ours(chart, mode, share)))),
			}));
		},
		memoryMB: async () => (await performance.measureUserAgentSpecificMemory()).bytes / 1e6,
	};
	return runs.length;
})(%s)`

// axisModes are the axes of the timeline, in the order in which they are drawn.
var axisModes = []string{"event", "folded", "time"}

// drawnRun is a run to draw; kind: plain, probed or deep.
type drawnRun struct {
	Events int    `json:"events"`
	Kind   string `json:"kind"`
}

// frames are ms a frame of one run: by axis, and of those by how much of it is in
// view, and beside them a canvas that draws each event.
type frames struct {
	views  [][][]float64
	layout [][][]float64
	naive  []float64
}

// all are the frames of an axis.
func (f frames) all(mode int) []float64 { return slices.Concat(f.views[mode]...) }

// worst is the greatest p50 of the views of an axis, and what its layout took.
func (f frames) worst(mode int) (ms, layout float64) {
	for n, view := range f.views[mode] {
		if p50 := ratio.Quantile(view, 0.5); p50 > ms {
			ms, layout = p50, ratio.Quantile(f.layout[mode][n], 0.5)
		}
	}
	return ms, layout
}

// framesOf draws runs in turn.
func framesOf(b *testing.B, p *browser.Tab, runs []drawnRun) []frames {
	b.Helper()
	const rounds, warm, naiveEvery = 40, 8, 8
	p.Open("/bench")
	browser.Await[int](p, fmt.Sprintf(framesScript, mustJSON(b, runs)))
	for n, run := range runs {
		if got := browser.Await[int](p, fmt.Sprintf(`Promise.resolve(framesOf.build(%d))`, n)); got != run.Events {
			b.Fatalf("a run of %d events has %d", run.Events, got)
		}
	}
	list := make([]frames, len(runs))
	for round := range rounds {
		withNaive := round%naiveEvery == naiveEvery-1
		drawn := browser.Await[[]struct {
			Naive float64
			Modes [][]struct{ Ms, Layout float64 }
		}](p, fmt.Sprintf(`Promise.resolve(framesOf.round(%t))`, withNaive))
		if round < warm { // before V8 has compiled
			continue
		}
		for n, run := range drawn {
			f := &list[n]
			if withNaive {
				f.naive = append(f.naive, run.Naive)
			}
			if f.views == nil {
				f.views, f.layout = make([][][]float64, len(run.Modes)), make([][][]float64, len(run.Modes))
			}
			for mode, views := range run.Modes {
				if f.views[mode] == nil {
					f.views[mode], f.layout[mode] = make([][]float64, len(views)), make([][]float64, len(views))
				}
				for view, took := range views {
					f.views[mode][view] = append(f.views[mode][view], took.Ms)
					f.layout[mode][view] = append(f.layout[mode][view], took.Layout)
				}
			}
		}
	}
	return list
}

// reportFrames reports the frames of an axis beside others of the same kind.
func reportFrames(b *testing.B, f frames, mode int, beside []float64) {
	b.Helper()
	all := f.all(mode)
	worst, layout := f.worst(mode)
	ours, theirs := ratio.Quantile(all, 0.5), ratio.Quantile(beside, 0.5)
	ratio.Pair{Ours: []float64{ours}, Theirs: []float64{theirs}}.Report(b, "ms", ratio.OursAtMost(4))
	b.ReportMetric(ratio.Quantile(all, 0.99), "p99-ms")
	b.ReportMetric(worst, "worst-view-ms")
	b.ReportMetric(layout, "of-it-layout-ms")
}

// Frames of runs from 1000 to 1 000 000 events in Chromium, in full view and
// zoomed, panning, on each axis, beside a canvas that draws each event.
func BenchmarkRatio08Frames(b *testing.B) {
	_, base := newWatched(b)
	var runs []drawnRun
	for _, events := range []int{1000, 3000, 5000, 10_000, 20_000, 50_000, 100_000, 1_000_000} {
		runs = append(runs, drawnRun{Events: events, Kind: "probed"})
	}
	list := framesOf(b, browser.NewTab(b, browser.New(b), base), runs)
	for n, run := range runs {
		for mode, name := range axisModes {
			b.Run(fmt.Sprintf("%d/%s", run.Events, name), func(b *testing.B) { reportFrames(b, list[n], mode, list[n].naive) })
		}
	}
	const tenThousand, million = 3, 7
	for mode, name := range axisModes {
		b.Run("MillionToTenThousand/"+name, func(b *testing.B) {
			ratio.Pair{Ours: []float64{ratio.Quantile(list[million].all(mode), 0.5)}, Theirs: []float64{ratio.Quantile(list[tenThousand].all(mode), 0.5)}}.Report(b, "ms", ratio.AtMost(1.3))
		})
	}
}

// Frames of a run in which 2000 messages wait in the queue, beside one of as many
// events in which few do.
func BenchmarkRatio08DeepQueue(b *testing.B) {
	_, base := newWatched(b)
	list := framesOf(b, browser.NewTab(b, browser.New(b), base), []drawnRun{{Events: 4000, Kind: "deep"}, {Events: 4000, Kind: "probed"}})
	for mode, name := range axisModes {
		b.Run(name, func(b *testing.B) {
			deep, shallow := list[0], list[1]
			ratio.Pair{Ours: []float64{ratio.Quantile(deep.all(mode), 0.5)}, Theirs: []float64{ratio.Quantile(shallow.all(mode), 0.5)}}.Report(b, "ms", ratio.AtMost(1.1))
			worst, _ := deep.worst(mode)
			beside, _ := shallow.worst(mode)
			b.ReportMetric(worst, "worst-view-ms")
			b.ReportMetric(beside, "shallow-worst-ms")
		})
	}
}

// What a page of 1 000 000 events takes, with nothing probed and with all.
func BenchmarkRatio08PageMemory(b *testing.B) {
	for _, kind := range []string{"plain", "probed"} {
		b.Run(kind, func(b *testing.B) {
			_, base := newWatched(b)
			p := browser.NewTab(b, browser.NewWhole(b), base) // one without windows does not say what a page takes
			measure := func(events int) float64 {
				p.Open("/bench")
				browser.Await[int](p, fmt.Sprintf(framesScript, mustJSON(b, []drawnRun{{events, kind}})))
				browser.Await[int](p, `Promise.resolve(framesOf.build(0))`)
				browser.Await[[]any](p, `Promise.resolve(framesOf.round(false))`)
				return browser.Await[float64](p, `framesOf.memoryMB()`)
			}
			ratio.Pair{Ours: []float64{measure(1_000_000)}, Theirs: []float64{measure(2)}}.Report(b, "MB", ratio.OursAtMost(250))
		})
	}
}

// visScript has vis-timeline draw a run, beside our frame of it: visRound draws it once more.
const visScript = `(async (events) => {
	await new Promise((resolve, reject) => {
		const script = document.createElement("script");
		[script.src, script.onload, script.onerror] = ["/vis/vis-timeline-graph2d.min.js", resolve, reject];
		document.head.append(script);
	});
	const items = Array.from({ length: events }, (_, n) => ({ id: n, group: n %% 2, start: 7000 * (n >> 1), end: 7000 * (n >> 1) + 3000 }));
	const root = document.createElement("div");
	document.body.append(root);
	const timeline = new vis.Timeline(root, new vis.DataSet(items), new vis.DataSet([{ id: 0 }, { id: 1 }]), { stack: false, height: 900 });
	const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
	await frame();
	globalThis.visRound = async (n) => {
		const start = performance.now();
		timeline.setWindow(n * 7000, 3500 * events + n * 7000, { animation: false });
		timeline.redraw();
		root.getBoundingClientRect();
		await frame();
		return performance.now() - start;
	};
	return items.length;
})(%d)`

// visServer serves vis-timeline from npm, which is fetched for this benchmark only.
func visServer(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	install := exec.CommandContext(b.Context(), "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", dir, "vis-timeline@8.3.1")
	if out, err := install.CombinedOutput(); err != nil {
		b.Fatalf("no vis-timeline from npm: %v\n%s", err, out)
	}
	files := filepath.Join(dir, "node_modules/vis-timeline/standalone/umd")
	if _, err := os.Stat(files); err != nil {
		b.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/bench", emptyPage)
	mux.Handle("/vis/", http.StripPrefix("/vis/", http.FileServer(http.Dir(files))))
	listener := httptest.NewServer(mux)
	b.Cleanup(listener.Close)
	return listener.URL
}

// A frame of 10 000 events beside vis-timeline's.
func BenchmarkRatio08VisTimeline(b *testing.B) {
	other := visServer(b)
	_, base := newWatched(b)
	chromium := browser.New(b)
	p, vis := browser.NewTab(b, chromium, base), browser.NewTab(b, chromium, other)
	list := framesOf(b, p, []drawnRun{{Events: 10_000, Kind: "probed"}})
	vis.Open("/bench")
	browser.Await[int](vis, fmt.Sprintf(visScript, 10_000))
	rounds := make([]float64, 3)
	for n := range rounds {
		rounds[n] = browser.Await[float64](vis, fmt.Sprintf(`visRound(%d)`, n))
	}
	reportFrames(b, list[0], 0, rounds)
}

// openScript fetches a stored run, decodes it, indexes it and draws it, and gives the
// ms of each.
const openScript = `(async (count) => {
	const load = (path) => import("/bench/js/" + path);
	const [{ decode }, { Trace }, { Chart }, { Frame }, { lanesOf }, { sceneOf }, { paint }, { readTheme }] = await Promise.all([
		"net/wire.js", "model/trace.js", "layout/chart.js", "layout/frame.js", "layout/lanes/lanes.js", "layout/scene.js", "render/painter.js", "render/theme.js"].map(load));
	const canvas = document.createElement("canvas");
	[canvas.width, canvas.height] = [1400, 900];
	const ctx = canvas.getContext("2d", { willReadFrequently: true });
	const theme = readTheme(document.body);
	const text = (key, ...values) => key + " " + values.join(" ");
	const open = async () => {
		const at = [performance.now()];
		const lap = () => at.push(performance.now());
		const bytes = new Uint8Array(await (await fetch("/bench/million")).arrayBuffer());
		lap();
		const trace = new Trace({ transport: "tcp", peers: ["server", "client"], events: count });
		const view = new DataView(bytes.buffer);
		for (let from = 0; from < bytes.length; ) {
			const length = view.getUint32(from);
			decode(bytes.subarray(from + 4, from + 4 + length), trace);
			from += 4 + length;
		}
		if (trace.length !== count) throw new Error(trace.length + " events of " + count);
		lap();
		const chart = new Chart(trace);
		lap();
		const window = { from: 0, to: chart.order.extent, leftPx: 120, widthPx: 1280 };
		const frame = new Frame({ chart, text, mode: "event", window, widthPx: 1400, heightPx: 900, scrollPx: 0, narrow: false, nowNs: trace.lastNs });
		paint(ctx, sceneOf(frame, lanesOf(chart, text, frame)).shapes, theme);
		ctx.getImageData(0, 0, 1, 1);
		lap();
		const [transfer, decoded, indexed, drawn] = at.slice(1).map((ms, n) => ms - at[n]);
		return { transfer, decoded, indexed, drawn };
	};
	return { ...(await open()), heapMB: (performance.memory?.usedJSHeapSize ?? 0) / 1e6 };
})(%d)`

// Opening a stored run of 1 000 000 events: all beside the transfer.
func BenchmarkRatio09OpenMillion(b *testing.B) {
	const events = 1_000_000
	batches, _ := wireAndJSON(b, events)
	var body []byte
	for _, batch := range batches {
		body = append(body, byte(len(batch)>>24), byte(len(batch)>>16), byte(len(batch)>>8), byte(len(batch)))
		body = append(body, batch...)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/bench", emptyPage)
	mux.HandleFunc("/bench/million", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(body) })
	mux.Handle("/bench/js/", http.StripPrefix("/bench/js/", http.FileServer(http.Dir("../../static/js"))))
	listener := httptest.NewServer(mux)
	b.Cleanup(listener.Close)
	p := browser.NewTab(b, browser.New(b), listener.URL)
	p.Open("/bench")
	var pair ratio.Pair
	var decoded, indexed, drawn, heap []float64
	for round := range 4 {
		r := browser.Await[struct{ Transfer, Decoded, Indexed, Drawn, HeapMB float64 }](p, fmt.Sprintf(openScript, events))
		if round == 0 { // before V8 has compiled
			continue
		}
		pair.Ours, pair.Theirs = append(pair.Ours, r.Decoded+r.Indexed+r.Drawn), append(pair.Theirs, r.Transfer)
		decoded, indexed, drawn = append(decoded, r.Decoded), append(indexed, r.Indexed), append(drawn, r.Drawn)
		heap = append(heap, r.HeapMB)
	}
	pair.Report(b, "ms", ratio.OursAtMost(250))
	b.ReportMetric(ratio.Quantile(decoded, 0.5), "decode-ms")
	b.ReportMetric(ratio.Quantile(indexed, 0.5), "index-ms")
	b.ReportMetric(ratio.Quantile(drawn, 0.5), "draw-ms")
	b.ReportMetric(ratio.Quantile(heap, 0.5), "heap-MB")
}
