package session

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
)

var tcp = Plan{Transport: lab.TCP}

func TestWhatAProgramLeavesOpenIsClosed(t *testing.T) {
	trace := mustRun(t, mustLab(t, Limits{}), tcp,
		serving(untilEmpty),
		calling(func(h *Hand, s *Socket) error {
			h.At(7)
			return whole(h, s, []byte("hello"))
		}),
	)
	if want := []string{"socket", "bind", "listen", "accept", "recv", "recv", "close", "close"}; !slices.Equal(calls(trace, 0), want) {
		t.Errorf("server %q, want %q", calls(trace, 0), want)
	}
	if want := []string{"socket", "bind", "connect", "send", "close"}; !slices.Equal(calls(trace, 1), want) {
		t.Errorf("client %q, want %q", calls(trace, 1), want)
	}
	for _, e := range trace.Events {
		if e.Peer == 1 && e.Call == lab.CallSend && e.Step != 7 || e.Call == lab.CallClose && e.Step != 0 {
			t.Errorf("event %d, %s, is of line %d", e.Seq, e.Call, e.Step)
		}
	}
	if trace.End.Reason != lab.EndDone {
		t.Errorf("end %+v", trace.End)
	}
}

// A stop may find a program between two calls, so that no event of its own shows
// that it was cut off.
func TestAStopMarksWhatItCloses(t *testing.T) {
	for name, c := range map[string]struct {
		leave func(ctx context.Context) error
		want  bool
	}{
		"cut off between two calls":    {func(context.Context) error { return ErrStopped }, true},
		"cut off while it awaited":     {func(ctx context.Context) error { return ctx.Err() }, true},
		"at its end when it came":      {func(context.Context) error { return nil }, false},
		"broken off by itself by then": {func(context.Context) error { return errors.New("exit status 1") }, false},
	} {
		trace := mustRun(t, mustLab(t, Limits{}), tcp, play{"one", func(ctx context.Context, w *World, h *Hand) error {
			if _, err := h.Socket(lab.TCP); err != nil {
				return err
			}
			w.Over("steps")
			return c.leave(ctx)
		}})
		last := trace.Events[len(trace.Events)-1]
		if last.Call != lab.CallClose || last.Cut != c.want {
			t.Errorf("%s: the last event is %+v, want a close that is cut %v", name, last, c.want)
		}
	}
	for _, e := range mustRun(t, mustLab(t, Limits{}), tcp, serving(untilEmpty), calling(func(*Hand, *Socket) error { return nil })).Events {
		if e.Cut {
			t.Errorf("event %d, %s, is cut though nothing stopped the run", e.Seq, e.Call)
		}
	}
}

func TestHowARunEnds(t *testing.T) {
	for name, c := range map[string]struct {
		plan Plan
		play func(ctx context.Context, w *World, h *Hand) error
		want lab.End
	}{
		"a program comes to its end": {tcp, func(context.Context, *World, *Hand) error { return nil }, lab.End{Reason: lab.EndDone}},
		"a call fails": {tcp, func(_ context.Context, _ *World, h *Hand) error {
			s, _ := h.Socket(lab.TCP)
			h.At(3)
			return h.Connect(s, lab.DefaultPort)
		}, lab.End{Reason: lab.EndError, Detail: "one:3 connect ECONNREFUSED"}},
		"a call that failed was caught": {tcp, func(_ context.Context, _ *World, h *Hand) error {
			s, _ := h.Socket(lab.TCP)
			_ = h.Connect(s, lab.DefaultPort)
			return nil
		}, lab.End{Reason: lab.EndDone}},
		"a program breaks off by itself": {tcp, func(context.Context, *World, *Hand) error {
			return errors.New("exit status 1")
		}, lab.End{Reason: lab.EndError, Detail: "one: exit status 1"}},
		"by a limit of the program": {tcp, func(_ context.Context, w *World, _ *Hand) error {
			w.Over("steps")
			return ErrStopped
		}, lab.End{Reason: lab.EndLimit, Detail: "steps"}},
		"by the limit of the plan": {Plan{Transport: lab.TCP, Limit: 20 * time.Millisecond}, func(ctx context.Context, _ *World, _ *Hand) error {
			<-ctx.Done()
			return ctx.Err()
		}, lab.End{Reason: lab.EndLimit, Detail: lab.LimitOwn}},
	} {
		if got := mustRun(t, mustLab(t, Limits{}), c.plan, play{"one", c.play}).End; got != c.want {
			t.Errorf("%s: end %+v, want %+v", name, got, c.want)
		}
	}
}

// An actor starts when the one before it first waits.
func TestActorsStartOneAfterAnother(t *testing.T) {
	var order []string
	actor := func(name string, wait func(h *Hand) error) play {
		return play{name, func(_ context.Context, w *World, h *Hand) error {
			order = append(order, name) // before anything waits, so nobody else is there
			<-time.After(5 * time.Millisecond)
			order = append(order, name+" waits")
			return wait(h)
		}}
	}
	end := func(h *Hand) error { return h.WaitEnd(2) }
	mustRun(t, mustLab(t, Limits{}), tcp, actor("a", end), actor("b", end), actor("c", func(*Hand) error { return nil }))
	if got, want := strings.Join(order, ", "), "a, a waits, b, b waits, c, c waits"; got != want {
		t.Errorf("order %s, want %s", got, want)
	}
}

// Two strands may receive on one socket: the second waits for the first, and
// the log has the bytes in the order of the stream.
func TestStrandsShareASocket(t *testing.T) {
	const each = 500
	trace := mustRun(t, mustLab(t, Limits{}), tcp,
		serving(func(h *Hand, s *Socket) error {
			done := make(chan error)
			for strand := range 2 {
				go func() {
					own, buf := h.world.Hand(0, strand+1), make([]byte, 3)
					for {
						n, err := own.Recv(s, buf, false)
						if err != nil || n == 0 {
							done <- err
							return
						}
					}
				}()
			}
			return errors.Join(<-done, <-done)
		}),
		calling(func(h *Hand, s *Socket) error {
			for i := range each {
				if err := whole(h, s, []byte{byte(i), byte(i >> 8)}); err != nil {
					return err
				}
			}
			return nil
		}),
	)
	next := int64(0)
	for _, e := range trace.Events {
		if e.Call == lab.CallRecv && e.Got > 0 {
			if e.Off != next || e.Stream == 0 {
				t.Fatalf("event %d took bytes from %d on, want %d", e.Seq, e.Off, next)
			}
			next += int64(e.Got)
		}
	}
	if next != 2*each || trace.End.Reason != lab.EndDone {
		t.Errorf("%d bytes came, want %d; end %+v", next, 2*each, trace.End)
	}
}

func TestAwaitEndsWithTheContext(t *testing.T) {
	mustRun(t, mustLab(t, Limits{}), tcp, play{"one", func(ctx context.Context, w *World, _ *Hand) error {
		short, cancel := context.WithTimeout(ctx, time.Millisecond)
		defer cancel()
		if err := w.Await(short, 0, lab.CallSend, 1); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Await returned %v", err)
		}
		return nil
	}})
}

func TestStopEndsTheContextAndEveryCall(t *testing.T) {
	l := mustLab(t, Limits{})
	waits := make(chan struct{})
	id, log := mustStart(t, l, tcp, play{"one", func(ctx context.Context, w *World, h *Hand) error {
		listener, err := listening(h, lab.TCP)
		if err != nil {
			return err
		}
		close(waits)
		_, err = h.Accept(listener)
		if !errors.Is(err, ErrStopped) || ctx.Err() == nil || !w.Stopped() {
			t.Errorf("accept ended with %v, the context with %v", err, ctx.Err())
		}
		return err
	}})
	<-waits
	other := lab.Who{Addr: "127.0.0.9", Member: "another"}
	if err := l.Stop(t.Context(), other, id); !errors.Is(err, lab.ErrNotOwner) {
		t.Errorf("somebody else stops it: %v, want %v", err, lab.ErrNotOwner)
	}
	if end, ended := log.Ended(); ended {
		t.Fatalf("it was ended by somebody else: %+v", end)
	}
	if err := l.Stop(t.Context(), tester, "no such"); !errors.Is(err, record.ErrNoRun) {
		t.Errorf("a run that is not there: %v, want %v", err, record.ErrNoRun)
	}
	if err := l.Stop(t.Context(), tester, id); err != nil {
		t.Fatal(err)
	}
	if end, _ := log.Ended(); end.Reason != lab.EndStopped {
		t.Errorf("end %+v", end)
	}
}
