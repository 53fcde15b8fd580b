package claims

import (
	"slices"
	"text/scanner"

	"stickylab/lab"
)

// capturedClaim reads PEER N { N }, what the segments that the peer sent
// carried, or PEER flags FLAG { FLAG }, what each of them was for. It holds
// where they were not captured, or not all of them: a capture is a witness, and
// a run without one is no worse.
func (l *Line) capturedClaim() claim {
	s := l.peer()
	if l.Take("flags") {
		want := []string{l.flag()}
		for !l.Done() && !l.joint() {
			want = append(want, l.flag())
		}
		return witness("captured-flags", s, (*Run).purposes, want)
	}
	want := []int{l.Number()}
	for !l.Done() && l.tok == scanner.Int {
		want = append(want, l.Number())
	}
	return witness("captured", s, (*Run).carried, want)
}

// witness holds what a peer's segments were against what is wanted of them.
func witness[T comparable](key string, s subject, of func(*Run, int) []T, want []T) claim {
	return func(r *Run) error {
		if r.capture != lab.CaptureOn || r.missed > 0 {
			return nil
		}
		if got := of(r, s.peer); !slices.Equal(got, want) {
			return wrong(key, s.name, got, want)
		}
		return nil
	}
}

// The purposes of a segment beside the flags SYN, FIN and RST, of which it has
// one at most (RFC 9293 3.10.7).
const (
	purposeData = "DATA"
	purposeACK  = "ACK"
)

// flag reads a purpose.
func (l *Line) flag() string {
	word := l.word()
	if word != purposeData && word != purposeACK && purposeFlags&lab.ParseTCPFlags([]string{word}) == 0 {
		l.fail("flag", quote(word))
	}
	return word
}

const purposeFlags = lab.SYN | lab.FIN | lab.RST

// purposes gives what each segment that a socket of the peer sent was for.
func (r *Run) purposes(peer int) []string {
	owner := r.owners()
	var all []string
	for _, s := range r.segments {
		if from, known := owner[s.From]; !known || from != peer {
			continue
		}
		if flags := (s.Flags & purposeFlags).Names(); len(flags) > 0 {
			all = append(all, flags[0])
		} else if s.Len > 0 {
			all = append(all, purposeData)
		} else {
			all = append(all, purposeACK)
		}
	}
	return all
}

// owners gives the peer of each socket.
func (r *Run) owners() map[int]int {
	owner := map[int]int{}
	for i := range r.events {
		owner[r.events[i].Conn] = r.events[i].Peer
	}
	return owner
}

// carried gives the bytes in each segment with data that a socket of the peer
// sent. What was sent again counts once.
func (r *Run) carried(peer int) []int {
	owner := r.owners()
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
