package tap

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// allowed are spellings of addresses that a tap may use.
var allowed = []string{
	"127.0.0.1:18080", "127.0.0.2:18080", "127.1.2.3:65535", "127.255.255.254:1", "[::1]:18080", "localhost:18080",
}

// spellings returns ways to write hosts that a tap must not use: some are other hosts,
// some are loopback as other programs read it.
func spellings(t *testing.T) (all []string) {
	t.Helper()
	text, err := os.ReadFile("testdata/spellings.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		one, err := strconv.Unquote(strings.TrimSpace(line))
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		all = append(all, one)
	}
	return all
}

// canaries are listeners that nobody may connect to: at loopback, at every address, and
// at every address of IPv6.
func canaries(t *testing.T) (ports []string, touched func() int) {
	t.Helper()
	came := make(chan net.Conn, 1024)
	for _, at := range []string{"127.0.0.1:0", "0.0.0.0:0", "[::]:0"} {
		l, err := net.Listen("tcp", at)
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan struct{})
		go func() {
			defer close(done)
			for {
				c, err := l.Accept()
				if err != nil {
					return
				}
				came <- c
			}
		}()
		t.Cleanup(func() { _ = l.Close(); <-done })
		_, port, _ := net.SplitHostPort(l.Addr().String())
		ports = append(ports, port)
	}
	return ports, func() (n int) {
		for {
			select {
			case c := <-came:
				_ = c.Close()
				n++
			default:
				return n
			}
		}
	}
}

// No spelling but a plain loopback literal or localhost is read, whichever end it is, so
// no door opens: a tap can only be made of what ParseEnd returned.
func TestOnlyLoopbackLiteralsAreRead(t *testing.T) {
	ports, touched := canaries(t)
	all := spellings(t)
	if len(all) < 200 {
		t.Fatalf("only %d spellings", len(all))
	}
	for _, text := range all {
		if end, err := ParseEnd(text); err == nil {
			t.Errorf("%q was read as %v", text, end)
		} else if !errors.Is(err, ErrSyntax) && !errors.Is(err, ErrNotLoopback) {
			t.Errorf("%q: %v", text, err)
		}
		host, ok := strings.CutSuffix(text, ":18080")
		for _, port := range ports { // what would listen there is not even asked
			if end, err := ParseEnd(host + ":" + port); ok && err == nil {
				t.Errorf("%q with the port of a canary was read as %v", text, end)
			}
		}
	}
	for _, text := range allowed {
		end, err := ParseEnd(text)
		if err != nil || !end.Addr().IsLoopback() {
			t.Errorf("%q: %v, %v", text, end, err)
		}
	}
	if n := touched(); n > 0 {
		t.Errorf("%d connections were made", n)
	}
}

func TestEndsOfOneTap(t *testing.T) {
	at := netip.MustParseAddrPort
	own := at("127.0.0.1:8035")
	if err := CheckEnds(at("127.0.0.1:0"), at("127.0.0.1:8000"), at("127.0.0.1:0")); err != nil {
		t.Errorf("two free ports: %v", err)
	}
	for _, c := range []struct {
		listen, to string
		want       error
	}{
		{"127.0.0.1:9000", "127.0.0.1:8000", nil},
		{"127.0.0.1:0", "127.0.0.1:8000", nil},
		{"127.0.0.1:9000", "127.0.0.1:0", ErrSyntax},
		{"127.0.0.1:9000", "127.0.0.1:8035", ErrOwnPort},
		{"127.0.0.1:8035", "127.0.0.1:8000", ErrOwnPort},
		{"127.0.0.1:9000", "127.0.0.1:9000", ErrSame},
	} {
		if err := CheckEnds(at(c.listen), at(c.to), own); !errors.Is(err, c.want) {
			t.Errorf("%s to %s: %v, want %v", c.listen, c.to, err, c.want)
		}
	}
}

// A tap listens at the address that it was given and at no other.
func TestATapListensAtItsAddressOnly(t *testing.T) {
	k := mustTap(t, Options{})
	for _, host := range []string{"127.0.0.2", "[::1]"} {
		dialer := net.Dialer{Timeout: time.Second}
		c, err := dialer.DialContext(context.Background(), "tcp", fmt.Sprintf("%s:%d", host, k.Addr().Port()))
		if err == nil {
			_ = c.Close()
			t.Errorf("the tap at %v took a connection at %s", k.Addr(), host)
		}
	}
}
