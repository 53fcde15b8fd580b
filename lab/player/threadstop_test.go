package player

import (
	"testing"

	"stickylab/lab"
	"stickylab/lab/session"
)

// Stop ends what the threads of a program wait for.
func TestStopEndsThreads(t *testing.T) {
	runner := mustLab(t, session.Limits{})
	id, log := mustStart(t, runner, `tcp
server:
    listen 5
    loop 2:
        accept as c
        thread c:
            send "hi"
            recv 10
    accept
ann:
    connect
    recv exactly 3
bob:
    connect
    recv exactly 3
`)
	eventually(t, "both are served", func() bool {
		served := 0
		for _, e := range log.Trace().Events {
			if e.Call == lab.CallRecv && e.Got == 2 {
				served++
			}
		}
		return served == 2
	})
	if err := Stop(runner, id, "tester"); err != nil {
		t.Fatal(err)
	}
	<-log.Done()
	stopped := map[int]lab.Call{}
	for _, e := range log.Trace().Events {
		if e.Peer == 0 && e.Err == lab.ErrStopped {
			stopped[e.Strand] = e.Call
		}
	}
	if stopped[0] != lab.CallAccept || stopped[1] != lab.CallRecv || stopped[2] != lab.CallRecv {
		t.Errorf("stopped were %v", stopped)
	}
}
