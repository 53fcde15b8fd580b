package record

import (
	"context"
	"slices"

	"stickylab/lab"
)

// learn adds what the rows of the next batch say to what is known of the run,
// and returns how the run ended where it says that.
func (v *volume) learn(b Batch) (end *lab.End, err error) {
	x, n := &v.index, len(v.batches)
	var dec decoder
	dec.begin(b.Bytes)
	for row, ok := dec.next(); ok; row, ok = dec.next() {
		switch row.Kind {
		case RowEvent:
			x.learnEvent(row.Event, n, dec.calls[row.Event.Call].datagram)
		case RowLost:
			x.lost = append(x.lost, row.Seq)
		case RowSegment:
			x.wire.add(row.Segment, n)
			x.ends(row.Segment.From, row.Segment.To)
		case RowSegmentsLost:
			x.wire.lost = row.Count
		case RowEnd:
			over := *row.End
			end = &over
		case RowPeer:
			if row.Number == len(v.peers) {
				v.peers = append(v.peers, row.Peer.Name)
			}
		case RowConn:
			v.conns.Add(*row.Conn)
		case RowWaiting:
		}
	}
	slices.Sort(x.lost)
	return end, dec.err
}

func (x *index) learnEvent(e *lab.Event, batch int, datagram bool) {
	switch {
	case e.Call.Sends():
		x.sent(e, batch, datagram)
	case e.Call == lab.CallAccept:
		x.ends(e.Conn, e.FarConn)
	}
}

// ends notes that two conns are the ends of one connection, unless one is not
// known.
func (x *index) ends(a, b int) {
	if a != 0 && b != 0 && x.wire.far.Get(a) == 0 {
		x.wire.pair(a, b)
	}
}

// known returns a batch of all that the run says of peers and conns, for a
// viewer that gets no batch from before; nil without any.
func (s *stored) known(after int) (*Batch, error) {
	var enc encoder
	enc.begin(after+1, 0)
	empty := len(enc.buf)
	for row, err := range s.rows(context.Background(), 0) {
		if err != nil {
			return nil, err
		}
		switch row.Kind {
		case RowPeer:
			enc.peer(row.Number, row.Peer)
		case RowConn:
			enc.conn(row.Conn)
		}
	}
	if len(enc.buf) == empty {
		return nil, nil
	}
	return &Batch{Bytes: enc.take(), Last: after}, nil
}
