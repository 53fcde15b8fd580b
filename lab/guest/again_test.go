package guest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"stickylab/lab"
)

// again runs a program once more: it is over, but its sockets may still be being closed.
func (p *party) again(name string) *program {
	p.t.Helper()
	late := time.NewTimer(patience)
	look := time.NewTicker(time.Millisecond)
	defer late.Stop()
	defer look.Stop()
	for {
		key, err := p.host.Again(p.keys[name])
		if err == nil {
			p.keys[name] = key
			return p.program(name)
		}
		if !errors.Is(err, ErrGoesOn) {
			p.t.Fatal(err)
		}
		select {
		case <-look.C:
		case <-late.C:
			p.t.Fatal("the program does not end")
		}
	}
}

// TestAgain runs the client three times against one server that goes on.
func TestAgain(t *testing.T) {
	run := newRoom(t, Limits{}).start("server.py", "client.py")
	server := run.program("server.py")
	listener := server.listener(8000)
	var client *program
	var keys []string
	for i, text := range []string{"one", "two", "three"} {
		accepted := server.later(opAccept, ask{handle: listener, seconds: forEver})
		if i == 0 {
			client = run.program("client.py")
		} else {
			client = run.again("client.py")
		}
		keys = append(keys, run.keys["client.py"])
		s := client.tcp()
		if s != firstHandle {
			t.Errorf("the first socket of start %d is %d", i, s)
		}
		client.connect(s, 8000)
		client.send(s, text)
		c := await(t, "accept", accepted).handle
		if got := server.recv(c, 10); got != text {
			t.Errorf("start %d sent %q", i, got)
		}
		client.exit() // what it left open is closed, as at the end of a process
		if got := server.recv(c, 10); got != "" {
			t.Errorf("behind start %d came %q", i, got)
		}
		server.close(c)
	}
	for i, key := range keys[:2] {
		if _, ok := run.host.Find(key); ok {
			t.Errorf("key %d still makes calls", i)
		}
		if _, err := run.host.Again(key); !errors.Is(err, ErrGone) {
			t.Errorf("key %d: %v", i, err)
		}
	}
	server.exit()
	events, end := run.ended()
	if end.Reason != lab.EndDone {
		t.Errorf("the run ended with %v", end)
	}
	wantText(t, "what the client did", callsOf(events, 1), strings.TrimSpace(strings.Repeat("socket bind connect send close ", 3)))
	if run.host.Guests() != 0 || len(run.host.seats) != 0 {
		t.Errorf("%d guests and %d seats are left", run.host.Guests(), len(run.host.seats))
	}
}

// TestAgainWhenItCannotBe: while the program goes on, in a run that is over, by a key that
// never was, and too often.
func TestAgainWhenItCannotBe(t *testing.T) {
	run := newRoom(t, Limits{}).start("server.py", "client.py")
	server, client := run.program("server.py"), run.program("client.py")
	if _, err := run.host.Again(run.keys["client.py"]); !errors.Is(err, ErrGoesOn) {
		t.Errorf("while it goes on: %v", err)
	}
	if _, err := run.host.Again("nothing"); !errors.Is(err, ErrGone) {
		t.Errorf("without a key: %v", err)
	}
	for range maxAgain {
		client.exit()
		client = run.again("client.py")
	}
	client.exit()
	var limit *lab.LimitError
	for limit == nil {
		_, err := run.host.Again(run.keys["client.py"])
		if !errors.As(err, &limit) && !errors.Is(err, ErrGoesOn) {
			t.Fatalf("too often: %v", err)
		}
	}
	if *limit != (lab.LimitError{Name: "again", Max: maxAgain}) {
		t.Errorf("too often: %v", limit)
	}
	server.exit()
	run.ended()
	if _, err := run.host.Again(run.keys["client.py"]); !errors.Is(err, ErrGone) {
		t.Errorf("after the run: %v", err)
	}
}

// TestAgainAfterStop: a program that rests keeps no run.
func TestAgainAfterStop(t *testing.T) {
	run := newRoom(t, Limits{}).start("server.py", "client.py")
	waiting := run.program("server.py").later(opSleep, ask{seconds: forEver})
	run.program("client.py").exit()
	run.again("client.py").exit()
	run.stop()
	run.ended()
	await(t, "the sleep", waiting)
}
