package record

import (
	"fmt"
	"slices"
	"sort"

	"stickylab/lab"
)

// keptSends is how many batches' sends a resolver remembers. Receives follow
// their sends closely, each stream in order, so few are needed for each stream.
const keptSends = 64

// piece is the bytes of one send: of the event seq, 0 while it is under way.
type piece struct {
	stream, seq int
	off         int64
	data        []byte
}

// resolver finds the bytes that receives took. It belongs to one goroutine.
type resolver struct {
	run    *stored
	sends  map[int][]piece // of a batch, by stream and offset
	recent []int           // the batches of sends, oldest first
	dec    decoder
}

func newResolver(run *stored) *resolver {
	return &resolver{run: run, sends: map[int][]piece{}, dec: decoder{sendsOnly: true}}
}

// fill sets the Data of a receive whose row has none.
func (r *resolver) fill(e *lab.Event) error {
	if !e.Call.Receives() || e.Stream == 0 || e.Got == 0 {
		return nil
	}
	data, err := r.data(e)
	if err != nil {
		return fmt.Errorf("event %d: %w", e.Seq, err)
	}
	if len(data) != e.Got {
		return fmt.Errorf("event %d: %d bytes of stream %d at %d were received, %d were sent", e.Seq, e.Got, e.Stream, e.Off, len(data))
	}
	e.Data = data
	return nil
}

func (r *resolver) data(e *lab.Event) ([]byte, error) {
	var data []byte
	err := r.pieces(e, func(p piece, from, to int) {
		if data == nil {
			data = p.data[from:to:to] // mostly all of it, and then nothing is copied
		} else {
			data = append(data, p.data[from:to]...)
		}
	})
	return data, err
}

// origins ties a receive to the sends that its bytes came from.
func (r *resolver) origins(e *lab.Event) ([]lab.Origin, error) {
	if !e.Call.Receives() || e.Stream == 0 {
		return nil, nil
	}
	var all []lab.Origin
	err := r.pieces(e, func(p piece, from, to int) {
		if p.seq != 0 {
			all = append(all, lab.Origin{Seq: p.seq, Off: from, Len: to - from})
		}
	})
	return all, err
}

// pieces visits the sends that a receive took bytes of, as far as there are
// any, and which of their bytes those are.
func (r *resolver) pieces(e *lab.Event, visit func(p piece, from, to int)) error {
	if r.datagrams(e.Stream) {
		p, ok, err := r.at(e.Stream, e.Off)
		if ok {
			visit(p, 0, min(e.Got, len(p.data)))
		}
		return err
	}
	for at, end := e.Off, e.Off+int64(e.Got); at < end; {
		p, ok, err := r.at(e.Stream, at)
		if err != nil || !ok {
			return err
		}
		from := int(at - p.off)
		to := int(min(int64(len(p.data)), end-p.off))
		visit(p, from, to)
		at += int64(to - from)
	}
	return nil
}

// datagrams reports whether a conn sends datagrams.
func (r *resolver) datagrams(conn int) bool {
	if s := r.run.index.streams.Ref(conn); s != nil {
		return s.datagram
	}
	return r.run.underWay.Get(conn).Datagram
}

// at finds the send that has the offset; false where no row and no call under
// way has it.
func (r *resolver) at(conn int, off int64) (p piece, ok bool, err error) {
	if s := r.run.index.streams.Ref(conn); s != nil {
		for i := s.spanAt(off); i < len(s.spans) && s.spans[i].off <= off; i++ {
			sends, err := r.sendsOf(s.spans[i].batch)
			if err != nil {
				return p, false, err
			}
			if p, ok := find(sends, conn, off); ok && p.has(off, s.datagram) {
				return p, true, nil
			}
		}
	}
	u, going := r.run.underWay.Look(conn)
	p = piece{stream: conn, off: u.Off, data: u.Data}
	return p, going && p.has(off, u.Datagram), nil
}

// has reports whether the offset is one of the send's bytes, or its datagram.
func (p *piece) has(off int64, datagram bool) bool {
	if datagram {
		return off == p.off
	}
	return off >= p.off && off < p.off+int64(len(p.data))
}

// find looks for the last send of the conn that begins at the offset or before
// it.
func find(sends []piece, conn int, off int64) (piece, bool) {
	i := sort.Search(len(sends), func(i int) bool {
		p := &sends[i]
		return p.stream > conn || p.stream == conn && p.off > off
	}) - 1
	if i < 0 || sends[i].stream != conn {
		return piece{}, false
	}
	return sends[i], true
}

// sendsOf reads the sends of a batch, or remembers them.
func (r *resolver) sendsOf(batch int) ([]piece, error) {
	if sends, ok := r.sends[batch]; ok {
		return sends, nil
	}
	var room []piece
	if len(r.recent) == keptSends {
		room = r.sends[r.recent[0]][:0]
		delete(r.sends, r.recent[0])
		r.recent = append(r.recent[:0], r.recent[1:]...)
	}
	sends, err := r.readSends(batch, room)
	if err != nil {
		return nil, err
	}
	r.sends[batch] = sends
	r.recent = append(r.recent, batch)
	return sends, nil
}

func (r *resolver) readSends(batch int, sends []piece) ([]piece, error) {
	r.dec.begin(r.run.batches[batch].Bytes)
	for row, ok := r.dec.next(); ok; row, ok = r.dec.next() {
		if e := row.Event; e != nil && e.Call.Sends() && (e.Got > 0 || r.datagrams(e.Stream)) {
			sends = append(sends, piece{e.Stream, e.Seq, e.Off, e.Data})
		}
	}
	if r.dec.err != nil {
		return nil, fmt.Errorf("batch %d: %w", batch+1, r.dec.err)
	}
	slices.SortStableFunc(sends, comparePieces)
	return sends, nil
}

func comparePieces(a, b piece) int {
	if a.stream != b.stream {
		return a.stream - b.stream
	}
	switch {
	case a.off < b.off:
		return -1
	case a.off > b.off:
		return 1
	}
	return 0
}
