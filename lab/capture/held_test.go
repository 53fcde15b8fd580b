package capture

import (
	"net/netip"
	"slices"
	"testing"

	"stickylab/lab"
)

const (
	clientAt = "127.0.0.1:40000"
	serverAt = "127.0.0.1:8080"
)

// desk is a held and what it told.
type desk struct {
	*held
	told []lab.Segment
	lost int
}

func newDesk() *desk {
	d := &desk{}
	d.held = newHeld(func(s lab.Segment) { d.told = append(d.told, s) }, func(n int) { d.lost += n })
	return d
}

// send takes in a segment of TCP; one of a stream that began at the number isn.
func (d *desk) send(at int64, from, to string, flags lab.TCPFlags, isn uint32, data int) {
	h := header{from: netip.MustParseAddrPort(from), to: netip.MustParseAddrPort(to), flags: flags, seq: isn, length: data, scale: -1}
	if flags&lab.SYN == 0 {
		h.seq++
	}
	d.take(arrival{header: h, at: at, count: 1})
}

// datagram takes in one of UDP.
func (d *desk) sendTo(at int64, from, to string) {
	d.take(arrival{header: header{from: netip.MustParseAddrPort(from), to: netip.MustParseAddrPort(to), udp: true, length: 1}, at: at, count: 1})
}

// connection is a SYN and one segment with data.
func (d *desk) connectionAt(at int64, isn uint32, data int) {
	d.send(at, clientAt, serverAt, lab.SYN, isn, 0)
	d.send(at+1, clientAt, serverAt, lab.ACK, isn, data)
}

// lengths are those of what was told from one conn to another.
func (d *desk) lengths(from, to int) (all []int) {
	for _, s := range d.told {
		if s.From == from && s.To == to {
			all = append(all, s.Len)
		}
	}
	return all
}

func caller(id int) lab.Conn {
	return lab.Conn{ID: id, Transport: lab.TCP, Local: clientAt, Remote: serverAt}
}

func answerer(id int) lab.Conn {
	return lab.Conn{ID: id, Transport: lab.TCP, Local: serverAt, Remote: clientAt}
}

func TestSegmentsWaitForTheirConns(t *testing.T) {
	d := newDesk()
	d.connectionAt(10, 100, 5)
	d.learn(caller(1), 12)
	d.settle(13)
	if len(d.told) != 0 {
		t.Errorf("%v were told before the other end was known", d.told)
	}
	d.learn(answerer(2), 20)
	d.send(21, serverAt, clientAt, lab.ACK|lab.SYN, 900, 0)
	d.settle(22)
	if got := d.lengths(1, 2); !slices.Equal(got, []int{0, 5}) {
		t.Errorf("from the client %v, want 0 and 5 bytes", got)
	}
	if got := d.lengths(2, 1); !slices.Equal(got, []int{0}) || d.lost != 0 || d.count != 0 {
		t.Errorf("from the server %v; %d lost, %d held", got, d.lost, d.count)
	}
}

// One that nobody accepts is told at the end, with the one end that is known.
func TestTheEndTellsWhatIsHalfKnown(t *testing.T) {
	d := newDesk()
	d.connectionAt(10, 100, 5)
	d.sendTo(11, "127.0.0.1:1", "127.0.0.1:2")
	d.learn(caller(1), 12)
	d.learn(lab.Conn{ID: 3, Transport: lab.UDP, Local: "127.0.0.1:1"}, 11)
	d.settle(13)
	d.flush()
	if got := d.lengths(1, 0); !slices.Equal(got, []int{0, 5}) || !slices.Equal(d.lengths(3, 0), []int{1}) {
		t.Errorf("told %v", d.told)
	}
}

// Programs that are not watched have the same two ends before and after.
func TestTheSameEndsOfOtherProgramsAreNotTold(t *testing.T) {
	d := newDesk()
	d.connectionAt(10, 100, 11)
	d.connectionAt(20, 200, 22) // ours, of which we hear when the next one goes on
	d.connectionAt(30, 300, 33)
	d.learn(caller(1), 25)
	d.learn(answerer(2), 26)
	d.settle(31)
	d.connectionAt(40, 400, 44)
	d.learn(caller(1), 45) // news of it, such as its other end
	d.learn(answerer(2), 46)
	d.settle(50)
	d.flush()
	if got := d.lengths(1, 2); !slices.Equal(got, []int{0, 22}) || len(d.told) != 2 || d.lost != 0 {
		t.Errorf("told %v, %d lost; want the SYN and 22 bytes", d.told, d.lost)
	}
}

// What goes on when a program is attached to has no offsets: it is counted.
func TestAConnectionWithoutABeginningIsCounted(t *testing.T) {
	d := newDesk()
	d.learn(caller(1), 5)
	d.send(10, clientAt, serverAt, lab.ACK, 100, 5)
	d.settle(11)
	d.send(12, clientAt, serverAt, lab.ACK, 100, 5)
	d.settle(13)
	if d.flush(); d.lost != 2 || len(d.told) != 0 {
		t.Errorf("%d lost, told %v", d.lost, d.told)
	}
}

func TestNoMoreIsHeldThanMay(t *testing.T) {
	d := newDesk()
	d.most = 100
	foreign := func(i int) string {
		return netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 1, byte(i >> 8), byte(i)}), 9).String()
	}
	for i := range 1000 {
		d.send(int64(i), foreign(i), serverAt, lab.SYN, 1, 0)
		if i%7 == 0 {
			d.settle(int64(i))
		}
	}
	d.settle(1000)
	if d.count != 100 || len(d.queue) != 100 || len(d.tcp) != 100 || cap(d.queue) > 1000 {
		t.Errorf("%d held, a queue of %d, %d connections", d.count, len(d.queue), len(d.tcp))
	}
	d.settle(1000 + int64(HeldFor))
	if d.count != 0 || len(d.queue) != 0 || len(d.tcp) != 0 || len(d.told) != 0 || d.lost != 0 {
		t.Errorf("after a while %d are held of %d connections, %d were told", d.count, len(d.tcp), len(d.told))
	}
}

// What was let go of is counted once it turns out whose it was.
func TestWhatWasNotHeldIsCounted(t *testing.T) {
	d := newDesk()
	d.most = 2
	d.connectionAt(10, 100, 5)
	d.send(12, clientAt, serverAt, lab.ACK, 100, 6)
	d.settle(13)
	d.learn(caller(1), 14)
	d.learn(answerer(2), 14)
	if got := d.lengths(1, 2); !slices.Equal(got, []int{5, 6}) || d.lost != 1 {
		t.Errorf("told %v, %d lost", got, d.lost)
	}
}

func TestAConnectionThatIsOverIsForgotten(t *testing.T) {
	d := newDesk()
	d.connectionAt(10, 100, 5)
	d.send(12, serverAt, clientAt, lab.RST, 0, 0)
	d.learn(caller(1), 14)
	d.learn(answerer(2), 14)
	d.settle(15)
	d.send(16, serverAt, clientAt, lab.RST, 0, 0)
	d.settle(17)
	if len(d.told) != 4 || len(d.tcp) != 1 || !d.over() {
		t.Errorf("told %v, %d connections", d.told, len(d.tcp))
	}
	if d.settle(18 + int64(restsFor)); len(d.tcp) != 0 {
		t.Errorf("%d connections are remembered", len(d.tcp))
	}
}

// A datagram is of the socket that had its address then: from the call on that gave it the
// address, until it was closed.
func TestDatagramsOfTheirTimes(t *testing.T) {
	const near, far = "127.0.0.1:5353", "127.0.0.1:53"
	d := newDesk()
	for _, at := range []int64{5, 15, 45} { // before the socket, its own, after it
		d.sendTo(at, near, far)
	}
	d.learn(lab.Conn{ID: 1, Transport: lab.UDP}, 9)
	d.learn(lab.Conn{ID: 1, Transport: lab.UDP, Local: near}, 20)
	d.learn(lab.Conn{ID: 2, Transport: lab.UDP, Local: far, Outside: true}, 20)
	d.udp.called(called{conn: 1, start: 14, end: 21})
	d.udp.called(called{conn: 1, closed: true, start: 40, end: 41})
	d.settle(50)
	if got := d.lengths(1, 2); len(got) != 1 || len(d.told) != 1 || d.told[0].At != 15 {
		t.Errorf("told %v", d.told)
	}
	d.udp.called(called{conn: 1, start: 44, end: 46}) // a copy of it is left
	if d.settle(51); len(d.told) != 2 || d.told[1].At != 45 {
		t.Errorf("told %v", d.told)
	}
	d.learn(lab.Conn{ID: 3, Transport: lab.UDP, Local: "127.0.0.1:99", Outside: true}, 60)
	d.sendTo(61, far, "127.0.0.1:99")
	if d.settle(62); len(d.told) != 2 {
		t.Errorf("what programs outside send each other was told: %v", d.told)
	}
}

// A server of IPv6 that IPv4 clients connect to, and sockets at every address.
func TestAddressesOfConns(t *testing.T) {
	for text, want := range map[string]string{
		"127.0.0.1:80": "127.0.0.1:80", "[::ffff:127.0.0.1]:80": "127.0.0.1:80", "[::]:80": "0.0.0.0:80", "0.0.0.0:80": "0.0.0.0:80", "[::1]:80": "[::1]:80",
	} {
		if got := endOf(text); got.String() != want {
			t.Errorf("%s is %v, want %s", text, got, want)
		}
	}
	if endOf("/run/socket").IsValid() || endOf("").IsValid() {
		t.Error("what is no address is one")
	}
	d := newDesk()
	d.learn(lab.Conn{ID: 1, Transport: lab.UDP6, Local: "[::]:53"}, 1)
	d.learn(lab.Conn{ID: 2, Transport: lab.UDP, Local: "127.0.0.1:9", Outside: true}, 1)
	d.sendTo(2, "127.0.0.1:9", "127.0.0.1:53")
	if d.settle(3); len(d.lengths(2, 1)) != 1 {
		t.Errorf("told %v", d.told)
	}
}

// attempt notes a connect that failed, or goes on, of a conn.
func (d *desk) attempt(conn int, start, end int64, to string) {
	d.calls.calls = append(d.calls.calls, called{conn: conn, start: start, end: end, to: netip.MustParseAddrPort(to)})
}

// refuse is a SYN to a port where nobody listens, and its RST.
func (d *desk) refuse(at int64, from, to string) {
	d.send(at, from, to, lab.SYN, 100, 0)
	d.send(at+1, to, from, lab.RST|lab.ACK, 0, 0)
}

func TestARefusedConnectHasItsSegments(t *testing.T) {
	const (
		from, to = "[::1]:40000", "[::1]:8080"
		another  = "[::1]:40001"
	)
	for name, c := range map[string]struct {
		told func(d *desk)
		want []int // by the conn, there and back
	}{
		"during the call":             {func(d *desk) { d.refuse(10, from, to); d.attempt(1, 5, 15, to) }, []int{1, 1}},
		"before it":                   {func(d *desk) { d.refuse(2, from, to); d.attempt(1, 5, 15, to) }, []int{0, 0}},
		"after it":                    {func(d *desk) { d.refuse(18, from, to); d.attempt(1, 5, 15, to) }, []int{0, 0}},
		"to another port":             {func(d *desk) { d.refuse(10, from, to); d.attempt(1, 5, 15, "[::1]:8081") }, []int{0, 0}},
		"two at once, and no address": {func(d *desk) { d.refuse(10, from, to); d.refuse(12, another, to); d.attempt(1, 5, 15, to) }, []int{0, 0}},
		"the address is another's": {func(d *desk) {
			d.learn(lab.Conn{ID: 1, Transport: lab.TCP6, Local: another}, 9)
			d.refuse(10, from, to)
			d.attempt(1, 5, 15, to)
		}, []int{0, 0}},
		"two at once, and its address": {func(d *desk) {
			d.learn(lab.Conn{ID: 1, Transport: lab.TCP6, Local: from}, 9)
			d.refuse(10, from, to)
			d.refuse(12, another, to)
			d.attempt(1, 5, 15, to)
		}, []int{1, 1}},
		"late, where its address is known": {func(d *desk) {
			d.learn(lab.Conn{ID: 1, Transport: lab.TCP6, Local: from}, 9)
			d.attempt(1, 5, 15, to)
			d.settle(16)
			d.refuse(20, from, to)
		}, []int{1, 1}},
	} {
		d := newDesk()
		c.told(d)
		d.settle(30)
		if got := []int{len(d.lengths(1, 0)), len(d.lengths(0, 1))}; !slices.Equal(got, c.want) || d.lost != 0 {
			t.Errorf("%s: %v segments, want %v; told %v", name, got, c.want, d.told)
		}
	}
}
