package sock

import (
	"slices"
	"syscall"
	"testing"
	"time"

	"stickylab/lab"
)

func nothing() error { return nil }

func TestPoll(t *testing.T) {
	n := mustNet(t)
	client, server := mustPair(t, n, lab.TCP)
	look := func(within time.Duration, want ...Interest) []Readiness {
		t.Helper()
		ready, res := n.Poll(want, within, func(int64) {}, nothing)
		must(t, res)
		return ready
	}
	want := func(what string, got []Readiness, want ...Readiness) {
		t.Helper()
		if !slices.Equal(got, want) {
			t.Errorf("%s: ready are %v, want %v", what, got, want)
		}
	}
	want("nothing has come", look(0, Interest{Socket: server, For: Readable}), 0)
	want("the time is over", look(time.Millisecond, Interest{Socket: server, For: Readable}), 0)
	want("there is room", look(-1, Interest{Socket: server, For: Readable | Writable}), Writable)
	mustSend(t, client, "a")
	want("a byte has come", look(-1, Interest{Socket: server, For: Readable}, Interest{Socket: client, For: Readable}), Readable, 0)
	want("no socket", look(-1, Interest{Socket: nil, For: Readable}), NotOpen)
	must(t, client.Close())
	want("a closed socket", look(-1, Interest{Socket: client, For: Readable}), NotOpen)
}

func TestPollEnds(t *testing.T) {
	n := mustNet(t)
	_, server := mustPair(t, n, lab.TCP)
	want := []Interest{{Socket: server, For: Readable}}
	_, res := n.Poll(want, -1, func(int64) {}, func() error { return syscall.EINTR })
	wantErr(t, res, "EINTR")
	_, res = n.Poll(want, -1, func(int64) { n.Stop() }, nothing)
	wantErr(t, res, "stopped")
	_, res = n.Poll(want, -1, func(int64) {}, nothing)
	wantUnmade(t, res, "stopped")
}

func TestPollSeesACloseMeanwhile(t *testing.T) {
	n := mustNet(t)
	_, server := mustPair(t, n, lab.TCP)
	ready, res := n.Poll([]Interest{{Socket: server, For: Readable}}, -1, func(int64) { server.Close() }, nothing)
	must(t, res)
	if ready[0] != NotOpen || res.N != 1 {
		t.Errorf("ready are %v, found %d", ready, res.N)
	}
}

func TestSocketPair(t *testing.T) {
	for _, transport := range []lab.Transport{lab.UnixStream, lab.UnixDatagram, lab.UnixSeqpacket} {
		n := mustNet(t)
		a, b, res := n.SocketPair(transport)
		must(t, res)
		if a.Peer() != b && transport.Connects() {
			t.Errorf("%v: the ends do not know each other", transport)
		}
		mustSend(t, a, "hello")
		wantRecv(t, b, 9, "hello")
	}
}

func TestSocketPairKeepsToTheLimit(t *testing.T) {
	budget := NewBudget(10)
	n := mustNetWith(t, Limits{Sockets: 3}, budget)
	_, _, res := n.SocketPair(lab.UnixStream)
	must(t, res)
	_, _, res = n.SocketPair(lab.UnixStream)
	wantUnmade(t, res, "limit")
	if budget.Used() != 2 {
		t.Errorf("%d descriptors are taken", budget.Used())
	}
}
