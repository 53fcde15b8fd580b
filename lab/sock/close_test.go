package sock

import (
	"testing"
	"time"

	"stickylab/lab"
)

// mustFill gives a connection whose queues are full.
func mustFill(t *testing.T, n *Net) (client, server *Socket) {
	t.Helper()
	client, server = mustPair(t, n, lab.TCP)
	client.SetTimeout(NoWait)
	eventually(t, "the queues are full", func() bool {
		return client.Send(make([]byte, 1<<20)).Err != nil && client.Probe().Unsent > 0
	})
	return client, server
}

func TestLingerZeroResets(t *testing.T) {
	client, server := mustPair(t, mustNet(t), lab.TCP)
	mustSend(t, client, "hello")
	must(t, client.SetOption("linger", 0))
	must(t, client.Close())
	awaitBroken(t, server)
	wantRecv(t, server, 10, "hello") // on Linux what lies there can still be read
	wantErr(t, server.Recv(make([]byte, 1)), "ECONNRESET")
}

func TestCloseLingers(t *testing.T) {
	client, server := mustFill(t, mustNet(t))
	must(t, client.SetOption("linger", 60))
	waits := waiting(client)
	done := in(client.Close)
	await(t, "OnWait", waits)
	wantUnmade(t, client.Close(), "")
	server.SetTimeout(patience)
	for buf := make([]byte, 1<<20); ; {
		if must(t, server.Recv(buf)).EOF {
			break
		}
	}
	// The end of the stream was acknowledged: there is nothing to wait for.
	if res := must(t, await(t, "the close", done)); !res.Waited {
		t.Errorf("got %+v, want that it waited", res)
	}
}

func TestAPassedLingerGivesUpWaiting(t *testing.T) {
	client, _ := mustFill(t, mustNet(t))
	must(t, client.SetOption("linger", 1))
	if res := must(t, client.Close()); !res.Waited || res.End-res.Start < int64(time.Second)/2 {
		t.Errorf("got %+v, want that it waited a second", res)
	}
}

func TestStopEndsACloseThatLingers(t *testing.T) {
	n := mustNet(t)
	client, _ := mustFill(t, n)
	must(t, client.SetOption("linger", 60))
	waits := waiting(client)
	done := in(client.Close)
	await(t, "OnWait", waits)
	n.Stop()
	must(t, await(t, "the close", done)) // long before its linger has passed
}

func TestOthersGoOnWhileACloseLingers(t *testing.T) {
	n := mustNet(t)
	client, server := mustFill(t, n)
	must(t, client.SetOption("linger", 60))
	waits := waiting(client)
	done := in(client.Close)
	await(t, "OnWait", waits)
	must(t, mustSocket(t, n, lab.UDP).Bind(9000))
	must(t, mustConnect(t, n, lab.TCP).Close())
	must(t, server.Close()) // unread bytes: a reset, which ends the lingering
	must(t, await(t, "the close", done))
}

func TestLingerIsTakenBack(t *testing.T) {
	client, server := mustFill(t, mustNet(t))
	must(t, client.SetOption("linger", 60))
	must(t, client.SetOption("linger", lab.LingerOff))
	if res := must(t, client.Close()); res.Waited {
		t.Errorf("got %+v, want no wait", res)
	}
	wantRecv(t, server, 1, "\x00")
}
