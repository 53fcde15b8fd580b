package session

import (
	"context"
	"errors"
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
)

func TestAllRunsTogetherHaveALimitOfBytes(t *testing.T) {
	l := mustLab(t, Limits{LiveBytes: 500_000})
	for range 2 { // what an ended run took is given back
		tr := mustRun(t, l, tcp, heavy()...)
		if want := (lab.End{Reason: lab.EndLimit, Detail: "client-bytes"}); tr.End != want {
			t.Errorf("end %+v, want %+v", tr.End, want)
		}
		if n := len(tr.Events); n < 10 {
			t.Errorf("%d events: the run had no bytes to begin with", n)
		}
		if held, files := l.held.Load(), l.files.Load(); held != 0 || files != 0 {
			t.Errorf("nothing goes on, and %d bytes and %d of files are held", held, files)
		}
	}
	l.held.Store(490_000) // of others
	if tr := mustRun(t, l, tcp, heavy()...); tr.End.Detail != "live-bytes" && tr.End.Detail != "client-bytes" {
		t.Errorf("end %+v, though others hold all", tr.End)
	}
	l.held.Store(0)
}

// Events hold memory too: their rows, with what was probed, and the segments.
func TestEventsAreWeighed(t *testing.T) {
	l := mustLab(t, Limits{LiveBytes: 20_000, Runs: 5})
	quiet := play{"a", func(_ context.Context, w *World, h *Hand) error {
		for !w.Stopped() {
			if err := h.Note(lab.Event{Call: lab.CallPrint}); err != nil {
				return err
			}
		}
		return nil
	}}
	if tr := mustRun(t, l, tcp, quiet); tr.End.Detail != "client-bytes" {
		t.Errorf("%d events without a byte ended with %+v, want client-bytes", len(tr.Events), tr.End)
	}
}

// What one client holds is at most as much as is left for others, in files and in
// memory.
func TestFilesCountBeforeTheyAreWritten(t *testing.T) {
	l := mustLab(t, Limits{FileBytes: 1000})
	var greedy, modest live
	for _, r := range []*live{&greedy, &modest} {
		r.init(l, record.Header{}, "", func() {})
		r.client = &client{}
	}
	limit := (*lab.LimitError)(nil)
	if err := greedy.Store(500); err != nil {
		t.Error(err)
	}
	if err := greedy.Store(1); !errors.As(err, &limit) || limit.Name != "file-bytes" {
		t.Errorf("more than half of all: %v", err)
	}
	if err := modest.Store(250); err != nil {
		t.Errorf("what is left for others: %v", err)
	}
	greedy.release()
	modest.release()
	if n := l.files.Load(); n != 0 {
		t.Errorf("%d bytes of files are left", n)
	}
}

func TestNoClientTakesEveryRun(t *testing.T) {
	l := mustLab(t, Limits{Runs: 4, RunsPerClient: 4})
	waits := play{"a", func(ctx context.Context, _ *World, _ *Hand) error {
		<-ctx.Done()
		return nil
	}}
	for i, client := range []string{"greedy", "greedy", "greedy", "modest", "late", "later"} {
		_, err := l.Start(t.Context(), lab.Who{Addr: client}, tcp, []Actor{waits})
		limit := (*lab.LimitError)(nil)
		if refused := errors.As(err, &limit) && limit.Name == "runs"; refused != (i == 2 || i == 5) {
			t.Errorf("run %d, of %s: %v", i+1, client, err)
		}
	}
}
