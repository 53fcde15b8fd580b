package record

import (
	"bytes"
	"context"
	"iter"
	"slices"

	"stickylab/lab"
	"stickylab/lab/boundary"
)

// TraceVersion is the version of the trace format that is written.
const TraceVersion = 2

// Trace is a whole run in memory. What can go through a run row by row does not
// make one: see Log.Rows, WriteTrace and NewTraceReader.
type Trace struct {
	Header
	// Programs are the peers of which more is known than their names, by those.
	Programs []lab.Peer
	// Conns are those of which more is known than their events say.
	Conns  []lab.Conn
	Events []lab.Event
	// Segments are those that were captured, in the order of their times.
	Segments []lab.Segment
	// SegmentsLost counts those that the kernel had no room for, or that went
	// over a limit.
	SegmentsLost int
	End          lab.End
}

// Collect reads a run, or what there is of it so far, into memory; its End is
// empty while it goes on.
func Collect(ctx context.Context, run Readable) (Trace, error) {
	t := Trace{Header: run.About()}
	for row, err := range run.Rows(ctx, 0) {
		if err != nil {
			return Trace{}, err
		}
		t.add(row)
	}
	return t, nil
}

// Trace is Collect of a log, for tests and tools: it panics where Collect fails,
// which is where a row says what was never sent.
func (l *Log) Trace() Trace {
	t, err := Collect(context.Background(), l)
	if err != nil {
		panic(err)
	}
	return t
}

func (t *Trace) add(row Row) {
	switch row.Kind {
	case RowEvent:
		t.Events = append(t.Events, *row.Event)
	case RowSegment:
		t.Segments = append(t.Segments, *row.Segment)
	case RowSegmentsLost:
		t.SegmentsLost = row.Count
	case RowEnd:
		t.End = *row.End
	case RowPeer:
		t.addPeer(row.Number, *row.Peer)
	case RowConn:
		t.Conns = append(t.Conns, *row.Conn)
	case RowWaiting, RowLost:
	}
}

// addPeer enters a peer; one that came before is known by its name.
func (t *Trace) addPeer(index int, p lab.Peer) {
	if index == len(t.Peers) {
		t.Peers = append(slices.Clip(t.Peers), p.Name)
	}
	t.Programs = slices.DeleteFunc(t.Programs, func(old lab.Peer) bool { return old.Name == p.Name })
	t.Programs = append(t.Programs, p)
}

// Known reports what is known of the run's conns.
func (t *Trace) Known() lab.Conns {
	if len(t.Conns) == 0 {
		return t.Transport
	}
	table := &lab.ConnTable{Default: t.Transport}
	for _, c := range t.Conns {
		table.Add(c)
	}
	return table
}

// Rows yields the trace as rows: peers and conns, events, segments, the end.
func (t *Trace) Rows(ctx context.Context, after int) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for row := range t.rows(after) {
			if !yield(row, ctx.Err()) || ctx.Err() != nil {
				return
			}
		}
	}
}

func (t *Trace) rows(after int) iter.Seq[Row] {
	from := traceOrigins(boundary.Origins(t.Known(), t.Events))
	return func(yield func(Row) bool) {
		for i := range t.Programs {
			p := &t.Programs[i]
			if !yield(Row{Kind: RowPeer, Peer: p, Number: slices.Index(t.Peers, p.Name)}) {
				return
			}
		}
		for i := range t.Conns {
			if !yield(Row{Kind: RowConn, Conn: &t.Conns[i]}) {
				return
			}
		}
		for i := range t.Events {
			if t.Events[i].Seq > after && !yield(Row{Kind: RowEvent, Event: &t.Events[i], from: from}) {
				return
			}
		}
		for i := range t.Segments {
			if !yield(Row{Kind: RowSegment, Segment: &t.Segments[i], Number: i + 1}) {
				return
			}
		}
		if t.SegmentsLost > 0 && !yield(Row{Kind: RowSegmentsLost, Count: t.SegmentsLost}) {
			return
		}
		if t.End.Reason != "" {
			yield(Row{Kind: RowEnd, End: &t.End})
		}
	}
}

// About returns the header.
func (t *Trace) About() Header { return t.Header }

type traceOrigins map[int][]lab.Origin

func (o traceOrigins) origins(e *lab.Event) ([]lab.Origin, error) { return o[e.Seq], nil }

// MarshalJSON writes the trace format, see WriteTrace.
func (t Trace) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	err := WriteTrace(context.Background(), &out, &t)
	return out.Bytes(), err
}

// UnmarshalJSON reads the trace format, see NewTraceReader.
func (t *Trace) UnmarshalJSON(text []byte) error {
	read, err := ReadTrace(bytes.NewReader(text), TraceLimits{})
	if err == nil {
		*t = read
	}
	return err
}
