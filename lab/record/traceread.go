package record

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"math"
	"strconv"

	"stickylab/lab"
)

// TraceLimits bound what is read of a trace. A field of 0 does not.
type TraceLimits struct {
	Events   int
	Segments int
	// Bytes counts those that were sent and received: the least of what the lab
	// allows a run and of what it can still spend on the client.
	Bytes int
	// Strange: the file may be anybody's, so what it says of its sockets together
	// is held to what sockets do: whose they are, and that no byte of a stream
	// comes twice.
	Strange bool
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
	list                    string // the one that is read, for errors,
	number                  int    // and the place in it
	events, segments, bytes int
	beside                  int64 // bytes of JSON of events beyond what each may have, and their data
	segmentsLost            int
	end                     lab.End
	used                    used
}

// NewTraceReader reads the members before the events. An error of a TraceReader
// is a *TraceError, which wraps a *lab.LimitError where a limit is in the way.
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
	e := (*TraceError)(nil)
	if !errors.As(err, &e) {
		return err
	}
	e.Offset = t.members.at
	if e.List == "" {
		e.List, e.Number = t.list, t.number
	}
	return e
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
		if _, err := t.members.value(field); err != nil {
			return err
		}
		if err := t.members.next(); err != nil {
			return err
		}
	}
	return t.checkHead()
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
		t.list, t.number = "", 0
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
		if _, err := t.members.value(&t.segmentsLost); err != nil {
			return err
		}
		return whole("segments_lost", int64(t.segmentsLost), 0, maxInt)
	case "end":
		return t.readEnd()
	}
	if field, known := t.headField(); !known || !isRaw(field) {
		return wrong(t.members.key, "late")
	}
	_, err := t.members.value(new(json.RawMessage))
	return err
}

// readEnd reads how the run ended; a trace of a run that went on has nothing
// there.
func (t *TraceReader) readEnd() error {
	if _, err := t.members.value(&t.end); err != nil {
		return err
	}
	switch t.end.Reason {
	case "", lab.EndDone, lab.EndStopped, lab.EndLimit, lab.EndError, lab.EndUnfinished:
	default:
		return wrong("end.reason", "end", strconv.Quote(t.end.Reason))
	}
	if n := len(t.end.Detail); n > lab.MaxArg {
		return wrong("end.detail", "text-length", n, lab.MaxArg)
	}
	return nil
}

func isRaw(field any) bool {
	_, raw := field.(*json.RawMessage)
	return raw
}

// besideBytes is how much of the JSON of an event, beside its data, is not
// counted: more than what an event has without a long text.
const besideBytes = 2 << 10

// event reads the next event.
func (t *TraceReader) event(yield func(Row) bool) error {
	t.events++
	t.list, t.number = "events", t.events
	if t.limits.Events > 0 && t.events > t.limits.Events {
		return over("", &lab.LimitError{Name: LimitTraceEvents, Max: t.limits.Events})
	}
	var j eventJSON
	length, err := t.members.value(&j)
	if err != nil {
		return err
	}
	if t.head.Version == 1 {
		j.upgrade()
	}
	e, err := j.event(t.peers, t.header.Peers)
	if err != nil {
		return err
	}
	if e.Seq != t.events {
		return wrong("seq", "seq", e.Seq, t.events)
	}
	t.bytes += len(e.Data)
	t.beside += int64(max(length-base64.StdEncoding.EncodedLen(len(e.Data))-besideBytes, 0))
	if t.limits.Bytes > 0 && (t.bytes > t.limits.Bytes || t.beside > t.limits.valueBytes()) {
		return over("", &lab.LimitError{Name: LimitTraceBytes, Max: t.limits.Bytes})
	}
	if t.limits.Strange {
		if err := t.used.by(&e, t.header.Peers); err != nil {
			return err
		}
	}
	if !yield(Row{Kind: RowEvent, Event: &e}) {
		return errEnough
	}
	return nil
}

// segment reads the next segment.
func (t *TraceReader) segment(yield func(Row) bool) error {
	t.segments++
	t.list, t.number = "segments", t.segments
	if t.limits.Segments > 0 && t.segments > t.limits.Segments {
		return over("", &lab.LimitError{Name: LimitTraceSegments, Max: t.limits.Segments})
	}
	var j segmentJSON
	if _, err := t.members.value(&j); err != nil {
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
