package web

import (
	"bufio"
	"context"
	"errors"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"stickylab/lab/record"
	"stickylab/lab/share"
)

// breaking is a run of which a reading cannot be finished.
type breaking struct {
	*record.Log
	pass int // the reading that breaks off, from 1
}

var errBroken = errors.New("broken")

func (b *breaking) Rows(ctx context.Context, after int) iter.Seq2[record.Row, error] {
	b.pass--
	broken := b.pass == 0
	return func(yield func(record.Row, error) bool) {
		for row, err := range b.Log.Rows(ctx, after) {
			if !yield(row, err) {
				return
			}
			if broken && row.Kind == record.RowEvent && row.Event.Seq == 5000 {
				yield(record.Row{}, errBroken)
				return
			}
		}
	}
}

func longLog(events int) *record.Log {
	log := newLog()
	for i := range events {
		log.Append(new(sent(i, 16)))
	}
	return log
}

// A trace is sent while it is written: its beginning is there before anybody
// knows how long it is.
func TestTheTraceIsSentWhileItIsWritten(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	runner.add("some", longLog(6000))
	server := httptest.NewServer(s)
	defer server.Close()
	response, err := http.Get(server.URL + "/api/runs/some")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.ContentLength != -1 {
		t.Errorf("the length of the answer is known as %d before it is written", response.ContentLength)
	}
	trace, err := record.ReadTrace(bufio.NewReader(response.Body), record.TraceLimits{})
	if err != nil || len(trace.Events) != 6000 {
		t.Errorf("%d events, %v; want 6000", len(trace.Events), err)
	}
}

// An answer that cannot be finished has no end that a client could take for
// that of the trace; one that has not begun is a problem like any other.
func TestATraceThatBreaksOffIsNoWholeAnswer(t *testing.T) {
	log := longLog(6000)
	const survey, events = 1, 2
	if err := streamTrace(t.Context(), httptest.NewRecorder(), &breaking{log, survey}, share.NewRota(1)); !errors.Is(err, errBroken) {
		t.Errorf("before the answer has begun: %v, want %v", err, errBroken)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = streamTrace(r.Context(), w, &breaking{log, events}, share.NewRota(1))
	}))
	defer server.Close()
	response, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if text, err := io.ReadAll(response.Body); err == nil || !strings.Contains(string(text), `"seq":4000`) {
		t.Errorf("%v after %d bytes, want the beginning and an error", err, len(text))
	}
}

// Making a long trace takes turns with the long runs of others, a short one none.
func TestALongTraceTakesTurnsWithLongRuns(t *testing.T) {
	rota := share.NewRota(1)
	run := rota.Join("somebody else")
	turn := func() (waited int) {
		t.Helper()
		if err := run.Await(t.Context()); err != nil {
			t.Fatal(err)
		}
		waited, _ = run.Paused()
		return waited
	}
	turn()
	w := httptest.NewRecorder()
	out := &stream{ctx: t.Context(), w: w, rc: http.NewResponseController(w), rota: rota}
	write := func(bytes int) {
		t.Helper()
		if n, err := out.Write(make([]byte, bytes)); n != bytes || err != nil {
			t.Fatalf("%d bytes of %d: %v", n, bytes, err)
		}
	}
	write(longStream)
	if waited := turn(); waited != 0 {
		t.Errorf("a run paused %d times for a short trace", waited)
	}
	write(1)
	if waited := turn(); waited != 1 {
		t.Errorf("a run paused %d times for a long trace, want once", waited)
	}
	out.ends()
	if taken := w.Body.Len(); taken != longStream+1 {
		t.Errorf("%d bytes were sent", taken)
	}
}

// A trace that has ended keeps no turn.
func TestATraceGivesItsTurnBack(t *testing.T) {
	runner, rota := newFakeRunner(), share.NewRota(1)
	s := mustServer(t, Config{Runner: runner, Rota: rota})
	runner.add("long", longLog(6000))
	if w := ask(s, http.MethodGet, "/api/runs/long", ""); w.Code != http.StatusOK || w.Body.Len() <= longStream {
		t.Fatalf("status %d, %d bytes", w.Code, w.Body.Len())
	}
	next := rota.Join("somebody else")
	if err := next.Await(t.Context()); err != nil {
		t.Fatal(err)
	}
	if waited, _ := next.Paused(); waited != 0 {
		t.Error("somebody waited for the turn of a trace that has ended")
	}
}
