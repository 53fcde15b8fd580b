package player

import (
	"net"
	"testing"
	"time"

	"stickylab/lab/ratio"
	"stickylab/lab/session"
)

// From Stop to nothing left of the run, against a bare read that a deadline
// ends; the slowest of the rounds counts.
func BenchmarkRatioStop(b *testing.B) {
	for name, text := range unending {
		b.Run(name, func(b *testing.B) {
			l := mustLab(b, session.Limits{})
			pair := ratio.InTurn(20,
				func() float64 { return stopMs(b, l, text) },
				func() float64 { return deadlineMs(b) },
			)
			worst := ratio.Pair{Ours: []float64{ratio.Quantile(pair.Ours, 1)}, Theirs: []float64{ratio.Quantile(pair.Theirs, 1)}}
			worst.Report(b, "worst-ms", ratio.OursAtMost(250))
		})
	}
}

func stopMs(b *testing.B, l *session.Lab, text string) float64 {
	id, log := mustStart(b, l, text)
	time.Sleep(20 * time.Millisecond) // let it wait, or flood
	begin := time.Now()
	err := Stop(l, id, "tester")
	took := time.Since(begin)
	if _, ended := log.Ended(); err != nil || !ended {
		b.Fatalf("Stop returned %v, the run has ended: %v", err, ended)
	}
	return took.Seconds() * 1e3
}

func deadlineMs(b *testing.B) float64 {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer listener.Close()
	conn, err := net.Dial("tcp", listener.Addr().String())
	if err != nil {
		b.Fatal(err)
	}
	defer conn.Close()
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = conn.Read(make([]byte, 1)) // ends by the deadline
	}()
	begin := time.Now()
	if err := conn.SetReadDeadline(begin); err != nil {
		b.Fatal(err)
	}
	<-done
	return time.Since(begin).Seconds() * 1e3
}
