package web

import (
	"bufio"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"stickylab/lab/course"
)

// mustGate serves at most so many connections, each address of 127.0.0.0/8 a client of
// its own, and lists what was refused.
func mustGate(t *testing.T, most int) (address string, g *gate, refused func() []string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(Config{Runner: newFakeRunner(), Course: course.Shipped()})
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var all []string
	g = newGate(l, most, func(limit string) {
		mu.Lock()
		defer mu.Unlock()
		all = append(all, limit)
	})
	var asked atomic.Int64 // each look at the clock is one long wait later
	g.now = func() time.Time { return time.Unix(asked.Add(1), 0) }
	g.clientOf = func(conn net.Conn) string { return conn.RemoteAddr().(*net.TCPAddr).IP.String() }
	go func() { _ = s.http.Serve(g) }()
	t.Cleanup(func() { _ = s.Close() })
	return l.Addr().String(), g, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Compact(slices.Clone(all))
	}
}

func mustConnect(t *testing.T, from, to string) net.Conn {
	t.Helper()
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}
	conn, err := dialer.Dial("tcp", to)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

// healthyOver asks over a connection that stays open; false when it was closed.
func healthyOver(conn net.Conn) bool {
	if _, err := conn.Write([]byte("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")); err != nil {
		return false
	}
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return false
	}
	_ = response.Body.Close()
	return response.StatusCode == http.StatusOK
}

// However many connections one client opens, others get theirs at once: it loses its
// oldest that wait.
func TestNobodyKeepsOthersFromConnecting(t *testing.T) {
	address, g, refused := mustGate(t, 8)
	first := mustConnect(t, "127.0.0.66", address)
	if !healthyOver(first) {
		t.Fatal("the first connection is not answered")
	}
	mustCome(t, "it waits again", func() bool {
		g.mu.Lock()
		defer g.mu.Unlock()
		return g.clients["127.0.0.66"][0].waits.Load()
	})
	for range 40 {
		mustConnect(t, "127.0.0.66", address)
	}
	if !healthyOver(mustConnect(t, "127.0.0.66", address)) { // those before it have come in
		t.Error("who has many idle connections cannot use a new one")
	}
	g.mu.Lock()
	if has := len(g.clients["127.0.0.66"]); has > 4 {
		t.Errorf("one client has %d connections of 8, want half at most", has)
	}
	g.mu.Unlock()
	for _, student := range []string{"127.0.0.2", "127.0.0.3", "127.0.0.4", "127.0.0.5", "127.0.0.6"} { // the last one finds no place free
		conn := mustConnect(t, student, address)
		for range 2 {
			if !healthyOver(conn) {
				t.Errorf("%s is not answered", student)
			}
		}
	}
	if !healthyOver(mustConnect(t, "127.0.0.66", address)) {
		t.Error("who has many idle connections cannot use a new one")
	}
	if healthyOver(first) {
		t.Error("the oldest idle connection is still open")
	}
	if got := refused(); !slices.Equal(got, []string{"connections"}) {
		t.Errorf("refused %q, want connections", got)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.open > 8 {
		t.Errorf("%d connections are open, want 8 at most", g.open)
	}
}

// A connection whose request is being answered outlives those that wait, also younger ones.
func TestConnectionsThatWaitGoFirst(t *testing.T) {
	address, g, _ := mustGate(t, 8)
	busy := mustConnect(t, "127.0.0.66", address)
	if _, err := busy.Write([]byte("POST /api/runs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n")); err != nil {
		t.Fatal(err)
	}
	mustCome(t, "its request is being answered", func() bool {
		g.mu.Lock()
		defer g.mu.Unlock()
		all := g.clients["127.0.0.66"]
		return len(all) == 1 && !all[0].waits.Load()
	})
	for range 40 {
		mustConnect(t, "127.0.0.66", address)
	}
	if !healthyOver(mustConnect(t, "127.0.0.2", address)) { // those before it have come in
		t.Error("another client is not answered")
	}
	if _, err := busy.Write([]byte("{}")); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(busy), nil)
	if err != nil {
		t.Fatalf("it was closed for one that waits: %v", err)
	}
	_ = response.Body.Close()
}

// Headers that do not end are bounded together, and the places for them are given
// back.
func TestLongHeadersAreBounded(t *testing.T) {
	address, g, refused := mustGate(t, 1000)
	half := "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Long: " + strings.Repeat("x", 2*longHeaderBytes)
	for range maxLongHeaders {
		if _, err := mustConnect(t, "127.0.0.66", address).Write([]byte(half)); err != nil {
			t.Fatal(err)
		}
	}
	mustCome(t, "a long header is refused", func() bool { return slices.Equal(refused(), []string{"long-headers"}) })
	if got := g.long.Taken(); got != maxLongHeaders/2 {
		t.Errorf("one client has %d of %d places for long headers, want half", got, maxLongHeaders)
	}
	other := mustConnect(t, "127.0.0.2", address)
	for range 3 {
		if _, err := other.Write([]byte(half + "\r\n\r\n")); err != nil {
			t.Fatal(err)
		}
		response, err := http.ReadResponse(bufio.NewReader(other), nil)
		if err != nil || response.StatusCode != http.StatusOK {
			t.Fatalf("a long header of another client: %v, %v", response, err)
		}
	}
	mustCome(t, "the place is given back", func() bool { return g.long.Taken() == maxLongHeaders/2 })
	for range 20 { // short requests do not add up to a long header
		if !healthyOver(other) {
			t.Fatal("not answered")
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if n := g.clients["127.0.0.2"][0].header.Load(); n > 100 {
		t.Errorf("after short requests %d bytes count as a header that is not complete", n)
	}
}

func TestTheKernelKeepsLittleOfWhatIsNotRead(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	mustConnect(t, "127.0.0.2", l.Addr().String())
	conn, err := newGate(l, 10, func(string) {}).Accept()
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if size := sendBuffer(t, conn.(*gated).TCPConn); size != 2*connWriteBytes {
		t.Errorf("the send buffer has %d bytes, want %d", size, 2*connWriteBytes)
	}
}

// sendBuffer is SO_SNDBUF (socket(7)).
func sendBuffer(t *testing.T, conn *net.TCPConn) (size int) {
	t.Helper()
	raw, err := conn.SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	if controlled := raw.Control(func(fd uintptr) { size, err = unix.GetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_SNDBUF) }); controlled != nil || err != nil {
		t.Fatal(controlled, err)
	}
	return size
}

// Behind a gateway a class is one address: who is known to be a member is counted as
// such, and loses nothing to others of the address.
func TestAMembersConnectionIsItsOwn(t *testing.T) {
	address, g, _ := mustGate(t, 8)
	page := func(conn net.Conn, cookie string) *http.Response {
		t.Helper()
		if _, err := conn.Write([]byte("GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nCookie: " + cookie + "\r\n\r\n")); err != nil {
			t.Fatal(err)
		}
		response, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatal(err)
		}
		readAll(t, response.Body)
		return response
	}
	conn := mustConnect(t, "127.0.0.2", address)
	cookie := page(conn, "").Cookies()[0]
	page(conn, cookie.Name+"="+cookie.Value)
	for range 40 {
		mustConnect(t, "127.0.0.2", address)
	}
	if !healthyOver(mustConnect(t, "127.0.0.2", address)) || !healthyOver(conn) {
		t.Error("the connection of a member was closed for others of its address")
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.open > 8 || len(g.clients) != 2 {
		t.Errorf("%d connections of %d clients are open, want 8 at most of 2", g.open, len(g.clients))
	}
}
