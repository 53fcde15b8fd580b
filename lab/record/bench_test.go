package record

import (
	"testing"

	"stickylab/lab"
)

// A send and its receive, as a session appends them.
func BenchmarkAppendPair(b *testing.B) {
	b.ReportAllocs()
	data := []byte("0123456789abcdef")
	for b.Loop() {
		l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
		l.Pair(2, 3)
		for i := range int64(2000) {
			l.Begin(2, 0, data, 0)
			l.Append(lab.Event{Peer: 1, Conn: 2, Call: lab.CallSend, Step: 9, Start: 7000 * i, End: 7000*i + 3000, Asked: 16, Got: 16, Data: data})
			l.Append(lab.Event{Conn: 3, Call: lab.CallRecv, Step: 5, Start: 7000*i + 3500, End: 7000*i + 6500, Asked: 16, Got: 16, Data: data})
		}
	}
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/2000, "ns/pair")
}
