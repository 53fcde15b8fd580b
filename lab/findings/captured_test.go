package findings

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"stickylab/lab"
)

// Whatever is captured in whatever order: the answers are those of a look at
// every segment.
func TestCapturedAgainstALookAtEach(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		s, all := &stream{conn: 1}, []lab.Segment(nil)
		for i := range random.IntN(40) {
			one := lab.Segment{From: 1, Seq: random.Int64N(60), Len: 1 + random.IntN(20), At: int64(i)}
			all = append(all, one)
			s.carriers.add(carrier{Segment: one, order: i})
		}
		s.finish()
		from := random.Int64N(30)
		captures := s.captures(from)
		for off := from; off < 90; off++ {
			if got, want := captures.at(off), lookedAt(all, off); got != want {
				t.Fatalf("%v: of %d got %q, want %q", all, off, got, want)
			}
		}
		to := from + random.Int64N(30)
		var want []lab.Segment
		for _, one := range all {
			if one.Seq < to && one.Seq+int64(one.Len) > from && len(want) < MaxQuoted {
				want = append(want, one)
			}
		}
		if got := s.carried(from, to); !slices.Equal(got, want) {
			t.Fatalf("%v: of %d-%d got %v, want %v", all, from, to, got, want)
		}
	}
}

func lookedAt(all []lab.Segment, off int64) Rule {
	for _, one := range all {
		switch end := one.Seq + int64(one.Len); {
		case one.Seq >= off || end < off:
		case end == off:
			return RuleEdge
		default:
			return RuleSpanned
		}
	}
	return ""
}

// A receive of very many messages and segments reads each row once: what is
// counted is how many rows the answers decode.
func TestALargeReceiveIsExplainedInOnePass(t *testing.T) {
	const sends = 24_000
	s := &stream{conn: 1}
	for i := range sends {
		s.sends.add(send{seq: i + 1, off: int64(i), got: 1, asked: 1})
		s.carriers.add(carrier{Segment: lab.Segment{From: 1, Seq: int64(i), Len: 1}, order: i})
	}
	s.finish()
	e := &lab.Event{Seq: sends + 1, Conn: 2, Call: lab.CallRecv, Stream: 1, Got: sends, Verdict: lab.Coalesced}
	a := &Analysis{about: About{Conns: lab.UnixStream}, streams: map[int]*stream{1: s}}
	why := a.received(e).(Received)
	if why.Messages != sends || len(why.Parts) != MaxParts || len(why.Joints) != 1 || why.Joints[0].Count != sends-1 {
		t.Errorf("%d messages, %d parts, joints %+v", why.Messages, len(why.Parts), why.Joints)
	}
	if last := why.Parts[MaxParts-1]; last != (Part{Seq: sends, At: sends - 1, Len: 1, Size: 1}) {
		t.Errorf("the last part is %+v", last)
	}
	if got := fmt.Sprint(len(why.Segments), why.Segments[0].Seq, why.Segments[MaxQuoted-1].Seq); got != "20 0 19" {
		t.Errorf("quoted are %s, want 20 from 0 to 19", got)
	}
}
