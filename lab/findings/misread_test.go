package findings

import (
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/frame"
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
			w.recvAll("ping")
		}, true},
		"a receive got less than it asked for, and nothing went on": {func(w *world) {
			header(w)
			w.observe(lab.Event{Call: lab.CallUnpack})
			w.recv("ping")
		}, false},
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
		said := strings.Join(played(lab.TCP, c.do).lines(t), "\n")
		if got := strings.Contains(said, KindFramed+":") || strings.Contains(said, KindExact+":"); got != c.want {
			t.Errorf("%s: found %v, want %v:\n%s", name, got, c.want, said)
		}
	}
}

// What a decoder took is told by its frames alone; a fault that follows is told
// with them, for they may be as wrong.
func TestFramesBeforeAFault(t *testing.T) {
	for name, c := range map[string]struct {
		fault string
		want  []string
	}{
		"no fault": {"", []string{`decoded: server decode #4 1 frames in 1 receives, 0 not exact, fault ""`}},
		"a fault": {"too-long", []string{
			"failed: server decode #5 too-long, again 0",
			`frames: server decode #4 1 frames in 1 receives, 0 not exact, fault "too-long"`,
		}},
	} {
		got := played(lab.TCP, func(w *world) {
			w.sendSegs("ping", 1)
			w.recv("ping")
			w.observe(lab.Event{Conn: 2, Call: lab.CallDecode, Decode: &lab.Decode{Part: frame.PartFrame, Have: 4, Need: 4}})
			if c.fault != "" {
				w.observe(lab.Event{Conn: 2, Call: lab.CallDecode, Decode: &lab.Decode{}, Err: c.fault})
			}
		}).lines(t)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\ngot  %q\nwant %q", name, got, c.want)
		}
	}
}
