package findings

import (
	"context"
	"iter"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"stickylab/lab"
)

// flood is a run of pairs of a send and a receive of 16 bytes, with probes,
// every tenth receive of two messages. Its events are made while they are read,
// so that what memory an analysis takes is its own.
type flood struct{ pairs, conns int }

func (f flood) event(seq int) lab.Event {
	i, conn := (seq-1)/2, 2+2*((seq-1)/2%f.conns)
	at := int64(3500*seq + seq*seq%911)
	number := i / f.conns // of the pair on its conn
	p := lab.NoProbe
	p.OutQ, p.Unsent, p.SegsOut, p.SegsIn, p.Retrans = 0, int32(seq%3/2), int32(number+1), int32(number+1), 0
	p.Unacked, p.Cwnd, p.MSS, p.RTTMicro = 1, 10, 32768, int32(20+seq%7)
	e := lab.Event{
		Seq: seq, Peer: 1, Conn: conn, Call: lab.CallSend, Step: 9, Start: at, End: at + 3000, Asked: 16, Got: 16,
		Stream: conn, Off: int64(number) * 16, Probe: &p,
	}
	if seq%2 == 1 {
		return e
	}
	e.Peer, e.Conn, e.Call, e.Step, e.Asked, e.Verdict = 0, conn+1, lab.CallRecv, 5, 1024, lab.Exact
	p.Unsent, p.SegsOut = 0, 0
	if number%10 == 9 {
		e.Verdict, e.Joined, e.Off, e.Got = lab.Coalesced, lab.ReceiveQueue, e.Off-16, 32
	}
	return e
}

func (f flood) Events(_ context.Context, from int) iter.Seq2[*lab.Event, error] {
	return func(yield func(*lab.Event, error) bool) {
		for seq := from; seq <= 2*f.pairs; seq++ {
			if e := f.event(seq); !yield(&e, nil) {
				return
			}
		}
	}
}

func (f flood) Segments(context.Context) iter.Seq2[*lab.Segment, error] {
	return func(yield func(*lab.Segment, error) bool) {
		for i := range f.pairs {
			if !yield(&lab.Segment{From: 2 + 2*(i%f.conns), Seq: int64(i/f.conns) * 16, Len: 16, At: int64(7000 * i), Count: 1}, nil) {
				return
			}
		}
	}
}

func (f flood) about() About { return About{Peers: []string{"server", "client"}, Conns: lab.TCP} }

// peakOf runs do and returns by how many bytes the heap grew at the most.
func peakOf(do func()) uint64 {
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var peak atomic.Uint64
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			runtime.ReadMemStats(&now)
			peak.Store(max(peak.Load(), now.HeapAlloc))
			select {
			case <-end:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	do()
	close(end)
	<-ended
	return max(peak.Load(), before.HeapAlloc) - before.HeapAlloc
}

// The findings of a million events, what is kept of them, and what the evidence
// for one event allocates.
func BenchmarkRatio14Findings(b *testing.B) {
	for name, run := range map[string]flood{"of1conn": {500_000, 1}, "of10000conns": {500_000, 10_000}} {
		b.Run(name, func(b *testing.B) {
			var a *Analysis
			var err error
			start := time.Now()
			peak := peakOf(func() { a, err = Analyse(b.Context(), run, run.about()) })
			took := time.Since(start)
			if err != nil || len(a.Findings.All) == 0 {
				b.Fatalf("%+v, %v", a, err)
			}
			why := whyBytes(b, a, run)
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(peak)/1e6, "ours-MB")
			b.ReportMetric(100, "MB-at-most")
			b.ReportMetric(float64(a.Size())/1e6, "MB-kept")
			b.ReportMetric(took.Seconds(), "s")
			b.ReportMetric(why/1e3, "kB-a-why")
		})
	}
}

// whyBytes returns how many bytes the evidence for one event allocates, at the
// most of some.
func whyBytes(tb testing.TB, a *Analysis, run Run) (most float64) {
	var before, after runtime.MemStats
	for seq := 1; seq <= a.events; seq += 9973 {
		runtime.ReadMemStats(&before)
		if _, err := a.Why(tb.Context(), run, seq); err != nil {
			tb.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		most = max(most, float64(after.TotalAlloc-before.TotalAlloc))
	}
	return most
}

// What is kept of a run and what one answer allocates, of a run that is small
// enough for every test.
func TestAnalysesAreSmall(t *testing.T) {
	const pairs = 20_000
	run := flood{pairs, 1}
	a, err := Analyse(t.Context(), run, run.about())
	if err != nil {
		t.Fatal(err)
	}
	if perEvent := float64(a.Size()) / (2 * pairs); perEvent > 24 {
		t.Errorf("%.1f bytes are kept of an event, want at most 24", perEvent)
	}
	if got := whyBytes(t, a, run); got > 100_000 {
		t.Errorf("the evidence for one event allocates %.0f bytes, want at most 100000", got)
	}
}
