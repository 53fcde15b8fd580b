package findings

import (
	"testing"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// decodedAs sends messages on a stream, receives all in one, and lets a decoder
// make frames of the lengths.
func decodedAs(messages []string, lengths ...int) *world {
	w := newWorld(lab.TCP)
	all := ""
	for _, m := range messages {
		w.sendSegs(m, 1)
		all += m
	}
	w.recv(all)
	off := 0
	for _, n := range lengths {
		d := lab.Decode{Part: frame.PartFrame, Have: n, Need: int64(n)}
		w.observe(lab.Event{Conn: 2, Call: lab.CallDecode, Off: int64(off), Decode: &d, Step: 7})
		off += n
	}
	return w
}

// foundOf returns the first finding of a type.
func foundOf[T Finding](t *testing.T, w *world) T {
	t.Helper()
	found := w.mustAnalyse(t).Findings
	for _, one := range found.All {
		if f, ok := one.Finding.(T); ok {
			return f
		}
	}
	t.Errorf("no such finding among %+v", found.All)
	var none T
	return none
}

// Frames are held against what was sent: the boundaries are found only where each
// is just one message.
func TestFramesAreHeldAgainstMessages(t *testing.T) {
	for _, c := range []struct {
		name     string
		messages []string
		lengths  []int
		kind     string
		right    int
		odd      Mismatch // but for its call
	}{
		{"each frame is a message", []string{"AAAAAA", "BBBB"}, []int{6, 4}, KindDecoded, 2, Mismatch{}},
		{"a frame has bytes of both", []string{"AAAAAA", "BBBBBB"}, []int{4, 4, 4}, KindMisframed, 0, Mismatch{Frame: 2, Off: 4, Len: 4, Messages: 2, Begun: 2}},
		{"a message in two frames", []string{"a,\"x\ny\"\n", "b,\n"}, []int{5, 3, 3}, KindMisframed, 1, Mismatch{Frame: 1, Len: 5, Messages: 1, Begun: 1}},
		{"empty frames in between", []string{"\x00\x00\x00\x01a"}, []int{2, 3}, KindMisframed, 0, Mismatch{Frame: 1, Len: 2, Messages: 1, Begun: 1}},
		{"two messages in one frame", []string{"GET", "\r\n"}, []int{5}, KindMisframed, 0, Mismatch{Frame: 1, Len: 5, Messages: 2}},
	} {
		f := foundOf[Decoded](t, decodedAs(c.messages, c.lengths...))
		if f.Kind() != c.kind || f.Right != c.right || f.Frames != len(c.lengths) {
			t.Errorf("%s: %s with %d right of %d, want %s with %d", c.name, f.Kind(), f.Right, f.Frames, c.kind, c.right)
		}
		odd := Mismatch{}
		if f.Odd != nil {
			odd = *f.Odd
			odd.Where, odd.Stream = Where{}, 0
		}
		if odd != c.odd {
			t.Errorf("%s: what disagrees is %+v, want %+v", c.name, odd, c.odd)
		}
	}
}

// A receive that waits while what it waits for is in the decoder says so
// (chriskohlhoff/asio#972): a line was taken, and 5 bytes came with it.
func TestWhatADecoderHasIsNamedWhereAReceiveWaits(t *testing.T) {
	w := decodedAs([]string{"hello\r\n12345"}, 7)
	w.observe(lab.Event{Conn: 2, Call: lab.CallRecv, Asked: 5, Err: lab.ErrStopped, Step: 8})
	if f := foundOf[Waiting](t, w); f.Rest != 5 || f.RestOff != 7 || f.Stream != 1 || f.Needs != 0 {
		t.Errorf("%d bytes from %d of %d wait for %d, want 5 from 7 of 1", f.Rest, f.RestOff, f.Stream, f.Needs)
	}
	w = decodedAs([]string{"hello\r\n"}, 7)
	w.observe(lab.Event{Conn: 2, Call: lab.CallRecv, Asked: 5, Err: lab.ErrStopped, Step: 8})
	if f := foundOf[Waiting](t, w); f.Rest != 0 {
		t.Errorf("%d bytes are left of all that was delivered", f.Rest)
	}
}

// A receive that finds the end while bytes are in the decoder says so; one that asked
// the decoder itself is told by its fault.
func TestWhatADecoderHasIsNamedAtTheEnd(t *testing.T) {
	for step, want := range map[int]int{8: 5, 7: 0} { // line 7 is the decoder's
		w := decodedAs([]string{"hello\r\n12345"}, 7)
		w.observe(lab.Event{Conn: 2, Call: lab.CallRecv, Asked: 5, EOF: true, Step: step})
		if f := foundOf[EOF](t, w); f.Rest != want || want > 0 && (f.RestOff != 7 || f.Stream != 1) {
			t.Errorf("line %d: %d bytes from %d of %d, want %d from 7 of 1", step, f.Rest, f.RestOff, f.Stream, want)
		}
	}
}

// Frames that came after a fault are not told as before it, and one with a fault
// is not praised (netty/netty#7775).
func TestFramesBehindAFault(t *testing.T) {
	w := newWorld(lab.TCP)
	w.sendSegs("too long\nok\n", 1)
	w.recv("too long\nok\n")
	w.observe(lab.Event{Conn: 2, Call: lab.CallDecode, Decode: &lab.Decode{}, Err: frame.KindNoDelimiter})
	d := lab.Decode{Part: frame.PartFrame, Have: 3, Need: 3}
	w.observe(lab.Event{Conn: 2, Call: lab.CallDecode, Off: 9, Decode: &d})
	if f := foundOf[Decoded](t, w); f.Before != 0 || f.Frames != 1 || f.Kind() == KindDecoded {
		t.Errorf("%d of %d frames before the fault, kind %s; want none, and no praise", f.Before, f.Frames, f.Kind())
	}
}

// A size that was read in the wrong byte order is told when the other one is what
// the stream still has.
func TestASizeInTheOtherOrder(t *testing.T) {
	for sent, want := range map[string]int64{"\x00\x00\x00\x05hello": 5, "\x00\x00\x00\x05hi": 0} {
		w := newWorld(lab.TCP)
		w.sendSegs(sent, 1)
		w.recv(sent[:4])
		w.observe(lab.Event{Call: lab.CallUnpack, Asked: 4, Value: "83886080"})
		w.observe(lab.Event{Conn: 2, Call: lab.CallNone, Unmade: lab.CallRecv, Err: lab.ErrLimit, Value: "83886080"})
		if f := foundOf[Failed](t, w); f.Swapped != want {
			t.Errorf("%q: the size is %d, want %d", sent, f.Swapped, want)
		}
	}
}
