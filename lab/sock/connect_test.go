package sock

import (
	"net"
	"strconv"
	"sync"
	"testing"
	"time"

	"stickylab/lab"
)

func TestConnectBeforeListenIsRefusedByTheKernel(t *testing.T) {
	n := mustNet(t)
	s := mustSocket(t, n, lab.TCP)
	wantErr(t, named(s).Connect(8080), "ECONNREFUSED")
	bound := mustSocket(t, n, lab.TCP)
	must(t, bound.Bind(8080))
	wantErr(t, named(s).Connect(8080), "ECONNREFUSED")
	must(t, bound.Listen(1))
	must(t, named(s).Connect(8080))
	wantErr(t, named(s).Connect(8080), "EISCONN")
}

func TestPortsThatDoNotExist(t *testing.T) {
	n := mustNet(t)
	for _, transport := range transports {
		for _, port := range []int{-1, 0, 65536} {
			s := mustSocket(t, n, transport)
			wantErr(t, s.Bind(port), "EINVAL")
			wantErr(t, named(s).Connect(port), "EINVAL")
			wantErr(t, named(s).SendTo([]byte("x"), s.At(port)), "EINVAL")
			must(t, s.Close())
		}
	}
}

func TestBindTwice(t *testing.T) {
	for _, transport := range transports {
		n := mustNet(t)
		first, second := mustSocket(t, n, transport), mustSocket(t, n, transport)
		res := must(t, first.Bind(8080))
		if want := first.Local().String(); res.Address != want {
			t.Errorf("%v: bind says %q, want %q", transport, res.Address, want)
		}
		wantErr(t, first.Bind(8081), "EINVAL")
		wantErr(t, second.Bind(8080), "EADDRINUSE")
		must(t, second.Bind(8081))
	}
}

func TestBothEndsKnowEachOther(t *testing.T) {
	for _, transport := range streams {
		n := mustNet(t)
		listener := mustListener(t, n, transport, 5)
		client := mustConnect(t, n, transport)
		if client.Peer() != nil {
			t.Errorf("%v: a peer before accept", transport)
		}
		conn, res := listener.Accept()
		must(t, res)
		if client.Peer() != conn || conn.Peer() != client || res.Far != client {
			t.Errorf("%v: the ends do not know each other", transport)
		}
		if got, want := res.Address, client.Local().String(); got != want {
			t.Errorf("%v: accept says %q, want %q", transport, got, want)
		}
		if conn.Local() != listener.Local() || client.ID != 2 || conn.ID != 3 {
			t.Errorf("%v: local %v, ids %d and %d", transport, conn.Local(), client.ID, conn.ID)
		}
	}
}

func TestAClientThatLeftBeforeAcceptIsKnown(t *testing.T) {
	for _, transport := range streams {
		n := mustNet(t)
		listener := mustListener(t, n, transport, 5)
		var clients []*Socket
		for i := range 4 {
			c := mustConnect(t, n, transport)
			mustSend(t, c, strconv.Itoa(i))
			must(t, c.Close())
			clients = append(clients, c)
		}
		for i, c := range clients {
			conn := mustAccept(t, listener)
			if conn.Peer() != c {
				t.Errorf("%v: connection %d is not from client %d", transport, i, i)
			}
			wantRecv(t, conn, 10, strconv.Itoa(i))
		}
	}
}

func TestClientsAtOnceArePairedWithTheirConnections(t *testing.T) {
	const clients = 20
	for _, transport := range streams {
		n := mustNet(t)
		backlog := 3
		if transport == lab.TCP {
			backlog = clients // a SYN that is dropped comes again after a second
		}
		listener := mustListener(t, n, transport, backlog)
		var wg sync.WaitGroup
		for range clients {
			c := mustSocket(t, n, transport)
			wg.Go(func() {
				if res := named(c).Connect(8080); res.Err != nil {
					t.Error(res.Err)
					return
				}
				c.Send([]byte(strconv.Itoa(c.ID)))
			})
		}
		for range clients {
			conn := mustAccept(t, listener)
			if conn.Peer() == nil {
				t.Fatalf("%v: a connection from nobody", transport)
			}
			wantRecv(t, conn, 10, strconv.Itoa(conn.Peer().ID))
		}
		wg.Wait()
	}
}

func TestAFullBacklogHangs(t *testing.T) {
	for _, transport := range streams {
		for _, backlog := range []int{0, 1, 3} {
			n := mustNet(t)
			mustListener(t, n, transport, backlog)
			for range backlog + 1 {
				if res := must(t, named(mustSocket(t, n, transport)).Connect(8080)); res.Waited {
					t.Errorf("%v: a connect with room waited", transport)
				}
			}
			last := mustSocket(t, n, transport)
			last.SetTimeout(50 * time.Millisecond)
			res := named(last).Connect(8080)
			wantErr(t, res, "timeout")
			if !res.Waited {
				t.Errorf("%v: a timeout without a wait", transport)
			}
		}
	}
}

func TestAcceptLetsAWaitingUnixClientIn(t *testing.T) {
	n := mustNet(t)
	listener := mustListener(t, n, lab.UnixStream, 0)
	mustConnect(t, n, lab.UnixStream)
	late := mustSocket(t, n, lab.UnixStream)
	waits := waiting(late)
	done := in(func() Result { return named(late).Connect(8080) })
	await(t, "OnWait", waits)
	mustAccept(t, listener)
	if res := must(t, await(t, "connect", done)); !res.Waited || len(waits) != 0 {
		t.Errorf("got %+v and %d more waits, want one", res, len(waits))
	}
	if conn := mustAccept(t, listener); conn.Peer() != late {
		t.Error("the second connection is not from the second client")
	}
}

func TestAcceptWaitsForAClient(t *testing.T) {
	for _, transport := range streams {
		n := mustNet(t)
		listener := mustListener(t, n, transport, 1)
		waits := waiting(listener)
		done := in(func() Result { _, res := listener.Accept(); return res })
		await(t, "OnWait", waits)
		client := mustConnect(t, n, transport)
		if res := must(t, await(t, "accept", done)); !res.Waited || res.Far != client {
			t.Errorf("%v: got %+v, want a wait for the client", transport, res)
		}
	}
}

func TestUnixFilesAnswerAsTheKernelDoes(t *testing.T) {
	n := mustNet(t)
	client := mustSocket(t, n, lab.UnixStream)
	wantErr(t, named(client).Connect(8080), "ENOENT")
	listener := mustListener(t, n, lab.UnixStream, 1)
	must(t, listener.Close())
	wantErr(t, named(client).Connect(8080), "ECONNREFUSED")
	wantErr(t, mustSocket(t, n, lab.UnixStream).Bind(8080), "EADDRINUSE")
	sender := mustSocket(t, n, lab.UnixDatagram)
	wantErr(t, named(sender).SendTo([]byte("x"), sender.At(9009)), "ENOENT")
	wantErr(t, named(sender).SendTo([]byte("x"), sender.At(8080)), "ECONNREFUSED")
}

func TestAWildcardListenerOfTheHostIsOutOfReach(t *testing.T) {
	host, err := net.Listen("tcp4", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = host.Close() }()
	port := host.Addr().(*net.TCPAddr).Port
	n := mustNet(t)
	direct, err := net.Dial("tcp4", n.Address().String()+":"+strconv.Itoa(port))
	if err != nil {
		t.Fatalf("the listener should answer on the run's address to others: %v", err)
	}
	_ = direct.Close()
	if conn, err := host.Accept(); err == nil {
		_ = conn.Close()
	}
	s := named(mustSocket(t, n, lab.TCP))
	var res Result
	s.connect(s.At(port), &res)
	wantUnmade(t, res, "outside")
	wantErr(t, s.Connect(port), "ECONNREFUSED") // of the port that stands for it
	_ = host.(*net.TCPListener).SetDeadline(time.Now().Add(20 * time.Millisecond))
	if conn, err := host.Accept(); err == nil {
		t.Errorf("a run reached a listener of the host from %v", conn.RemoteAddr())
	}
}

func TestAllIsBoundToTheRunsOwnAddress(t *testing.T) {
	n := mustNet(t)
	listener := mustSocket(t, n, lab.TCP)
	must(t, named(listener).Listen(1)) // without a bind
	client := mustSocket(t, n, lab.TCP)
	must(t, named(client).Connect(listener.Local().Port()))
	udp := mustSocket(t, n, lab.UDP)
	wantErr(t, named(udp).Send([]byte("x")), "EDESTADDRREQ")
	must(t, named(mustSocket(t, n, lab.UDP)).Connect(9009))
	for _, s := range []*Socket{listener, client, udp} {
		if got := s.Local().inet.ip; got != n.Address().As4() {
			t.Errorf("socket %d is bound to %v, want %v", s.ID, got, n.Address())
		}
		_ = s.control(func(fd int) error {
			if got := int(localPort(fd)); got != s.Local().Port() {
				t.Errorf("socket %d: port %d, want %d", s.ID, got, s.Local().Port())
			}
			return nil
		})
	}
}

func TestASocketMayConnectToItself(t *testing.T) {
	s := mustSocket(t, mustNet(t), lab.TCP)
	must(t, s.Bind(9000))
	must(t, named(s).Connect(9000))
	mustSend(t, s, "me")
	wantRecv(t, s, 10, "me")
	if s.Peer() != s {
		t.Error("it does not know that it is its own peer")
	}
}

func TestTwoHundredRunsBindTheSamePort(t *testing.T) {
	const runs = 200
	var wg sync.WaitGroup
	for range runs {
		n := mustNet(t)
		wg.Go(func() {
			listener, _ := n.Socket(lab.TCP)
			client, _ := n.Socket(lab.TCP)
			for _, res := range []Result{listener.Bind(8080), named(listener).Listen(1), named(client).Connect(8080), client.Send([]byte("hi"))} {
				if res.Err != nil {
					t.Error(res.Err)
					return
				}
			}
			conn, res := listener.Accept()
			if res.Err != nil {
				t.Error(res.Err)
				return
			}
			if res := conn.Recv(make([]byte, 10)); res.N != 2 || res.Err != nil {
				t.Errorf("got %+v", res)
			}
		})
	}
	wg.Wait()
}

// A connected socket says so also when its port is held by nothing but the rest of a
// connection, as after the server has ended.
func TestConnectAgainAfterTheServerHasEnded(t *testing.T) {
	for _, reuse := range []int{0, 1} {
		n := mustNet(t)
		listener := mustSocket(t, n, lab.TCP)
		must(t, listener.SetOption("reuseaddr", reuse))
		must(t, listener.Bind(8080))
		must(t, listener.Listen(1))
		client := named(mustSocket(t, n, lab.TCP))
		must(t, client.Connect(8080))
		accepted, res := listener.Accept()
		must(t, res)
		must(t, accepted.Close())
		must(t, listener.Close())
		wantErr(t, client.Connect(8080), "EISCONN")
		wantErr(t, named(mustSocket(t, n, lab.TCP)).Connect(8080), "ECONNREFUSED") // FIN_WAIT2
		must(t, client.Close())
		wantErr(t, named(mustSocket(t, n, lab.TCP)).Connect(8080), "ECONNREFUSED") // TIME_WAIT
	}
}
