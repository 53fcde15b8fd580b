package sock

import (
	"net"
	"strings"
	"testing"
)

// Who has an address is read from the kernel: a socket that listens at it, one that
// listens at every address, a connection that was closed here first.
func TestHolderOfAnAddress(t *testing.T) {
	l, err := net.Listen("tcp4", "127.73.1.9:0")
	if err != nil {
		t.Fatal(err)
	}
	at := l.Addr().(*net.TCPAddr)
	a := endpoint{ip: [4]byte(at.IP.To4()), port: uint16(at.Port)}
	if got := holderOf(a); got != "LISTEN" {
		t.Errorf("a listener: %q", got)
	}
	client, err := net.Dial("tcp4", at.String())
	if err != nil {
		t.Fatal(err)
	}
	server, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	_ = l.Close()
	if got := holderOf(a); got != "ESTABLISHED" {
		t.Errorf("a connection: %q", got)
	}
	_ = server.Close()
	if n, err := client.Read(make([]byte, 1)); n > 0 || err == nil {
		t.Fatal("the server has not closed")
	}
	_ = client.Close()
	if got := holderOf(a); !strings.HasSuffix(got, "_WAIT") && !strings.HasPrefix(got, "FIN_WAIT") {
		t.Errorf("a connection that was closed: %q", got)
	}
	every, err := net.Listen("tcp4", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = every.Close() }()
	if got := holderOf(endpoint{ip: a.ip, port: uint16(every.Addr().(*net.TCPAddr).Port)}); got != "LISTEN"+wildcard {
		t.Errorf("a listener at every address: %q", got)
	}
	if got := holderOf(endpoint{ip: [4]byte{127, 73, 1, 10}, port: 9}); got != "" {
		t.Errorf("nobody: %q", got)
	}
}
