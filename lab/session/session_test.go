package session

import (
	"context"
	"errors"
	"testing"
	"time"

	"go.uber.org/goleak"

	"stickylab/lab"
	"stickylab/lab/record"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// play is an actor that is one function.
type play struct {
	name string
	do   func(ctx context.Context, w *World, h *Hand) error
}

func (p play) Peer() lab.Peer { return lab.Peer{Name: p.name} }

func (p play) Play(ctx context.Context, w *World) error {
	return p.do(ctx, w, w.Hand(w.Peer(p.name), 0))
}

func mustLab(t testing.TB, limits Limits) *Lab {
	t.Helper()
	l := New(limits)
	t.Cleanup(l.Close)
	return l
}

// tester starts the runs of the tests.
var tester = lab.Who{Addr: "tester"}

func mustStart(t testing.TB, l *Lab, p Plan, actors ...Actor) (string, *record.Log) {
	t.Helper()
	id, err := l.Start(t.Context(), tester, p, actors)
	if err != nil {
		t.Fatal(err)
	}
	log, ok := l.Log(id)
	if !ok {
		t.Fatalf("run %s has no log", id)
	}
	return id, log
}

// mustRun runs the actors to their end.
func mustRun(t testing.TB, l *Lab, p Plan, actors ...Actor) record.Trace {
	t.Helper()
	_, log := mustStart(t, l, p, actors...)
	select {
	case <-log.Done():
	case <-time.After(20 * time.Second):
		t.Fatalf("the run has not ended; events %+v", log.Trace().Events)
	}
	return log.Trace()
}

// listening makes a socket that listens on the default port.
func listening(h *Hand, t lab.Transport) (*Socket, error) {
	s, err := h.Socket(t)
	if err != nil {
		return nil, err
	}
	if err := h.Bind(s, lab.DefaultPort); err != nil {
		return s, err
	}
	return s, h.Listen(s, 5)
}

// serving accepts one connection and goes on with it.
func serving(then func(h *Hand, s *Socket) error) play {
	return play{"server", func(_ context.Context, _ *World, h *Hand) error {
		listener, err := listening(h, lab.TCP)
		if err != nil {
			return err
		}
		s, err := h.Accept(listener)
		if err != nil {
			return err
		}
		return then(h, s)
	}}
}

// calling connects and goes on with the connection.
func calling(then func(h *Hand, s *Socket) error) play {
	return play{"client", func(_ context.Context, _ *World, h *Hand) error {
		s, err := h.Socket(lab.TCP)
		if err != nil {
			return err
		}
		if err := h.Connect(s, lab.DefaultPort); err != nil {
			return err
		}
		return then(h, s)
	}}
}

// whole sends data as one message.
func whole(h *Hand, s *Socket, data []byte) error {
	_, err := h.Send(s, Piece{Data: data, Whole: len(data)}, false)
	return err
}

// untilEmpty receives to the end of the stream.
func untilEmpty(h *Hand, s *Socket) error {
	buf := make([]byte, 100_000)
	for {
		if n, err := h.Recv(s, buf, false); err != nil || n == 0 {
			return err
		}
	}
}

// calls writes the calls of a peer, with their errors.
func calls(trace record.Trace, peer int) (all []string) {
	for _, e := range trace.Events {
		if e.Peer == peer {
			word := e.Call.String()
			if e.Err != "" {
				word += " " + e.Err
			}
			all = append(all, word)
		}
	}
	return all
}

// Who is refused a run learns until when one of those that go on has ended at the latest.
func TestWhoIsRefusedLearnsUntilWhen(t *testing.T) {
	l := mustLab(t, Limits{RunsPerClient: 1, RunTime: time.Minute})
	mustStart(t, l, Plan{}, play{"a", func(ctx context.Context, _ *World, _ *Hand) error { <-ctx.Done(); return nil }})
	over := (*lab.LimitError)(nil)
	if _, err := l.Start(t.Context(), tester, Plan{}, nil); !errors.As(err, &over) || over.Wait <= 0 || over.Wait > time.Minute {
		t.Errorf("error %v, %+v, want the limit of a client, for less than the time of a run", err, over)
	}
}
