package boundary

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"stickylab/lab"
)

// Whatever is sent and however it is received: verdicts and origins are those
// of a checker that looks at every single byte.
func TestStreamAgainstByteByByte(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		w := newWorld(lab.TCP)
		owner, starts, stream := randomSends(random, w)
		for pos := 0; pos < len(stream); {
			n := min(1+random.IntN(12), len(stream)-pos)
			e := w.recv(string(stream[pos : pos+n]))
			if got, want := Origins(lab.TCP, w.events)[e.Seq], naiveOrigins(owner, starts, pos, n); !reflect.DeepEqual(got, want) {
				t.Fatalf("origins of [%d, %d): got %v, want %v", pos, pos+n, got, want)
			}
			if want := naiveVerdict(owner, starts, pos, n); e.Verdict != want {
				t.Fatalf("verdict of [%d, %d): got %v, want %v", pos, pos+n, e.Verdict.Names(), want.Names())
			}
			pos += n
		}
	}
}

// randomSends gives for every byte of the stream the send it belongs to, and
// for every send where it starts.
func randomSends(random *rand.Rand, w *world) (owner []int, starts map[int]int, stream []byte) {
	starts = map[int]int{}
	for range 1 + random.IntN(8) {
		data := make([]byte, random.IntN(9))
		for i := range data {
			data[i] = byte('a' + random.IntN(26))
		}
		e := w.send(string(data), 0, len(data), 0)
		starts[e.Seq] = len(stream)
		for range data {
			owner = append(owner, e.Seq)
		}
		stream = append(stream, data...)
	}
	return owner, starts, stream
}

func naiveOrigins(owner []int, starts map[int]int, pos, n int) []lab.Origin {
	var origins []lab.Origin
	for i := pos; i < pos+n; i++ {
		if last := len(origins) - 1; last >= 0 && origins[last].Seq == owner[i] {
			origins[last].Len++
			continue
		}
		origins = append(origins, lab.Origin{Seq: owner[i], Off: i - starts[owner[i]], Len: 1})
	}
	return origins
}

func naiveVerdict(owner []int, starts map[int]int, pos, n int) lab.Verdict {
	var v lab.Verdict
	end := pos + n
	if owner[pos] != owner[end-1] {
		v |= lab.Coalesced
	}
	if starts[owner[pos]] != pos || end < len(owner) && owner[end] == owner[end-1] {
		v |= lab.Split
	}
	if v == 0 {
		v = lab.Exact
	}
	return v
}
