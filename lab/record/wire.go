package record

import (
	"bytes"
	"encoding/binary"
	"math"
	"sync"

	"stickylab/lab"
	"stickylab/lab/few"
)

// The wire form, version 2: what a viewer gets as one binary WebSocket
// message is a batch, and every batch can be decoded alone.
//
//	batch  +---------+-------+---------------+--------------+------+-----
//	       | version | flags | first uvarint | base uvarint | row  | ...
//	       +---------+-------+---------------+--------------+------+-----
//	row    +-----+---------------------+-------+----------+------+--------+---------+
//	       | tag | SPELLED: six fields | start | duration | PART | EXTRA  | payload |
//	       +-----+---------------------+-------+----------+------+--------+---------+
//
// flags is 0. first is the Seq of the first event row, base a time in ns that the
// first start counts from; later starts count from the end of the event before.
// The fields that are SPELLED are peer, conn, step, asked, stream, off; the conn
// is shifted left by one bit, which is set when it has datagrams: off then grows
// by 1 from row to row of a call, else by the bytes.
// Payload is there once: a receive is a stream, an offset and a length of
// bytes that were sent.
//
// Control rows stand between the event rows and belong to no Seq:
//
//	control       tag 31 | kind u8 | length of the body | body
//	1 waiting     peer, conn, call, step, asked, start, and the strand unless it is the first
//	2 lost        seq of the send
//	3 end         length, reason, length, detail
//	4 segment     number, at, from, to, flags, zigzag seq, zigzag ack, len, count, window
//	5 not kept    how many segments are missing, in all
//	6 peer        index, kind, transport (0: the run's), pid, name, runtime, argv, files: each a name and a text
//	7 conn        conn, peer, transport, 1 if outside, base, local, remote, far
//
// Texts and lists have their length before them. A row of kind 6 or 7 comes before
// the first event that needs it, and one that comes again adds to the one before.
// A viewer that comes back with ?after=seq begins at a batch that it may have
// in part, and gets that one's control rows again; before it comes a batch of
// all rows of kinds 6 and 7 so far. Segments are numbered from 1
// in the order of their times, without gaps: a row whose number it has is no
// news. An end of a segment that is 0 is a socket not accepted yet: it is the
// other end of the socket that is named, once an accept tells. Rows of kind 5
// count all so far, so the last one holds.
const (
	wireVersion = 2

	tagControl = 31
	tagSpelled = 1 << 5
	tagPart    = 1 << 6
	tagExtra   = 1 << 7
)

// The bits of an event row's extras, in the order of their fields: what is in
// many rows comes first, for a byte holds seven of them.
const (
	extraProbe = 1 << iota
	extraAddress
	extraVerdict
	extraErr
	extraDatagram
	extraHead
	extraEOF

	extraFar
	extraFarConn // without a probe of it
	extraContinues
	extraDecode
	extraRaw
	extraStrand
	extraMore
	extraArg

	extraOption
	extraHow
	extraValue
	extraFault
	extraSaved
	extraText
	extraFile

	extraPeek
	extraVia
	extraImplied
	extraCut
	extraUnmade
	extraBody // of a complete frame, where it is not between head and tail
	extraHolder
	extraAccepts
)

// The kinds of control rows.
const (
	controlWaiting      = 1
	controlLost         = 2
	controlEnd          = 3
	controlSegment      = 4
	controlSegmentsLost = 5
	controlPeer         = 6
	controlConn         = 7
)

// Waiting tells that a call of a peer could not be done at once. Its event
// comes when it is done.
type Waiting struct {
	Peer, Conn int
	Call       lab.Call
	Step       int
	Asked      int
	Start      int64 // ns since the run began
	// Strand is the thread of the peer that waits; 0 is the first.
	Strand int
}

// writer writes numbers and texts one after another.
type writer struct{ buf []byte }

// encoder writes the rows of one batch at a time.
type encoder struct {
	writer  // the open batch; its room is used again for the next
	lastEnd int64
	calls   [lab.MaxCall]expected
	probes  few.Map[int, lab.Probe] // the last one of each conn
}

// expected is what the next row of the same call need not spell out. It is small
// because every run under way has one for each call.
type expected struct {
	off                             int64
	peer, conn, step, asked, stream uint32
	known, datagram                 bool
}

// fewBytes is the room that a first batch begins with: most runs are short.
const fewBytes = 256

// encoders are those of runs that have ended: one is larger than all else that a
// short run keeps.
var encoders = sync.Pool{New: func() any { return new(encoder) }}

// spareBytes is how much room for rows an encoder keeps between two runs.
const spareBytes = 4 << 10

// spare gives the encoder to the runs to come.
func (c *encoder) spare() {
	if cap(c.buf) > spareBytes {
		c.buf = nil
	}
	encoders.Put(c)
}

// begin starts a batch whose first event is first; base is near its start.
func (c *encoder) begin(first int, base int64) {
	if c.buf == nil {
		c.buf = make([]byte, 0, fewBytes)
	}
	c.buf = append(c.buf[:0], wireVersion, 0)
	c.uint(uint64(first))
	c.uint(uint64(base))
	c.lastEnd = base
	c.calls = [lab.MaxCall]expected{}
	c.probes.Clear()
}

// take ends the batch and returns its bytes, in no more room than they need.
func (c *encoder) take() []byte {
	batch := bytes.Clone(c.buf)
	c.buf = c.buf[:0]
	return batch
}

func (w *writer) uint(v uint64)  { w.buf = appendUint(w.buf, v) }
func (w *writer) zigzag(v int64) { w.buf = appendUint(w.buf, uint64(v<<1)^uint64(v>>63)) }
func (w *writer) text(s string)  { w.uint(uint64(len(s))); w.buf = append(w.buf, s...) }

func (w *writer) uints(values ...int) {
	for _, v := range values {
		w.uint(uint64(v))
	}
}

// event writes one event row; datagram: its conn has datagrams. It is on the way
// of every call of a session.
func (c *encoder) event(e *lab.Event, datagram bool) {
	extra := extras(e)
	last := &c.calls[e.Call]
	spelled := !last.is(e, datagram)
	part := e.Got != impliedGot(e)
	c.buf = append(c.buf, tagOf(e.Call, spelled, part, extra != 0))
	if spelled {
		last.expect(e, datagram)
		c.uints(e.Peer, shifted(e.Conn, datagram), e.Step, e.Asked, e.Stream)
		c.uint(uint64(e.Off))
	}
	c.times(e)
	if part {
		c.uint(uint64(e.Got))
	}
	if extra != 0 {
		c.extras(e, extra)
	}
	if e.Call.Sends() || extra&extraRaw != 0 {
		c.buf = append(c.buf, e.Data...)
	}
	last.off = offAfter(datagram, e)
}

// offAfter is the offset that the next row of the same call is expected to have.
func offAfter(datagram bool, e *lab.Event) int64 {
	if datagram {
		return e.Off + 1
	}
	return e.Off + int64(e.Got)
}

func tagOf(call lab.Call, spelled, part, extra bool) byte {
	tag := byte(call)
	if spelled {
		tag |= tagSpelled
	}
	if part {
		tag |= tagPart
	}
	if extra {
		tag |= tagExtra
	}
	return tag
}

// expect makes the event the one that is expected again, unless it has a number
// that is too large for that.
func (x *expected) expect(e *lab.Event, datagram bool) {
	*x = expected{
		known: uint64(e.Peer|e.Conn|e.Step|e.Asked|e.Stream) <= math.MaxUint32, datagram: datagram,
		peer: uint32(e.Peer), conn: uint32(e.Conn), step: uint32(e.Step), asked: uint32(e.Asked), stream: uint32(e.Stream),
	}
}

// is reports whether the event is the one that was expected.
func (x *expected) is(e *lab.Event, datagram bool) bool {
	return x.known && x.datagram == datagram && x.off == e.Off && int(x.conn) == e.Conn && int(x.step) == e.Step &&
		int(x.asked) == e.Asked && int(x.stream) == e.Stream && int(x.peer) == e.Peer
}

// shifted returns the conn and, as its lowest bit, whether it has datagrams.
func shifted(conn int, datagram bool) int {
	if datagram {
		return conn<<1 | 1
	}
	return conn << 1
}

// times writes when the event began and how long it took.
func (c *encoder) times(e *lab.Event) {
	took := uint64(e.End-e.Start) << 1
	if e.Waited {
		took |= 1
	}
	begun := e.Start - c.lastEnd
	c.buf = appendUint(appendUint(c.buf, uint64(begun<<1)^uint64(begun>>63)), took)
	c.lastEnd = e.End
}

// appendUint is binary.AppendUvarint, faster for what most numbers of a row
// are.
func appendUint(buf []byte, v uint64) []byte {
	switch {
	case v < 1<<7:
		return append(buf, byte(v))
	case v < 1<<14:
		return append(buf, byte(v)|0x80, byte(v>>7))
	case v < 1<<21:
		return append(buf, byte(v)|0x80, byte(v>>7)|0x80, byte(v>>14))
	}
	return binary.AppendUvarint(buf, v)
}

func impliedGot(e *lab.Event) int {
	if e.Call.Sends() || e.Call.Receives() {
		return e.Asked
	}
	return 0
}

// impliedVerdict is the verdict that a row need not spell out.
func impliedVerdict(e *lab.Event) lab.Verdict {
	if e.Call.Receives() && e.Got > 0 && !e.Peek {
		return lab.Exact
	}
	return 0
}
