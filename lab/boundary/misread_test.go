package boundary

import (
	"strings"
	"testing"

	"stickylab/lab"
)

// Receives may all be exact and the length still be read wrong: nobody is told
// then that the boundaries are back.
func TestALengthThatWasReadWrongBringsNoBoundariesBack(t *testing.T) {
	header := func(w *world) {
		w.send("\x00\x01ping", 2, 6, 0)
		w.events[len(w.events)-1].Peer = 1
		w.recv("\x00\x01")
	}
	for name, c := range map[string]struct {
		do   func(w *world)
		want bool
	}{
		"read right": {func(w *world) {
			header(w)
			w.observe(lab.Event{Call: lab.CallUnpack})
			w.recv("ping")
		}, true},
		"a receive waits for more than ever comes": {func(w *world) {
			header(w)
			w.observe(lab.Event{Call: lab.CallUnpack})
			w.recv("ping")
			w.observe(lab.Event{Conn: 2, Call: lab.CallRecv, Err: "stopped"})
		}, false},
		"unpack had too few bytes": {func(w *world) {
			header(w)
			w.observe(lab.Event{Call: lab.CallUnpack})
			w.observe(lab.Event{Call: lab.CallUnpack, Err: "struct.error"})
		}, false},
		"a decoder found a fault": {func(w *world) {
			w.sendSegs("ping", 1)
			w.recv("ping")
			w.observe(lab.Event{Conn: 2, Call: lab.CallDecode, Err: "too-long"})
		}, false},
	} {
		said := strings.Join(runOf(lab.TCP, c.do), "\n")
		if got := strings.Contains(said, KindFramed+" ") || strings.Contains(said, KindExact+" "); got != c.want {
			t.Errorf("%s: found %v, want %v:\n%s", name, got, c.want, said)
		}
	}
}
