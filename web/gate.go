package web

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"stickylab/lab/share"
)

const (
	// connWriteBytes is what the kernel is asked to keep of what a client does not
	// read; it takes twice that (socket(7), SO_SNDBUF). All feeds that may be open
	// take 64 MiB then, where without it one alone takes megabytes.
	connWriteBytes = 16 << 10
	// longHeaderBytes is from where on the header of a request is a long one, as that
	// of a link which carries a script, and maxLongHeaders how many of those may
	// come in at once.
	longHeaderBytes = 8 << 10
	maxLongHeaders  = 64
)

// gate is the listener of a server, with a limit of connections that nobody can use
// up: it accepts always, and where there are too many, who has most loses one. It is
// safe for concurrent use.
type gate struct {
	net.Listener
	max      int
	long     *share.Places
	refuse   func(limit string)
	clientOf func(net.Conn) string
	now      func() time.Time
	counted  *atomic.Int64 // has how many are open

	mu      sync.Mutex
	open    int
	clients map[string][]*gated // the connections of each, the oldest first
}

// gated is a connection that came through the gate.
type gated struct {
	*net.TCPConn
	gate    *gate
	client  string       // an address, or a member; guarded by the gate
	since   atomic.Int64 // when that began to be so, in nanoseconds since 1970
	waits   atomic.Bool  // no request of it is being answered, nor is it a feed
	header  atomic.Int64 // bytes that came since it waits
	isLong  bool         // it has one of the places for long headers; guarded by the gate
	dropped bool         // guarded by the gate
}

var errLongHeaders = errors.New("too many long headers at once")

func newGate(l net.Listener, max int, refuse func(limit string)) *gate {
	return &gate{Listener: l, max: max, long: share.NewPlaces(maxLongHeaders), refuse: refuse, clientOf: clientOfConn, now: time.Now, counted: new(atomic.Int64), clients: map[string][]*gated{}}
}

func clientOfConn(conn net.Conn) string { return Proxies(nil).clientOfConn(conn) }

// clientOfConn is whose a new connection is. One of a proxy may be of anybody.
func (p Proxies) clientOfConn(conn net.Conn) string {
	remote := conn.RemoteAddr().String()
	if p.has(remote) {
		return "proxy " + remote
	}
	return addressOf(remote)
}

// gatedOf finds the connection that came through the gate, below TLS, too.
func gatedOf(conn net.Conn) (*gated, bool) {
	if over, ok := conn.(*tls.Conn); ok {
		conn = over.NetConn()
	}
	c, ok := conn.(*gated)
	return c, ok
}

// Accept waits for a connection that may stay.
func (g *gate) Accept() (net.Conn, error) {
	for {
		conn, err := g.Listener.Accept()
		if err != nil {
			return nil, err
		}
		tcp, ok := conn.(*net.TCPConn)
		if !ok {
			return conn, nil
		}
		_ = tcp.SetWriteBuffer(connWriteBytes) // else the kernel's own limit holds
		if c := g.enter(tcp); c != nil {
			return c, nil
		}
	}
}

// enter counts a connection in. It returns nil for one that was closed.
func (g *gate) enter(conn *net.TCPConn) *gated {
	c := &gated{TCPConn: conn, gate: g, client: g.clientOf(conn)}
	c.waits.Store(true)
	c.since.Store(g.now().UnixNano())
	g.mu.Lock()
	has, free := len(g.clients[c.client]), g.max-g.open
	g.join(c)
	var victim *gated
	if !share.May(has, free) {
		victim = g.victim(c)
	}
	g.mu.Unlock()
	if victim != nil {
		g.refuse("connections")
		_ = victim.Close() // whoever uses it finds out
	}
	if victim == c { // there is room for none
		return nil
	}
	return c
}

// patient is how long a connection may wait for its request before it is the first to
// be closed for another one. Whoever has just connected is about to ask.
const patient = time.Second

// victim is the connection to close for a new one: of those of the client that has
// most the oldest that has long waited for a request, else the oldest. The caller holds
// the lock.
func (g *gate) victim(late *gated) *gated {
	most := late.client
	for client, all := range g.clients {
		if len(all) > len(g.clients[most]) {
			most = client
		}
	}
	all, now := g.clients[most], g.now().UnixNano()
	for _, c := range all {
		if c.waits.Load() && now-c.since.Load() >= int64(patient) {
			return c
		}
	}
	return all[0]
}

// belongs counts the connection as a member's, once it is known to be: behind a
// gateway many are one address.
func (c *gated) belongs(member string) {
	g := c.gate
	g.mu.Lock()
	defer g.mu.Unlock()
	if c.dropped || c.client == member {
		return
	}
	g.headerEnds(c)
	g.leave(c)
	c.client = member
	g.join(c)
}

func (g *gate) join(c *gated) {
	g.clients[c.client] = append(g.clients[c.client], c)
	g.open++
	g.counted.Store(int64(g.open))
}

// gatedKey is the key of the connection in the context of its requests.
type gatedKey struct{}

// withConn is the ConnContext of the server.
func withConn(ctx context.Context, conn net.Conn) context.Context {
	c, _ := gatedOf(conn)
	return context.WithValue(ctx, gatedKey{}, c)
}

// connChanged is the ConnState of the server: whether a connection waits.
func connChanged(conn net.Conn, state http.ConnState) {
	c, ok := gatedOf(conn)
	if !ok {
		return
	}
	g := c.gate
	c.since.Store(g.now().UnixNano())
	waits := state == http.StateNew || state == http.StateIdle
	if c.waits.Store(waits); !waits {
		c.header.Store(0)
		g.mu.Lock()
		g.headerEnds(c)
		g.mu.Unlock()
	}
}

// headerEnds gives back the place of a long header. The caller holds the lock.
func (g *gate) headerEnds(c *gated) {
	if c.isLong {
		g.long.Leave(c.client)
	}
	c.isLong = false
}

// longHeader takes a place for a long header.
func (g *gate) longHeader(c *gated) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !c.isLong && !c.dropped {
		c.isLong = g.long.Take(c.client)
	}
	return c.isLong
}

// Read counts the bytes of a header that is not complete.
func (c *gated) Read(p []byte) (int, error) {
	n, err := c.TCPConn.Read(p)
	if c.waits.Load() && c.header.Add(int64(n)) > longHeaderBytes && !c.gate.longHeader(c) {
		c.gate.refuse("long-headers")
		return 0, errLongHeaders
	}
	return n, err
}

// Close closes the connection and counts it out.
func (c *gated) Close() error {
	g := c.gate
	g.mu.Lock()
	if !c.dropped {
		c.dropped = true
		g.headerEnds(c)
		g.leave(c)
	}
	g.mu.Unlock()
	return c.TCPConn.Close()
}

// leave counts a connection out. The caller holds the lock.
func (g *gate) leave(c *gated) {
	g.open--
	g.counted.Store(int64(g.open))
	all := g.clients[c.client]
	for i, other := range all {
		if other == c {
			all = append(all[:i], all[i+1:]...)
			break
		}
	}
	if g.clients[c.client] = all; len(all) == 0 {
		delete(g.clients, c.client)
	}
}
