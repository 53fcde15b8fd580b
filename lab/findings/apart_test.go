package findings

import (
	"testing"

	"stickylab/lab"
)

// TestSendsOfABrowserFarApart: of a run that matched by luck it is said how far two sends in
// a row were apart, where a browser made them so.
func TestSendsOfABrowserFarApart(t *testing.T) {
	for name, test := range map[string]struct {
		source string
		play   func(*world)
		want   int64
	}{
		"two sends in a row":     {lab.SourcePython, func(*world) {}, 300},
		"of a script":            {"", func(*world) {}, 0},
		"an answer between them": {lab.SourcePython, func(w *world) { w.observe(lab.Event{Conn: 1, Call: lab.CallRecv, Asked: 9, Err: lab.ErrAgain}) }, 0},
		"another conn's between": {lab.SourcePython, func(w *world) { w.observe(lab.Event{Conn: 7, Call: lab.CallRecv, Asked: 9, Err: lab.ErrAgain}) }, 300},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(lab.TCP)
			w.send("hello", 0, 5, 0)
			w.events[0].Start, w.events[0].End = 100, 200
			w.recv("hello")
			test.play(w)
			second := w.send("feng", 0, 4, 0)
			w.events[second.Seq-1].Start, w.events[second.Seq-1].End = 500, 600
			w.recv("feng")
			a := List{w.events, nil}.Analyse(About{Conns: lab.TCP, Peers: []string{"a", "b"}, Source: test.source})
			found := Exact{}
			for _, one := range a.Findings.All {
				if exact, ok := one.Finding.(Exact); ok {
					found = exact
				}
			}
			if found.Receives != 2 || found.Apart.Ns != test.want || test.want > 0 && found.Apart.Seq != 1 {
				t.Errorf("found %+v, want %d ns", found, test.want)
			}
		})
	}
}
