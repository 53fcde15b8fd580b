package player

import (
	"net"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/session"
)

const overSix = `tcp6
server:
    listen 1
    accept
    wait client send 2
    recv 10
    close
client:
    connect
    send "hello"
    send "feng"
    recv 10
echo udp6:
    bind port 9000
    recv 10
    send upper to sender
asker udp6:
    wait echo bind
    send "hi" to port 9000
    recv 10
lost:
    try connect port 7777
`

// Over IPv6 all is as over IPv4, and where the host has none the run says so.
func TestIPv6Loopback(t *testing.T) {
	tr := mustRun(t, mustLab(t, session.Limits{}), overSix)
	if host, err := net.Listen("tcp6", "[::1]:0"); err != nil {
		if why := tr.End.Detail; !strings.HasSuffix(why, "EAFNOSUPPORT") && !strings.HasSuffix(why, "EADDRNOTAVAIL") {
			t.Errorf("without ::1 the run ends with %+v", tr.End)
		}
		return
	} else if err := host.Close(); err != nil {
		t.Fatal(err)
	}
	for peer, want := range map[string]string{
		"server": "socket\nbind\nlisten\naccept\nrecv b'hellofeng' coalesced in the receive queue\nclose\nclose",
		"client": "socket\nbind implied\nconnect\nsend b'hello'\nsend b'feng'\nrecv b'' EOF\nclose",
		"echo":   "socket\nbind\nrecvfrom b'hi' exact\nsendto b'HI'\nclose",
		"asker":  "socket\nbind implied\nsendto b'hi'\nrecvfrom b'HI' exact\nclose",
		"lost":   "socket\nbind implied\nconnect ECONNREFUSED\nclose",
	} {
		if got := lines(tr, peer); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", peer, got, want)
		}
	}
	for _, words := range []string{"server bind 1", "client connect 1", "asker sendto 1", "echo recvfrom 1"} {
		if e := nth(t, tr, words); !strings.HasPrefix(e.Address, "[::1]:") {
			t.Errorf("%s has the address %q", words, e.Address)
		}
	}
	if e := nth(t, tr, "client send 2"); e.Probe == nil || e.Probe.SegsOut == lab.Missing {
		t.Errorf("nothing was measured: %+v", e.Probe)
	}
}
