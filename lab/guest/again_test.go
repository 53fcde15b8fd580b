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
	p.rests(name)
	key, err := p.host.Again(p.keys[name])
	if err != nil {
		p.t.Fatal(err)
	}
	p.keys[name] = key
	return p.program(name)
}

// rests waits until a program is over that may be run again.
func (p *party) rests(name string) {
	p.t.Helper()
	p.host.mu.Lock()
	s := p.host.seats[p.keys[name]]
	p.host.mu.Unlock()
	late := time.NewTimer(patience)
	look := time.NewTicker(time.Millisecond)
	defer late.Stop()
	defer look.Stop()
	for rests := false; !rests; {
		select {
		case <-look.C:
		case <-late.C:
			p.t.Fatal("the program does not end")
		}
		s.mu.Lock()
		rests = s.rests
		s.mu.Unlock()
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
	server := run.program("server.py")
	server.ok(opSleep, ask{seconds: 0.001}) // and the client begins
	client := run.program("client.py")
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

// TestTheEndIsThatOfThePrograms: a run ends as its programs do that were run last, not as
// one that was run again.
func TestTheEndIsThatOfThePrograms(t *testing.T) {
	for name, test := range map[string]struct {
		play func(*party, *program, *program)
		want lab.End
	}{
		"what failed was run again": {func(run *party, server, client *program) {
			client.raise("first")
			run.again("client.py").exit()
			server.exit()
		}, lab.End{Reason: lab.EndDone}},
		"it failed again": {func(run *party, server, client *program) {
			client.raise("first")
			run.again("client.py").raise("second")
			server.exit()
		}, lab.End{Reason: lab.EndError, Detail: "client.py: raised second"}},
		"it was right, and failed again": {func(run *party, server, client *program) {
			client.exit()
			run.again("client.py").raise("second")
			server.exit()
		}, lab.End{Reason: lab.EndError, Detail: "client.py: raised second"}},
		"of two that failed, the first": {func(run *party, server, client *program) {
			client.raise("client's")
			run.rests("client.py")
			server.raise("server's")
		}, lab.End{Reason: lab.EndError, Detail: "client.py: raised client's"}},
		"of two that failed, the one that was not run again": {func(run *party, server, client *program) {
			client.raise("client's")
			client = run.again("client.py")
			server.raise("server's")
			client.exit()
		}, lab.End{Reason: lab.EndError, Detail: "server.py: raised server's"}},
		"stopped, when one had failed": {func(run *party, server, client *program) {
			waiting := server.later(opSleep, ask{seconds: forEver})
			client.raise("first")
			run.again("client.py").raise("second")
			run.rests("client.py")
			run.stop()
			await(t, "the sleep", waiting)
		}, lab.End{Reason: lab.EndError, Detail: "client.py: raised second"}},
		"stopped, when what had failed was right": {func(run *party, server, client *program) {
			waiting := server.later(opSleep, ask{seconds: forEver})
			client.raise("first")
			run.again("client.py").exit()
			run.rests("client.py")
			run.stop()
			await(t, "the sleep", waiting)
		}, lab.End{Reason: lab.EndStopped}},
	} {
		t.Run(name, func(t *testing.T) {
			run := newRoom(t, Limits{}).start("server.py", "client.py")
			server := run.program("server.py")
			server.ok(opSleep, ask{seconds: 0.001}) // and the client begins
			test.play(run, server, run.program("client.py"))
			if _, end := run.ended(); end != test.want {
				t.Errorf("the run ended with %v, want %v", end, test.want)
			}
		})
	}
}
