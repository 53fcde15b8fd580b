package record

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"strings"

	"stickylab/lab"
)

// TraceLimits bound what is read of a trace. A field of 0 does not.
type TraceLimits struct {
	Events   int
	Segments int
	// Bytes counts those that were sent and received: the least of what the lab
	// allows a run and of what it can still spend on the client.
	Bytes int
}

// The names of the limits, as a LimitError has them.
const (
	LimitTraceEvents   = "trace-events"
	LimitTraceSegments = "trace-segments"
	LimitTraceBytes    = "trace-bytes"
)

// TraceReader reads a trace event by event. It holds one event at a time, so
// the length of the file is not limited, only what is in it. It is not safe for
// concurrent use.
type TraceReader struct {
	limits  TraceLimits
	members *members

	head     headJSON
	header   Header
	peers    map[string]int
	programs []lab.Peer
	conns    []lab.Conn

	// What was read so far.
	place                   string // for errors: "event 5, "
	events, segments, bytes int
	segmentsLost            int
	end                     lab.End
}

// NewTraceReader reads the members before the events. Any error of a
// TraceReader says where in the file it is, and is a *lab.LimitError where a
// limit is in the way.
func NewTraceReader(r io.Reader, limits TraceLimits) (*TraceReader, error) {
	t := &TraceReader{limits: limits, members: newMembers(r, limits.valueBytes()), peers: map[string]int{}}
	if err := t.readHead(); err != nil {
		return nil, t.where(err)
	}
	return t, nil
}

// valueBytes bounds the JSON of one event or one member before the events: its
// bytes in base64, an origin for each send, and what peers are known by.
func (l TraceLimits) valueBytes() int64 {
	if l.Events == 0 || l.Bytes == 0 {
		return math.MaxInt64
	}
	const escaped, origin = 6, 64
	return 2*int64(l.Bytes) + origin*int64(l.Events) + escaped*2*lab.MaxPrograms
}

// ReadTrace reads a whole trace into memory. Nothing but space may follow it.
func ReadTrace(r io.Reader, limits TraceLimits) (Trace, error) {
	reader, err := NewTraceReader(r, limits)
	if err != nil {
		return Trace{}, err
	}
	t := Trace{Header: reader.About(), Events: []lab.Event{}}
	for row, err := range reader.Rows() {
		if err != nil {
			return Trace{}, err
		}
		t.add(row)
	}
	return t, nil
}

// About returns what the file says of the run.
func (t *TraceReader) About() Header { return t.header }

// Rows yields the rows of the file once, in its order: peers and conns, events,
// segments, the end. What an event says of its origins is not kept: it follows
// from the offsets.
func (t *TraceReader) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		err := t.rows(func(row Row) bool { return yield(row, nil) })
		if err != nil && !errors.Is(err, errEnough) {
			yield(Row{}, t.where(err))
		}
	}
}

// errEnough ends the reading where nobody wants more rows.
var errEnough = errors.New("no more rows are wanted")

// where adds to an error where in the file it is.
func (t *TraceReader) where(err error) error {
	return fmt.Errorf("trace: %sat byte %d: %w", t.place, t.members.at, err)
}

// readHead reads up to the first member that is none of the head.
func (t *TraceReader) readHead() error {
	if err := t.members.open(); err != nil {
		return err
	}
	for t.members.more {
		field, ok := t.headField()
		if !ok {
			break
		}
		if err := t.members.value(field); err != nil {
			return err
		}
		if err := t.members.next(); err != nil {
			return err
		}
	}
	return t.checkHead()
}

// headField is where the next member goes that stands before the events; false
// for the others.
func (t *TraceReader) headField() (field any, ok bool) {
	h := &t.head
	switch t.members.key {
	case "version":
		return &h.Version, true
	case "script":
		return &h.Script, true
	case "slug":
		return &h.Slug, true
	case "order":
		return &h.Order, true
	case "added":
		return &h.Added, true
	case "transport":
		return &h.Transport, true
	case "peers":
		return &h.Peers, true
	case "programs":
		return &h.Programs, true
	case "conns":
		return &h.Conns, true
	case "env":
		return &h.Env, true
	case "events", "segments", "segments_lost", "end":
		return nil, false
	}
	return new(json.RawMessage), true // a member of a later version
}

func (t *TraceReader) checkHead() error {
	h := &t.head
	if h.Version < 1 || h.Version > TraceVersion {
		return fmt.Errorf("version %d is none of 1 to %d", h.Version, TraceVersion)
	}
	transport := lab.ParseTransport(h.Transport)
	if transport == 0 {
		return fmt.Errorf("unknown transport %q; it is one of %s", h.Transport, transports())
	}
	for i, name := range h.Peers {
		if _, twice := t.peers[name]; twice {
			return fmt.Errorf("two peers are called %q", name)
		}
		t.peers[name] = i
	}
	t.header = Header{
		Script: h.Script, Slug: h.Slug, Order: h.Order, Added: h.Added, Env: h.Env, Transport: transport, Peers: h.Peers,
	}
	return t.readKnown()
}

// transports lists the transports that a trace may be of.
func transports() string {
	var names []string
	for _, t := range []lab.Transport{lab.TCP, lab.UDP, lab.UnixStream, lab.UnixDatagram} {
		names = append(names, fmt.Sprintf("%q", t))
	}
	return strings.Join(names, ", ")
}

// rows reads what follows the head.
func (t *TraceReader) rows(yield func(Row) bool) error {
	if !t.yieldKnown(yield) {
		return errEnough
	}
	for t.members.more {
		if err := t.member(yield); err != nil {
			return err
		}
		t.place = ""
		if err := t.members.next(); err != nil {
			return err
		}
	}
	if err := t.members.close(); err != nil {
		return err
	}
	if t.segmentsLost > 0 && !yield(Row{Kind: RowSegmentsLost, Count: t.segmentsLost}) {
		return errEnough
	}
	if t.end.Reason != "" && !yield(Row{Kind: RowEnd, End: &t.end}) {
		return errEnough
	}
	return nil
}

func (t *TraceReader) yieldKnown(yield func(Row) bool) bool {
	for i := range t.programs {
		p := &t.programs[i]
		if !yield(Row{Kind: RowPeer, Peer: p, Number: t.peers[p.Name]}) {
			return false
		}
	}
	for i := range t.conns {
		if !yield(Row{Kind: RowConn, Conn: &t.conns[i]}) {
			return false
		}
	}
	return true
}

// member reads the next member.
func (t *TraceReader) member(yield func(Row) bool) error {
	switch t.members.key {
	case "events":
		return t.members.list(func() error { return t.event(yield) })
	case "segments":
		return t.members.list(func() error { return t.segment(yield) })
	case "segments_lost":
		err := t.members.value(&t.segmentsLost)
		t.segmentsLost = max(t.segmentsLost, 0)
		return err
	case "end":
		return t.members.value(&t.end)
	}
	if field, known := t.headField(); !known || !isRaw(field) {
		return fmt.Errorf("member %q must stand before the events", t.members.key)
	}
	return t.members.value(new(json.RawMessage))
}

func isRaw(field any) bool {
	_, raw := field.(*json.RawMessage)
	return raw
}

// event reads the next event.
func (t *TraceReader) event(yield func(Row) bool) error {
	t.events++
	t.place = fmt.Sprintf("event %d, ", t.events)
	if t.limits.Events > 0 && t.events > t.limits.Events {
		return &lab.LimitError{Name: LimitTraceEvents, Max: t.limits.Events}
	}
	var j eventJSON
	if err := t.members.value(&j); err != nil {
		return err
	}
	if t.head.Version == 1 {
		j.upgrade()
	}
	e, err := j.event(t.peers)
	if err != nil {
		return err
	}
	if e.Seq != t.events {
		return fmt.Errorf("its seq is %d, not %d", e.Seq, t.events)
	}
	if t.bytes += e.Got; t.limits.Bytes > 0 && t.bytes > t.limits.Bytes {
		return &lab.LimitError{Name: LimitTraceBytes, Max: t.limits.Bytes}
	}
	if !yield(Row{Kind: RowEvent, Event: &e}) {
		return errEnough
	}
	return nil
}

// segment reads the next segment.
func (t *TraceReader) segment(yield func(Row) bool) error {
	t.segments++
	t.place = fmt.Sprintf("segment %d, ", t.segments)
	if t.limits.Segments > 0 && t.segments > t.limits.Segments {
		return &lab.LimitError{Name: LimitTraceSegments, Max: t.limits.Segments}
	}
	var j segmentJSON
	if err := t.members.value(&j); err != nil {
		return err
	}
	s, err := j.segment()
	if err != nil {
		return err
	}
	if !yield(Row{Kind: RowSegment, Segment: &s, Number: t.segments}) {
		return errEnough
	}
	return nil
}
