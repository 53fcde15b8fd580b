package session

import (
	"cmp"
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"testing/synctest"

	"stickylab/lab"
	"stickylab/lab/record"
)

// lent is what all runs together have of the limits that end with a run.
func lent(l *Lab) map[string]int64 {
	all := map[string]int64{}
	for _, one := range l.Usage() {
		if !strings.HasPrefix(one.Name, "kept-") {
			all[one.Name] = one.Used
		}
	}
	return all
}

// What a run takes of the limits of all is given back when it has ended, in whatever way.
func TestRunsGiveBackWhatTheyTook(t *testing.T) {
	l := mustLab(t, Limits{})
	taken, goOn := make(chan struct{}), make(chan struct{})
	takes := func(end error) play {
		return play{"a", func(ctx context.Context, w *World, h *Hand) error {
			if _, err := h.Socket(lab.UDP); err != nil {
				return err
			}
			if err := w.Store(100); err != nil {
				return err
			}
			for range weighEvery {
				if err := h.Note(lab.Event{Call: lab.CallPrint}); err != nil {
					return err
				}
			}
			taken <- struct{}{}
			select {
			case <-goOn:
			case <-ctx.Done():
			}
			return end
		}}
	}
	plan := Plan{Transport: lab.UDP, Probes: true, Wire: true}
	_, done := mustStart(t, l, plan, takes(nil))
	<-taken
	_, failed := mustStart(t, l, plan, takes(errors.New("a mistake")))
	<-taken
	id, stopped := mustStart(t, l, plan, takes(nil))
	<-taken
	l.Capturing() // for a page: it takes an address for a moment
	during := lent(l)
	for _, name := range []string{"runs", "addresses", "descriptors"} {
		if during[name] != 3 {
			t.Errorf("%s: %d are in use, want those of three runs", name, during[name])
		}
	}
	if during["file-bytes"] != 300 || during["live-events"] == 0 || during["live-bytes"] == 0 {
		t.Errorf("in use: %v", during)
	}
	if err := l.Stop(t.Context(), tester, id); err != nil {
		t.Fatal(err)
	}
	close(goOn)
	for want, log := range map[string]*record.Log{lab.EndDone: done, lab.EndError: failed, lab.EndStopped: stopped} {
		<-log.Done()
		if end, _ := log.Ended(); end.Reason != want {
			t.Errorf("a run ended with %+v, want %s", end, want)
		}
	}
	for name, n := range lent(l) {
		if n != 0 {
			t.Errorf("%s: %d are in use when no run goes on", name, n)
		}
	}
}

// A peer's files are in its own folder, whatever they are called.
func TestNothingLeadsOutOfAPeersFolder(t *testing.T) {
	l := mustLab(t, Limits{})
	trace := mustRun(t, l, Plan{Transport: lab.TCP}, play{"a", func(_ context.Context, w *World, _ *Hand) error {
		root, err := w.Folder(0)
		if err != nil {
			return err
		}
		defer func() { _ = root.Close() }()
		if info, err := os.Stat(root.Name()); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("the folder is not the peer's alone: %v, %v", info, err)
		}
		if err := cmp.Or(root.WriteFile("mine", nil, 0o600), root.Symlink("..", "up")); err != nil {
			return err
		}
		for _, name := range []string{"../theirs", "/tmp/theirs", "up/theirs", "a/../../theirs"} {
			if err := root.WriteFile(name, nil, 0o600); err == nil {
				t.Errorf("%s was written", name)
			}
		}
		return nil
	}})
	if trace.End.Reason != lab.EndDone {
		t.Errorf("end %+v", trace.End)
	}
}

// The id of a run is the right to see it: neither its time nor other ids tell it.
func TestNobodyGuessesTheIDOfARun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // at one moment
		const many, letters = 1000, 16
		seen := map[string]bool{}
		var at [letters]map[byte]bool
		for range many {
			id := newID()
			if len(id) != letters {
				t.Fatalf("id %q, want %d letters", id, letters)
			}
			seen[id] = true
			for i := range at {
				if at[i] == nil {
					at[i] = map[byte]bool{}
				}
				at[i][id[i]] = true
			}
		}
		for i := range at {
			if len(at[i]) != 32 { // the chance that one is missing is below 10^-10
				t.Errorf("letter %d is one of %d, want 32", i+1, len(at[i]))
			}
		}
		if len(seen) != many {
			t.Errorf("%d different ids of %d", len(seen), many)
		}
	})
}
