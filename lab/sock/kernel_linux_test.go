package sock

import (
	"os"
	"os/exec"
	"testing"

	"golang.org/x/sys/unix"

	"stickylab/lab"
)

func TestSocketsAreWhatPythonMakes(t *testing.T) {
	n := mustNet(t)
	tests := []struct {
		name          string
		transport     lab.Transport
		level, option int
		want          int
	}{
		{"TCP is a stream", lab.TCP, unix.SOL_SOCKET, unix.SO_TYPE, unix.SOCK_STREAM},
		{"TCP is not MPTCP", lab.TCP, unix.SOL_SOCKET, unix.SO_PROTOCOL, unix.IPPROTO_TCP},
		{"TCP is IPv4", lab.TCP, unix.SOL_SOCKET, unix.SO_DOMAIN, unix.AF_INET},
		{"Nagle is on", lab.TCP, unix.IPPROTO_TCP, unix.TCP_NODELAY, 0},
		{"no keepalive", lab.TCP, unix.SOL_SOCKET, unix.SO_KEEPALIVE, 0},
		{"no SO_REUSEADDR", lab.TCP, unix.SOL_SOCKET, unix.SO_REUSEADDR, 0},
		{"UDP", lab.UDP, unix.SOL_SOCKET, unix.SO_PROTOCOL, unix.IPPROTO_UDP},
		{"Unix stream", lab.UnixStream, unix.SOL_SOCKET, unix.SO_TYPE, unix.SOCK_STREAM},
		{"Unix datagram", lab.UnixDatagram, unix.SOL_SOCKET, unix.SO_TYPE, unix.SOCK_DGRAM},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := mustSocket(t, n, test.transport)
			if got := getOption(t, s, test.level, test.option); got != test.want {
				t.Errorf("got %d, want %d", got, test.want)
			}
		})
	}
}

func getOption(t *testing.T, s *Socket, level, option int) (value int) {
	t.Helper()
	err := s.control(func(fd int) (err error) {
		value, err = unix.GetsockoptInt(fd, level, option)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func TestOptionsReachTheKernel(t *testing.T) {
	n := mustNet(t)
	for _, name := range lab.Options {
		s := mustSocket(t, n, lab.TCP)
		value := 1
		if name == "maxseg" {
			value = 1460
		}
		must(t, s.SetOption(name, value))
		level, option, _ := optionNumber(name)
		// The kernel has lower bounds for buffers (socket(7)).
		if got := getOption(t, s, level, option); got < value {
			t.Errorf("%s is %d, want %d or more", name, got, value)
		}
	}
	s := mustSocket(t, n, lab.TCP)
	wantErr(t, s.SetOption("no such", 1), "ENOPROTOOPT")
	wantErr(t, s.SetOption("sndbuf", 1<<40), "EINVAL")
	wantErr(t, s.SetOption("maxseg", 1), "EINVAL")
	wantErr(t, mustSocket(t, n, lab.UnixStream).SetOption("nodelay", 1), "EOPNOTSUPP")
}

// A port that is bound with SO_REUSEADDR is nobody's until somebody listens: a connect is
// refused, and while it is made nobody else can listen there.
func TestReuseaddrSharesNoPortWithTheHost(t *testing.T) {
	n := mustNet(t)
	s := mustSocket(t, n, lab.TCP)
	must(t, s.SetOption("reuseaddr", 1))
	must(t, s.Bind(8080))
	guard := openGuard(lab.TCP, s.At(8080))
	if guard < 0 {
		t.Fatal("no guard for a port that is shared")
	}
	wantErr(t, s.Listen(1), "EADDRINUSE")
	_ = closeRaw(guard)
	wantErr(t, named(mustSocket(t, n, lab.TCP)).Connect(8080), "ECONNREFUSED")
	must(t, s.Listen(1))
	must(t, named(mustSocket(t, n, lab.TCP)).Connect(8080))
}

func TestProbeOfTwoSendsThatNobodyRead(t *testing.T) {
	client, server := mustPair(t, mustNet(t), lab.TCP)
	mustSend(t, client, "hello")
	mustSend(t, client, "feng")
	eventually(t, "9 bytes arrived and acknowledged", func() bool {
		return server.Probe().InQ == 9 && client.Probe().OutQ == 0
	})
	near, far := client.Probe(), server.Probe()
	if near.OutQ != 0 || near.Unsent != 0 || near.SegsOut < 2 || near.MSS < 536 || near.Cwnd < 1 || near.RTTMicro < 0 {
		t.Errorf("the sender has %+v", near)
	}
	if far.InQ != 9 || far.SegsIn < 2 {
		t.Errorf("the receiver has %+v", far)
	}
}

func TestProbeSaysWhatIsMissing(t *testing.T) {
	n := mustNet(t)
	if got := mustListener(t, n, lab.TCP, 1).Probe(); got != lab.NoProbe {
		t.Errorf("a listener has %+v", got)
	}
	for _, transport := range datagrams {
		client, server := mustDatagrams(t, n, transport)
		must(t, named(client).SendTo([]byte("hello"), client.At(8080)))
		must(t, named(client).SendTo([]byte("feng"), client.At(8080)))
		want := lab.NoProbe
		want.InQ = 5
		if transport == lab.UDP {
			want.Drops = 0
		}
		got := server.Probe()
		if (transport == lab.UDP) != (got.Memory > 0) {
			t.Errorf("%v: two datagrams take %d bytes of memory", transport, got.Memory)
		}
		if want.Memory = got.Memory; got != want {
			t.Errorf("%v: got %+v, want %+v", transport, got, want)
		}
	}
	client, server := mustPair(t, mustNet(t), lab.UnixStream)
	mustSend(t, client, "hello")
	if got := server.Probe(); got.InQ != 5 || got.OutQ != lab.Missing {
		t.Errorf("unix stream: got %+v", got)
	}
}

// Only the datagram in front has a length that can be asked for; that more wait shows
// in the memory that they take.
func TestMemoryRisesWithEachDatagramThatWaits(t *testing.T) {
	n := mustNet(t)
	client, server := mustDatagrams(t, n, lab.UDP)
	before := server.Probe().Memory
	for _, text := range []string{"hello", "feng", "bye"} {
		must(t, named(client).SendTo([]byte(text), client.At(8080)))
		got := server.Probe()
		if got.Memory <= before || got.InQ != 5 {
			t.Errorf("after %s: %d bytes of memory (%d before), %d in front", text, got.Memory, before, got.InQ)
		}
		before = got.Memory
	}
}

// A listener counts the connections that wait for an accept. It lets in one more than
// its backlog.
func TestAcceptQueue(t *testing.T) {
	n := mustNet(t)
	listener := mustListener(t, n, lab.TCP, 1)
	want := func(waiting int) {
		t.Helper()
		got, ok := listener.AcceptQueue()
		if !ok || got != (lab.AcceptQueue{Conn: listener.ID, Waiting: waiting, Max: 1}) {
			t.Errorf("got %+v, %t; want %d waiting", got, ok, waiting)
		}
	}
	want(0)
	for waiting := 1; waiting <= 2; waiting++ {
		mustConnect(t, n, lab.TCP)
		eventually(t, "the connection waits", func() bool { got, _ := listener.AcceptQueue(); return got.Waiting == waiting })
		want(waiting)
	}
	conn := mustAccept(t, listener)
	want(1)
	if got, ok := conn.AcceptQueue(); ok {
		t.Errorf("a connection has an accept queue %+v", got)
	}
	must(t, listener.Close())
	if got, ok := listener.AcceptQueue(); ok {
		t.Errorf("a closed listener has an accept queue %+v", got)
	}
}

// A receiver that reads nothing closes its window, and the kernel counts for how long
// that held its sender back.
func TestTheReceiversWindowIsMeasured(t *testing.T) {
	client, _ := mustFill(t, mustNet(t))
	eventually(t, "the window holds sending back", func() bool {
		p := client.Probe()
		return p.Limited > 0 && p.Window != lab.Missing && p.Window < p.MSS
	})
	other, _ := mustPair(t, mustNet(t), lab.TCP)
	mustSend(t, other, "hello")
	eventually(t, "nothing is left to send", func() bool { return other.Probe().OutQ == 0 })
	if p := other.Probe(); p.Limited != 0 || p.Window != lab.Missing {
		t.Errorf("with nothing unsent: %+v", p)
	}
}

func TestAProbeAllocatesNothing(t *testing.T) {
	client, server := mustPair(t, mustNet(t), lab.TCP)
	client.Probe()
	if got := testing.AllocsPerRun(100, func() { client.Probe() }); got != 0 {
		t.Errorf("a probe makes %v allocations", got)
	}
	data, buf := []byte("0123456789abcdef"), make([]byte, 16)
	if got := testing.AllocsPerRun(100, func() { client.Send(data); server.Recv(buf) }); got != 0 {
		t.Errorf("a send and a recv make %v allocations", got)
	}
}

// callerVar, when set, makes the test program a client from another process.
const callerVar = "STICKYLAB_TEST_CALLER"

func TestAClientOfAnotherProcessIsNobody(t *testing.T) {
	if path := os.Getenv(callerVar); path != "" {
		callFromOutside(t, path)
		return
	}
	n := mustNet(t)
	listener := mustListener(t, n, lab.UnixStream, 5)
	outside := exec.Command(os.Args[0], "-test.run=^TestAClientOfAnotherProcessIsNobody$")
	outside.Env = append(os.Environ(), callerVar+"="+listener.Local().path(n.dir), "GORACE=atexit_sleep_ms=0")
	if out, err := outside.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	ours := mustConnect(t, n, lab.UnixStream)
	if conn := mustAccept(t, listener); conn.Peer() != nil {
		t.Error("the connection from outside has a peer")
	}
	if conn := mustAccept(t, listener); conn.Peer() != ours {
		t.Error("our connection does not know its peer")
	}
}

func callFromOutside(t *testing.T, path string) {
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = unix.Close(fd) }()
	if err := unix.Connect(fd, &unix.SockaddrUnix{Name: path}); err != nil {
		t.Fatal(err)
	}
}
