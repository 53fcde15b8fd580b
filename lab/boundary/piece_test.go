package boundary

import (
	"testing"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// pieces sends one frame of hello, cut into pieces, between two whole messages.
func pieces(w *world, cut ...string) {
	w.send("ab", 0, 2, 0)
	before := 0
	for _, piece := range cut {
		w.tracker.BeginPiece(1, Piece{Data: []byte(piece), Head: 4, Before: before, Whole: 9})
		w.observe(lab.Event{
			Conn: 1, Call: lab.CallSend, Asked: len(piece), Got: len(piece), Data: []byte(piece),
			Head: min(max(4-before, 0), len(piece)),
		})
		before += len(piece)
	}
	w.send("cd", 0, 2, 0)
}

// However a frame is cut, a receive is judged by the frame: the pieces have no
// boundaries of their own.
func TestAFrameInPiecesIsOneMessage(t *testing.T) {
	for _, cut := range [][]string{
		{"\x00\x00\x00\x05hello"},
		{"\x00\x00\x00\x05", "hello"},
		{"\x00\x00", "\x00\x05h", "ello"},
		{"\x00", "\x00", "\x00", "\x05", "h", "e", "l", "l", "o"},
	} {
		for _, c := range []struct {
			name  string
			takes []int
			want  []lab.Verdict
		}{
			{"message by message", []int{2, 9, 2}, []lab.Verdict{lab.Exact, lab.Exact, lab.Exact}},
			{"header, then body", []int{2, 4, 5, 2}, []lab.Verdict{lab.Exact, lab.Exact, lab.Exact, lab.Exact}},
			{"within the header", []int{2, 2, 7, 2}, []lab.Verdict{lab.Exact, lab.Split, lab.Split, lab.Exact}},
			{"all at once", []int{13}, []lab.Verdict{lab.Coalesced}},
			{"across the end", []int{2, 10, 1}, []lab.Verdict{lab.Exact, lab.Coalesced | lab.Split, lab.Split}},
		} {
			w := newWorld(lab.TCP)
			pieces(w, cut...)
			stream := "ab\x00\x00\x00\x05hellocd"
			for i, n := range c.takes {
				if e := w.recv(stream[:n]); e.Verdict != c.want[i] {
					t.Errorf("%q %s: receive %d is %v, want %v", cut, c.name, i+1, e.Verdict.Names(), c.want[i].Names())
				}
				stream = stream[n:]
			}
			for i, e := range w.events[1 : 1+len(cut)] {
				if e.Continues != (i > 0) {
					t.Errorf("%q: piece %d continues: %v", cut, i+1, e.Continues)
				}
			}
		}
	}
}

func TestAPieceIsLostWithItsFrameOnly(t *testing.T) {
	w := newWorld(lab.TCP)
	pieces(w, "\x00\x00", "\x00\x05hello")
	w.recv("ab\x00")
	var lost []int
	w.tracker.Lost(func(seq int) { lost = append(lost, seq) })
	if len(lost) != 1 || lost[0] != 4 {
		t.Errorf("lost %v, want only event 4, the message behind the frame", lost)
	}
}

func TestADecodeIsTiedToItsStream(t *testing.T) {
	w := newWorld(lab.TCP)
	pieces(w, "\x00\x00\x00\x05hello")
	w.recv("ab\x00\x00\x00\x05hello")
	e := w.observe(lab.Event{Conn: 2, Call: lab.CallDecode, Off: 2, Decode: &lab.Decode{Part: frame.PartFrame}})
	if e.Stream != 1 || e.Off != 2 || e.Verdict != 0 {
		t.Errorf("decode %+v, want stream 1, offset 2 and no verdict", e)
	}
}

// A send that was announced and not made is no message, and has no bytes.
func TestASendThatWasNotMadeIsNone(t *testing.T) {
	for name, c := range map[string]struct {
		transport lab.Transport
		call      lab.Call
	}{"a stream": {lab.TCP, lab.CallSend}, "datagrams": {lab.UDP, lab.CallSendTo}} {
		w := newWorld(c.transport)
		w.send("ab", 0, 2, 0)
		w.tracker.Begin(1, 0, []byte("never"), 0)
		w.observe(lab.Event{Conn: 1, Call: lab.CallNone, Unmade: c.call, Asked: 5, Err: "limit"})
		w.observe(lab.Event{Conn: 1, Call: lab.CallNone, Unmade: c.call, Asked: 5, Err: "timeout"}) // was not announced
		w.send("cd", 0, 2, 0)
		if got, want := w.events[len(w.events)-1].Off, map[bool]int64{true: 2, false: 1}[c.transport.Stream()]; got != want {
			t.Errorf("%s: the next send is at %d, want %d", name, got, want)
		}
		if !c.transport.Stream() {
			continue
		}
		for _, text := range []string{"ab", "cd"} {
			if e := w.recv(text); e.Verdict != lab.Exact {
				t.Errorf("%s: %q is %v, want exact", name, text, e.Verdict.Names())
			}
		}
		w.tracker.Lost(func(seq int) { t.Errorf("%s: event %d is lost", name, seq) })
	}
}
