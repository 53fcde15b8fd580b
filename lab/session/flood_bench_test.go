package session

import (
	"errors"
	"sync"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/ratio"
)

// floodRecv is what a receive in a flood asks for.
const floodRecv = 4096

// pacer lets a sender go on at a fixed rate; every 0 does not hold it up.
type pacer struct{ next, every time.Duration }

func (p *pacer) pause(since time.Time) {
	for p.next += p.every; time.Since(since) < p.next; {
		continue // a timer is late by more than the pause
	}
}

// sendsPerRecv makes so many sends in one goroutine while another receives
// until the end of the stream, and tells how many of them a receive took.
func sendsPerRecv(sends int, every time.Duration, send func() bool, shut func(), recv func() int) float64 {
	var wait sync.WaitGroup
	wait.Go(func() {
		defer shut()
		pace, start := pacer{every: every}, time.Now()
		for i := 0; i < sends && send(); i++ {
			pace.pause(start)
		}
	})
	recvs, bytes := 0, 0
	for n := recv(); n > 0; n = recv() {
		recvs++
		bytes += n
	}
	wait.Wait()
	return float64(bytes/16) / float64(max(recvs, 1))
}

func recordedFlood(b *testing.B, l *Lab, sends int, every time.Duration) float64 {
	r := mustRecorded(b, l, false)
	got, recvs := recordFlood(r, sends, every)
	r.close(b, sends+recvs)
	return got
}

func recordFlood(r recorded, sends int, every time.Duration) (got float64, recvs int) {
	send, recv := sendSixteen(), lab.Recv{Size: floodRecv}
	r.server.untilEmpty++ // the end of the stream is told by errEmpty
	recvs = 1             // of the end
	got = sendsPerRecv(sends, every,
		func() bool { return r.client.send(send) == nil },
		func() { _ = r.client.shutdown(lab.Shutdown{How: "write"}) }, // a failure shows in the count
		func() int {
			if err := r.server.recv(recv); err != nil && !errors.Is(err, errEmpty) {
				return 0
			}
			if len(r.server.last) > 0 {
				recvs++
			}
			return len(r.server.last)
		})
	return got, recvs
}

func bareFlood(b *testing.B, l *Lab, sends int, every time.Duration) float64 {
	r := mustBare(b, l)
	data, buf := sixteen(), make([]byte, floodRecv)
	got := sendsPerRecv(sends, every,
		func() bool { return r.client.Send(data).Err == nil },
		func() { r.client.Shutdown("write") },
		func() int { return r.server.Recv(buf).N })
	r.close(b, l)
	return got
}

// What recording does to what is recorded: how many more sends than one a
// receive of a flood takes.
func BenchmarkRatio02FloodSendsPerRecvLess1(b *testing.B) {
	const sends = 20000
	l := newBenchLab(b)
	ratio.InTurn(41,
		func() float64 { return recordedFlood(b, l, sends, 0) - 1 },
		func() float64 { return bareFlood(b, l, sends, 0) - 1 },
	).Report(b, "sends", ratio.AtLeast(0.75))
}

// With a send every 50 us nearly every receive takes one.
func BenchmarkRatio02PacedSendsPerRecv(b *testing.B) {
	const sends, every = 800, 50 * time.Microsecond
	l := newBenchLab(b)
	ratio.InTurn(41,
		func() float64 { return recordedFlood(b, l, sends, every) },
		func() float64 { return bareFlood(b, l, sends, every) },
	).Report(b, "sends", ratio.AtMost(1.05))
}
