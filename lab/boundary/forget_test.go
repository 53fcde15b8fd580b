package boundary

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"stickylab/lab"
)

// kept is how many messages of conn 1 are in memory.
func (w *world) kept() int {
	messages := &w.tracker.flows.Get(1).messages
	return messages.Len() - messages.First()
}

func TestReceivedMessagesAreForgotten(t *testing.T) {
	for _, c := range []struct {
		name   string
		behind int // messages that are always on the way
		most   int
	}{
		{"each is received before the next is sent", 0, 0},
		{"the receiver is always some behind", 3, 3 + 128},
	} {
		for _, transport := range []lab.Transport{lab.TCP, lab.UDP} {
			w := newWorld(transport)
			send := func() { w.send("0123456789abcdef", 0, 16, 0) }
			for range c.behind {
				send()
			}
			most := 0
			for range 5000 {
				send()
				w.observe(lab.Event{
					Conn: 2, Call: lab.CallRecvFrom, Stream: 1, Asked: 99, Got: 16, Datagram: 16, Data: []byte("0123456789abcdef"),
				})
				most = max(most, w.kept())
			}
			if most > c.most {
				t.Errorf("%s, %s: %d messages were kept, want at most %d", c.name, transport, most, c.most)
			}
		}
	}
}

// talk sends and receives in any order, also what is still being sent.
type talk struct {
	*testing.T
	*world
	random *rand.Rand
	owner  []int       // the send of each byte
	starts map[int]int // where a send begins
	stream []byte
	read   int
	taken  map[int]bool
}

func (k *talk) send() {
	data := make([]byte, k.random.IntN(4))
	for i := range data {
		data[i] = byte('a' + k.random.IntN(26))
	}
	seq := len(k.events) + 1
	early := k.random.IntN(4) == 0 && len(data) > 0
	if early { // the receive below comes first
		seq++
	}
	k.starts[seq] = len(k.stream)
	for range data {
		k.owner = append(k.owner, seq)
	}
	k.stream = append(k.stream, data...)
	k.tracker.Begin(1, 0, data, 0)
	if early {
		k.receive(len(k.stream) - k.read)
	}
	k.observe(lab.Event{Conn: 1, Call: lab.CallSend, Asked: len(data), Got: len(data), Data: data})
}

func (k *talk) receive(n int) {
	pos := k.read
	if n == 0 {
		return
	}
	e := k.observe(lab.Event{Conn: 2, Call: lab.CallRecv, Asked: 99, Got: n, Data: slices.Clone(k.stream[pos : pos+n])})
	if want := naiveVerdict(k.owner, k.starts, pos, n); e.Verdict != want || e.Off != int64(pos) {
		k.Fatalf("[%d, %d) is %v at %d, want %v", pos, pos+n, e.Verdict.Names(), e.Off, want.Names())
	}
	for _, seq := range k.owner[pos : pos+n] {
		k.taken[seq] = true
	}
	k.read += n
}

// However many messages were forgotten, those that follow are judged as before,
// and lost is what nobody received a byte of.
func TestForgettingChangesNothing(t *testing.T) {
	for seed := range uint64(40) {
		k := &talk{
			T: t, world: newWorld(lab.TCP), random: rand.New(rand.NewPCG(seed, 7)),
			starts: map[int]int{}, taken: map[int]bool{},
		}
		for range 1500 {
			if k.send(); k.random.IntN(3) > 0 {
				k.receive(min(k.random.IntN(9), len(k.stream)-k.read))
			}
		}
		var want []int
		for seq := range len(k.events) + 1 {
			if slices.Contains(k.owner, seq) && !k.taken[seq] {
				want = append(want, seq)
			}
		}
		if got := k.lost(); !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: lost %v, want %v", seed, got, want)
		}
		if k.tracker.flows.Get(1).messages.First() == 0 {
			t.Fatalf("seed %d: nothing was forgotten", seed)
		}
	}
}

// A message whose first pieces were received and forgotten is not lost.
func TestTheRestOfAForgottenMessageIsNotLost(t *testing.T) {
	w := newWorld(lab.TCP)
	piece := func(data string, before int) {
		w.tracker.BeginPiece(1, Piece{Data: []byte(data), Before: before, Whole: 6})
		w.observe(lab.Event{Conn: 1, Call: lab.CallSend, Asked: len(data), Got: len(data), Data: []byte(data)})
	}
	piece("abc", 0)
	w.recv("abc")
	piece("def", 3)
	w.send("another", 0, 7, 0)
	if got, want := w.lost(), []int{4}; !reflect.DeepEqual(got, want) {
		t.Errorf("lost %v, want %v", got, want)
	}
}
