package player

import (
	"testing"

	"stickylab/lab"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// A class starts runs by the hundred: what one allocates, from its start to its end, is
// bounded. One more list or closure a socket shows here.
func TestAnEchoRunAllocatesLittle(t *testing.T) {
	e, err := script.Parse(echoScript)
	if err != nil {
		t.Fatal(err)
	}
	e.Probes, e.Wire = false, false
	l := session.New(unlimited())
	defer l.Close()
	const most = 88
	if got := testing.AllocsPerRun(50, func() {
		id, err := Start(l, e, "test")
		if err != nil {
			t.Error(err)
			return
		}
		log, _ := l.Log(id)
		<-log.Done()
		if end, _ := log.Ended(); end.Reason != lab.EndDone {
			t.Errorf("a run ended with %+v", end)
		}
	}); got > most {
		t.Errorf("an echo run makes %v allocations, want at most %v", got, most)
	}
}
