package claims

import "stickylab/lab"

// total adds up bytes of a peer.
type total struct {
	word string
	of   func(r *Run, peer int) int
}

// totals gives the sum that a word of the language names, nil for any other.
func totals(word string) *total {
	switch word {
	case "sent":
		return &total{word, (*Run).sent}
	case "received":
		return &total{word, (*Run).received}
	case "lost":
		return &total{word, (*Run).lost}
	}
	return nil
}

// totalClaim reads sent, received or lost and how many bytes.
func (l *Line) totalClaim(s subject, t *total) claim {
	l.Want(t.word)
	want := l.bounds()
	return func(r *Run) error { return want.hold(s.name+" "+t.word, t.of(r, s.peer)) }
}

// sent counts the bytes that the kernel took from the peer's sends.
func (r *Run) sent(peer int) int { return r.got(peer, lab.Call.Sends) }

// received counts the bytes that the peer's receives returned.
func (r *Run) received(peer int) int { return r.got(peer, lab.Call.Receives) }

func (r *Run) got(peer int, calls func(lab.Call) bool) int {
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
func (r *Run) lost(peer int) int {
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
