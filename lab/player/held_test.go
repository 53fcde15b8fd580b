package player_test

import (
	"testing"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/findings"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// heldOf runs an experiment and returns the finding about bytes that were held
// by the sends of the peer, the zero value where none were.
func heldOf(t *testing.T, e lab.Experiment, peer string) findings.Held {
	t.Helper()
	runner := session.New(session.Limits{})
	t.Cleanup(runner.Close)
	trace := mustTrace(t, runner, e)
	for _, f := range foundIn(trace).All {
		if f, ok := f.Finding.(findings.Held); ok && f.Peer == peer {
			return f
		}
	}
	return findings.Held{}
}

// On a very busy machine a round of the lesson may escape; that all do takes
// one that stood still.
func TestWhatNagleHoldsIsTold(t *testing.T) {
	lesson, ok := course.Shipped().Find("head-and-body")
	if !ok {
		t.Fatal("there is no such lesson")
	}
	f := heldOf(t, lesson.Experiment, "client")
	if f.Sends == 0 || f.ByHold[findings.HoldNagle] != f.Sends || f.MostUnsent != 4 || f.LongestNs <= 0 {
		t.Errorf("got %+v", f)
	}
}

func TestWhatTheProgramHoldsIsTold(t *testing.T) {
	const reader = "tcp\nserver:\n    listen 5\n    accept\n    wait client send 2\n    wait client end\n    recv 100\n    close\nclient:\n    connect\n"
	for name, c := range map[string]struct {
		script string
		held   int // sends
		hold   findings.Hold
	}{
		"corked":          {"    set cork on\n    send \"hello\"\n    send \"feng\"\n", 2, findings.HoldCork},
		"held for more":   {"    send \"hello\" more\n    send \"feng\"\n", 1, findings.HoldCork},
		"nothing is held": {"    send \"hello\"\n    send \"feng\"\n", 0, findings.HoldCork},
		// The reader's kernel acknowledges within 40 ms. So many sends are made that
		// ten of them fall between two acknowledgements on a slow machine too.
		"the window fills": {
			"    set nodelay on\n    loop 1000:\n        send \"hello\"\n", -1, findings.HoldWindow,
		},
	} {
		t.Run(name, func(t *testing.T) {
			e, err := script.Parse(reader + c.script)
			if err != nil {
				t.Fatal(err)
			}
			f := heldOf(t, e, "client")
			if c.held >= 0 && f.Sends != c.held || c.held < 0 && f.Sends == 0 || f.ByHold[c.hold] != f.Sends {
				t.Errorf("got %+v, want %d sends held", f, c.held)
			}
		})
	}
}
