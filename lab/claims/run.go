package claims

import (
	"stickylab/lab"
	"stickylab/lab/boundary"
	"stickylab/lab/record"
)

// Run is a trace prepared for claims. It keeps the trace's events and is not
// safe for concurrent use: origins are worked out when first asked for.
type Run struct {
	conns    lab.Conns
	events   []lab.Event
	segments []lab.Segment
	missed   int    // segments that the capture lost
	capture  string // Env.Capture
	end      lab.End
	calls    map[subject][]*lab.Event
	tied     map[int][]lab.Origin
	arrived  map[int]int32 // what a close counted of its socket, see lab.Event
	named    []int         // Seqs of the events of which a claim held
}

// NewRun prepares a trace. Claims call its peers by these names, in the order
// of their numbers; events of further peers belong to no claim.
func NewRun(t record.Trace, peers []string) *Run {
	r := &Run{
		conns: t.Known(), events: t.Events, segments: t.Segments, missed: t.SegmentsLost, capture: t.Env.Capture,
		end: t.End, calls: map[subject][]*lab.Event{}, arrived: map[int]int32{},
	}
	for i := range r.events {
		event := &r.events[i]
		if n := event.Arrived(); n > 0 {
			r.arrived[event.Conn] = n
		}
		if event.Peer < 0 || event.Peer >= len(peers) {
			continue
		}
		s := subject{name: peers[event.Peer], peer: event.Peer, call: event.Call}
		r.calls[s] = append(r.calls[s], event)
	}
	return r
}

// event gives the n-th event of a subject, nil when there are fewer.
func (r *Run) event(n nth) *lab.Event {
	events := r.calls[n.subject]
	if n.n > len(events) {
		return nil
	}
	return events[n.n-1]
}

func (r *Run) origins() map[int][]lab.Origin {
	if r.tied == nil {
		r.tied = boundary.Origins(r.conns, r.events)
	}
	return r.tied
}

func (r *Run) sockets() int {
	conns := map[int]bool{}
	for i := range r.events {
		if conn := r.events[i].Conn; conn != 0 {
			conns[conn] = true
		}
	}
	return len(conns)
}
