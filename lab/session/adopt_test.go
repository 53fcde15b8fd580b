package session

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
)

var teacher = lab.Who{Member: "teacher", Addr: "127.0.0.1"}

func mustRecord(t *testing.T, l *Lab, stop func()) (string, record.Recorder) {
	t.Helper()
	id, r, err := l.Record(t.Context(), teacher, record.Header{Transport: lab.TCP, Peers: []string{"server.py"}}, stop)
	if err != nil {
		t.Fatal(err)
	}
	return id, r
}

func mustFind(t *testing.T, l *Lab, id string) record.Reader {
	t.Helper()
	r, err := l.Find(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func seen(text string) *lab.Event {
	return &lab.Event{Conn: 1, Call: lab.CallSend, Asked: len(text), Got: len(text), Data: []byte(text)}
}

func TestARecordedRunIsFoundAndEnds(t *testing.T) {
	l := mustLab(t, Limits{})
	id, r := mustRecord(t, l, func() { t.Error("asked to stop") })
	if seq, over := r.Append(seen("hello")); seq != 1 || over {
		t.Errorf("seq %d, over %v", seq, over)
	}
	if got := mustFind(t, l, id); got.Len() != 1 {
		t.Errorf("%d events, want 1", got.Len())
	}
	r.End(lab.End{Reason: lab.EndDone})
	r.End(lab.End{Reason: lab.EndError}) // the first counts
	if end, ended := mustFind(t, l, id).Ended(); !ended || end.Reason != lab.EndDone {
		t.Errorf("end %+v, %v", end, ended)
	}
	if l.held.Load() != 0 || len(l.running) != 0 || len(l.clients) != 0 {
		t.Errorf("%d bytes, %d runs and %d clients are still counted", l.held.Load(), len(l.running), len(l.clients))
	}
	if _, err := l.Find(t.Context(), "another"); !errors.Is(err, record.ErrNoRun) {
		t.Errorf("another run: %v", err)
	}
}

func TestARecordedRunIsHeldToTheLimits(t *testing.T) {
	for name, c := range map[string]struct {
		limits Limits
		kept   int // of 10 events of 5 bytes
		detail string
	}{
		"events": {Limits{Events: 4}, 4, "events"},
		"bytes":  {Limits{Bytes: 30}, 6, "bytes"},
	} {
		t.Run(name, func(t *testing.T) {
			l := mustLab(t, c.limits)
			var stops atomic.Int32
			id, r := mustRecord(t, l, func() { stops.Add(1) })
			for i := range 10 {
				seq, over := r.Append(seen("hello"))
				if over != (i+1 >= c.kept) || (seq == 0) != (i+1 > c.kept) {
					t.Errorf("event %d: seq %d, over %v", i+1, seq, over)
				}
			}
			r.End(lab.End{Reason: lab.EndDone})
			trace := mustFind(t, l, id).(*record.Log).Trace()
			if want := (lab.End{Reason: lab.EndLimit, Detail: c.detail}); trace.End != want || stops.Load() != 1 {
				t.Errorf("end %+v after %d stops, want %+v after 1", trace.End, stops.Load(), want)
			}
			last := trace.Events[len(trace.Events)-1]
			if len(trace.Events) != c.kept+1 || last.Call != lab.CallGap || last.Got != 10-c.kept || last.Text != lab.ErrLimit {
				t.Errorf("%d events, the last is %+v; want %d and a gap of %d", len(trace.Events), last, c.kept, 10-c.kept)
			}
		})
	}
}

func TestSegmentsOfARecordedRunAreLimited(t *testing.T) {
	l := mustLab(t, Limits{Segments: 3})
	id, r := mustRecord(t, l, func() {})
	for i := range 5 {
		r.Segment(lab.Segment{At: int64(i), From: 1, Len: 1})
	}
	r.End(lab.End{})
	if trace := mustFind(t, l, id).(*record.Log).Trace(); len(trace.Segments) != 3 || trace.SegmentsLost != 2 {
		t.Errorf("%d segments and %d lost, want 3 and 2", len(trace.Segments), trace.SegmentsLost)
	}
}

// A source that ends at once when it is asked to, and one that never does.
func TestStopEndsARecordedRun(t *testing.T) {
	for name, want := range map[string]time.Duration{"the source ends it": 0, "the source is deaf": stopGrace} {
		synctest.Test(t, func(t *testing.T) {
			l := mustLab(t, Limits{})
			var r record.Recorder
			id, r := mustRecord(t, l, func() {
				if want == 0 {
					r.End(lab.End{Reason: lab.EndDone})
				}
			})
			r.Append(seen("hello"))
			begin := time.Now()
			if err := l.Stop(t.Context(), teacher, id); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if took := time.Since(begin); took != want {
				t.Errorf("%s: Stop took %v, want %v", name, took, want)
			}
			if end, _ := mustFind(t, l, id).Ended(); end.Reason != lab.EndStopped {
				t.Errorf("%s: end %+v, want stopped", name, end)
			}
			if seq, over := r.Append(seen("late")); seq != 0 || !over {
				t.Errorf("%s: an event after the end: seq %d, over %v", name, seq, over)
			}
		})
	}
}

func TestCloseEndsRecordedRuns(t *testing.T) {
	l := New(Limits{})
	id, r := mustRecord(t, l, func() {})
	l.Close()
	if end, ended := mustFind(t, l, id).Ended(); !ended || end.Reason != lab.EndStopped {
		t.Errorf("end %+v, %v", end, ended)
	}
	r.End(lab.End{Reason: lab.EndDone})
	if _, _, err := l.Record(t.Context(), teacher, record.Header{}, func() {}); !errors.Is(err, ErrClosed) {
		t.Errorf("a run after Close: %v", err)
	}
}

func TestRecordedRunsCountAsLive(t *testing.T) {
	l := mustLab(t, Limits{RunsPerClient: 1})
	_, r := mustRecord(t, l, func() {})
	_, err := l.Start(t.Context(), teacher, tcp, nil)
	if limit := (*lab.LimitError)(nil); !errors.As(err, &limit) || limit.Name != "runs-per-client" {
		t.Errorf("a second run of one client: %v", err)
	}
	r.End(lab.End{Reason: lab.EndDone})
	if _, err := l.Start(t.Context(), teacher, tcp, nil); err != nil {
		t.Errorf("after the first ended: %v", err)
	}
}

func TestKeptTracesCountAsKept(t *testing.T) {
	l := mustLab(t, Limits{RunsPerClient: 1, KeptRuns: 2, Events: 5})
	mustRecord(t, l, func() {}) // the only one that may go on
	var ids []string
	for range 3 {
		id, err := l.Keep(t.Context(), teacher, logOf(5))
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, id)
	}
	if _, err := l.Find(t.Context(), ids[0]); !errors.Is(err, record.ErrNoRun) {
		t.Errorf("the oldest of three is kept where two may be: %v", err)
	}
	if got := mustFind(t, l, ids[2]); got.Len() != 5 || l.Stop(t.Context(), lab.Who{}, ids[2]) != nil {
		t.Errorf("the last one has %d events", got.Len())
	}
}

func TestWhatCannotBeKept(t *testing.T) {
	l := mustLab(t, Limits{Events: 5, KeptBytes: 100})
	big := record.NewLog(record.Header{Transport: lab.TCP})
	big.Append(seen(string(make([]byte, 200))))
	big.End(lab.End{Reason: lab.EndDone})
	var limit *lab.LimitError
	if _, err := l.Keep(t.Context(), teacher, logOf(l.TraceLimits().Events+1)); !errors.As(err, &limit) || limit.Name != "events" {
		t.Errorf("too many events: %v", err)
	}
	if _, err := l.Keep(t.Context(), teacher, big); !errors.As(err, &limit) || limit.Name != "kept-bytes" {
		t.Errorf("too many bytes: %v", err)
	}
	if _, err := l.Keep(t.Context(), teacher, record.NewLog(record.Header{})); !errors.Is(err, ErrGoesOn) {
		t.Errorf("a run that goes on: %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Keep(ended, teacher, logOf(1)); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that has ended: %v", err)
	}
	l.Close()
	if _, err := l.Keep(t.Context(), teacher, logOf(1)); !errors.Is(err, ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
}
