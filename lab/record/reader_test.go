package record

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"stickylab/lab"
)

func TestWaitReturnsWithTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := NewLog(Header{Transport: lab.TCP})
		go func() {
			time.Sleep(time.Second)
			l.End(lab.End{Reason: lab.EndStopped})
		}()
		if end, err := l.Wait(t.Context()); err != nil || end.Reason != lab.EndStopped {
			t.Errorf("got %+v, %v, want stopped", end, err)
		}
		gone, leave := context.WithCancel(t.Context())
		leave()
		if _, err := NewLog(Header{Transport: lab.TCP}).Wait(gone); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want %v", err, context.Canceled)
		}
	})
}

// What is missing is an event of its own, behind those that came before.
func TestAGapIsAnEvent(t *testing.T) {
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	l.Append(new(send(2, 9, 1000, "hello")))
	l.Gap(1, 250, "limit events")
	l.End(lab.End{Reason: lab.EndDone})
	row, ok, err := l.Event(t.Context(), 2)
	if !ok || err != nil {
		t.Fatal(ok, err)
	}
	if e := row.Event; e.Call != lab.CallGap || e.Peer != 1 || e.Got != 250 || e.Text != "limit events" || e.Start != 4000 {
		t.Errorf("the gap is %+v", *e)
	}
	l.Gap(1, 1, "late")
	if l.Len() != 2 {
		t.Errorf("%d events after the end, want 2", l.Len())
	}
}
