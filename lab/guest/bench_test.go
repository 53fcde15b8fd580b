package guest

import (
	"fmt"
	"net"
	"runtime"
	"sync"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/ratio"
	"stickylab/lab/session"
)

// 200 guests that wait, in 50 runs: the stop of all, against the end of as many bare reads
// by a deadline. The slowest of the rounds counts.
func BenchmarkRatioStopOfGuests(b *testing.B) {
	pair := ratio.InTurn(5, func() float64 { return stopGuestsMs(b, 50) }, func() float64 { return stopReadsMs(b, 200) })
	worst := ratio.Pair{Ours: []float64{ratio.Quantile(pair.Ours, 1)}, Theirs: []float64{ratio.Quantile(pair.Theirs, 1)}}
	worst.Report(b, "worst-ms", ratio.OursAtMost(250))
}

func stopGuestsMs(b *testing.B, runs int) float64 {
	b.Helper()
	r := newRoomAt(b, Limits{Turn: time.Millisecond}, session.Limits{NoCapture: true, RunsPerClient: 200}, time.Now)
	r.waitingRuns(runs)
	time.Sleep(20 * time.Millisecond) // let all wait
	began := time.Now()
	r.lab.Close()
	return time.Since(began).Seconds() * 1e3
}

// waitingRuns starts runs of four programs that wait.
func (r *room) waitingRuns(n int) (all []*party) {
	r.t.Helper()
	names := []string{"a.py", "b.py", "c.py", "d.py"}
	for i := range n {
		run := r.startAs(lab.Who{Addr: fmt.Sprint("client", i%10)}, names...)
		for j, name := range names {
			p := run.program(name)
			if j%2 == 0 {
				p.later(opAccept, ask{handle: p.listener(8000 + j), seconds: forEver})
			} else {
				p.later(opPoll, ask{data: interest(p.listener(8000+j), wantRead), seconds: forEver})
			}
		}
		all = append(all, run)
	}
	return all
}

func stopReadsMs(b *testing.B, n int) float64 {
	b.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer listener.Close()
	var wait sync.WaitGroup
	var conns []net.Conn
	for range n {
		conn, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			b.Fatal(err)
		}
		conns = append(conns, conn)
		wait.Go(func() { _, _ = conn.Read(make([]byte, 1)) }) // ends by the deadline
	}
	began := time.Now()
	for _, conn := range conns {
		_ = conn.SetReadDeadline(began)
	}
	wait.Wait()
	took := time.Since(began)
	for _, conn := range conns {
		_ = conn.Close()
	}
	return took.Seconds() * 1e3
}

// BenchmarkRunsOfGuests makes 10 000 runs, which leave no descriptor and no goroutine.
func BenchmarkRunsOfGuests(b *testing.B) {
	const runs = 10_000
	routines := runtime.NumGoroutine()
	manyRuns(b, runs)
	for end := time.Now().Add(patience); runtime.NumGoroutine() > routines+2; time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			b.Fatalf("%d goroutines before, %d after", routines, runtime.NumGoroutine())
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()/runs*1e3, "ms/run")
}
