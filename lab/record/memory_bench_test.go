package record

import (
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
		l.Begin(2, 0, data, 0)
		l.Append(lab.Event{
			Peer: 1, Conn: 2, Call: lab.CallSend, Step: 9, Start: at, End: at + 3000, Asked: 16, Got: 16, Data: data,
			Probe: probe(0, 0, 0, int32(i), 0), Far: probe(0, 0, 16, 0, int32(i)), FarConn: 3,
		})
		l.Append(lab.Event{
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
