package guest

import (
	"context"
	"errors"
	"sync"

	"stickylab/lab"
	"stickylab/lab/session"
)

var (
	// ErrGone is the error of Again for a key whose run is over, or that never was.
	ErrGone = errors.New("the run of this program is over")
	// ErrGoesOn is the error of Again for a program that is not over.
	ErrGoesOn = errors.New("this program goes on")
)

// seat is the place of a peer in its run. Its program can be run again and again while
// another one of the run goes on; each time it is a guest of its own.
type seat struct {
	host   *Host
	group  *group
	number int // of the peer in the run
	peer   lab.Peer
	next   chan *Guest // room for the one that Again made

	mu    sync.Mutex
	guest *Guest // that sits here, or sat last
	rests bool   // it is over, and another may follow
	again int    // how many have followed
}

// Peer is the peer whose place it is.
func (s *seat) Peer() lab.Peer { return s.peer }

// Play plays the program, and again when somebody asks for that before the last program
// of the run is over.
func (s *seat) Play(ctx context.Context, w *session.World) error {
	defer s.host.clear(s)
	for g := s.guest; ; {
		err := g.play(ctx, w)
		if ctx.Err() != nil || !s.group.pauses() {
			s.host.forget(g)
			return err
		}
		w.Recess(s.number, err)
		s.rest(true)
		s.host.forget(g)
		select {
		case g = <-s.next:
			w.Resume(s.number)
		case <-s.group.over:
			return nil
		case <-ctx.Done():
			return nil
		}
	}
}

func (s *seat) rest(rests bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rests = rests
}

// Again lets a program that is over be run once more in its run, by its last key, and
// returns its new one. The error is ErrGone, ErrGoesOn or a *lab.LimitError.
func (h *Host) Again(key string) (string, error) {
	h.mu.Lock()
	s := h.seats[key]
	h.mu.Unlock()
	if s == nil {
		return "", ErrGone
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.guest.key != key: // somebody else was faster
		return "", ErrGone
	case !s.rests:
		return "", ErrGoesOn
	case s.again >= maxAgain:
		return "", &lab.LimitError{Name: "again", Max: maxAgain}
	case !s.group.resumes():
		return "", ErrGone
	}
	s.again++
	s.rests = false
	s.guest = h.seat(s)
	s.next <- s.guest
	return s.guest.key, nil
}

// pauses notes that a program is over, and reports whether another one goes on: while
// one does it may be run again.
func (g *group) pauses() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.playing--; g.playing == 0 {
		close(g.over)
	}
	return g.playing > 0
}

// resumes notes that a program is run again, and reports whether that can be.
func (g *group) resumes() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.playing == 0 {
		return false
	}
	g.playing++
	return true
}

var _ session.Actor = (*seat)(nil)
