package main

import (
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"stickylab/cmd/stickylab/browser"
	"stickylab/lab"
	"stickylab/lab/ratio"
	"stickylab/lab/session"
)

// answeredScript has the page note how long each key, wheel and click took to the
// next frame (W3C Event Timing). It is run once a page.
const answeredScript = `globalThis.answeredMs = [];
new PerformanceObserver((list) => {
	for (const { name, duration } of list.getEntries()) if (/^(keydown|wheel|pointerdown|input)$/.test(name)) answeredMs.push(duration);
}).observe({ type: "event", durationThreshold: 16 });`

const inputCanvas = "[data-stage] .timeline-canvas"

// answers does what a person does to look around in a run, and returns how long the
// page took to answer each of it, in ms; what took less than 16 counts as that.
func answers(b *testing.B, p *browser.Tab) []float64 {
	b.Helper()
	const keys = "+++dd--aa0"
	p.Must("focus the timeline", chromedp.Focus(chromedp.CSS(inputCanvas)))
	done := 0
	press := func(text string) {
		p.Press(text)
		p.Frames(2)
		done++
	}
	for _, key := range keys {
		press(string(key))
	}
	for _, key := range []string{kb.ArrowRight, kb.ArrowRight, kb.End, kb.ArrowLeft, kb.Home} {
		press(key)
	}
	press("/")
	p.Until("the field has the keyboard", `document.activeElement?.matches("[data-find] input")`)
	for _, key := range "9a\r\r" {
		press(string(key))
	}
	press(kb.Escape)
	took := browser.Read[[]float64](p, `answeredMs.splice(0)`)
	for len(took) < done {
		took = append(took, 16)
	}
	return took
}

// reportAnswers reports the slowest answer, beside those on a run of few events.
func reportAnswers(b *testing.B, took, few []float64) {
	b.Helper()
	ratio.Pair{Ours: []float64{ratio.Quantile(took, 1)}, Theirs: []float64{ratio.Quantile(few, 1)}}.Report(b, "worst-ms", ratio.OursAtMost(100))
	b.ReportMetric(ratio.Quantile(took, 0.5), "p50-ms")
}

// How long a page of 1 000 000 events, and one of a flood that goes on, takes to
// answer keys: zoom, pan, steps, find.
func BenchmarkRatio08Answers(b *testing.B) {
	w, base := newWatched(b)
	log := keptRun(1_000_000)
	chromium := browser.New(b)
	open := func(path string) *browser.Tab {
		p := browser.NewTab(b, chromium, base)
		p.Open(path)
		p.Must("note answers", chromedp.Evaluate[chromedp.Void](answeredScript))
		return p
	}
	few := open("/lessons/hello-feng?lang=en")
	few.Run()
	small := answers(b, few)
	b.Run("Million", func(b *testing.B) {
		id, err := w.Keep(b.Context(), lab.Who{}, log)
		if err != nil {
			b.Fatal(err)
		}
		p := open("/runs/" + id + "?lang=en")
		p.Until("the run is there", `document.querySelector('[data-tab="events"] [data-count]')?.textContent === "1000000"`)
		reportAnswers(b, answers(b, p), small)
	})
	b.Run("Flood", func(b *testing.B) {
		p := open("/lessons/flood?lang=en")
		p.Write("[data-literal='2']", strconv.Itoa(3*session.Default.Events))
		p.Click("[data-run]")
		p.Until("events come", `Number(document.querySelector('[data-tab="events"] [data-count]')?.textContent ?? 0) > 1000`)
		took := answers(b, p)
		if goesOn := browser.Read[bool](p, `document.querySelector("[data-stop]").getAttribute("aria-disabled") === "false"`); !goesOn {
			b.Log("the flood has ended before the last key")
		}
		reportAnswers(b, took, small)
	})
}
