package record

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"

	"stickylab/lab"
)

// headJSON is what a trace has before its events, in the order of the file.
type headJSON struct {
	Version   int           `json:"version"`
	Source    string        `json:"source,omitempty"`
	Script    string        `json:"script"`
	Slug      string        `json:"slug,omitempty"`
	Order     lab.Order     `json:"order,omitzero"`
	Added     []int         `json:"added,omitempty"`
	Stored    []Stored      `json:"stored,omitempty"`
	Transport string        `json:"transport"`
	Peers     []string      `json:"peers"`
	Programs  []programJSON `json:"programs,omitempty"`
	Conns     []connJSON    `json:"conns,omitempty"`
	Env       lab.Env       `json:"env"`
	Observer  lab.Observer  `json:"observer,omitzero"`
}

// Readable is a run that can be read row by row, more than once. While it goes
// on, it has more rows each time.
type Readable interface {
	About() Header
	Rows(ctx context.Context, after int) iter.Seq2[Row, error]
}

// WriteTrace writes a run in the trace format, version 2, row by row: what is
// known of its peers and conns, the events and then the segments. The error is
// the run's or the writer's; what was written before it stays written.
func WriteTrace(ctx context.Context, w io.Writer, run Readable) error {
	out := &traceWriter{w: bufio.NewWriterSize(w, 64<<10)}
	out.text.Grow(512)
	out.json = json.NewEncoder(&out.text)
	if err := out.survey(ctx, run); err != nil {
		return err
	}
	out.head()
	if err := out.list(ctx, run, RowEvent, out.events); err != nil {
		return err
	}
	if out.segments > 0 {
		out.write(`,"segments":[`)
		if err := out.list(ctx, run, RowSegment, out.segments); err != nil {
			return err
		}
	}
	if out.known.SegmentsLost > 0 {
		out.write(fmt.Sprintf(`,"segments_lost":%d`, out.known.SegmentsLost))
	}
	out.write(`,"end":`)
	out.value(out.known.End)
	out.write("}")
	if out.err != nil {
		return out.err
	}
	return out.w.Flush()
}

// traceWriter writes one trace.
type traceWriter struct {
	w    *bufio.Writer
	text bytes.Buffer
	json *json.Encoder
	// event is the one that is being written: a new one for each would be a
	// kilobyte of garbage.
	event eventJSON
	err   error // the first

	known            Trace // the run without its events and segments
	events, segments int   // how many there were when it was surveyed
}

// survey learns what stands before the events in the file and may come after
// them in the run.
func (t *traceWriter) survey(ctx context.Context, run Readable) error {
	t.known.Header = run.About()
	for row, err := range run.Rows(ctx, 0) {
		if err != nil {
			return err
		}
		switch row.Kind {
		case RowEvent:
			t.events++
		case RowSegment:
			t.segments++
		case RowPeer, RowConn, RowSegmentsLost, RowEnd, RowWaiting, RowLost:
			t.known.add(row)
		}
	}
	return nil
}

// head writes all that stands before the events, and leaves the object open.
func (t *traceWriter) head() {
	k := &t.known
	t.valueUpTo(headJSON{
		Version: TraceVersion, Source: k.Source, Script: k.Script, Slug: k.Slug, Order: k.Order, Added: k.Added, Stored: k.Stored, Transport: k.Transport.String(),
		Peers: k.Peers, Programs: programsJSON(k.Programs), Conns: connsJSON(k.Conns, k.Peers), Env: k.Env, Observer: k.Observer,
	}, "}\n")
	t.write(`,"events":[`)
}

// list writes the first count rows of a kind and closes the list.
func (t *traceWriter) list(ctx context.Context, run Readable, kind RowKind, count int) error {
	n := 0
	for row, err := range run.Rows(ctx, 0) {
		if err != nil {
			return err
		}
		if row.Kind != kind {
			continue
		}
		if n++; n > count || t.err != nil {
			break
		}
		if n > 1 {
			t.write(",")
		}
		if err := t.row(&row); err != nil {
			return err
		}
	}
	t.write("]")
	return t.err
}

func (t *traceWriter) row(row *Row) error {
	if row.Kind == RowSegment {
		t.value(newSegmentJSON(row.Segment))
		return nil
	}
	from, err := row.Origins()
	if err == nil {
		t.event = newEventJSON(row.Event, t.known.Peers, from)
		t.value(&t.event)
	}
	return err
}

func (t *traceWriter) write(text string) {
	if t.err == nil {
		_, t.err = t.w.WriteString(text)
	}
}

// value writes a value as JSON.
func (t *traceWriter) value(v any) { t.valueUpTo(v, "\n") }

// valueUpTo writes a value as JSON without its end.
func (t *traceWriter) valueUpTo(v any, end string) {
	if t.err != nil {
		return
	}
	t.text.Reset()
	if t.err = t.json.Encode(v); t.err == nil {
		_, t.err = t.w.Write(bytes.TrimSuffix(t.text.Bytes(), []byte(end)))
	}
}
