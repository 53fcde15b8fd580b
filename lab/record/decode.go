package record

import (
	"errors"
	"fmt"

	"stickylab/lab"
	"stickylab/lab/frame"
)

var (
	errVersion = fmt.Errorf("the batch is not of version %d", wireVersion)
	errCall    = errors.New("no such call")
	errPart    = errors.New("no such part of a frame")
	errControl = errors.New("no such control row")
)

// decoder reads the rows of one batch, as encoder writes them. It knows that
// batch alone: a receive of bytes that were sent has no Data yet.
type decoder struct {
	input
	seq     int                  // of the next event row
	lastEnd int64                // of the event row before
	calls   [lab.MaxCall]spelled // what the last row of each call had
	probes  map[int]lab.Probe
	// sendsOnly leaves probes and texts out: they take memory.
	sendsOnly bool

	// What the last row points to.
	event   lab.Event
	waiting Waiting
	segment lab.Segment
	end     lab.End
	peer    lab.Peer
	conn    lab.Conn
}

// spelled is what a row has in common with the one before of the same call, unless
// it says otherwise.
type spelled struct {
	peer, conn, step, asked, stream int
	off                             int64
	datagram                        bool
}

// begin starts with a batch. What it has already made stays as it is.
func (d *decoder) begin(batch []byte) {
	*d = decoder{input: input{buf: batch}, probes: d.probes, sendsOnly: d.sendsOnly}
	if d.probes == nil {
		d.probes = map[int]lab.Probe{}
	}
	clear(d.probes)
	if d.byte() != wireVersion {
		d.fail(errVersion)
	}
	d.byte() // flags
	d.seq, d.lastEnd = d.uint(), int64(d.uint())
}

// next reads a row. It reports false at the end of the batch, and when the
// batch is none, see err.
func (d *decoder) next() (r Row, ok bool) {
	if !d.more() {
		return r, false
	}
	if tag := d.byte(); tag == tagControl {
		r = d.control()
	} else {
		d.readEvent(tag)
		r = Row{Kind: RowEvent, Event: &d.event}
	}
	return r, d.err == nil
}

func (d *decoder) readEvent(tag byte) {
	call := lab.Call(tag & tagControl)
	if call >= lab.MaxCall {
		d.fail(errCall)
		return
	}
	last := &d.calls[call]
	if tag&tagSpelled != 0 {
		*last = spelled{peer: d.uint(), conn: d.uint(), step: d.uint(), asked: d.uint(), stream: d.uint(), off: int64(d.uint())}
		last.datagram, last.conn = last.conn&1 != 0, last.conn>>1
	}
	d.event = lab.Event{
		Seq: d.seq, Call: call, Peer: last.peer, Conn: last.conn, Step: last.step, Asked: last.asked,
		Stream: last.stream, Off: last.off,
	}
	e := &d.event
	d.times(e)
	e.Got = impliedGot(e)
	if tag&tagPart != 0 {
		e.Got = d.uint()
	}
	bits := uint64(0)
	if tag&tagExtra != 0 {
		bits = d.extras(e)
	}
	if bits&extraVerdict == 0 {
		e.Verdict = impliedVerdict(e)
	}
	if call.Sends() || bits&extraRaw != 0 {
		e.Data = d.bytes(e.Got)
	}
	d.seq++
	last.off = offAfter(last.datagram, e)
}

// times reads when an event began and how long it took.
func (d *decoder) times(e *lab.Event) {
	e.Start = d.lastEnd + d.zigzag()
	took := d.uint()
	e.End, e.Waited = e.Start+int64(took>>1), took&1 != 0
	d.lastEnd = e.End
}

// extras reads the rarer fields, in the order of their bits.
func (d *decoder) extras(e *lab.Event) (bits uint64) {
	bits = d.uvarint()
	if bits&extraProbe != 0 {
		e.Probe = d.probe(e.Conn)
	}
	if bits&extraAddress != 0 {
		e.Address = d.words()
	}
	if bits&extraVerdict != 0 {
		e.Verdict, e.Joined = lab.Verdict(d.byte()), lab.Joined(d.byte())
	}
	if bits&extraErr != 0 {
		e.Err = d.words()
	}
	if bits&extraDatagram != 0 {
		e.Datagram = d.uint()
	}
	if bits&extraHead != 0 {
		e.Head = d.uint()
	}
	if bits&extraFar != 0 {
		e.FarConn = d.uint()
		e.Far = d.probe(e.FarConn)
	}
	if bits&extraFarConn != 0 {
		e.FarConn = d.uint()
	}
	if bits&extraDecode != 0 {
		e.Decode = d.decode()
	}
	e.EOF, e.Continues = bits&extraEOF != 0, bits&extraContinues != 0
	if bits >= extraStrand {
		d.details(e, bits)
	}
	return bits
}

// words reads a text of an event.
func (d *decoder) words() string {
	text := d.bytes(d.uint())
	if d.sendsOnly {
		return ""
	}
	return string(text)
}

func (d *decoder) decode() *lab.Decode {
	part, ok := frame.PartOf(d.byte())
	if !ok {
		d.fail(errPart)
	}
	return &lab.Decode{
		Part: part, Have: d.uint(), Need: int64(d.uint()), Length: d.zigzag(), Head: d.uint(), Tail: d.uint(),
	}
}

// probe reads the fields in which a probe differs from the conn's last one.
func (d *decoder) probe(conn int) *lab.Probe {
	last, ok := d.probes[conn]
	if !ok {
		last = lab.NoProbe
	}
	all := fields(&last)
	mask := d.uvarint()
	for i := range all {
		if mask&(1<<i) != 0 {
			all[i] += int32(d.zigzag())
		}
	}
	p := probeOf(all)
	d.probes[conn] = p
	if d.sendsOnly {
		return nil
	}
	return &p
}

// control reads a control row. One of a kind that is not known is skipped by
// its length, but nothing writes one.
func (d *decoder) control() (r Row) {
	kind := d.byte()
	body := input{buf: d.bytes(d.uint())}
	switch kind {
	case controlWaiting:
		d.waiting = Waiting{
			Peer: body.uint(), Conn: body.uint(), Call: lab.Call(body.uint()), Step: body.uint(), Asked: body.uint(), Start: int64(body.uint()),
		}
		if body.more() {
			d.waiting.Strand = body.uint()
		}
		if d.waiting.Call >= lab.MaxCall {
			body.fail(errCall)
		}
		r = Row{Kind: RowWaiting, Waiting: &d.waiting}
	case controlLost:
		r = Row{Kind: RowLost, Seq: body.uint()}
	case controlEnd:
		d.end = lab.End{Reason: body.text(), Detail: body.text()}
		r = Row{Kind: RowEnd, End: &d.end}
	case controlSegment:
		r = Row{Kind: RowSegment, Number: body.uint(), Segment: &d.segment}
		d.segment = readSegment(&body)
	case controlPeer:
		r = Row{Kind: RowPeer, Peer: &d.peer}
		r.Number, d.peer = readPeer(&body)
	case controlConn:
		d.conn = readConn(&body)
		r = Row{Kind: RowConn, Conn: &d.conn}
	case controlSegmentsLost:
		r = Row{Kind: RowSegmentsLost, Count: body.uint()}
	default:
		body.fail(errControl)
	}
	if body.err != nil {
		d.fail(body.err)
	}
	return r
}

// readSegment reads the body of a segment's row behind its number.
func readSegment(in *input) lab.Segment {
	return lab.Segment{
		At: int64(in.uint()), From: in.uint(), To: in.uint(), Flags: lab.TCPFlags(in.uint()),
		Seq: in.zigzag(), Ack: in.zigzag(), Len: in.uint(), Count: in.uint(), Window: in.uint(),
	}
}
