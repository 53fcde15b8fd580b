package sock

import (
	"net/netip"
	"slices"
	"sync"
	"syscall"

	"stickylab/lab"
)

// The addresses of runs are 127.1.0.1 to 127.255.255.254: 127.0.0.0/16 is left
// to the host (127.0.0.1, 127.0.0.53, 127.0.1.1), and so is a last byte of 0
// or 255.
const (
	hostsPerNet  = 254
	netsPerFirst = 256
	firsts       = 255
	addressCount = firsts * netsPerFirst * hostsPerNet
)

// Addresses hands out one loopback address a run. It goes round in order, so
// that an address rests as long as possible before it is used again: sockets
// in TIME-WAIT (RFC 9293 3.6) would keep its ports from being bound. Safe for
// concurrent use.
type Addresses struct {
	mu   sync.Mutex
	next uint32
	used map[netip.Addr]bool
}

// NewAddresses begins at start, which should be random, so that two labs on
// one host rarely meet.
func NewAddresses(start uint32) *Addresses {
	return &Addresses{next: start % addressCount, used: map[netip.Addr]bool{}}
}

// Acquire gives an address that nobody has. On platforms whose loopback
// interface has one address only, everybody gets that one.
func (a *Addresses) Acquire() (netip.Addr, error) {
	if !ownAddresses {
		return netip.AddrFrom4([4]byte{127, 0, 0, 1}), nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.used) == addressCount {
		return netip.Addr{}, &lab.LimitError{Name: "addresses", Max: addressCount}
	}
	for {
		addr := nthAddress(a.next)
		a.next = (a.next + 1) % addressCount
		if !a.used[addr] {
			a.used[addr] = true
			return addr, nil
		}
	}
}

// maxTaken is how many addresses in a row AcquireFor gives up. When all of them
// have their port taken, so has every address: a program of the host listens
// on all of them, and a run is to show it.
const maxTaken = 16

// AcquireFor gives an address whose DefaultPort nobody else has, with each of the
// transports. Another lab on
// this host may have used it a moment ago, and its connections in TIME-WAIT
// would make the run's first bind fail.
func (a *Addresses) AcquireFor(transports ...lab.Transport) (netip.Addr, error) {
	for range maxTaken {
		addr, err := a.Acquire()
		if err != nil || !slices.ContainsFunc(transports, func(t lab.Transport) bool { return taken(t, addr) }) {
			return addr, err
		}
		a.Release(addr)
		a.leap()
	}
	return a.Acquire()
}

// leap goes on far away: a lab that went through addresses in order a moment
// ago has left ports in TIME-WAIT at all those behind a taken one.
func (a *Addresses) leap() {
	const farther = addressCount / 13
	a.mu.Lock()
	defer a.mu.Unlock()
	a.next = (a.next + farther) % addressCount
}

// taken reports whether the address's DefaultPort cannot be bound.
func taken(t lab.Transport, addr netip.Addr) bool {
	if t.Unix() || !ownAddresses {
		return false
	}
	fd, err := openSocket(t)
	if err != nil {
		return false // the run will say why
	}
	defer closeRaw(fd) // the poller never hears of it
	var to sockaddr
	to.setInet(endpoint{addr.As4(), lab.DefaultPort})
	return bind(fd, &to) == syscall.EADDRINUSE
}

// Release gives an address back.
func (a *Addresses) Release(addr netip.Addr) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.used, addr)
}

func nthAddress(i uint32) netip.Addr {
	host := i%hostsPerNet + 1
	second := i / hostsPerNet % netsPerFirst
	first := i/hostsPerNet/netsPerFirst + 1
	return netip.AddrFrom4([4]byte{127, byte(first), byte(second), byte(host)})
}
