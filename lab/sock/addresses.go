package sock

import (
	"net/netip"
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
	netCount     = firsts * netsPerFirst
	addressCount = netCount * hostsPerNet
)

// Addresses hands out one loopback address a run. It goes round in order, so
// that an address rests as long as possible before it is used again: sockets
// in TIME-WAIT (RFC 9293 3.6) would keep its ports from being bound. Labs on one
// host share none: each claims the /24 that its addresses come from. Safe for
// concurrent use; close it after the runs.
type Addresses struct {
	mu      sync.Mutex
	next    uint32
	current *block            // the one that next lies in, nil until it is claimed
	blocks  map[uint32]*block // that and those with addresses in use, by number
}

// block is the addresses of a /24.
type block struct {
	number uint32
	claim  int // descriptor, -1 without one
	used   int // addresses that runs have
}

// NewAddresses begins at start, which should be random, so that two labs on
// one host rarely meet.
func NewAddresses(start uint32) *Addresses {
	return &Addresses{next: start % addressCount, blocks: map[uint32]*block{}}
}

// Acquire gives an address that nobody has. On platforms whose loopback
// interface has one address only, everybody gets that one.
func (a *Addresses) Acquire() (netip.Addr, error) {
	if !ownAddresses {
		return netip.AddrFrom4([4]byte{127, 0, 0, 1}), nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.current == nil {
		if err := a.enter(); err != nil {
			return netip.Addr{}, err
		}
	}
	addr := nthAddress(a.next)
	a.current.used++
	if a.next++; a.next%hostsPerNet == 0 {
		a.next %= addressCount
		a.current = nil
	}
	return addr, nil
}

// maxTaken is how many claims of a block fail before one is used without: when
// all fail, a program of the host listens on every address, and a run is to
// show it.
const maxTaken = 16

// enter claims the block of the next address, or one far from it.
func (a *Addresses) enter() error {
	for failed := 0; len(a.blocks) < netCount; a.leap() {
		number := a.next / hostsPerNet
		if a.blocks[number] != nil {
			continue // we have come round
		}
		fd, free := claim(number)
		if !free && failed < maxTaken {
			failed++
			continue
		}
		a.current = &block{number: number, claim: fd}
		a.blocks[number] = a.current
		return nil
	}
	return noAddress()
}

func noAddress() error { return &lab.LimitError{Name: "addresses", Max: addressCount} }

// Left is the *lab.LimitError of the next Acquire where runs have all addresses, else
// nil. It claims none.
func (a *Addresses) Left() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if ownAddresses && a.current == nil && len(a.blocks) >= netCount {
		return noAddress()
	}
	return nil
}

// Used is how many addresses runs have, and how many there are.
func (a *Addresses) Used() (used, most int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, b := range a.blocks {
		used += b.used
	}
	return used, addressCount
}

// leap goes on far away: the blocks behind a taken one are about to be taken.
func (a *Addresses) leap() {
	const farther = 5021 // a prime, so that leaps come to every block
	a.next = (a.next/hostsPerNet + farther) % netCount * hostsPerNet
}

// claim takes a block for this process by a socket that is connected to itself,
// at a port of the block's first number, which no run gets. Nobody can bind that
// port until the socket is closed, in whatever way the process ends, and TIME-WAIT
// is over; by then so is TIME-WAIT at the addresses of the block. The descriptor
// is -1 where nothing could be claimed, and free false where another lab did.
func claim(number uint32) (fd int, free bool) {
	fd, err := openSocket(lab.TCP)
	if err != nil {
		return -1, true // the run will say why
	}
	var self sockaddr
	self.setInet(endpoint{ip: netOf(number), port: lab.DefaultPort})
	if err := bind(fd, &self); err != nil {
		_ = closeRaw(fd)
		return -1, err != syscall.EADDRINUSE
	}
	_ = connect(fd, &self) // EINPROGRESS; it is done when the call returns
	return fd, true
}

// Release gives an address back.
func (a *Addresses) Release(addr netip.Addr) {
	if !ownAddresses {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	b := a.blocks[numberOf(addr)]
	b.used--
	if b.used == 0 && b != a.current {
		a.drop(b)
	}
}

// Close gives all addresses back that may not be used any more.
func (a *Addresses) Close() {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, b := range a.blocks {
		a.drop(b)
	}
	a.current = nil
}

func (a *Addresses) drop(b *block) {
	if b.claim >= 0 {
		_ = closeRaw(b.claim) // the poller never heard of it
	}
	delete(a.blocks, b.number)
}

func nthAddress(i uint32) netip.Addr {
	ip := netOf(i / hostsPerNet)
	ip[3] = byte(i%hostsPerNet + 1)
	return netip.AddrFrom4(ip)
}

// netOf is the address of a block that no run gets.
func netOf(number uint32) [4]byte {
	return [4]byte{127, byte(number/netsPerFirst + 1), byte(number % netsPerFirst), 0}
}

// numberOf is the block that an address lies in.
func numberOf(addr netip.Addr) uint32 {
	ip := addr.As4()
	return uint32(ip[1]-1)*netsPerFirst + uint32(ip[2])
}
