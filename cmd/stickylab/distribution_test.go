package main

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/order"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

func TestManyRunsPrintTheirGroups(t *testing.T) {
	got := call(t, "en", "", "run", "unix-stream", "-n", "20")
	if got.code != exitDone {
		t.Fatalf("exit code %d: %s", got.code, got.err)
	}
	lines := strings.Split(got.out, "\n")
	if want := []string{"runs", "share", "95% interval", "verdict", "outcome"}; strings.Join(strings.Fields(lines[0]), " ") != strings.Join(want, " ") {
		t.Errorf("the head is %q, want %q", lines[0], want)
	}
	want := "20 100.0% 83.9–100.0% " + bar(1, 0.8388748419, 1) + " coalesced · in the receive queue server: b'hellofeng', b'' (end of stream)"
	if row := strings.Join(strings.Fields(lines[1]), " "); row != want {
		t.Errorf("the row is\n%s, want\n%s", row, want)
	}
	for _, note := range []string{"not a symptom of sticking", "a share of 16.1% or less", "95% interval (Wilson's)", "20 runs, 0 of them"} {
		if !strings.Contains(got.out, note) {
			t.Errorf("nothing is said of %q:\n%s", note, got.out)
		}
	}
	if got.err != "" {
		t.Errorf("progress %q where there is no terminal", got.err)
	}
}

func TestAnInterruptedRepeatPrintsWhatThereIs(t *testing.T) {
	host := session.New(session.Limits{})
	defer host.Close()
	exp, err := script.Parse("udp\nserver:\n    bind\n")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var out bytes.Buffer
	p := program{out: &out, err: &bytes.Buffer{}, lang: "en"}
	tally := p.newTally(ctx, 1000)
	for n := 1; n <= 4; n++ {
		if n == 4 {
			cancel()
		}
		run, err := runOnce(ctx, host, order.Made{Experiment: exp})
		if err != nil {
			t.Fatal(err)
		}
		if n == 4 { // whether it was quicker than the interrupt is luck
			run = stoppedRun{run}
		}
		if err := tally.add(run); err != nil {
			t.Fatal(err)
		}
	}
	tally.print()
	for _, want := range []string{"3  ", "100.0%", "Stopped after 3 of 1000 runs, 1 outcome.", "3 runs, 0 of them"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("printed\n%s\nwant in it %q", out.String(), want)
		}
	}
}

// stoppedRun is a run as if it had been stopped.
type stoppedRun struct{ record.Reader }

func (stoppedRun) Ended() (lab.End, bool) { return lab.End{Reason: lab.EndStopped}, true }

func TestBars(t *testing.T) {
	for name, c := range map[string]struct {
		share, low, high float64
		want             string
	}{
		"all of many":     {1, 0.996, 1, "███████████████████████┼"},
		"all of few":      {1, 0.84, 1, "████████████████████├──┤"},
		"half":            {0.5, 0.3, 0.7, "███████├─────────┤"},
		"none":            {0, 0, 0.16, "├───┤"},
		"nothing is sure": {1, 0, 1, "├──────────────────────┤"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := bar(c.share, c.low, c.high); got != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestTheStatusLineIsForTerminals(t *testing.T) {
	var none bytes.Buffer
	m := newStatusLine(&none)
	m.last = time.Time{}
	m.show("1 / 2")
	m.clear()
	if none.Len() != 0 {
		t.Errorf("%q was written where there is no terminal", none.String())
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	defer write.Close()
	if newStatusLine(write).out != nil {
		t.Error("a pipe is taken for a terminal")
	}
	var line bytes.Buffer
	m = &statusLine{out: &line}
	m.show("1 / 2")
	m.show("2 / 2") // too soon
	m.clear()
	if want := "\r1 / 2\x1b[K\r\x1b[K"; line.String() != want {
		t.Errorf("written %q, want %q", line.String(), want)
	}
}
