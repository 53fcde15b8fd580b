package boundary

import (
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
