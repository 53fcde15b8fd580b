package session

import (
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
)

const heavy = `tcp
server:
    listen 1
    accept
    loop until empty:
        recv 100000
client:
    connect
    loop 10:
        send "x" * 100000
`

func TestKeptRunsAreBoundedByTheirBytes(t *testing.T) {
	l := mustLab(t, Limits{KeptBytes: 8 << 20})
	first, log := mustStart(t, l, heavy)
	<-log.Done()
	if size := log.Size(); size < 3_000_000 {
		t.Fatalf("a run that sent and received a million bytes weighs %d", size)
	}
	for range 4 {
		mustRun(t, l, heavy)
	}
	if _, ok := l.Log(first); ok {
		t.Error("all runs are kept, though they weigh more than the limit")
	}
	last, log := mustStart(t, l, heavy)
	<-log.Done()
	if _, ok := l.Log(last); !ok {
		t.Error("the last run is not kept")
	}
}

func TestAllRunsTogetherHaveALimitOfBytes(t *testing.T) {
	l := mustLab(t, Limits{LiveBytes: 500_000})
	for range 2 { // what an ended run took is given back
		tr := mustRun(t, l, heavy)
		if want := (lab.End{Reason: lab.EndLimit, Detail: "live-bytes"}); tr.End != want {
			t.Errorf("end %+v, want %+v", tr.End, want)
		}
		if n := len(tr.Events); n < 10 {
			t.Errorf("%d events: the run had no bytes to begin with", n)
		}
	}
}

func TestStopWaitsForTheEndOfARunJustRetired(t *testing.T) {
	l := mustLab(t, Limits{})
	log := record.NewLog(record.Header{Transport: lab.TCP})
	l.kept.add("id", log)
	stopped := make(chan bool)
	go func() {
		ok := l.Stop("id")
		_, ended := log.Ended()
		stopped <- ok && ended
	}()
	log.Append(lab.Event{})
	select {
	case <-stopped:
		t.Fatal("Stop returned before the log's end")
	default:
	}
	log.End(lab.End{Reason: lab.EndDone})
	if !<-stopped {
		t.Error("Stop returned before the log's end, or did not know the run")
	}
}
