package course

import "stickylab/lab"

// total adds up bytes of a peer.
type total struct {
	word string
	of   func(r *run, peer int) int
}

// totals gives the sum that a word of the language names, nil for any other.
func totals(word string) *total {
	switch word {
	case "sent":
		return &total{word, (*run).sent}
	case "received":
		return &total{word, (*run).received}
	case "lost":
		return &total{word, (*run).lost}
	}
	return nil
}

// totalClaim reads sent, received or lost and how many bytes.
func (p *parser) totalClaim(s subject, t *total) claim {
	p.want(t.word)
	want := p.bounds()
	return func(r *run) error { return want.hold(s.name+" "+t.word, t.of(r, s.peer)) }
}

// sent counts the bytes that the kernel took from the peer's sends.
func (r *run) sent(peer int) int { return r.got(peer, lab.Call.Sends) }

// received counts the bytes that the peer's receives returned.
func (r *run) received(peer int) int { return r.got(peer, lab.Call.Receives) }

func (r *run) got(peer int, calls func(lab.Call) bool) int {
	n := 0
	for i := range r.events {
		if e := &r.events[i]; e.Peer == peer && calls(e.Call) {
			n += e.Got
		}
	}
	return n
}

// lost counts the bytes that the peer sent and no receive returned: cut off,
// thrown away, or never asked for.
func (r *run) lost(peer int) int {
	sends := map[int]bool{}
	for i := range r.events {
		if e := &r.events[i]; e.Peer == peer && e.Call.Sends() {
			sends[e.Seq] = true
		}
	}
	n := r.sent(peer)
	for _, origins := range r.origins() {
		for _, o := range origins {
			if sends[o.Seq] {
				n -= o.Len
			}
		}
	}
	return n
}
