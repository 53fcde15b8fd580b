package web

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"stickylab/lab/record"
)

// crowd is the viewers of one run. Those that have got all there is wait in it:
// one goroutine writes what comes to each of them in turn, as much as its
// connection takes at once. A viewer whose connection takes less goes on in a
// goroutine of its own until it has caught up, and holds up nobody else.
type crowd struct {
	id     string // of the run
	all    int    // viewers, guarded by the mutex of viewers
	life   *life
	ctx    context.Context // over when all have left or the server ends
	cancel context.CancelFunc
	over   context.Context // a cursor returns what is there for one that is over

	mu      sync.Mutex
	viewers []*viewer   // in the order in which they came, as far as none has left
	crying  bool        // there is a goroutine for those that wait
	pings   *time.Timer // nil without viewers
	out     out
}

// out is what is written to those that wait.
type out struct {
	bytes  []byte // whole frames
	framed []record.Batch
	lent   bool             // some viewer goes on with a part of bytes
	took   int              // by the connection, at the last try
	try    func(fd uintptr) // never waits
}

func newCrowd(id string, l *life) *crowd {
	c := &crowd{id: id, life: l}
	c.ctx, c.cancel = context.WithCancel(l.ending)
	over, end := context.WithCancel(context.Background())
	end()
	c.over = over
	c.out.try = func(fd uintptr) { c.out.took = tryWrite(fd, c.out.bytes) }
	return c
}

// come lets a viewer in; leave follows.
func (c *crowd) come(v *viewer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	v.place = len(c.viewers)
	c.viewers = append(c.viewers, v)
	if c.pings == nil {
		c.pings = time.AfterFunc(pingEvery, c.ping)
	}
}

// leave keeps more goroutines from writing to the viewer.
func (c *crowd) leave(v *viewer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	last := len(c.viewers) - 1
	c.viewers[v.place], c.viewers[last].place = c.viewers[last], v.place
	c.viewers[last] = nil
	c.viewers = c.viewers[:last]
	v.place, v.waits = gone, false
	if len(c.viewers) == 0 {
		c.pings.Stop()
		c.pings = nil
	}
}

// next returns what a viewer has not got yet. When there is nothing, it returns
// no batches, and the viewer waits.
func (c *crowd) next(v *viewer) ([]record.Batch, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if v.place == gone {
		return nil, errGone
	}
	if err := c.cry(v.run); err != nil {
		return nil, err
	}
	batches, err := c.poll(v)
	v.waits = batches == nil && err == nil
	return batches, err
}

// poll returns the batches that are there behind a viewer's cursor.
func (c *crowd) poll(v *viewer) ([]record.Batch, error) {
	batches, err := v.cursor.Next(c.over)
	if errors.Is(err, context.Canceled) {
		return nil, nil
	}
	return batches, err
}

// cry starts the goroutine for those that wait. It is to be there before a
// viewer finds that there is nothing.
func (c *crowd) cry(run Run) error {
	if c.crying {
		return nil
	}
	cursor, err := run.Follow(c.ctx, run.Len())
	if err != nil {
		return err
	}
	c.crying = true
	c.life.spawn(func() {
		defer cursor.Close()
		for err == nil {
			_, err = cursor.Next(c.ctx)
			c.spread(err != nil)
		}
	})
	return nil
}

// spread writes to each viewer that waits what it has not got. The last time is
// when the run has ended, or all have left.
func (c *crowd) spread(last bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.crying = !last
	for _, v := range c.viewers {
		if !v.waits {
			continue
		}
		batches, err := c.poll(v)
		switch {
		case err != nil:
			c.alone(v, nil, false) // which finds the same
		case batches != nil:
			c.out.frame(batches)
			c.write(v)
		}
	}
	c.out.framed = nil
	if cap(c.out.bytes) > keptBytes {
		c.out.bytes = nil
	}
}

// frame puts batches together, unless they are those of the viewer before.
func (o *out) frame(batches []record.Batch) {
	if len(o.framed) == len(batches) && &o.framed[0].Bytes[0] == &batches[0].Bytes[0] {
		return
	}
	o.empty()
	o.framed = batches
	for _, batch := range batches {
		o.bytes = appendFrame(o.bytes, websocket.BinaryMessage, batch.Bytes)
	}
}

// empty makes room for other bytes. Those that a viewer goes on with stay as they are.
func (o *out) empty() {
	o.framed, o.bytes = nil, o.bytes[:0]
	if o.lent {
		o.bytes, o.lent = nil, false
	}
}

// write writes what is to go out to a viewer that waits.
func (c *crowd) write(v *viewer) {
	c.out.took = 0
	held := v.writing.TryLock()
	if held && v.raw != nil {
		_ = v.raw.Control(c.out.try) // on an error nothing is taken
	}
	if c.out.took < len(c.out.bytes) {
		c.out.lent = true
		c.alone(v, c.out.bytes[c.out.took:], held)
		return
	}
	v.writing.Unlock()
}

// alone has a viewer go on by itself, first with the rest of frames; held: writing
// is locked for it, so that no other frame comes between.
func (c *crowd) alone(v *viewer, rest []byte, held bool) {
	v.waits = false
	v.writers.Go(func() {
		if !held {
			v.writing.Lock()
		}
		v.goOn(rest)
	})
}

// ping pings all viewers. One that is gone is found by the pong that does not
// come.
func (c *crowd) ping() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pings == nil {
		return
	}
	c.out.empty()
	c.out.bytes = appendFrame(c.out.bytes, websocket.PingMessage, nil)
	for _, v := range c.viewers {
		if v.waits {
			c.write(v)
		} else {
			v.pingDue.Store(true)
		}
	}
	c.pings.Reset(pingEvery)
}
