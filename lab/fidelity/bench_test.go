package fidelity

import (
	"errors"
	"io"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/ratio"
	"stickylab/lab/record"
	"stickylab/lab/session"
)

func newBenchLab(b *testing.B) *session.Lab {
	b.Helper()
	l := session.New(unlimited())
	b.Cleanup(l.Close)
	return l
}

// benchPairs measures what a way of recording costs: 16 bytes sent and
// received, in one goroutine.
func benchPairs(b *testing.B, way lab.Way, target float64) {
	l := newBenchLab(b)
	took := func(way lab.Way) func() float64 {
		return func() float64 {
			ns, ok, err := pairs(l, way, 2000)
			if err != nil || !ok {
				b.Fatalf("%s: %v, to be had %v", way, err, ok)
			}
			return ns
		}
	}
	ratio.InTurn(101, took(way), took(lab.Bare)).Report(b, "ns/pair", ratio.AtMost(target))
}

func BenchmarkRatio01Recorder(b *testing.B)           { benchPairs(b, lab.Recorded, 1.05) }
func BenchmarkRatio01RecorderWithProbes(b *testing.B) { benchPairs(b, lab.Probed, 1.30) }

func benchFlood(b *testing.B, sends int, every time.Duration, less float64, target ratio.Target) {
	l := newBenchLab(b)
	beyond := func(way lab.Way) func() float64 {
		return func() float64 {
			got, err := sendsPerRecv(l, way, sends, every)
			if err != nil {
				b.Fatal(err)
			}
			return got - less
		}
	}
	ratio.InTurn(41, beyond(lab.Recorded), beyond(lab.Bare)).Report(b, "sends", target)
}

// What recording does to what is recorded: how many more sends than one a
// receive of a flood takes.
func BenchmarkRatio02FloodSendsPerRecvLess1(b *testing.B) {
	benchFlood(b, 20000, 0, 1, ratio.AtLeast(0.75))
}

// With a send every 50 us nearly every receive takes one.
func BenchmarkRatio02PacedSendsPerRecv(b *testing.B) {
	benchFlood(b, 800, 50*time.Microsecond, 0, ratio.AtMost(1.05))
}

// What an event takes on the wire, of 16-byte sends and what receives make of
// them, beside what it takes in a trace file. Metadata is all but the payload.
func BenchmarkRatio06BytesPerEvent(b *testing.B) {
	b.Run("Pairs", func(b *testing.B) {
		benchBytes(b, func(d *session.Driven) error { return recordedPairs(d, 2000) })
	})
	b.Run("Flood", func(b *testing.B) {
		benchBytes(b, func(d *session.Driven) error {
			_, _, err := recordedFlow(d).run(10000, 0)
			return err
		})
	})
}

func benchBytes(b *testing.B, transfer func(*session.Driven) error) {
	d, err := newBenchLab(b).Drive(planOf(lab.Recorded))
	if err != nil {
		b.Fatal(err)
	}
	if err := errors.Join(transfer(d), d.Close()); err != nil {
		b.Fatal(err)
	}
	log := d.Recorded()
	text, err := log.Trace().MarshalJSON()
	if err != nil {
		b.Fatal(err)
	}
	events, payload := log.Trace().Events, 0
	for _, e := range events {
		if e.Call.Sends() {
			payload += e.Got
		}
	}
	wire, count := wireBytes(b, log), float64(len(events))
	ratio.Pair{Ours: []float64{float64(wire) / count}, Theirs: []float64{float64(len(text)) / count}}.Report(b, "B/event", ratio.OursAtMost(17))
	b.ReportMetric(float64(wire-payload)/count, "B/event-of-metadata")
}

func wireBytes(b *testing.B, log *record.Log) (n int) {
	cursor, _ := log.Follow(b.Context(), 0)
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
			n += len(batch.Bytes)
		}
	}
}
