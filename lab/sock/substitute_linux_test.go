package sock

import (
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"stickylab/lab"
)

// takenEverywhere is a port that somebody has who listens at every address, until the
// test ends.
func takenEverywhere(t *testing.T, network, every string) (port int) {
	t.Helper()
	listener, err := net.Listen(network, every)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	return listener.Addr().(*net.TCPAddr).Port
}

// A port that another program has at every address does not keep the programs of a run
// from it: another one stands for it, for both sides, and the event names that.
func TestAPortOfTheMachineIsStoodFor(t *testing.T) {
	port := takenEverywhere(t, "tcp4", "0.0.0.0:0")
	n := mustNet(t)
	listener := mustSocket(t, n, lab.TCP)
	res := must(t, listener.Bind(port))
	if n.Asked(lab.TCP, listener.Local()) != port || listener.Local().Port() == port {
		t.Errorf("bound to %v, which the programs know as %d", listener.Local(), n.Asked(lab.TCP, listener.Local()))
	}
	if res.Address != listener.Local().String() || res.Holder != "LISTEN"+wildcard {
		t.Errorf("the bind is said to be of %q, held by %q", res.Address, res.Holder)
	}
	must(t, listener.Listen(1))
	client := named(mustSocket(t, n, lab.TCP))
	must(t, client.Connect(port))
	server := mustAccept(t, listener)
	mustSend(t, client, "hi")
	wantRecv(t, server, 2, "hi")

	second := mustSocket(t, n, lab.TCP)
	wantErr(t, second.Bind(port), "EADDRINUSE") // a socket of the run has it now
}

// A program that listens at every address of IPv6, as most do that serve both, has those
// of IPv4, too.
func TestAPortOfBothFamiliesIsStoodFor(t *testing.T) {
	port := takenEverywhere(t, "tcp", ":0")
	n := mustNet(t)
	listener := mustSocket(t, n, lab.TCP)
	if res := must(t, listener.Bind(port)); res.Holder != "LISTEN"+wildcard || listener.Local().Port() == port {
		t.Errorf("bound to %v, held by %q", listener.Local(), res.Holder)
	}
	self, _ := os.Executable()
	comm := filepath.Base(self)
	want := comm[:min(len(comm), 15)] + " (pid " + strconv.Itoa(os.Getpid()) + ")" // proc_pid_comm(5) has 15 bytes
	if who, taken := Taken(lab.TCP, port); !taken || who != want {
		t.Errorf("the port is taken: %v, by %q, want %q", taken, who, want)
	}
	if who, taken := Taken(lab.UDP, port); taken {
		t.Errorf("the UDP port is taken by %q", who)
	}
}

// Who comes before the server gets the answer of a port that nobody has, and the server
// is there later.
func TestWhoComesEarlyFindsAPortOfTheMachineClosed(t *testing.T) {
	for _, every := range []string{"0.0.0.0:0", ":0"} {
		l, err := net.Listen("tcp", every)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = l.Close() })
		port := l.Addr().(*net.TCPAddr).Port
		n := mustNet(t)
		wantErr(t, named(mustSocket(t, n, lab.TCP)).Connect(port), "ECONNREFUSED")
		listener := mustSocket(t, n, lab.TCP)
		if res := must(t, listener.Bind(port)); res.Holder != "LISTEN"+wildcard {
			t.Errorf("the bind is said to be held by %q", res.Holder)
		}
		must(t, listener.Listen(1))
		client := named(mustSocket(t, n, lab.TCP))
		must(t, client.Connect(port))
		mustSend(t, client, "hi")
		wantRecv(t, mustAccept(t, listener), 2, "hi")
	}
}

func TestAUDPPortOfTheMachineIsStoodFor(t *testing.T) {
	every, err := net.ListenPacket("udp4", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = every.Close() })
	port := every.LocalAddr().(*net.UDPAddr).Port
	n := mustNet(t)
	s := mustSocket(t, n, lab.UDP)
	early := named(mustSocket(t, n, lab.UDP))
	must(t, early.Connect(port))
	must(t, early.Send([]byte("x")))
	if res := must(t, s.Bind(port)); res.Holder != someone {
		t.Errorf("the bind is said to be held by %q", res.Holder)
	}
	from := named(mustSocket(t, n, lab.UDP))
	must(t, from.SendTo([]byte("hi"), from.Toward(port)))
	wantRecv(t, s, 9, "hi")
	if !strings.HasPrefix(s.Local().String(), n.Address().String()) {
		t.Errorf("bound to %v", s.Local())
	}
}

// A port in TIME_WAIT at the run's own address stays taken: that is what the lesson
// on restarts shows.
func TestAPortInTimeWaitStaysTaken(t *testing.T) {
	n := mustNet(t)
	listener := mustListener(t, n, lab.TCP, 1)
	client := mustConnect(t, n, lab.TCP)
	server := mustAccept(t, listener)
	must(t, server.Close()) // first: it has the TIME_WAIT
	wantRecv(t, client, 1, "")
	must(t, client.Close())
	must(t, listener.Close())
	again := mustSocket(t, n, lab.TCP)
	wantErr(t, again.Bind(8080), "EADDRINUSE")
}
