package boundary

import (
	"fmt"
	"slices"
	"testing"

	"stickylab/lab"
)

// lost lists the events of the messages that were never received.
func (w *world) lost() []int {
	var seqs []int
	w.tracker.Lost(func(seq int) { seqs = append(seqs, seq) })
	slices.Sort(seqs)
	return seqs
}

// datagram makes a send of conn 1 to the conn that ends at that time.
func (w *world) datagram(data string, to int, end int64) {
	w.tracker.Begin(1, to, []byte(data), 0)
	e := lab.Event{Conn: 1, Call: lab.CallSendTo, Asked: len(data), Got: len(data), Data: []byte(data), End: end}
	if to > 0 {
		e.FarConn = to
	}
	w.observe(e)
}

func (w *world) take(conn int, data string, waited bool, start int64) lab.Event {
	return w.observe(lab.Event{
		Conn: conn, Call: lab.CallRecvFrom, Asked: 99, Got: len(data), Data: []byte(data), Datagram: len(data), Stream: 1,
		Waited: waited, Start: start,
	})
}

func TestADatagramIsTiedToItsReceiver(t *testing.T) {
	w := newWorld(lab.UDP)
	w.datagram("x", 3, 10)
	w.datagram("x", Nobody, 20)
	w.datagram("x", 2, 30)
	if e := w.take(2, "x", false, 40); e.Off != 2 {
		t.Errorf("conn 2 took datagram %d, want 2: the others went elsewhere", e.Off)
	}
	if got := w.lost(); !slices.Equal(got, []int{1, 2}) {
		t.Errorf("lost %v, want 1 and 2", got)
	}
}

func TestADatagramMayArriveAtWhoCameDuringItsSend(t *testing.T) {
	w := newWorld(lab.UDP)
	w.tracker.Begin(1, Nobody, []byte("x"), 0)
	if e := w.take(2, "x", true, 5); e.Stream != 1 || e.Off != 0 {
		t.Errorf("got datagram %d of conn %d, want 0 of 1", e.Off, e.Stream)
	}
}

func TestAReceiveThatWaitedTookNothingThatWasThereBefore(t *testing.T) {
	w := newWorld(lab.UDP)
	w.datagram("x", 2, 10)
	w.datagram("x", 2, 20) // dropped: the queue was full
	w.take(2, "x", false, 30)
	w.datagram("x", 2, 50)
	if e := w.take(2, "x", true, 40); e.Off != 2 {
		t.Errorf("took datagram %d, want 2: the queue was empty when it began", e.Off)
	}
	if got := w.lost(); !slices.Equal(got, []int{2}) {
		t.Errorf("lost %v, want 2", got)
	}
}

func TestWhatAReceiveOfUnknownOriginMayHaveTakenIsNotCalledLost(t *testing.T) {
	w := newWorld(lab.UDP)
	w.datagram("one", 2, 10)
	w.datagram("two", 2, 20)
	w.datagram("one", 3, 30)
	w.observe(lab.Event{Conn: 2, Call: lab.CallRecvFrom, Asked: 9, Got: 3, Data: []byte("one"), Datagram: 3, Stream: 7})
	if got := w.lost(); !slices.Equal(got, []int{2, 3}) {
		t.Errorf("lost %v, want 2 and 3: conn 2 got a datagram like the first from an address that had changed hands", got)
	}
}

func TestAStreamWithBytesOfUnknownOriginLosesNothing(t *testing.T) {
	w := newWorld(lab.TCP)
	w.send("hello", 0, 5, 0)
	w.recv("jello")
	if got := w.lost(); len(got) > 0 {
		t.Errorf("lost %v, want none", got)
	}
}

// A flood of which the kernel drops one in two: each receive is tied to its own
// datagram, and looks only at the last few that were dropped.
func TestAFloodThatLosesDatagramsIsFollowedStepByStep(t *testing.T) {
	const sends = 20_000
	w := newWorld(lab.UDP)
	for i := range sends {
		w.datagram(fmt.Sprintf("%08d", i), 2, int64(10*i))
		if i%2 == 0 {
			continue
		}
		if e := w.take(2, fmt.Sprintf("%08d", i), false, int64(10*i+5)); e.Off != int64(i) {
			t.Fatalf("took datagram %d, want %d", e.Off, i)
		}
		f := w.tracker.flows.Get(1)
		if looked := f.messages.Len() - max(f.next, f.passed[2]); looked > reordered+1 {
			t.Fatalf("after %d sends the next receive looks at %d of them, want at most %d", i+1, looked, reordered+1)
		}
	}
	if got := len(w.lost()); got != sends/2 {
		t.Errorf("%d are lost, want %d", got, sends/2)
	}
}

// What two threads of a sender announced in another order is tied all the same.
func TestDatagramsThatOvertookEachOther(t *testing.T) {
	w := newWorld(lab.UDP)
	for _, text := range []string{"a", "b", "c"} {
		w.datagram(text, 2, 1)
	}
	for _, c := range []struct {
		text string
		want int64
	}{{"b", 1}, {"a", 0}, {"c", 2}} {
		if e := w.take(2, c.text, false, 9); e.Off != c.want {
			t.Errorf("%s is datagram %d, want %d", c.text, e.Off, c.want)
		}
	}
}

// Receives of unknown origin are found by what they took, not one by one.
func TestUnknownReceivesAreFoundByTheirBytes(t *testing.T) {
	const lost = 20_000
	w := newWorld(lab.UDP)
	for i := range lost {
		w.datagram(fmt.Sprintf("%08d", i), 2, 1)
	}
	for i := range lost {
		w.observe(lab.Event{
			Conn: 2, Call: lab.CallRecvFrom, Asked: 99, Got: 7, Datagram: 8, Data: []byte(fmt.Sprintf("%08d", 2*i+1)[:7]), Stream: 9,
		})
	}
	if got := w.lost(); len(got) != 0 {
		t.Errorf("%d are lost, want none: each may have been received", len(got))
	}
	if u := w.tracker.unknown(); len(u.datagrams) != 1 || len(u.datagrams[8]) != 1 || len(u.datagrams[8][7]) != lost/5 {
		t.Errorf("%d lengths, %d different receives", len(u.datagrams), len(u.datagrams[8][7]))
	}
}

// What the kernel refused was on no wire: who counts datagrams there counts without it.
func TestADatagramThatFailedTakesNoNumber(t *testing.T) {
	w := newWorld(lab.UDP)
	w.datagram("one", 2, 10)
	w.tracker.Begin(1, 2, []byte("two"), 0)
	w.observe(lab.Event{Conn: 1, Call: lab.CallSend, Asked: 3, Data: []byte("two"), Err: "ECONNREFUSED", End: 20})
	w.datagram("three", 2, 30)
	if e := w.take(2, "three", false, 40); e.Off != 1 {
		t.Errorf("three is datagram %d, want 1", e.Off)
	}
	if got := w.lost(); !slices.Equal(got, []int{1}) {
		t.Errorf("lost %v, want 1 alone", got)
	}
}
