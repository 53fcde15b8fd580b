package sock

import (
	"testing"

	"stickylab/lab"
)

// TestNothingWaitsWithoutBlocking: a call that cannot be done at once fails.
func TestNothingWaitsWithoutBlocking(t *testing.T) {
	for _, b := range blocked {
		want := map[string]string{"connect": "EINPROGRESS", "recv with a timeout": ""}
		t.Run(b.name, func(t *testing.T) {
			s, call := b.prepare(t, mustNet(t))
			waits := waiting(s)
			s.SetTimeout(NoWait)
			res := call()
			switch err, special := want[b.name]; {
			case b.name == "send":
				if must(t, res); res.N == 0 || res.N >= 64<<20 {
					t.Errorf("%d bytes were taken, want some", res.N)
				}
				eventually(t, "the queue is full", func() bool { return ErrName(call().Err) == "EAGAIN" })
			case special && err != "":
				wantErr(t, res, err)
			default:
				wantErr(t, res, "EAGAIN")
			}
			if len(waits) > 0 || res.Waited {
				t.Errorf("it waited: %+v", res)
			}
		})
	}
}

func TestAConnectThatWasBegunIsEndedByTheNext(t *testing.T) {
	n := mustNet(t)
	listener := mustListener(t, n, lab.TCP, 1)
	client := mustSocket(t, n, lab.TCP)
	client.SetTimeout(NoWait)
	wantErr(t, named(client).Connect(8080), "EINPROGRESS")
	server := mustAccept(t, listener)
	if server.Peer() != client || client.Peer() != server {
		t.Error("the ends do not know each other")
	}
	must(t, named(client).Connect(8080))
	wantErr(t, named(client).Connect(8080), "EISCONN")
	mustSend(t, client, "hello")
	wantRecv(t, server, 10, "hello")
	client.SetTimeout(0)
	mustSend(t, server, "feng")
	wantRecv(t, client, 10, "feng")
}

func TestAConnectThatWasBegunAndRefused(t *testing.T) {
	n := mustNet(t)
	client := mustSocket(t, n, lab.TCP)
	client.SetTimeout(NoWait)
	wantErr(t, named(client).Connect(8080), "EINPROGRESS")
	wantErr(t, named(client).Connect(8080), "ECONNREFUSED")
}

func TestSendMoreHoldsTheBytes(t *testing.T) {
	client, server := mustPair(t, mustNet(t), lab.TCP)
	if res := must(t, client.SendMore([]byte("hello"))); res.N != 5 {
		t.Fatalf("sent %d bytes", res.N)
	}
	if got := client.Probe(); got.Unsent != 5 || got.SegsOut != 0 || server.Probe().InQ != 0 {
		t.Errorf("the sender has %+v, the receiver %+v", got, server.Probe())
	}
	mustSend(t, client, "feng")
	eventually(t, "one segment carries both", func() bool {
		near, far := client.Probe(), server.Probe()
		return near.Unsent == 0 && near.SegsOut-near.Retrans == 1 && far.InQ == 9
	})
}
