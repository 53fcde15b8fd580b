package player

import (
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/session"
)

// What is said beforehand is what a run then says of itself, again and again.
func TestCapturingIsWhatARunSays(t *testing.T) {
	for name, c := range map[string]struct {
		limits session.Limits
		want   string // "" for what this machine allows
	}{
		"as the machine allows": {session.Limits{}, ""},
		"turned off":            {session.Limits{NoCapture: true}, lab.CaptureOff},
	} {
		l := mustLab(t, c.limits)
		said := l.Capturing()
		got := mustRun(t, l, sticky).Env.Capture
		if said != got || c.want != "" && said != c.want {
			t.Errorf("%s: %q beforehand, %q by the run, want the same and %q", name, said, got, c.want)
		}
		for range 2 * session.Default.Captures {
			if again := l.Capturing(); again != said {
				t.Fatalf("%s: first %q, then %q: asking took a place", name, said, again)
			}
		}
	}
}

func TestCapturingKnowsTheLimit(t *testing.T) {
	l := mustLab(t, session.Limits{Captures: 1})
	if l.Capturing() != lab.CaptureOn {
		return // nothing is captured here, so nothing is in the way
	}
	id, log := mustStart(t, l, strings.Replace(sticky, "sleep 50ms", "sleep 20s", 1))
	if got := log.About().Env.Capture; got != lab.CaptureOn {
		t.Fatalf("the only run: %q, want %q", got, lab.CaptureOn)
	}
	if got := l.Capturing(); got != "limit" {
		t.Errorf("while the only place is taken: %q, want limit", got)
	}
	if err := Stop(l, id, "tester"); err != nil {
		t.Fatal(err)
	}
	if got := l.Capturing(); got != lab.CaptureOn {
		t.Errorf("after that run: %q, want %q", got, lab.CaptureOn)
	}
}
