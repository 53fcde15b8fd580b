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

// piece is the bytes of one send.
type piece struct {
	stream int
	off    int64
	data   []byte
}

// under is a send whose system call has not ended, so that no row has it yet.
type under struct {
	off      int64
	data     []byte
	datagram bool
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
	if r.datagrams(e.Stream) {
		return r.datagram(e)
	}
	var data []byte
	for at, end := e.Off, e.Off+int64(e.Got); at < end; {
		sent, err := r.at(e.Stream, at)
		if err != nil {
			return nil, err
		}
		sent = sent[:min(int64(len(sent)), end-at)]
		switch {
		case len(sent) == 0:
			return data, nil
		case data == nil:
			data = slices.Clip(sent) // mostly all of it, and then nothing is copied
		default:
			data = append(data, sent...)
		}
		at += int64(len(sent))
	}
	return data, nil
}

// datagrams reports whether a conn sends datagrams.
func (r *resolver) datagrams(conn int) bool {
	if s := r.run.index.streams[conn]; s != nil {
		return s.datagram
	}
	return r.run.under[conn].datagram
}

func (r *resolver) datagram(e *lab.Event) ([]byte, error) {
	sent, err := r.at(e.Stream, e.Off)
	return sent[:min(len(sent), e.Got)], err
}

// at finds the bytes of the send that has the offset, from there on; none where
// no row and no call under way has it.
func (r *resolver) at(conn int, off int64) ([]byte, error) {
	if s := r.run.index.streams[conn]; s != nil {
		for i := s.spanAt(off); i < len(s.spans) && s.spans[i].off <= off; i++ {
			sends, err := r.sendsOf(s.spans[i].batch)
			if err != nil {
				return nil, err
			}
			if data := find(sends, conn, off, s.datagram); data != nil {
				return data, nil
			}
		}
	}
	if u, ok := r.run.under[conn]; ok && off >= u.off {
		if u.datagram {
			return u.data, nil
		}
		return u.data[min(off-u.off, int64(len(u.data))):], nil
	}
	return nil, nil
}

// find looks for the send that has the offset among those of a batch.
func find(sends []piece, conn int, off int64, datagram bool) []byte {
	i := sort.Search(len(sends), func(i int) bool {
		p := &sends[i]
		return p.stream > conn || p.stream == conn && p.off > off
	}) - 1
	if i < 0 || sends[i].stream != conn {
		return nil
	}
	p := &sends[i]
	if datagram {
		if p.off != off {
			return nil
		}
		return p.data
	}
	if off >= p.off+int64(len(p.data)) {
		return nil
	}
	return p.data[off-p.off:]
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
		if e := row.Event; e != nil && e.Call.Sends() && e.Got > 0 {
			sends = append(sends, piece{e.Stream, e.Off, e.Data})
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
