package tap

import (
	"errors"
	"os"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
)

// way is one direction of a connection: what one side sends is received, held, cut, and
// sent to the other.
type way struct {
	relay    *relay
	from, to *side
	reading  int // strand
	writing  int
	hold     *hold
	cutter   *cutter
	decoder  *decoder // nil without a codec
	free     int      // bytes that were held long enough to be sent
}

func newWay(r *relay, from, to *side, strand int) *way {
	o := &r.tap.options
	w := &way{relay: r, from: from, to: to, reading: strand, writing: strand + 1, hold: newHold(), cutter: newCutter(o.Pieces, strand)}
	if o.Codec != nil {
		w.decoder = newDecoder(w, o.Codec)
	}
	return w
}

// readSize is what a receive of the tap asks for.
const readSize = 64 << 10

// read receives until the sender ends.
func (w *way) read() {
	r := w.relay
	defer w.hold.close(reset) // whatever comes, the writer must not wait for more
	buf := make([]byte, readSize)
	for w.hold.waitRoom(r.tap.ctx, r.over) {
		e, err := w.receive(buf)
		seq := r.append(e)
		switch {
		case e.Got > 0:
			r.active.Store(e.End)
			r.tap.pass(e.Got)
			w.hold.put(chunk{data: append([]byte(nil), buf[:e.Got]...), seq: seq})
		case e.EOF:
			w.hold.close(fin)
			w.watch()
			return
		case r.ended() || isOver(r.over):
			return
		case errors.Is(err, os.ErrDeadlineExceeded):
			r.tap.tell(Notice{Kind: LimitIdle, Max: int(r.tap.options.Idle / time.Second)})
			r.interrupt()
			return
		default: // it was reset
			return
		}
	}
}

// receive makes one receive, which may wait until the connection has been idle for too
// long.
func (w *way) receive(buf []byte) (*lab.Event, error) {
	r, t := w.relay, w.relay.tap
	start := t.clock.Now()
	e := &lab.Event{Conn: w.from.id, Call: lab.CallRecv, Strand: w.reading, Start: start, Asked: len(buf)}
	waits := func() {
		e.Waited = true
		if !r.silent {
			t.rec.Waiting(record.Waiting{Peer: tapPeer, Conn: e.Conn, Call: e.Call, Asked: e.Asked, Start: start, Strand: w.reading})
		}
	}
	var n int
	var err error
	for {
		quiet := time.Duration(t.clock.Now() - r.active.Load())
		_ = w.from.conn.SetReadDeadline(time.Now().Add(t.options.Idle - quiet))
		if r.ended() || isOver(r.over) { // set after it was interrupted
			_ = w.from.conn.SetReadDeadline(past)
		}
		n, err = receive(w.from.conn, buf, waits)
		still := time.Duration(t.clock.Now()-r.active.Load()) < t.options.Idle
		if !errors.Is(err, os.ErrDeadlineExceeded) || r.ended() || isOver(r.over) || !still {
			break
		}
	}
	e.End = t.clock.Now()
	e.Got, e.EOF = max(n, 0), err == nil && n == 0
	e.Data = buf[:e.Got]
	e.Err = t.errName(err)
	if isOver(r.over) && e.Err == lab.ErrTimeout {
		e.Err = lab.ErrStopped
	}
	if e.Probe, e.Far = t.probe(w.from.local, w.from.remote); e.Far != nil {
		e.FarConn = w.from.far
	}
	return e, err
}

// watchStep is how often the tap looks whether a side that sends no more was reset.
const watchStep = 10 * time.Millisecond

// watch waits for a reset of a side that has shut down its sending: no receive shows it.
func (w *way) watch() {
	r := w.relay
	for !r.ended() {
		select {
		case <-r.over:
			return
		case <-time.After(watchStep):
		}
		if wasReset(w.from.conn) {
			r.abort(w.to)
			r.interrupt()
			return
		}
	}
}

// write sends what is held, as it comes or in pieces, and passes the end on.
func (w *way) write() {
	r := w.relay
	for w.hold.wait(r.tap.ctx) {
		size, since, end := w.hold.state()
		switch {
		case size > 0:
			if !w.piece(size, since) {
				r.abort(w.from) // who sends on would be reset by the receiver too
				return
			}
		case end == reset:
			r.abort(w.to)
			return
		default:
			w.shutdown()
			return
		}
	}
}

// piece sends the next piece of what is held. It is false when nothing can be sent any
// more.
func (w *way) piece(size int, since time.Time) bool {
	o := &w.relay.tap.options
	if w.free == 0 {
		if o.Join > 0 {
			w.relay.tap.pause(time.Until(since.Add(o.Join)))
			size, _, _ = w.hold.state()
		}
		w.free = size
	}
	w.relay.tap.pause(o.Delay)
	n := w.cutter.next(w.free)
	w.free -= n
	data, via := w.hold.take(n)
	for len(data) > 0 {
		sent, ok := w.send(data, via)
		if !ok {
			return false
		}
		data, via = data[sent:], after(via, sent)
	}
	w.await()
	return true
}

// after returns the origins of what is behind the first n bytes.
func after(via []lab.Origin, n int) []lab.Origin {
	for n > 0 && len(via) > 0 {
		if k := via[0].Len; k > n {
			rest := append([]lab.Origin(nil), via...)
			rest[0].Off, rest[0].Len = rest[0].Off+n, k-n
			return rest
		}
		n -= via[0].Len
		via = via[1:]
	}
	return via
}

// upTo returns the origins of the first n bytes.
func upTo(via []lab.Origin, n int) (first []lab.Origin) {
	for _, o := range via {
		if n <= 0 {
			break
		}
		o.Len = min(o.Len, n)
		n -= o.Len
		first = append(first, o)
	}
	return first
}

// send makes one send, which may take only a part.
func (w *way) send(data []byte, via []lab.Origin) (n int, ok bool) {
	r, t := w.relay, w.relay.tap
	e := &lab.Event{Conn: w.to.id, Call: lab.CallSend, Strand: w.writing, Asked: len(data), FarConn: w.to.far}
	if !r.silent {
		t.rec.Begin(w.to.id, 0, record.Piece{Data: data, Whole: len(data)})
	}
	e.Start = t.clock.Now()
	n, err := send(w.to.conn, data, func() { e.Waited = true })
	e.End = t.clock.Now()
	r.active.Store(e.End)
	e.Got = max(n, 0)
	e.Data, e.Via, e.Err = data[:e.Got], upTo(via, e.Got), t.errName(err)
	e.Probe, e.Far = t.probe(w.to.local, w.to.remote)
	r.append(e)
	if w.decoder != nil && e.Got > 0 {
		w.decoder.feed(e.Data)
	}
	return e.Got, err == nil
}

// shutdown passes the end of the stream on.
func (w *way) shutdown() {
	t := w.relay.tap
	if w.decoder != nil {
		w.decoder.end()
	}
	e := &lab.Event{Conn: w.to.id, Call: lab.CallShutdown, Strand: w.writing, Start: t.clock.Now(), How: "write"}
	err := w.to.conn.CloseWrite()
	e.End, e.Err = t.clock.Now(), t.errName(err)
	w.relay.append(e)
}

func isOver(over <-chan struct{}) bool {
	select {
	case <-over:
		return true
	default:
		return false
	}
}
