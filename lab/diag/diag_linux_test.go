package diag

import (
	"net"
	"net/netip"
	"testing"
	"time"

	"stickylab/lab"
)

func mustDiag(t *testing.T) *Diag {
	t.Helper()
	d, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// pair is a connection over the network "tcp4" or "tcp6"; the listener stays open.
func pair(t *testing.T, network, at string) (client, server *net.TCPConn) {
	t.Helper()
	l, err := net.Listen(network, at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	c, err := net.Dial(network, l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	s, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = c.Close(), s.Close() })
	return c.(*net.TCPConn), s.(*net.TCPConn)
}

func ends(c *net.TCPConn) (local, remote netip.AddrPort) {
	return c.LocalAddr().(*net.TCPAddr).AddrPort(), c.RemoteAddr().(*net.TCPAddr).AddrPort()
}

// until asks until the answer is as it must become: bytes on loopback are not there at once.
func until(t *testing.T, what string, d *Diag, c *net.TCPConn, is func(lab.Probe) bool) lab.Probe {
	t.Helper()
	var p lab.Probe
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		local, remote := ends(c)
		found, ok := d.TCP(local, remote)
		if p = found; ok && is(p) {
			return p
		}
	}
	t.Fatalf("%s: the last answer was %+v", what, p)
	return p
}

func TestTCP(t *testing.T) {
	for _, at := range []struct{ network, address string }{{"tcp4", "127.0.0.1:0"}, {"tcp6", "[::1]:0"}} {
		t.Run(at.network, func(t *testing.T) {
			d := mustDiag(t)
			client, server := pair(t, at.network, at.address)
			for _, text := range []string{"hello", "feng"} {
				if _, err := client.Write([]byte(text)); err != nil {
					t.Fatal(err)
				}
			}
			p := until(t, "two sends", d, server, func(p lab.Probe) bool { return p.InQ == 9 })
			if p.SegsIn != 2 || p.OutQ != 0 || p.MSS <= 0 {
				t.Errorf("the receiver has %+v; want 2 segments in, nothing to send", p)
			}
			if err := client.CloseWrite(); err != nil {
				t.Fatal(err)
			}
			until(t, "the FIN is no byte", d, client, func(p lab.Probe) bool { return p.OutQ == 0 && p.SegsOut == 2 })
			local, remote := ends(server)
			for range 50 {
				if p, ok := d.TCP(local, remote); !ok || p.InQ != 9 {
					t.Fatalf("after the FIN there are %d bytes (%v), want 9", p.InQ, ok)
				}
				time.Sleep(time.Millisecond)
			}
		})
	}
}

// A socket that is gone is not there; the listener at its address is not it.
func TestGone(t *testing.T) {
	d := mustDiag(t)
	client, server := pair(t, "tcp4", "127.0.0.1:0")
	local, remote := ends(server)
	if _, ok := d.TCP(local, remote); !ok {
		t.Fatal("the server's socket was not found")
	}
	if err := client.SetLinger(0); err != nil {
		t.Fatal(err)
	}
	_, _ = client.Close(), server.Close()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		p, ok := d.TCP(local, remote)
		if !ok {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("a socket that was reset has %+v", p)
		}
	}
}
