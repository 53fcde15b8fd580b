package record

import (
	"bytes"
	"context"
	"errors"
	"io"
	"reflect"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"stickylab/lab"
)

// shelved copies a run to a shelf and opens it there.
func shelved(t *testing.T, l *Log) Reader {
	t.Helper()
	var shelf Memory
	to, err := shelf.Create(t.Context(), "some", l.About())
	if err != nil {
		t.Fatal(err)
	}
	if err := Store(t.Context(), l, to, 1<<30, nil); err != nil {
		t.Fatal(err)
	}
	run, err := shelf.Open(t.Context(), "some")
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// A run that is read from a shelf is the run: its rows, its events one by one,
// its trace, what its viewers get.
func TestAStoredRunIsTheRun(t *testing.T) {
	long := newChatter(5, 3)
	long.talk(6000, 3)
	long.log.End(lab.End{Reason: lab.EndDone})
	all := map[string]*Log{"long": long.log}
	for name, run := range runs {
		all[name] = run()
	}
	for name, l := range all {
		run := shelved(t, l)
		var want, got bytes.Buffer
		if err := errors.Join(WriteTrace(t.Context(), &want, l), WriteTrace(t.Context(), &got, run)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got.String() != want.String() {
			t.Errorf("%s: stored it is\n%.900s\nwant\n%.900s", name, &got, &want)
		}
		if run.Len() != l.Len() || run.Size() != l.Size() {
			t.Errorf("%s: %d events of %d bytes, want %d of %d", name, run.Len(), run.Size(), l.Len(), l.Size())
		}
		if got, want := run.PeerNames(), l.PeerNames(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: peers %q, want %q", name, got, want)
		}
		if got, want := run.Conns(), l.Conns(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: conns %+v, want %+v", name, got, want)
		}
		if got, want := segmentsOf(t, run), segmentsOf(t, l); !reflect.DeepEqual(got, want) || len(got) != len(l.Trace().Segments) {
			t.Errorf("%s: segments %+v, want %+v", name, got, want)
		}
		end, _ := l.Ended()
		if got, err := run.Wait(t.Context()); err != nil || got != end {
			t.Errorf("%s: ended as %+v, %v, want %+v", name, got, err, end)
		}
		for _, after := range []int{0, 1, l.Len() / 2, l.Len()} {
			if want, got := mustFollow(t, l, after), mustFollow(t, run, after); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: after %d a viewer gets %d batches, want %d", name, after, len(got), len(want))
			}
		}
	}
}

func segmentsOf(t *testing.T, run Reader) (all []lab.Segment) {
	t.Helper()
	for s, err := range run.Segments(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, *s)
	}
	return all
}

func mustFollow(t *testing.T, run Reader, after int) (all []Batch) {
	t.Helper()
	c, err := run.Follow(t.Context(), after)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for {
		batches, err := c.Next(t.Context())
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, batches...)
	}
}

func TestAShelfKnowsItsRuns(t *testing.T) {
	var shelf Memory
	ctx := t.Context()
	if _, err := shelf.Open(ctx, "some"); !errors.Is(err, ErrNoRun) {
		t.Errorf("open: %v, want %v", err, ErrNoRun)
	}
	if err := shelf.Drop(ctx, "some"); !errors.Is(err, ErrNoRun) {
		t.Errorf("drop: %v, want %v", err, ErrNoRun)
	}
	if _, err := shelf.Create(ctx, "some", Header{Script: "tcp\n"}); err != nil {
		t.Fatal(err)
	}
	if _, err := shelf.Create(ctx, "some", Header{}); !errors.Is(err, ErrKept) {
		t.Errorf("create: %v, want %v", err, ErrKept)
	}
	run, err := shelf.Open(ctx, "some")
	if err != nil || run.About().Script != "tcp\n" {
		t.Errorf("open: %+v, %v", run, err)
	}
	if _, ended := run.Ended(); ended || run.Len() != 0 {
		t.Errorf("%d events of a run that has none, ended %t", run.Len(), ended)
	}
	if err := shelf.Drop(ctx, "some"); err != nil {
		t.Error(err)
	}
	if _, err := shelf.Open(ctx, "some"); !errors.Is(err, ErrNoRun) {
		t.Errorf("open after drop: %v, want %v", err, ErrNoRun)
	}
}

func TestABatchThatIsNoneIsNotStored(t *testing.T) {
	var shelf Memory
	to, err := shelf.Create(t.Context(), "some", Header{})
	if err != nil {
		t.Fatal(err)
	}
	if err := to.Append(t.Context(), Batch{Bytes: []byte{wireVersion, 0, 1, 0, 0x25}}); !errors.Is(err, errShort) {
		t.Errorf("got %v, want %v", err, errShort)
	}
}

// slow is a shelf that takes a second for a batch.
type slow struct {
	mu      sync.Mutex
	batches []Batch
}

func (s *slow) Append(_ context.Context, b Batch) error {
	time.Sleep(time.Second)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.batches = append(s.batches, b)
	return nil
}

// A run never waits for its shelf: one that is too slow ends it, and what there
// is of the run is stored.
func TestAShelfThatIsTooSlowEndsTheRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
		var to slow
		ended := make(chan error, 1)
		go func() { ended <- Store(t.Context(), l, &to, 4<<10, l.End) }()
		start, n := time.Now(), 0
		for over := false; !over; n++ {
			seq, _ := l.Append(new(send(2, 9, int64(1000*n), "0123456789abcdef")))
			over = seq == 0
			time.Sleep(time.Millisecond)
		}
		if took := time.Since(start); took != time.Duration(n)*time.Millisecond {
			t.Errorf("%d events took %v: an event waited for the shelf", n, took)
		}
		if end, _ := l.Ended(); end != (lab.End{Reason: lab.EndLimit, Detail: LimitShelf}) {
			t.Errorf("the run ended as %+v", end)
		}
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if last := to.batches[len(to.batches)-1]; last.Last != l.Len() {
			t.Errorf("stored up to event %d, want %d", last.Last, l.Len())
		}
	})
}
