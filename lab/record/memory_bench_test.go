package record

import (
	"io"
	"runtime"
	"testing"

	"stickylab/lab"
)

// million is how many events the largest run has that a lab is asked to keep.
const million = 1_000_000

// probedRun is an ended run of that many events: sends of 16 bytes and receives
// of what each sent, with what the kernel said of both ends.
func probedRun(events int) *Log {
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	l.Pair(2, 3)
	data := []byte("0123456789abcdef")
	for i := range int64(events / 2) {
		at := 7000*i + i*i%911
		l.Begin(2, 0, Piece{Data: data})
		l.Append(&lab.Event{
			Peer: 1, Conn: 2, Call: lab.CallSend, Step: 9, Start: at, End: at + 3000, Asked: 16, Got: 16, Data: data,
			Probe: probe(0, 0, 0, int32(i), 0), Far: probe(0, 0, 16, 0, int32(i)), FarConn: 3,
		})
		l.Append(&lab.Event{
			Conn: 3, Call: lab.CallRecv, Step: 5, Start: at + 3500, End: at + 6500, Asked: 16, Got: 16, Data: data,
			Probe: probe(0, 0, 0, 0, int32(i)),
		})
	}
	l.End(lab.End{Reason: lab.EndDone})
	return l
}

// heapMB is the memory in use, in MB.
func heapMB() float64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / 1e6
}

// What a kept run of a million events takes of memory beside its payload, which
// is there once. Theirs are the same events as a slice.
func BenchmarkRatioKeptMillion(b *testing.B) {
	for b.Loop() {
		const payload = million / 2 * 16 / 1e6
		before := heapMB()
		l := probedRun(million)
		kept := heapMB() - before - payload
		trace := l.Trace()
		slice := heapMB() - before - payload - kept
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(kept, "ours-MB")
		b.ReportMetric(slice, "theirs-MB")
		b.ReportMetric(kept/slice, "ratio")
		b.ReportMetric(48, "MB-at-most")
		b.ReportMetric(float64(l.Size())/million, "B/event")
		runtime.KeepAlive(trace)
		runtime.KeepAlive(l)
	}
}

// peak is the most memory in use above what was in use at its beginning: what is
// held, and that with what the next collection frees. The second one follows
// from the first: the collector lets the heap grow to twice what it found in
// use, the run itself included, however little garbage an event makes.
type peak struct {
	before           float64
	held, withWasted float64
	left             int // bytes until it is measured again
}

// peakEvery is how many bytes pass between two measurements.
const peakEvery = 8 << 20

func newPeak() *peak { return &peak{before: heapMB()} }

func (p *peak) Write(text []byte) (int, error) {
	if p.left -= len(text); p.left <= 0 {
		p.left = peakEvery
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		p.withWasted = max(p.withWasted, float64(m.HeapAlloc)/1e6-p.before)
		p.held = max(p.held, heapMB()-p.before)
	}
	return len(text), nil
}

// What writing the trace of a million events and reading it again takes of
// memory, both at once through a pipe.
func BenchmarkRatioTraceMillion(b *testing.B) {
	for b.Loop() {
		l := probedRun(million)
		most := newPeak()
		from, to := io.Pipe()
		go func() { to.CloseWithError(WriteTrace(b.Context(), io.MultiWriter(most, to), l)) }()
		reader, err := NewTraceReader(from, TraceLimits{Events: million, Segments: 1, Bytes: million * 16})
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for _, err := range reader.Rows() {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != million+1 {
			b.Fatalf("%d rows, want %d", n, million+1)
		}
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(most.held, "ours-MB")
		b.ReportMetric(32, "MB-at-most")
		b.ReportMetric(most.withWasted, "MB-with-garbage")
		runtime.KeepAlive(l)
	}
}
