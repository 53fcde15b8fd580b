package record

import (
	"encoding/json"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/ratio"
)

// A send and its receive, as a session appends them.
func BenchmarkAppendPair(b *testing.B) {
	b.ReportAllocs()
	data := []byte("0123456789abcdef")
	for b.Loop() {
		l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
		l.Pair(2, 3)
		for i := range int64(2000) {
			l.Begin(2, 0, Piece{Data: data})
			l.Append(&lab.Event{Peer: 1, Conn: 2, Call: lab.CallSend, Step: 9, Start: 7000 * i, End: 7000*i + 3000, Asked: 16, Got: 16, Data: data})
			l.Append(&lab.Event{Conn: 3, Call: lab.CallRecv, Step: 5, Start: 7000*i + 3500, End: 7000*i + 6500, Asked: 16, Got: 16, Data: data})
		}
	}
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/2000, "ns/pair")
}

// The encoding half of taking an event to the browser; the other half is in
// cmd/stickylab. Theirs is JSON of the same events.
func BenchmarkRatio07Encode(b *testing.B) {
	const count = 4000
	events := make([]lab.Event, count)
	forms := make([]eventJSON, count)
	data := []byte("0123456789abcdef")
	for i := range events {
		at := int64(3500*i + i*i%911)
		events[i] = lab.Event{
			Seq: i + 1, Peer: 1 - i%2, Conn: 2 + i%2, Call: lab.CallSend + lab.Call(i%2), Step: 9 - i%2, Start: at, End: at + 3000,
			Asked: 16, Got: 16, Stream: 2, Off: int64(i/2) * 16, Data: data, Verdict: lab.Verdict(i % 2),
		}
		forms[i] = newEventJSON(&events[i], []string{"server", "client"}, nil)
	}
	enc := new(encoder)
	perEvent := func(encode func()) float64 {
		const passes = 10
		start := time.Now()
		for range passes {
			encode()
		}
		return float64(time.Since(start)) / passes / count
	}
	ratio.InTurn(31,
		func() float64 {
			return perEvent(func() {
				enc.begin(1, 0)
				for i := range events {
					if enc.event(&events[i], false); len(enc.buf) >= BatchBytes {
						enc.take()
						enc.begin(i+2, events[i].End)
					}
				}
			})
		},
		func() float64 {
			return perEvent(func() {
				for i := range forms {
					if _, err := json.Marshal(&forms[i]); err != nil {
						b.Fatal(err)
					}
				}
			})
		},
	).Report(b, "ns/event", ratio.OursAtMost(10)) // 20 with decode
}
