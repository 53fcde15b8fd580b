package guest

import (
	"crypto/rand"
	"strings"
	"sync"
	"time"

	"stickylab/lab"
	"stickylab/lab/session"
)

// Host has the guests of all runs, by their keys. It is safe for concurrent use.
type Host struct {
	limits Limits
	now    func() time.Time

	mu     sync.Mutex
	guests map[string]*Guest
	seats  map[string]*seat // by the key of the program that sits there, or sat last
}

// NewHost makes a Host without guests. Now is the clock that leases go by.
func NewHost(limits Limits, now func() time.Time) *Host {
	return &Host{limits: limits.orDefault(), now: now, guests: map[string]*Guest{}, seats: map[string]*seat{}}
}

// Plan returns the plan with the limits of a run that has guests.
func (h *Host) Plan(p session.Plan) session.Plan {
	p.Most, p.MostName = h.limits.Time, "python-time"
	return p
}

// Seat puts guests in the place of the actors of all peers that are such, and returns
// their keys by the names of the peers. Leave is for a run that did not start.
func (h *Host) Seat(peers []lab.Peer, actors []session.Actor) (keys map[string]string, leave func()) {
	keys = map[string]string{}
	all := &group{active: h.now, over: make(chan struct{})}
	all.touch()
	var seated []*seat
	for i, p := range peers {
		if p.Kind != lab.Guest {
			continue
		}
		all.playing++
		s := &seat{host: h, group: all, number: i, peer: p, next: make(chan *Guest, 1)}
		s.guest = h.seat(s)
		actors[i], keys[p.Name] = s, s.guest.key
		seated = append(seated, s)
	}
	return keys, func() {
		for _, s := range seated {
			h.forget(s.guest)
			h.clear(s)
		}
	}
}

// Find returns the guest of a key, false for one that is dead.
func (h *Host) Find(key string) (*Guest, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	g := h.guests[key]
	return g, g != nil
}

// Guests is how many there are.
func (h *Host) Guests() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.guests)
}

func (h *Host) forget(g *Guest) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.guests, g.key)
}

// seat makes the guest that is to sit in a seat, in the place of the one before.
func (h *Host) seat(s *seat) *Guest {
	g := newGuest(h, s.group, s.number, s.peer)
	h.mu.Lock()
	defer h.mu.Unlock()
	if s.guest != nil {
		delete(h.seats, s.guest.key)
	}
	h.guests[g.key], h.seats[g.key] = g, s
	return g
}

// clear forgets a seat: nobody sits there any more.
func (h *Host) clear(s *seat) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.seats, s.guest.key)
}

// newKey makes the right to make the calls of one peer of one run: 130 bits.
func newKey() string { return strings.ToLower(rand.Text()) }

// group is what the guests of one run share.
type group struct {
	active func() time.Time
	paths  paths
	over   chan struct{} // closed when no program of the run goes on, or will

	mu      sync.Mutex
	playing int       // programs that go on, or will when it is their turn
	last    time.Time // when one of them asked for something
	asking  int       // how many wait for a line of input
	printed int       // bytes
}

// touch notes that a guest asked for something.
func (g *group) touch() {
	now := g.active()
	g.mu.Lock()
	g.last = now
	g.mu.Unlock()
}

// asks notes that a guest waits for input, until the returned function is called.
func (g *group) asks() (done func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.asking++
	return func() {
		g.mu.Lock()
		g.asking--
		g.mu.Unlock()
		g.touch()
	}
}

// idle is since when nothing was asked for, 0 while a person is asked.
func (g *group) idle() time.Duration {
	now := g.active()
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.asking > 0 {
		return 0
	}
	return now.Sub(g.last)
}

// prints counts printed bytes, and reports whether there is room for them.
func (g *group) prints(n int) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.printed+n > maxPrints {
		return false
	}
	g.printed += n
	return true
}
