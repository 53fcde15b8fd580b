// Package boundary follows a run while it is made: it ties received bytes to
// the sends they came from and gives each receive its verdict (exact, coalesced,
// split or truncated) and the queue in which its messages ran together.
package boundary

import (
	"bytes"

	"stickylab/lab"
	"stickylab/lab/chunks"
	"stickylab/lab/few"
)

// Tracker follows the messages of one run as its events come in. It is not
// safe for concurrent use: who appends the events holds the lock.
//
// A send is announced by Begin before its system call, because on loopback the
// receive that takes its bytes mostly ends before the send does.
type Tracker struct {
	conns  lab.ConnTable
	flows  few.Map[int, *flow] // by the conn that sends
	pairs  few.Map[int, int]   // stream conns: the other end
	strays []stray
}

// Nobody as the receiver of a datagram means that no socket of the run was
// seen at the address it goes to.
const Nobody = -1

// NewTracker makes a Tracker for a run whose conns have the transport, where Conn
// says nothing else.
func NewTracker(t lab.Transport) *Tracker {
	return &Tracker{conns: lab.ConnTable{Default: t}}
}

// Conn enters what is known of a conn. Its transport and its base must be known
// before its first bytes.
func (t *Tracker) Conn(c lab.Conn) {
	t.conns.Add(c)
	if f := t.flow(c.ID); f.end == 0 && f.read == 0 {
		f.end, f.read = c.Base, c.Base
	}
}

// transportOf returns the transport of a conn.
func (t *Tracker) transportOf(conn int) lab.Transport { return t.conns.TransportOf(conn) }

func (t *Tracker) outside(conn int) bool { return t.conns.ConnOf(conn).Outside }

// flow is what one conn sent, in order.
type flow struct {
	messages chunks.List[message] // without those that were received, mostly
	end      int64                // stream offset after the last message
	read     int64                // stream bytes received so far
	ends     []int64              // of the messages whose last byte the last receive took
	next     int                  // the first message that is not fully received
	// passed has for each receiver of datagrams the first that it may still take.
	passed map[int]int

	latest  Sample // what the kernel said last of how far the stream had left
	whole   int32  // data segments that had brought all of it when its sender closed; 0 if not all had come
	settled int    // messages whose joint with the one before is known
	sighted int    // messages that had begun when the last far probe was asked for
	shut    bool   // the sending side was shut down
}

// message is what one send meant as a unit, or a Piece of that.
type message struct {
	off    int64 // stream offset of its first byte
	data   []byte
	sent   int // bytes that the kernel took: all of data until the call ended
	head   int // of the whole message
	before int // bytes of it in earlier sends
	whole  int // its bytes in all sends
	to     int // datagrams: the conn it goes to, 0 if unknown, or Nobody
	seq    int // its event, 0 until the call ended
	ended  int64
	joint  joint // with the message before it
	taken  bool
}

// Pair enters that what a sends b receives, and the other way round. It may come
// after bytes moved: what was received until then counts as received.
func (t *Tracker) Pair(a, b int) {
	t.pairs.Set(a, b)
	t.pairs.Set(b, a)
	t.catchUp(a, b)
	if a != b {
		t.catchUp(b, a)
	}
}

// Begin announces a send of data on conn, its first head bytes a header; to is
// the conn a datagram goes to, 0 if that is not known, or Nobody; the FarConn of
// the send's event has the last word on it. The data must not change
// afterwards.
func (t *Tracker) Begin(conn, to int, data []byte, head int) {
	m := t.flow(conn).begin(data)
	m.head, m.to = head, to
}

// Observe completes an event: the offset of a send, the origin and the verdict
// of a receive, the stream of a decode, which has no verdict: a decoder takes
// bytes from a receive that was judged, and no boundary is lost in it. Other
// events stay as they are; a send that was announced and then not made is none. The event's Seq must be set. The
// Data of a receive is replaced by the sent bytes it is equal to, or by a copy.
func (t *Tracker) Observe(e *lab.Event) {
	switch {
	case e.Call.Sends():
		t.sent(e)
	case e.Call.Receives() && t.transportOf(e.Conn).Stream():
		t.receivedStream(e)
	case e.Call.Receives() && e.EOF: // of a connection that keeps boundaries
		e.Stream, e.Data = 0, bytes.Clone(e.Data)
	case e.Call.Receives():
		t.receivedDatagram(e)
	case e.Call == lab.CallDecode && t.transportOf(e.Conn).Stream():
		e.Stream = t.pairs.Get(e.Conn)
	case Ends(e) && t.transportOf(e.Conn).IsTCP():
		t.flow(e.Conn).ended(e)
	case e.Call == lab.CallNone && e.Unmade.Sends():
		t.Withdraw(e.Conn)
	}
	if Sampled(e.Probe) {
		f := t.flow(e.Conn)
		f.measured(f.sampleOf(e.Seq, e.Probe))
	}
}

// Lost lists the events of the sends of which no byte was ever received, as far
// as that is known: a receive of unknown origin may have taken them, and those of
// an outside conn are not recorded. Sends of nothing on a stream are not messages.
func (t *Tracker) Lost(visit func(seq int)) {
	unknown := t.unknown()
	for conn, f := range t.flows.All() {
		stream := t.transportOf(conn).Stream()
		if stream && t.outside(t.pairs.Get(conn)) || t.outside(conn) {
			continue
		}
		taken := f.messages.First() > 0 // what was forgotten was received
		for _, m := range f.messages.All() {
			taken = m.taken || taken && m.continues()
			empty := stream && m.sent == 0 || !stream && m.to > 0 && t.outside(m.to)
			if !taken && !empty && m.seq != 0 && !unknown.mayHave(t.pairs.Get(conn), stream, m) {
				visit(m.seq)
			}
		}
	}
}

func (t *Tracker) flow(conn int) *flow {
	f := t.flows.Get(conn)
	if f == nil {
		f = &flow{}
		t.flows.Set(conn, f)
	}
	return f
}

func (t *Tracker) sent(e *lab.Event) {
	f := t.flow(e.Conn)
	if !f.busy() {
		t.Begin(e.Conn, 0, e.Data, e.Head)
	}
	i := f.messages.Len() - 1
	m := f.messages.At(i)
	m.seq, m.ended = e.Seq, e.End
	f.end -= int64(m.sent - e.Got)
	m.sent = e.Got
	e.Stream, e.Off, e.Continues = e.Conn, m.off, m.continues()
	if !t.transportOf(e.Conn).Stream() {
		e.Off = int64(i)
		if e.FarConn != 0 {
			m.to = e.FarConn
		}
		if e.Err != "" { // nothing left the socket: datagrams are numbered without it
			f.messages.Drop()
		}
	}
	f.forget()
}

// forget forgets the messages that were received, which no later event is about.
// A send under way may have been received already.
func (f *flow) forget() {
	received := f.next
	if f.busy() {
		received = min(received, f.messages.Len()-1)
	}
	f.messages.Forget(received)
	f.settled = max(f.settled, f.messages.First())
}
