package findings

import (
	"context"
	"iter"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// Run is what is read of a run. Its methods may be called again and again.
type Run interface {
	// Events yields the events from the Seq on, in the order of their Seq. One is
	// valid until the next is asked for. To find the first must not take longer
	// the more events the run has.
	Events(ctx context.Context, from int) iter.Seq2[*lab.Event, error]
	// Segments yields the captured segments as they were captured, none where
	// there was no capture.
	Segments(ctx context.Context) iter.Seq2[*lab.Segment, error]
}

// About is what is known of a run beside its events.
type About struct {
	Peers  []string
	Conns  lab.Conns // must not change any more
	Source string    // one of lab.SourceX, empty of a script
}

// Analysis is what the events of a run show together: the Findings, and what
// must be known of the streams and conns to explain the verdict of any event.
// It takes some megabytes for a million events, does not change, and may be
// used by several goroutines at once.
type Analysis struct {
	Findings *Findings

	about   About
	events  int
	streams map[int]*stream // by the conn that sends
	conns   map[int]*conn
	peers   map[int]*peer
	places  map[place][]listening // in the order of the listens
	strays  bool                  // some conn received bytes of unknown origin
	faults  map[int]*frame.Error  // of decodes that are explained better than in their event
	fed     numbers               // Seqs of receives that a decoder took
}

// conn is what is known of a socket beside its stream.
type conn struct {
	peer     int
	listens  bool
	closed   int    // Seq of its close, 0 without one
	cut      bool   // the end of the run closed it, and not its program
	place    place  // where it was bound, or connected to last
	placed   int    // Seq of that bind or connect
	broken   failed // the first call that found the connection broken
	from     int    // the stream that it received bytes of, 0 for none
	strays   bool   // it received bytes of unknown origin
	drops    int32  // datagrams that were dropped, as the last probe counted
	dropsAt  int    // Seq of the event with that probe
	resent   int32  // segments that it sent again, as the last probe counted
	window   int32  // the least of the receiver that a send of it waited for
	windowed bool   // there is one
	limited  int32  // for how many microseconds the receiver's window held it back, as last counted
	resentAt int    // Seq of the event with that probe
	corked   bool   // TCP_CORK is set, as of the events so far
	nodelay  bool   // TCP_NODELAY is
}

// failed is a call that returned an error.
type failed struct {
	seq  int // 0 for none
	call lab.Call
	err  string
}

// peer is what is known of a participant.
type peer struct {
	listeners []*conn // those that have called listen
	stopped   bool    // its last call, but for closes, was cut off by the end of the run
}

// Analyse reads a run twice: once to learn of its streams and conns, once for
// its findings. The error is that of the run or of the context.
func Analyse(ctx context.Context, run Run, about About) (*Analysis, error) {
	a := &Analysis{about: about, streams: map[int]*stream{}, conns: map[int]*conn{}, peers: map[int]*peer{}, places: map[place][]listening{}}
	if err := a.learn(ctx, run); err != nil {
		return nil, err
	}
	found, err := a.find(ctx, run)
	a.Findings = found
	return a, err
}

// Size is about how many bytes of memory the analysis takes.
func (a *Analysis) Size() int {
	const perConn = 400 // a conn, its stream, and their places in maps
	n := len(a.fed)*8 + len(a.conns)*perConn
	for _, s := range a.streams {
		n += s.size()
	}
	return n
}

// transport returns the transport of a conn.
func (a *Analysis) transport(conn int) lab.Transport { return a.about.Conns.ConnOf(conn).Transport }

// name returns the name of a peer, empty for one that is not known.
func (a *Analysis) name(peer int) string {
	if peer < 0 || peer >= len(a.about.Peers) {
		return ""
	}
	return a.about.Peers[peer]
}

// stream returns the stream that a conn sends, an empty one where none is known.
func (a *Analysis) stream(of int) *stream {
	if s := a.streams[of]; s != nil {
		return s
	}
	return &stream{conn: of}
}

// conn returns what is known of a socket.
func (a *Analysis) conn(id int) *conn {
	if c := a.conns[id]; c != nil {
		return c
	}
	return &conn{peer: -1}
}
