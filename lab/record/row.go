package record

import "stickylab/lab"

// RowKind says which of its fields a Row has.
type RowKind uint8

// The kinds of rows.
const (
	RowEvent        RowKind = iota + 1 // Event
	RowWaiting                         // Waiting
	RowLost                            // Seq: nobody received a byte of the send of that event
	RowSegment                         // Segment, Number
	RowSegmentsLost                    // Count: segments that were seen and not kept, all so far
	RowEnd                             // End
	RowPeer                            // Peer, Number: its index, from 0
	RowConn                            // Conn
)

// Row is one row of a run: an event, or what stands between the events. What
// it points to is overwritten by the next row; of an event the Data and the
// probes may be kept, as they are not, and must not be changed.
type Row struct {
	Kind    RowKind
	Event   *lab.Event
	Waiting *Waiting
	Segment *lab.Segment
	End     *lab.End
	Peer    *lab.Peer
	Conn    *lab.Conn
	// Seq is the event that a RowLost is about.
	Seq int
	// Number counts the segments of a run from 1.
	Number int
	Count  int

	from interface {
		origins(receive *lab.Event) ([]lab.Origin, error)
	}
}

// Origins ties the receive of a RowEvent to the sends that its bytes came from.
// One whose bytes' stream is unknown, or whose sends have no row yet, has no or
// fewer origins.
func (r *Row) Origins() ([]lab.Origin, error) {
	if r.from == nil {
		return nil, nil
	}
	return r.from.origins(r.Event)
}
