package findings

import (
	"slices"
	"testing"

	"stickylab/lab"
	"stickylab/lab/frame"
)

func TestWhatIsFoundOfAFrameInPieces(t *testing.T) {
	w := newWorld(lab.TCP)
	pieces(w, "\x00\x00", "\x00\x05h", "ello")
	w.recv("ab")
	w.recv("\x00\x00\x00")
	w.recv("\x05hellocd")
	got := w.lines(t)
	if want := []string{
		"coalesced: server recv #8 8 of 99 bytes, 2 messages in -1 segments, unknown",
		"split: server recv #7 0+3+6 of 9",
	}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	why := w.mustWhy(t, len(w.events)).(Received)
	if len(why.Joints)+why.Unlisted != 1 || why.Joints[0].Off != 11 {
		t.Errorf("joints %+v, want one at 11", why.Joints)
	}
}

// A receive that a decoder took is told with its frames, not as one that went
// wrong.
func TestWhatIsFoundOfDecodedFrames(t *testing.T) {
	w := newWorld(lab.TCP)
	pieces(w, "\x00\x00\x00\x05hello")
	for i, part := range []string{"ab", "\x00\x00\x00", "\x05hellocd"} {
		w.recv(part)
		d := [...]lab.Decode{{Part: frame.PartFrame, Have: 2, Need: 2}, {Part: frame.PartHeader, Have: 3, Need: 4}, {Part: frame.PartFrame, Have: 9, Need: 9}}[i]
		w.observe(lab.Event{Conn: 2, Call: lab.CallDecode, Off: int64(min(i, 1) * 2), Decode: &d})
	}
	got := w.lines(t)
	if want := []string{
		"coalesced: server recv #8 8 of 99 bytes, 2 messages in 0 segments, unknown",
		`decoded: server decode #5 2 frames in 3 receives, 2 not exact, fault ""`,
	}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if why, ok := w.mustWhy(t, len(w.events)).(DecoderStep); !ok || why.Event.Decode == nil {
		t.Errorf("the decode has %+v, %v", why, ok)
	}
}
