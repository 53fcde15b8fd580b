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
	"time"

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

// A trace is sent in a turn: who stalls many of them gets no more at once, and others
// get theirs.
func TestOnlySoManyTracesAreSentAtOnce(t *testing.T) {
	runner := newFakeRunner()
	runner.add("some", newLog())
	s := mustServer(t, Config{Runner: runner})
	writing, read, ended := make(chan struct{}), make(chan struct{}), make(chan struct{})
	for range maxStreams {
		go func() {
			defer func() { ended <- struct{}{} }()
			r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1/api/runs/some", nil)
			s.ServeHTTP(stuckWriter{httptest.NewRecorder(), writing, read}, r)
		}()
	}
	for range maxStreams / 2 {
		<-writing
	}
	other := httptest.NewRequest(http.MethodGet, "http://127.0.0.1/api/runs/some", nil)
	other.RemoteAddr = "192.0.2.9:4000"
	w := httptest.NewRecorder()
	s.ServeHTTP(w, other)
	if w.Code != http.StatusOK || w.Body.Len() == 0 {
		t.Errorf("another client gets status %d and %d bytes", w.Code, w.Body.Len())
	}
	s.state.streams.mu.Lock()
	if free := s.state.streams.free; free != maxStreams/2 {
		t.Errorf("%d of %d turns are free while one client stalls, want half", free, maxStreams)
	}
	s.state.streams.mu.Unlock()
	close(read)
	go func() {
		for range writing {
			continue
		}
	}()
	for range maxStreams {
		<-ended
	}
	close(writing)
}

// mustTakeSlots takes all slots of a server for the rest of a test.
func mustTakeSlots(t *testing.T, s *Server) {
	t.Helper()
	if s.state.slots.all.free != maxScans {
		t.Fatal("a slot was taken before the test began")
	}
	for i := range maxScans {
		client := "holder " + strconv.Itoa(i)
		if err := s.state.slots.all.acquire(t.Context(), client, ""); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.state.slots.all.release(client, "") })
	}
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
		if len(s.all.busy) != 0 || s.in.Taken() != 0 {
			t.Errorf("%d subjects and %d requests are left, want none", len(s.all.busy), s.in.Taken())
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
				_, err := withSlot(withClient(t.Context(), strconv.Itoa(i)), s, strconv.Itoa(i), func() (string, error) {
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
		for i := range maxScanQueue + maxScans - 1 {
			go func() {
				_, _ = withSlot(withClient(ctx, strconv.Itoa(i)), s, "run", func() (string, error) { return "", nil })
			}()
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

// What waits for a slot is answered when it has got one, however long ago the times of
// the server passed for a request that does nothing.
func TestWhoWaitsForASlotIsAnswered(t *testing.T) {
	runner := newFakeRunner()
	runner.add("some", newLog())
	s := mustServer(t, Config{Runner: runner})
	ts := httptest.NewUnstartedServer(s)
	const deadline = 50 * time.Millisecond
	ts.Config.ReadTimeout, ts.Config.WriteTimeout = deadline, deadline
	ts.Start()
	t.Cleanup(ts.Close)
	for i := range maxScans {
		if err := s.state.slots.all.acquire(t.Context(), strconv.Itoa(i), ""); err != nil {
			t.Fatal(err)
		}
	}
	go func() {
		mustCome(t, "it waits", func() bool { return s.state.slots.in.Taken() == 1 })
		<-time.After(3 * deadline)
		for i := range maxScans {
			s.state.slots.all.release(strconv.Itoa(i), "")
		}
	}()
	response, err := ts.Client().Get(ts.URL + "/runs/some")
	if err != nil {
		t.Fatal(err)
	}
	if body := readAll(t, response.Body); response.StatusCode != http.StatusOK || len(body) == 0 {
		t.Errorf("status %d and %d bytes", response.StatusCode, len(body))
	}
}

// A slot that others hold for as long as they like is not waited for as long.
func TestWhoWaitsTooLongIsRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		holding, over := newHolding(), (*lab.LimitError)(nil)
		for i := range maxScans {
			if err := holding.all.acquire(t.Context(), strconv.Itoa(i), ""); err != nil {
				t.Fatal(err)
			}
		}
		begun := time.Now()
		_, err := withSlot(t.Context(), holding, "one more", func() (string, error) { return "", nil })
		if !errors.As(err, &over) || time.Since(begun) != sendWait {
			t.Errorf("after %s: %v, want to be refused after %s", time.Since(begun), err, sendWait)
		}
		if len(holding.all.waiting)+len(holding.all.order)+holding.in.Taken() != 0 {
			t.Errorf("who was refused still waits: %+v", holding.all)
		}
	})
}

// Who asks about a run that a greedy client asked about before does not wait behind
// what else that one asked.
func TestAnEndedRunIsExplainedToWhoeverIsFirst(t *testing.T) {
	log := newLog()
	log.Append(new(sent(0, 5)))
	log.End(lab.End{Reason: lab.EndDone})
	synctest.Test(t, func(t *testing.T) {
		made := &analyses{slots: newSlots()}
		for i := range maxScans - 1 {
			if err := made.slots.all.acquire(t.Context(), "holder "+strconv.Itoa(i), ""); err != nil {
				t.Fatal(err)
			}
		}
		ctx, leave := context.WithCancel(t.Context())
		greedy, first := withClient(ctx, "greedy"), newHeld()
		go func() { _, _ = withSlot(greedy, made.slots, "large", first.work) }()
		<-first.begun
		for range 3 {
			go func() { _, _ = withSlot(greedy, made.slots, "large", func() (string, error) { return "", nil }) }()
		}
		synctest.Wait()
		go func() { _, _ = made.of(greedy, "some", log) }()
		synctest.Wait()
		made.slots.all.release("holder 0", "")
		if _, err := made.of(withClient(t.Context(), "modest"), "some", log); err != nil {
			t.Error(err)
		}
		close(first.end)
		leave()
		synctest.Wait()
	})
}

// The farewell of a run waits for none of what the viewer that is first asks beside.
func TestAFarewellHasATurnOfItsOwn(t *testing.T) {
	runner := newFakeRunner()
	log := newLog()
	runner.add("some", log)
	s := mustServer(t, Config{Runner: runner})
	viewer := mustDial(t, feedURL(listen(t, s), "some"))
	mustMessage(t, viewer)   // hello
	for range maxScans / 2 { // all that one client may hold
		if err := s.state.slots.all.acquire(t.Context(), "127.0.0.1", ""); err != nil {
			t.Fatal(err)
		}
	}
	log.End(lab.End{Reason: lab.EndDone})
	for !strings.Contains(string(mustMessage(t, viewer)), `"type":"end"`) { // that would never come
		continue
	}
}
