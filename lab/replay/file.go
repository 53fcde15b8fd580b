package replay

import (
	"context"

	"stickylab/lab"
	"stickylab/lab/record"
)

// file is what a trace has, beside its header. Its events are let go as they
// are played; what it said of them stays.
type file struct {
	peers    []lab.Peer
	conns    []lab.Conn
	events   []lab.Event
	segments []lab.Segment
	lost     int // segments that were seen and not kept
	end      lab.End

	said []said // of the events, in their order
}

// said is what a file says of an event that follows from others.
type said struct {
	verdict lab.Verdict
	joined  lab.Joined
	stream  int
	off     int64
}

func readFile(ctx context.Context, reader *record.TraceReader) (*file, error) {
	f := &file{}
	for row, err := range reader.Rows() {
		if err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f.add(row)
	}
	return f, nil
}

func (f *file) add(row record.Row) {
	switch row.Kind {
	case record.RowPeer:
		f.peers = append(f.peers, *row.Peer)
	case record.RowConn:
		f.conns = append(f.conns, *row.Conn)
	case record.RowEvent:
		f.said = append(f.said, saidOf(row.Event))
		f.events = append(f.events, *row.Event)
	case record.RowSegment:
		f.segments = append(f.segments, *row.Segment)
	case record.RowSegmentsLost:
		f.lost = row.Count
	case record.RowEnd:
		f.end = *row.End
	case record.RowWaiting, record.RowLost:
	}
}

// saidOf is what is said of an event. Where the bytes of a send stand follows
// from its own socket, so only a receive has it.
func saidOf(e *lab.Event) said {
	s := said{verdict: e.Verdict, joined: e.Joined}
	if e.Call.Receives() && e.Got > 0 {
		s.stream, s.off = e.Stream, e.Off
	}
	return s
}

// ended is how the run ended, or that the file was written before it did.
func (f *file) ended() lab.End {
	if f.end.Reason == "" {
		return lab.End{Reason: lab.EndUnfinished}
	}
	return f.end
}

// compare lists in stored what the file says otherwise than the log.
func (f *file) compare(ctx context.Context, log *record.Log, stored *record.Stored) error {
	for row, err := range log.Rows(ctx, 0) {
		if err != nil {
			return err
		}
		if row.Kind != record.RowEvent || saidOf(row.Event) == f.said[row.Event.Seq-1] {
			continue
		}
		if len(stored.Claims) == record.MaxClaims {
			stored.More++
			continue
		}
		s := f.said[row.Event.Seq-1]
		stored.Claims = append(stored.Claims, record.Claim{
			Seq: row.Event.Seq, Verdict: s.verdict.Names(), Joined: s.joined.String(), Stream: s.stream, Off: s.off,
		})
	}
	return nil
}
