package claims

import (
	"slices"
	"text/scanner"

	"stickylab/lab"
)

// capturedClaim reads PEER N { N }: what the segments that the peer sent
// carried. It holds where they were not captured, or not all of them: a
// capture is a witness, and a run without one is no worse.
func (l *Line) capturedClaim() claim {
	s := l.peer()
	want := []int{l.Number()}
	for !l.Done() && l.tok == scanner.Int {
		want = append(want, l.Number())
	}
	return func(r *Run) error {
		if r.capture != lab.CaptureOn || r.missed > 0 {
			return nil
		}
		if got := r.carried(s.peer); !slices.Equal(got, want) {
			return wrong("captured", s.name, got, want)
		}
		return nil
	}
}

// carried gives the bytes in each segment with data that a socket of the peer
// sent. What was sent again counts once.
func (r *Run) carried(peer int) []int {
	owner := map[int]int{}
	for i := range r.events {
		owner[r.events[i].Conn] = r.events[i].Peer
	}
	end := map[int]int64{} // of what was seen of each socket's stream
	var lens []int
	for _, s := range r.segments {
		from, known := owner[s.From]
		if !known || from != peer || s.Len == 0 {
			continue
		}
		if r.conns.ConnOf(s.From).Transport.IsTCP() {
			if s.Seq+int64(s.Len) <= end[s.From] {
				continue
			}
			end[s.From] = s.Seq + int64(s.Len)
		}
		lens = append(lens, s.Len)
	}
	return lens
}
