package record

import (
	"context"
	"io"
	"iter"
	"slices"
	"sync"

	"stickylab/lab"
)

// Memory is the Shelf that is lost with the process. The zero Memory is empty.
type Memory struct {
	mu   sync.Mutex
	runs map[string]*volume
}

// Create begins to store a run, see Shelf.
func (m *Memory) Create(_ context.Context, id string, about Header) (Appender, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.runs[id] != nil {
		return nil, ErrKept
	}
	if m.runs == nil {
		m.runs = map[string]*volume{}
	}
	v := &volume{
		header: about, peers: slices.Clone(about.Peers), conns: lab.ConnTable{Default: about.Transport},
		done: make(chan struct{}), grown: make(chan struct{}),
	}
	m.runs[id] = v
	return v, nil
}

// Open returns a run, see Shelf.
func (m *Memory) Open(_ context.Context, id string) (Reader, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if v := m.runs[id]; v != nil {
		return v, nil
	}
	return nil, ErrNoRun
}

// Drop forgets a run, see Shelf.
func (m *Memory) Drop(_ context.Context, id string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.runs[id] == nil {
		return ErrNoRun
	}
	delete(m.runs, id)
	return nil
}

// volume is a run as its batches. What must be known beside them is learnt from
// their rows, see index.
type volume struct {
	header Header
	done   chan struct{} // closed with the row of the end

	mu      sync.Mutex
	batches []Batch
	index   index
	peers   []string
	conns   lab.ConnTable
	size    int
	end     *lab.End
	grown   chan struct{} // closed with the next batch
}

// Append adds a batch, see Appender.
func (v *volume) Append(_ context.Context, b Batch) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	end, err := v.learn(b)
	if err != nil {
		return err
	}
	v.batches = append(v.batches, b)
	v.size += len(b.Bytes)
	close(v.grown)
	v.grown = make(chan struct{})
	if end != nil && v.end == nil {
		v.end = end
		close(v.done)
	}
	return nil
}

func (v *volume) About() Header { return v.header }

func (v *volume) Len() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	if n := len(v.batches); n > 0 {
		return v.batches[n-1].Last
	}
	return 0
}

func (v *volume) Size() int {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.size
}

func (v *volume) Ended() (lab.End, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.end == nil {
		return lab.End{}, false
	}
	return *v.end, true
}

func (v *volume) Wait(ctx context.Context) (lab.End, error) {
	select {
	case <-v.done:
		return *v.end, nil
	case <-ctx.Done():
		return lab.End{}, ctx.Err()
	}
}

func (v *volume) stored() *stored {
	v.mu.Lock()
	defer v.mu.Unlock()
	return &stored{header: v.header, batches: slices.Clip(v.batches), index: v.index.snapshot()}
}

func (v *volume) Rows(ctx context.Context, after int) iter.Seq2[Row, error] {
	return v.stored().rows(ctx, after)
}

func (v *volume) Event(_ context.Context, seq int) (Row, bool, error) { return v.stored().event(seq) }

func (v *volume) Events(ctx context.Context, from int) iter.Seq2[*lab.Event, error] {
	return v.stored().events(ctx, from)
}

func (v *volume) Segments(ctx context.Context) iter.Seq2[*lab.Segment, error] {
	return v.stored().segments(ctx)
}

func (v *volume) PeerNames() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Clone(v.peers)
}

func (v *volume) Conns() lab.Conns {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.conns.Clone()
}

func (v *volume) Follow(_ context.Context, after int) (Cursor, error) {
	s := v.stored()
	c := &reading{volume: v, next: batchAfter(s.batches, after)}
	if c.next > 0 {
		known, err := s.known(after)
		if err != nil {
			return nil, err
		}
		c.known = known
	}
	return c, nil
}

// reading is a place in a volume.
type reading struct {
	*volume
	next  int
	known *Batch // of peers and conns, from the batches before
}

func (r *reading) Close() {}

func (r *reading) Next(ctx context.Context) ([]Batch, error) {
	for {
		r.mu.Lock()
		batches, end, grown := slices.Clip(r.batches[r.next:]), r.end, r.grown
		r.mu.Unlock()
		if len(batches) > 0 {
			r.next += len(batches)
			if r.known != nil {
				batches = slices.Insert(batches, 0, *r.known)
				r.known = nil
			}
			return batches, nil
		}
		if end != nil {
			return nil, io.EOF
		}
		select {
		case <-grown:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
