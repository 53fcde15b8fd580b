package record

import (
	"context"
	"io"
	"slices"
	"time"
)

// A batch is sealed at most that often, less often for a crowd: a browser
// falls behind above some 4 000 messages a second.
const (
	pace      = 2 * time.Millisecond
	crowdPace = 10 * time.Millisecond
	// Crowd is the number of viewers above which crowdPace holds.
	Crowd = 50
)

// startBatch opens a batch unless one is open. The caller holds the lock.
func (l *Log) startBatch(seq int, base int64) {
	if l.open && len(l.enc.buf) >= BatchBytes {
		l.seal(seq - 1)
	}
	if !l.open {
		l.enc.begin(seq, base)
		l.open = true
	}
}

// seal closes the open batch, whose last event is last.
func (l *Log) seal(last int) {
	sealed := l.enc.take()
	l.size += len(sealed)
	l.sealed = append(l.sealed, Batch{Bytes: sealed, Last: last})
	l.open = false
}

// changed wakes whoever waits for a change.
func (l *Log) changed() {
	if l.wake != nil {
		close(l.wake)
		l.wake = nil
	}
}

// cursor is a place in a log.
type cursor struct {
	log  *Log
	next int // index of the next sealed batch
	// known is the batch of what the batches before say of peers and conns.
	known *Batch
}

// Follow opens a cursor, see Reader. A log always has one: the error is nil.
func (l *Log) Follow(_ context.Context, after int) (Cursor, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.viewers++
	c := &cursor{log: l, next: batchAfter(l.sealed, after)}
	if c.next > 0 {
		c.known = l.known(after)
	}
	return c, nil
}

// Close gives the cursor back.
func (c *cursor) Close() {
	c.log.mu.Lock()
	defer c.log.mu.Unlock()
	c.log.viewers--
}

// Next returns the batches behind the cursor, see Cursor.
func (c *cursor) Next(ctx context.Context) ([]Batch, error) {
	for {
		batches, wait, err := c.poll()
		if batches != nil || err != nil {
			return batches, err
		}
		select {
		case <-wait:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// poll returns what is behind the cursor, or what to wait for.
func (c *cursor) poll() (batches []Batch, wait <-chan struct{}, err error) {
	l := c.log
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open && c.next == len(l.sealed) {
		if rest := l.resting(); rest != nil {
			return nil, rest, nil
		}
		l.seal(l.events)
		l.takeRest()
	}
	if c.next < len(l.sealed) {
		batches = slices.Clip(l.sealed[c.next:]) // not copied: what is sealed does not change
		c.next = len(l.sealed)
		if c.known != nil {
			batches = slices.Insert(batches, 0, *c.known)
			c.known = nil
		}
		return batches, nil, nil
	}
	if l.end != nil {
		return nil, nil, io.EOF
	}
	if l.wake == nil {
		l.wake = make(chan struct{})
	}
	return nil, l.wake, nil
}

// resting gives the channel to wait on while the last batch is too young for
// another one; nil when a batch may be sealed.
func (l *Log) resting() <-chan struct{} {
	if l.end != nil || len(l.enc.buf) >= BatchBytes {
		return nil
	}
	select {
	case <-l.rest:
		return nil
	default:
		if l.rest == nil {
			return nil
		}
		return l.rest
	}
}

// takeRest makes the next batch wait its turn.
func (l *Log) takeRest() {
	rest, d := make(chan struct{}), pace
	if l.viewers > Crowd {
		d = crowdPace
	}
	l.rest = rest
	time.AfterFunc(d, func() { close(rest) })
}
