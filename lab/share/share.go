// Package share divides a limited number of places, and of turns to work, among
// clients, so that none takes the last of them while others have none.
package share

import "sync"

// May reports whether a client that has so many places may take one more of those
// that are free: while more are free than it has. The first client gets half of
// all, the next one half of what is left, and who has none gets the last one.
func May[N int | int64](has, free N) bool { return has < free }

// Places counts who has how many of a number of places. It is safe for concurrent use.
type Places struct {
	max int

	mu      sync.Mutex
	taken   int
	clients map[string]int
}

// NewPlaces makes Places of which max may be taken at once.
func NewPlaces(max int) *Places { return &Places{max: max, clients: map[string]int{}} }

// Take takes a place for a client, if it may have one more; Leave follows then.
func (p *Places) Take(client string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !May(p.clients[client], p.max-p.taken) {
		return false
	}
	p.taken++
	p.clients[client]++
	return true
}

// Leave gives a place back.
func (p *Places) Leave(client string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.taken--
	if p.clients[client]--; p.clients[client] == 0 {
		delete(p.clients, client)
	}
}

// Taken is how many places are taken.
func (p *Places) Taken() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.taken
}

// Max is how many places there are.
func (p *Places) Max() int { return p.max }
