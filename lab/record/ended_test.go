package record

import (
	"testing"

	"stickylab/lab"
)

func TestAnEndedLogKeepsNothingOfItsMessages(t *testing.T) {
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"client"}})
	l.Begin(1, 0, Piece{Data: []byte("hello")})
	l.Append(&lab.Event{Conn: 1, Call: lab.CallSend, Asked: 5, Got: 5, Data: []byte("hello")})
	l.End(lab.End{Reason: lab.EndDone})
	if l.tracker != nil {
		t.Error("the tracker is kept, though nothing can come any more")
	}
	l.Pair(1, 2)
	l.Begin(1, 0, Piece{Data: []byte("late")})
	if seq, _ := l.Append(&lab.Event{Conn: 1, Call: lab.CallSend}); seq != 0 || l.Len() != 1 {
		t.Error("an event was taken after the end")
	}
	if l.Trace().Events[0].Verdict != lab.Lost {
		t.Errorf("the send is %v, want lost", l.Trace().Events[0].Verdict.Names())
	}
}
