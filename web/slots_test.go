package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"stickylab/lab"
)

// stuckWriter is a client that does not read: Write tells that it was called
// and waits.
type stuckWriter struct {
	*httptest.ResponseRecorder
	writing chan<- struct{}
	read    <-chan struct{}
}

func (w stuckWriter) Write(b []byte) (int, error) {
	w.writing <- struct{}{}
	<-w.read
	return w.ResponseRecorder.Write(b)
}

// Answers that scan whole runs need a slot, but only while they are made: a
// client that does not read its answer holds nobody up.
func TestWhoDoesNotReadHoldsNobodyUp(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	id, err := runner.Start(t.Context(), lab.Who{}, lab.Order{Script: talk})
	if err != nil {
		t.Fatal(err)
	}
	paths := []string{"/api/runs/" + id, "/runs/" + id, "/compare?a=" + id + "&b=" + id}
	writing, read, ended := make(chan struct{}), make(chan struct{}), make(chan struct{})
	const stuck = 2 * maxScans
	for i := range stuck {
		go func() {
			defer func() { ended <- struct{}{} }()
			r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+paths[i%len(paths)], nil)
			s.ServeHTTP(stuckWriter{httptest.NewRecorder(), writing, read}, r)
		}()
	}
	for range stuck {
		<-writing
	}
	for _, path := range paths {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+path, nil))
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d", path, w.Code)
		}
	}
	close(read)
	go func() { // a page may be written in several parts
		for range writing {
			continue
		}
	}()
	for range stuck {
		<-ended
	}
	close(writing)
}

func TestWhoLeavesBeforeTheirTurnGetsNothing(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	id, err := runner.Start(t.Context(), lab.Who{}, lab.Order{Script: talk})
	if err != nil {
		t.Fatal(err)
	}
	mustTakeSlots(t, s)
	gone, leave := context.WithCancel(context.Background())
	leave()
	for _, path := range []string{"/api/runs/" + id, "/runs/" + id, "/api/runs/" + id + "/why/1", "/compare?a=" + id, "/api/runs/" + id + "/frames", "/framing?run=" + id} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+path, nil).WithContext(gone))
		if w.Body.Len() > 0 {
			t.Errorf("%s: got %d bytes", path, w.Body.Len())
		}
	}
}

// A cure takes the processor for a while, so it needs a slot too.
func TestACureNeedsASlot(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	mustTakeSlots(t, s)
	gone, leave := context.WithCancel(context.Background())
	leave()
	for _, ask := range []struct{ path, kind, body string }{
		{"/api/cures", "application/json", `{"messages":"\"a\"","codec":"line"}`},
		{"/cures", "application/x-www-form-urlencoded", "messages=%22a%22&codec=line"},
	} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodPost, "http://127.0.0.1"+ask.path, strings.NewReader(ask.body)).WithContext(gone)
		r.Header.Set("Content-Type", ask.kind)
		s.ServeHTTP(w, r)
		if w.Body.Len() > 0 {
			t.Errorf("%s: got %d bytes", ask.path, w.Body.Len())
		}
	}
	if n := len(runner.orders()); n != 0 {
		t.Errorf("%d runs were started", n)
	}
}

// mustTakeSlots takes all slots of a server for the rest of a test.
func mustTakeSlots(t *testing.T, s *Server) {
	t.Helper()
	if !s.state.slots.all.TryAcquire(maxScans) {
		t.Fatal("a slot was taken before the test began")
	}
	t.Cleanup(func() { s.state.slots.all.Release(maxScans) })
}

// held is work that has begun and goes on until the test ends it.
type held struct{ begun, end chan struct{} }

func newHeld() held { return held{make(chan struct{}), make(chan struct{})} }

func (h held) work() (string, error) {
	close(h.begun)
	<-h.end
	return "held", nil
}

func TestQuestionsAboutOneRunTakeOneSlot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, first := newSlots(), newHeld()
		ctx, leave := context.WithCancel(t.Context())
		go func() { _, _ = withSlot(ctx, s, "large", first.work) }()
		<-first.begun
		var late atomic.Int32
		for range 3 * maxScans {
			go func() {
				_, err := withSlot(ctx, s, "large", func() (string, error) { late.Add(1); return "", nil })
				if !errors.Is(err, context.Canceled) {
					t.Errorf("a question about the same run: error %v, want that it waited until its client left", err)
				}
			}()
		}
		synctest.Wait()
		got, err := withSlot(t.Context(), s, "small", func() (string, error) { return "answered", nil })
		if got != "answered" || err != nil {
			t.Errorf("a question about another run: got %q, %v", got, err)
		}
		leave()
		synctest.Wait()
		close(first.end)
		synctest.Wait()
		if late.Load() != 0 {
			t.Errorf("%d questions about one run were answered at once with the first", late.Load())
		}
		if len(s.subjects) != 0 || s.asked != 0 {
			t.Errorf("%d subjects and %d requests are left, want none", len(s.subjects), s.asked)
		}
	})
}

func TestOnlySoManyScansGoOnAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSlots()
		var now atomic.Int32
		end := make(chan struct{})
		for i := range 3 * maxScans {
			go func() {
				_, err := withSlot(t.Context(), s, strconv.Itoa(i), func() (string, error) {
					now.Add(1)
					<-end
					return "", nil
				})
				if err != nil {
					t.Error(err)
				}
			}()
		}
		synctest.Wait()
		if now.Load() != maxScans {
			t.Errorf("%d go on at once, want %d", now.Load(), maxScans)
		}
		close(end)
		synctest.Wait()
		if now.Load() != 3*maxScans {
			t.Errorf("%d were made in the end, want %d", now.Load(), 3*maxScans)
		}
	})
}

func TestOnlySoManyRequestsWaitForASlot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, first := newSlots(), newHeld()
		ctx, leave := context.WithCancel(t.Context())
		go func() { _, _ = withSlot(ctx, s, "run", first.work) }()
		<-first.begun
		for range maxScanQueue + maxScans - 1 {
			go func() { _, _ = withSlot(ctx, s, "run", func() (string, error) { return "", nil }) }()
		}
		synctest.Wait()
		var over *lab.LimitError
		if _, err := withSlot(ctx, s, "other", func() (string, error) { return "", nil }); !errors.As(err, &over) || over.Max != maxScanQueue {
			t.Errorf("error %v, want the limit of %d", err, maxScanQueue)
		}
		leave()
		close(first.end)
	})
}
