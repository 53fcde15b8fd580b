package sock

import (
	"errors"
	"fmt"
	"net/netip"
	"os"
	"slices"
	"sync"
	"sync/atomic"

	"stickylab/lab"
	"stickylab/lab/few"
)

// Clock tells the nanoseconds since the run began. It never goes back.
type Clock func() int64

// Net is the world of one run: its address, the ports that its sockets hold
// and a folder for its socket files. Safe for concurrent use.
type Net struct {
	addr netip.Addr
	ip   [4]byte // the same
	// door is an address beside it, which the programs mean by doorPort; see OpenDoor.
	door     endpoint
	doorPort uint16
	// answers is since when a socket of the run listens at the door, 0 before.
	answers int64
	clock   Clock
	limits  Limits
	budget  *Budget
	room    bell
	// stop is closed, and stopped set, by Stop.
	stop     chan struct{}
	stopOnce sync.Once
	stopped  atomic.Bool
	ports    ports
	// gate is held by Bind and Close, and shared by what goes to a port: see
	// passage. Whoever takes it does so before any use of a descriptor.
	gate sync.RWMutex

	mu     sync.RWMutex // guards what follows and the named fields of sockets
	closed bool
	dir    string
	taken  int // slots: open sockets and accepts under way
	opened int
	open   []*Socket  // in the order of their opening
	few    [4]*Socket // room for the first of them
	named  few.Map[place, *Socket]
	owners owners
}

// place is what a bind takes.
type place struct {
	transport lab.Transport
	addr      Addr
}

// NewNet makes the world of a run at addr, which must lie in 127/8. Its
// descriptors are counted in budget, which may be nil. Close it.
func NewNet(addr netip.Addr, clock Clock, limits Limits, budget *Budget) (*Net, error) {
	if !supported {
		return nil, ErrUnsupported
	}
	if !addr.Is4() || !addr.IsLoopback() {
		return nil, fmt.Errorf("address of a run: %v is not in 127.0.0.0/8", addr)
	}
	n := &Net{
		addr: addr, ip: addr.As4(), clock: clock, limits: limits.withDefaults(), budget: budget,
		stop: make(chan struct{}),
	}
	n.open = n.few[:0]
	return n, nil
}

// Address gives the run's address.
func (n *Net) Address() netip.Addr { return n.addr }

// Stop ends every call that waits, with ErrStopped, and every later call that
// could wait. It does not close anything.
func (n *Net) Stop() {
	n.stopOnce.Do(func() {
		n.stopped.Store(true)
		close(n.stop)
		for _, s := range n.sockets() {
			s.expire()
		}
	})
}

// Close stops the run, closes every socket that is still open and removes the
// folder. It may be called again.
func (n *Net) Close() error {
	n.Stop()
	n.mu.Lock()
	n.closed = true
	n.mu.Unlock()
	var errs []error
	for _, s := range n.sockets() {
		if res := s.Close(); res.Err != nil {
			errs = append(errs, res.Err)
		}
	}
	n.ports.release(n.budget)
	n.mu.Lock()
	dir := n.dir
	n.dir = ""
	n.mu.Unlock()
	if dir != "" {
		errs = append(errs, os.RemoveAll(dir))
	}
	return errors.Join(errs...)
}

// ByAddr gives the socket of the run that has the address or had it last, nil
// when there is none.
func (n *Net) ByAddr(t lab.Transport, a Addr) *Socket {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return n.named.Get(place{t, a})
}

func (n *Net) sockets() []*Socket {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return slices.Clone(n.open)
}

// reserve takes the slot of a socket about to be opened. Adopt or unreserve
// follows.
func (n *Net) reserve() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	switch {
	case n.stopped.Load():
		return ErrStopped
	case n.taken >= n.limits.Sockets:
		return &lab.LimitError{Name: "sockets", Max: n.limits.Sockets}
	case n.opened >= n.limits.Opened:
		return &lab.LimitError{Name: "opened", Max: n.limits.Opened}
	}
	if err := n.budget.Acquire(); err != nil {
		return err
	}
	n.taken++
	return nil
}

func (n *Net) unreserve() {
	n.mu.Lock()
	n.taken--
	n.mu.Unlock()
	n.budget.Release()
}

// adopt makes a Socket of a descriptor.
func (n *Net) adopt(fd int, t lab.Transport) *Socket {
	s := newSocket(n, fd, t)
	n.mu.Lock()
	n.opened++
	s.ID = n.opened
	n.open = append(n.open, s)
	late := n.closed
	n.mu.Unlock()
	if n.stopped.Load() {
		s.expire()
	}
	if late {
		s.Close()
	}
	return s
}

// name enters the address of a socket, which was bound to it then, and its text.
func (n *Net) name(s *Socket, a Addr, text string, then int64) {
	n.mu.Lock()
	defer n.mu.Unlock()
	s.local, s.text = a, text
	n.named.Set(place{s.transport, a}, s)
	n.owners.bound(s, a, then)
}

// forget frees the slot of a socket that was closed. Its name stays: what it
// sent may still be received.
func (n *Net) forget(s *Socket) {
	n.mu.Lock()
	if i := slices.Index(n.open, s); i >= 0 {
		n.open = slices.Delete(n.open, i, i+1)
	}
	n.owners.left(s, n.clock())
	n.mu.Unlock()
	n.unreserve()
}

// text gives an address for people, without making a string of a known one.
func (n *Net) text(t lab.Transport, a Addr) (string, *Socket) {
	n.mu.RLock()
	defer n.mu.RUnlock()
	if s := n.named.Get(place{t, a}); s != nil {
		return s.text, s
	}
	return a.String(), nil
}
