package session

import (
	"errors"
	"io"
	"testing"

	"stickylab/lab"
	"stickylab/lab/ratio"
	"stickylab/lab/record"
)

// What an event takes on the wire, of 16-byte sends and what receives make of
// them, beside what it takes in a trace file. Metadata is all but the payload.
func BenchmarkRatio06BytesPerEvent(b *testing.B) {
	b.Run("Pairs", func(b *testing.B) {
		benchBytes(b, func(r recorded) int {
			send, recv := sendSixteen(), lab.Recv{Size: 16}
			for range pairs {
				mustDo(b, r.client, send)
				mustDo(b, r.server, recv)
			}
			return 2 * pairs
		})
	})
	b.Run("Flood", func(b *testing.B) {
		benchBytes(b, func(r recorded) int {
			const sends = 10000
			_, recvs := recordFlood(r, sends, 0)
			return sends + recvs
		})
	})
}

func benchBytes(b *testing.B, transfer func(recorded) int) {
	l := newBenchLab(b)
	r := mustRecorded(b, l, false)
	transfers := transfer(r)
	r.log.End(lab.End{Reason: lab.EndDone})
	text, err := r.log.Trace().MarshalJSON()
	if err != nil {
		b.Fatal(err)
	}
	events, payload := r.log.Events(), 0
	for _, e := range events {
		if e.Call.Sends() {
			payload += e.Got
		}
	}
	wire, count := wireBytes(b, r.log), float64(len(events))
	ratio.Pair{Ours: []float64{float64(wire) / count}, Theirs: []float64{float64(len(text)) / count}}.Report(b, "B/event", ratio.OursAtMost(17))
	b.ReportMetric(float64(wire-payload)/count, "B/event-of-metadata")
	r.close(b, transfers)
}

func wireBytes(b *testing.B, log *record.Log) (n int) {
	cursor := log.Cursor(0)
	defer cursor.Close()
	for {
		batches, err := cursor.Next(b.Context())
		if errors.Is(err, io.EOF) {
			return n
		}
		if err != nil {
			b.Fatal(err)
		}
		for _, batch := range batches {
			n += len(batch)
		}
	}
}
