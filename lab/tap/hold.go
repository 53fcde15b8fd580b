package tap

import (
	"context"
	"sync"
	"time"

	"stickylab/lab"
)

// mostHeld bounds the bytes that one way of a connection holds: with more the tap stops
// receiving, and the sender notices it as from a slow receiver.
const mostHeld = 64 << 10

// ending is how a way ends.
type ending uint8

const (
	open  ending = iota
	fin          // the sender has shut down or closed
	reset        // it was reset
)

// chunk is what one receive took.
type chunk struct {
	data []byte
	seq  int // its event
	off  int // of data[0] in it
}

// hold is what was received and not sent, in order, and how it ends.
type hold struct {
	mu     sync.Mutex
	chunks []chunk
	size   int
	since  time.Time // when the first byte came into the empty hold
	end    ending

	more, room chan struct{} // of 1: something came, something left
}

func newHold() *hold {
	return &hold{more: make(chan struct{}, 1), room: make(chan struct{}, 1)}
}

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

func (h *hold) put(c chunk) {
	h.mu.Lock()
	if h.size == 0 {
		h.since = time.Now()
	}
	h.chunks = append(h.chunks, c)
	h.size += len(c.data)
	h.mu.Unlock()
	signal(h.more)
}

func (h *hold) close(how ending) {
	h.mu.Lock()
	h.end = max(h.end, how)
	h.mu.Unlock()
	signal(h.more)
}

// state returns how many bytes are held, since when, and how the way ends after them.
func (h *hold) state() (size int, since time.Time, end ending) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.size, h.since, h.end
}

// wait returns when there is something to send or the way ends; false when the context
// does.
func (h *hold) wait(ctx context.Context) bool {
	for {
		if size, _, end := h.state(); size > 0 || end != open {
			return ctx.Err() == nil
		}
		select {
		case <-h.more:
		case <-ctx.Done():
			return false
		}
	}
}

// waitRoom returns when one more receive fits; false when the context ends or over is
// closed.
func (h *hold) waitRoom(ctx context.Context, over <-chan struct{}) bool {
	for {
		if size, _, _ := h.state(); size < mostHeld {
			return ctx.Err() == nil
		}
		select {
		case <-h.room:
		case <-over:
			return false
		case <-ctx.Done():
			return false
		}
	}
}

// take returns the first n bytes that are held, and which receives they came through.
func (h *hold) take(n int) (data []byte, via []lab.Origin) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.size -= n
	for n > 0 {
		c := &h.chunks[0]
		k := min(n, len(c.data))
		if data == nil {
			data = c.data[:k:k]
		} else {
			data = append(data, c.data[:k]...)
		}
		via = append(via, lab.Origin{Seq: c.seq, Off: c.off, Len: k})
		c.data, c.off = c.data[k:], c.off+k
		if len(c.data) == 0 {
			h.chunks = h.chunks[1:]
		}
		n -= k
	}
	signal(h.room)
	return data, via
}
