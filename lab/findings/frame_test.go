package findings

import (
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
	found := Findings(lab.TCP, []string{"client", "server"}, w.events)
	if len(found) != 2 || found[0].Kind != KindCoalesced || found[0].Messages != 2 {
		t.Fatalf("found %+v, want two messages coalesced first", found)
	}
	if f := found[1]; f.Kind != KindSplit || f.Whole != 9 || f.Before != 0 || f.Got != 3 || f.After != 6 {
		t.Errorf("found %+v, want 3 of 9 bytes with 6 after", f)
	}
	why, _ := Why(lab.TCP, w.events, nil, w.events[len(w.events)-1].Seq)
	if len(why.Joints)+why.More != 1 || why.Joints[0].Off != 11 {
		t.Errorf("joints %+v, want one at 11", why.Joints)
	}
}

// A receive that a decoder took is told with its frames, not as one that went
// wrong.
func TestWhatIsFoundOfDecodedFrames(t *testing.T) {
	w := newWorld(lab.TCP)
	pieces(w, "\x00\x00\x00\x05hello")
	for _, part := range []string{"ab", "\x00\x00\x00", "\x05hellocd"} {
		w.recv(part)
		d := lab.Decode{Part: frame.PartFrame, Have: len(part), Need: int64(len(part))}
		if part[0] == 0 {
			d.Part = frame.PartHeader
		}
		w.observe(lab.Event{Conn: 2, Call: lab.CallDecode, Decode: &d})
	}
	found := Findings(lab.TCP, []string{"client", "server"}, w.events)
	if len(found) != 2 || found[0].Kind != KindCoalesced || found[1].Kind != KindDecoded {
		t.Fatalf("found %+v", found)
	}
	if f := found[1]; f.Messages != 2 || f.Got != 3 || f.Whole != 2 {
		t.Errorf("%d frames in %d receives, %d of them not exact; want 2, 3 and 2", f.Messages, f.Got, f.Whole)
	}
	why, ok := Why(lab.TCP, w.events, nil, len(w.events))
	if !ok || why.Kind != KindDecode || why.Event.Decode == nil {
		t.Errorf("the decode gives %+v, %v", why, ok)
	}
}
