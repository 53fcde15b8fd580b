package session

import (
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/ratio"
	"stickylab/lab/sock"
)

// pairs is how many sends and receives one measurement makes.
const pairs = 2000

// unlimited lets benchmarks do what a class may not.
func unlimited() Limits {
	return Limits{
		Runs: 1 << 20, RunsPerClient: 1 << 20, Events: 1 << 30, Bytes: 1 << 40, Descriptors: 1 << 20,
		KeptRuns: 64, KeptEvents: 1 << 20, RunTime: time.Minute,
	}
}

func newBenchLab(b *testing.B) *Lab {
	b.Helper()
	l := New(unlimited())
	b.Cleanup(l.Close)
	return l
}

// recorded is a run whose peers are driven by hand: a client that is connected
// and a server that has accepted it.
type recorded struct {
	*run
	server, client *peer
}

func mustRecorded(b *testing.B, l *Lab, probes bool) recorded {
	b.Helper()
	peers := []lab.Peer{{Name: "server"}, {Name: "client"}}
	r, err := l.newRun(lab.Experiment{Transport: lab.TCP, Probes: probes, Peers: peers}, "")
	if err != nil {
		b.Fatal(err)
	}
	server, client := r.peers[0], r.peers[1]
	mustDo(b, server, lab.Listen{Backlog: 5})
	mustDo(b, client, lab.Connect{})
	mustDo(b, server, lab.Accept{})
	return recorded{r, server, client}
}

func mustDo(b *testing.B, p *peer, action lab.Action) {
	b.Helper()
	if err := p.do(action); err != nil {
		b.Fatalf("%T: %v", action, err)
	}
}

// close gives the run back, after it was seen that its log has every event.
func (r recorded) close(b *testing.B, want int) {
	b.Helper()
	checkLog(b, r.log.Events(), want)
	if err := r.net.Close(); err != nil {
		b.Fatal(err)
	}
	r.lab.addresses.Release(r.net.Address())
}

// checkLog counts the transfers in a log, where no event may be missing.
func checkLog(b *testing.B, events []lab.Event, want int) {
	b.Helper()
	transfers := 0
	for i, e := range events {
		if e.Seq != i+1 {
			b.Fatalf("event %d has seq %d: an event was lost", i+1, e.Seq)
		}
		if e.Call.Sends() || e.Call.Receives() {
			transfers++
		}
	}
	if transfers != want {
		b.Fatalf("the log has %d sends and receives of %d", transfers, want)
	}
}

// bare is the same connection of sockets that nobody records.
type bare struct {
	net            *sock.Net
	server, client *sock.Socket
}

func mustBare(b *testing.B, l *Lab) bare {
	b.Helper()
	r := mustRecorded(b, l, false)
	return bare{r.net, r.server.sockets.top(), r.client.sockets.top()}
}

func (r bare) close(b *testing.B, l *Lab) {
	b.Helper()
	if err := r.net.Close(); err != nil {
		b.Fatal(err)
	}
	l.addresses.Release(r.net.Address())
}

func sixteen() []byte { return []byte("0123456789abcdef") }

func sendSixteen() lab.Send {
	return lab.Send{Terms: []lab.Term{lab.Literal{Bytes: sixteen(), Times: 1}}}
}

// nsPer is how long each of n took since then.
func nsPer(since time.Time, n int) float64 { return float64(time.Since(since)) / float64(n) }

func recordedPairs(b *testing.B, l *Lab, probes bool) float64 {
	r := mustRecorded(b, l, probes)
	send, recv := sendSixteen(), lab.Recv{Size: 16}
	start := time.Now()
	for range pairs {
		if r.client.send(send) != nil || r.server.recv(recv) != nil {
			b.Fatal("a call failed")
		}
	}
	took := nsPer(start, pairs)
	r.close(b, 2*pairs)
	return took
}

func barePairs(b *testing.B, l *Lab) float64 {
	r := mustBare(b, l)
	data, buf := sixteen(), make([]byte, 16)
	start := time.Now()
	for range pairs {
		if r.client.Send(data).N != 16 || r.server.Recv(buf).N != 16 {
			b.Fatal("bytes are missing")
		}
	}
	took := nsPer(start, pairs)
	r.close(b, l)
	return took
}

// What recording costs: 16 bytes sent and received, in one goroutine.
func benchPairs(b *testing.B, probes bool, target float64) {
	l := newBenchLab(b)
	ratio.InTurn(101,
		func() float64 { return recordedPairs(b, l, probes) },
		func() float64 { return barePairs(b, l) },
	).Report(b, "ns/pair", ratio.AtMost(target))
}

func BenchmarkRatio01Recorder(b *testing.B)           { benchPairs(b, false, 1.05) }
func BenchmarkRatio01RecorderWithProbes(b *testing.B) { benchPairs(b, true, 1.30) }
