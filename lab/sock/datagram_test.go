package sock

import (
	"net"
	"testing"
	"time"

	"stickylab/lab"
)

var datagrams = []lab.Transport{lab.UDP, lab.UnixDatagram}

func eachDatagram(t *testing.T, test func(t *testing.T, transport lab.Transport)) {
	for _, transport := range datagrams {
		t.Run(transport.String(), func(t *testing.T) { test(t, transport) })
	}
}

func TestDatagramsKeepTheirBoundaries(t *testing.T) {
	eachDatagram(t, func(t *testing.T, transport lab.Transport) {
		client, server := mustDatagrams(t, mustNet(t), transport)
		for _, text := range []string{"hello", "", "feng"} {
			res := must(t, named(client).SendTo([]byte(text), client.At(8080)))
			if res.Far != server || res.Address != server.Local().String() || res.N != len(text) {
				t.Errorf("sendto gave %+v", res)
			}
		}
		for _, text := range []string{"hello", "", "feng"} {
			res := wantRecv(t, server, 10, text)
			if res.EOF || res.Datagram != len(text) || res.Far != client || res.From != client.Local() {
				t.Errorf("recvfrom gave %+v", res)
			}
		}
	})
}

func TestADatagramLongerThanAskedIsCut(t *testing.T) {
	eachDatagram(t, func(t *testing.T, transport lab.Transport) {
		client, server := mustDatagrams(t, mustNet(t), transport)
		must(t, named(client).SendTo([]byte("hello feng"), client.At(8080)))
		must(t, named(client).SendTo([]byte("next"), client.At(8080)))
		if res := wantRecv(t, server, 2, "he"); res.Datagram != 10 {
			t.Errorf("the datagram had %d bytes, want 10", res.Datagram)
		}
		if res := must(t, server.Recv(nil)); !res.Unmade || res.Datagram != 0 {
			t.Errorf("recv(0) gave %+v, want no call", res)
		}
		if res := must(t, server.RecvFrom(nil)); res.Unmade || res.Datagram != 4 {
			t.Errorf("the datagram had %d bytes, want 4", res.Datagram)
		}
	})
}

func TestAReplyReachesASenderThatDidNotBind(t *testing.T) {
	eachDatagram(t, func(t *testing.T, transport lab.Transport) {
		n := mustNet(t)
		client, server := mustDatagrams(t, n, transport)
		must(t, named(client).SendTo([]byte("ping"), client.At(8080)))
		from := wantRecv(t, server, 10, "ping").From
		if n.ByAddr(transport, from) != client {
			t.Errorf("%v is not known", from)
		}
		must(t, named(server).SendTo([]byte("pong"), from))
		if res := wantRecv(t, client, 10, "pong"); res.Far != server {
			t.Errorf("got %+v", res)
		}
	})
}

func TestAConnectedDatagramSocketHasAPeer(t *testing.T) {
	eachDatagram(t, func(t *testing.T, transport lab.Transport) {
		client, server := mustDatagrams(t, mustNet(t), transport)
		if client.Peer() != nil {
			t.Error("a peer before connect")
		}
		must(t, named(client).Connect(8080))
		if client.Peer() != server {
			t.Error("no peer after connect")
		}
		mustSend(t, client, "hello")
		wantRecv(t, server, 10, "hello")
	})
}

func TestUDPToNobody(t *testing.T) {
	n := mustNet(t)
	loose := mustSocket(t, n, lab.UDP)
	for range 3 {
		must(t, named(loose).SendTo([]byte("x"), loose.At(9009)))
	}
	tied := mustSocket(t, n, lab.UDP)
	must(t, named(tied).Connect(9009))
	mustSend(t, tied, "first")
	awaitBroken(t, tied)
	wantErr(t, tied.Send([]byte("second")), "ECONNREFUSED")
	server := mustSocket(t, n, lab.UDP)
	must(t, server.Bind(9009))
	mustSend(t, tied, "third")
	wantRecv(t, server, 10, "third")
	must(t, server.Close())
	mustSend(t, tied, "fourth")
	wantErr(t, tied.Recv(make([]byte, 1)), "ECONNREFUSED")
}

func TestTheLongestUDPDatagram(t *testing.T) {
	client, server := mustDatagrams(t, mustNet(t), lab.UDP)
	must(t, named(client).SendTo(make([]byte, 65507), client.At(8080)))
	wantErr(t, named(client).SendTo(make([]byte, 65508), client.At(8080)), "EMSGSIZE")
	if res := must(t, server.Recv(make([]byte, 1<<16))); res.N != 65507 {
		t.Errorf("received %d", res.N)
	}
}

func TestAWildcardUDPSocketOfTheHostIsOutOfReach(t *testing.T) {
	host, err := net.ListenPacket("udp4", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = host.Close() }()
	port := host.LocalAddr().(*net.UDPAddr).Port
	s := mustSocket(t, mustNet(t), lab.UDP)
	wantUnmade(t, named(s).SendTo([]byte("x"), s.At(port)), "outside")
	must(t, named(s).Connect(port)) // to the port that stands for it
	must(t, s.Send([]byte("x")))
	_ = host.SetReadDeadline(time.Now().Add(20 * time.Millisecond))
	if _, from, err := host.ReadFrom(make([]byte, 10)); err == nil {
		t.Errorf("a run reached a socket of the host from %v", from)
	}
}

func TestNothingGoesOutOfTheRun(t *testing.T) {
	n, other := mustNet(t), mustNet(t)
	s := mustSocket(t, n, lab.UDP)
	wantUnmade(t, named(s).SendTo([]byte("x"), other.at(lab.UDP, 8080)), "outside")
	wantUnmade(t, named(s).SendTo([]byte("x"), Addr{file: "8080.sock"}), "outside")
	u := mustSocket(t, n, lab.UnixDatagram)
	wantUnmade(t, named(u).SendTo([]byte("x"), Addr{file: "../8080.sock"}), "outside")
	wantUnmade(t, named(u).SendTo([]byte("x"), s.At(8080)), "outside")
}

func TestAFullUnixDatagramQueueMakesTheSenderWait(t *testing.T) {
	client, server := mustDatagrams(t, mustNet(t), lab.UnixDatagram)
	waits := waiting(client)
	sent := make(chan int, 1000)
	done := in(func() Result {
		for i := range 1000 {
			if res := named(client).SendTo([]byte("x"), client.At(8080)); res.Err != nil || res.Waited {
				return res
			}
			sent <- i
		}
		return Result{}
	})
	await(t, "OnWait", waits)
	wantRecv(t, server, 10, "x")
	if res := must(t, await(t, "sendto", done)); !res.Waited || res.N != 1 {
		t.Errorf("got %+v, want a wait", res)
	}
	for range len(sent) {
		wantRecv(t, server, 10, "x")
	}
}
