package web

import (
	"context"
	"crypto/rand"
	"net/http"
	"strings"
	"sync"
	"time"

	"stickylab/lab"
	"stickylab/lab/share"
)

// repeatWait is how long a new repeat waits for its client's last one to end:
// who reloads a page should not be refused because of the page before.
const repeatWait = time.Second

// maxRepeating is how many repeats of all clients may go on at once.
const maxRepeating = 256

// repeating knows the repeats that go on.
type repeating struct {
	most int // of one client at once
	wait time.Duration

	places *share.Places // of all clients

	mu      sync.Mutex
	clients map[string]int
	going   map[string]going // by the repeat's id
	ended   chan struct{}    // closed when the next one ends
}

// going is a repeat that goes on.
type going struct {
	client string // who started it
	stop   context.CancelCauseFunc
}

func newRepeating(most int) *repeating {
	return &repeating{
		most: most, wait: repeatWait, places: share.NewPlaces(maxRepeating), clients: map[string]int{},
		going: map[string]going{}, ended: make(chan struct{}),
	}
}

// begin lets a repeat of the client begin and returns its id, a context that is
// over with errStopped as its cause when it is stopped, and what to call at its
// end. The error is a *lab.LimitError when the client has as many as it may.
func (r *repeating) begin(ctx context.Context, client string) (id string, _ context.Context, end func(), err error) {
	if err := r.enter(ctx, client); err != nil {
		return "", nil, nil, err
	}
	id = strings.ToLower(rand.Text())[:16]
	ctx, stop := context.WithCancelCause(ctx)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.going[id] = going{client, stop}
	return id, ctx, func() {
		stop(nil)
		r.leave(id, client)
	}, nil
}

// enter waits for a place of the client.
func (r *repeating) enter(ctx context.Context, client string) error {
	late := time.NewTimer(r.wait)
	defer late.Stop()
	for {
		ended, over := r.tryEnter(client)
		if over == nil {
			return nil
		}
		select {
		case <-ended:
		case <-late.C:
			return over
		case <-ctx.Done():
			return closing()
		}
	}
}

// tryEnter takes a place, or returns the limit that is reached and a channel that
// is closed when some repeat has ended.
func (r *repeating) tryEnter(client string) (<-chan struct{}, *lab.LimitError) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.clients[client] >= r.most:
		return r.ended, &lab.LimitError{Name: "repeats-per-client", Max: r.most}
	case !r.places.Take(client):
		return r.ended, &lab.LimitError{Name: "repeats", Max: maxRepeating}
	}
	r.clients[client]++
	return nil, nil
}

func (r *repeating) leave(id, client string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.going, id)
	r.places.Leave(client)
	if r.clients[client]--; r.clients[client] == 0 {
		delete(r.clients, client)
	}
	close(r.ended)
	r.ended = make(chan struct{})
}

// stop stops a repeat of whoever asks. The error is lab.ErrNotOwner for one that
// somebody else started; one that is not known or has ended is gone.
func (r *repeating) stop(id string, by lab.Who) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	repeat, ok := r.going[id]
	switch {
	case !ok:
		return &fault{status: http.StatusNotFound, kind: "repeat.gone"}
	case !by.Owns(repeat.client):
		return lab.ErrNotOwner
	}
	repeat.stop(errStopped)
	return nil
}
