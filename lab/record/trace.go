package record

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"stickylab/lab"
	"stickylab/lab/boundary"
)

// TraceVersion is the version of the trace format that is written.
const TraceVersion = 2

// MaxTraceBytes bounds what ReadTrace reads.
const MaxTraceBytes = 64 << 20

// Trace is a run as a file: at once golden file, bug report, export and import.
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

// Trace reads the run so far; its End is empty while the run goes on.
func (l *Log) Trace() Trace {
	t := Trace{Header: l.header}
	for row, err := range l.Rows(context.Background(), 0) {
		if err != nil {
			panic(err) // the log wrote these rows itself
		}
		t.add(row)
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

// traceJSON is the trace as the file has it.
type traceJSON struct {
	Version      int           `json:"version"`
	Script       string        `json:"script"`
	Slug         string        `json:"slug,omitempty"`
	Order        lab.Order     `json:"order,omitzero"`
	Added        []int         `json:"added,omitempty"`
	Transport    string        `json:"transport"`
	Peers        []string      `json:"peers"`
	Programs     []programJSON `json:"programs,omitempty"`
	Conns        []connJSON    `json:"conns,omitempty"`
	Env          lab.Env       `json:"env"`
	Events       []eventJSON   `json:"events"`
	Segments     []segmentJSON `json:"segments,omitempty"`
	SegmentsLost int           `json:"segments_lost,omitempty"`
	End          lab.End       `json:"end"`
}

// MarshalJSON writes the trace format, version 2.
func (t Trace) MarshalJSON() ([]byte, error) {
	out := traceJSON{
		Version: TraceVersion, Script: t.Script, Slug: t.Slug, Order: t.Order, Added: t.Added, Transport: t.Transport.String(),
		Peers: t.Peers, Env: t.Env, Events: make([]eventJSON, len(t.Events)), End: t.End,
		Segments: segmentsJSON(t.Segments), SegmentsLost: t.SegmentsLost,
	}
	out.Programs, out.Conns = programsJSON(t.Programs), connsJSON(t.Conns, t.Peers)
	origins := boundary.Origins(t.Known(), t.Events)
	for i := range t.Events {
		out.Events[i] = newEventJSON(&t.Events[i], t.Peers, origins[t.Events[i].Seq])
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads the trace format, versions 1 and 2. What an event says of its
// origins is not kept: it follows from the offsets.
func (t *Trace) UnmarshalJSON(text []byte) error {
	var in traceJSON
	if err := json.Unmarshal(text, &in); err != nil {
		return fmt.Errorf("trace: %w", err)
	}
	if in.Version < 1 || in.Version > TraceVersion {
		return fmt.Errorf("trace: version %d is none of 1 to %d", in.Version, TraceVersion)
	}
	transport := lab.ParseTransport(in.Transport)
	if transport == 0 {
		return fmt.Errorf("trace: unknown transport %q", in.Transport)
	}
	peers := map[string]int{}
	for i, name := range in.Peers {
		peers[name] = i
	}
	t.Header = Header{Script: in.Script, Slug: in.Slug, Order: in.Order, Added: in.Added, Env: in.Env, Transport: transport, Peers: in.Peers}
	if err := t.readKnown(&in, peers); err != nil {
		return err
	}
	t.End = in.End
	t.Events = make([]lab.Event, len(in.Events))
	for i := range in.Events {
		if in.Version == 1 {
			in.Events[i].upgrade()
		}
		e, err := in.Events[i].event(peers)
		if err != nil {
			return fmt.Errorf("trace: event %d: %w", i+1, err)
		}
		t.Events[i] = e
	}
	t.SegmentsLost = max(in.SegmentsLost, 0)
	return t.readSegments(in.Segments)
}

// ReadTrace reads one trace of at most MaxTraceBytes.
func ReadTrace(r io.Reader) (Trace, error) {
	text, err := io.ReadAll(io.LimitReader(r, MaxTraceBytes+1))
	if err != nil {
		return Trace{}, fmt.Errorf("trace: %w", err)
	}
	if len(text) > MaxTraceBytes {
		return Trace{}, &lab.LimitError{Name: "trace-bytes", Max: MaxTraceBytes}
	}
	var t Trace
	err = json.Unmarshal(text, &t)
	return t, err
}
