package player

import (
	"testing"

	"stickylab/lab"
	"stickylab/lab/ratio"
	"stickylab/lab/record"
	"stickylab/lab/session"
)

const pingScript = `tcp
server:
    listen 5
    accept
    loop 2000:
        recv exactly 16
        send same
    close
client:
    connect
    loop 2000:
        send "0123456789abcdef"
        recv exactly 16
    close
`

const floodScript = `tcp
server:
    listen 5
    accept
    loop until empty:
        recv 4096
    close
client:
    connect
    wait server accept
    loop 4000:
        send "0123456789abcdef"
    close
`

// What capturing the segments of a session adds to the time that its calls
// take, with the probes on in both.
func benchCapture(b *testing.B, text string) {
	l := newBenchLab(b)
	on := mustExperiment(b, text)
	off := on
	off.Wire = false
	segments, lost := 0, 0
	ratio.InTurn(31,
		func() float64 {
			trace := endedTrace(b, l, on)
			if trace.Env.Capture != lab.CaptureOn {
				b.Fatalf("capture is %q", trace.Env.Capture)
			}
			segments, lost = segments+len(trace.Segments), lost+trace.SegmentsLost
			return perCall(trace)
		},
		func() float64 { return perCall(endedTrace(b, l, off)) },
	).Report(b, "us/call", ratio.AtMost(1.2))
	b.ReportMetric(float64(segments)/31, "segments/run")
	b.ReportMetric(float64(lost), "lost")
}

func BenchmarkRatioCapturePing(b *testing.B)  { benchCapture(b, pingScript) }
func BenchmarkRatioCaptureFlood(b *testing.B) { benchCapture(b, floodScript) }

func endedTrace(b *testing.B, l *session.Lab, e lab.Experiment) record.Trace {
	log := mustLog(b, l, e)
	<-log.Done()
	trace := log.Trace()
	if trace.End.Reason != lab.EndDone {
		b.Fatalf("a run ended with %+v", trace.End)
	}
	return trace
}

// perCall is the microseconds that each event of a run took.
func perCall(trace record.Trace) float64 {
	last := trace.Events[len(trace.Events)-1]
	return float64(last.End-trace.Events[0].Start) / float64(len(trace.Events)) / 1e3
}

// Runs as short as can be, eight at once: each is given a ring with a filter of
// its own, which takes about as long as the whole of its calls.
func BenchmarkRatioCaptureRuns(b *testing.B) {
	const runs = 240
	l := newBenchLab(b)
	on := mustExperiment(b, echoScript)
	off := on
	off.Wire = false
	ratio.InTurn(15,
		func() float64 { return perSecond(runs, func() { runEcho(b, l, on) }) },
		func() float64 { return perSecond(runs, func() { runEcho(b, l, off) }) },
	).Report(b, "runs/s", ratio.AtLeast(0.4))
}
