package tap

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
)

// mustTapUDP starts a tap for datagrams before a socket of the test.
func mustTapUDP(t *testing.T, o Options) (*tapped, *net.UDPConn) {
	t.Helper()
	server, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	_ = server.SetDeadline(time.Now().Add(patience))
	o.UDP = true
	if !o.To.IsValid() {
		o.To = server.LocalAddr().(*net.UDPAddr).AddrPort()
	}
	return mustTap(t, o), server
}

func (k *tapped) talk() *net.UDPConn {
	k.t.Helper()
	c, err := net.DialUDP("udp4", nil, net.UDPAddrFromAddrPort(k.Addr()))
	if err != nil {
		k.t.Fatal(err)
	}
	_ = c.SetDeadline(time.Now().Add(patience))
	k.t.Cleanup(func() { _ = c.Close() })
	return c
}

// Each client has a socket of its own towards the server, so the answers find back; a
// datagram stays one, also an empty one.
func TestDatagramsGoBothWays(t *testing.T) {
	k, server := mustTapUDP(t, Options{})
	clients := []*net.UDPConn{k.talk(), k.talk()}
	buf := make([]byte, 100)
	seen := map[netip.AddrPort]bool{}
	for i, c := range clients {
		for _, text := range []string{"from " + strconv.Itoa(i), ""} {
			if _, err := c.Write([]byte(text)); err != nil {
				t.Fatal(err)
			}
			n, from, err := server.ReadFromUDPAddrPort(buf)
			if err != nil || string(buf[:n]) != text {
				t.Fatalf("the server got %q, %v", buf[:n], err)
			}
			seen[from] = true
			if _, err := server.WriteToUDPAddrPort([]byte("to "+strconv.Itoa(i)), from); err != nil {
				t.Fatal(err)
			}
			if n, err = c.Read(buf); err != nil || string(buf[:n]) != "to "+strconv.Itoa(i) {
				t.Errorf("client %d got %q, %v", i, buf[:n], err)
			}
		}
	}
	if len(seen) != 2 {
		t.Errorf("the server saw %d addresses, want one a client", len(seen))
	}
	trace := k.end()
	for _, e := range trace.Events {
		if e.Call.Sends() && (len(e.Via) != 1 || trace.Events[e.Via[0].Seq-1].Got != e.Got) {
			t.Errorf("%q came through %+v", e.Data, e.Via)
		}
		if e.Verdict&lab.Lost != 0 {
			t.Errorf("%q to a program outside is called lost", e.Data)
		}
	}
}

// through sends n numbered datagrams through a tap, one after another, and returns those
// that came, in their order, and what was recorded.
func through(t *testing.T, o Options, n int) (came []int, trace record.Trace) {
	t.Helper()
	k, server := mustTapUDP(t, o)
	c := k.talk()
	buf := make([]byte, 100)
	for i := range n {
		if _, err := c.Write([]byte(strconv.Itoa(i))); err != nil {
			t.Fatal(err)
		}
	}
	for end := time.Now().Add(patience); time.Now().Before(end); {
		_ = server.SetReadDeadline(time.Now().Add(300 * time.Millisecond))
		m, _, err := server.ReadFromUDPAddrPort(buf)
		if err != nil && settledDatagrams(k.log.Trace(), n) {
			break
		}
		if err == nil {
			one, _ := strconv.Atoi(string(buf[:m]))
			came = append(came, one)
		}
	}
	return came, k.end()
}

// settledDatagrams reports whether each of n datagrams was sent or thrown away.
func settledDatagrams(trace record.Trace, n int) bool {
	through := map[int]bool{}
	dropped := 0
	for _, e := range trace.Events {
		switch {
		case e.Call.Sends():
			through[e.Via[0].Seq] = true
		case e.Err == lab.ErrDropped:
			dropped++
		}
	}
	return len(through)+dropped == n
}

// The same seed does the same; what is thrown away is recorded as thrown away.
func TestDroppedDatagramsAreRecorded(t *testing.T) {
	const n = 100
	o := Options{Datagrams: Datagrams{Drop: 30, Seed: 5}}
	came, trace := through(t, o, n)
	dropped := 0
	for _, e := range trace.Events {
		if e.Call == lab.CallNone && e.Err == lab.ErrDropped && e.Unmade.Sends() {
			dropped++
		}
	}
	if len(came)+dropped != n || dropped < 15 || dropped > 45 {
		t.Errorf("%d came and %d were dropped of %d at 30 %%", len(came), dropped, n)
	}
	if again, _ := through(t, o, n); !slices.Equal(came, again) {
		t.Errorf("with the same seed came %v, then %v", came, again)
	}
}

func TestDuplicatedAndLateDatagrams(t *testing.T) {
	if came, _ := through(t, Options{Datagrams: Datagrams{Duplicate: 100}}, 3); fmt.Sprint(came) != "[0 0 1 1 2 2]" {
		t.Errorf("duplicated: %v", came)
	}
	if came, _ := through(t, Options{Datagrams: Datagrams{Reorder: 100}}, 4); fmt.Sprint(came) != "[1 0 3 2]" {
		t.Errorf("each after the next one: %v", came)
	}
	if came, _ := through(t, Options{Datagrams: Datagrams{Reorder: 100}}, 1); fmt.Sprint(came) != "[0]" {
		t.Errorf("one that nothing comes after: %v", came)
	}
}

// A datagram to nobody is answered by ICMP: the terminal says that the server is not there.
func TestNoServerOfDatagrams(t *testing.T) {
	tell, all := told()
	gone, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	to := gone.LocalAddr().(*net.UDPAddr).AddrPort()
	_ = gone.Close()
	k, _ := mustTapUDP(t, Options{To: to, Tell: tell})
	if _, err := k.talk().Write([]byte("x")); err != nil {
		t.Fatal(err)
	}
	mustBeTold(t, all, Notice{Kind: NoServer, Err: "ECONNREFUSED"})
}

// More clients than may be are not passed on, and a quiet one makes room.
func TestClientsOfDatagramsAreLimited(t *testing.T) {
	tell, all := told()
	k, server := mustTapUDP(t, Options{Tell: tell, Quiet: time.Second})
	buf := make([]byte, 100)
	for range MaxClients {
		if _, err := k.talk().Write([]byte("x")); err != nil {
			t.Fatal(err)
		}
		if _, _, err := server.ReadFromUDPAddrPort(buf); err != nil {
			t.Fatal(err)
		}
	}
	last := k.talk()
	for got := false; !got; { // until those before are quiet for long enough
		if _, err := last.Write([]byte("y")); err != nil {
			t.Fatal(err)
		}
		_ = server.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
		n, _, err := server.ReadFromUDPAddrPort(buf)
		got = err == nil && string(buf[:n]) == "y"
	}
	kinds := map[string]int{}
	for len(all) > 0 {
		kinds[(<-all).Kind]++
	}
	if kinds[LimitClients] == 0 || kinds[LimitQuiet] == 0 {
		t.Errorf("told %v", kinds)
	}
}
