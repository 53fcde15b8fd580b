package findings

import (
	"testing"

	"stickylab/lab"
)

// A connect that did not wait is no failure where the socket was connected afterwards.
func TestAConnectUnderWayIsNoFailure(t *testing.T) {
	for remote, want := range map[string]int{"127.0.0.1:8080": 0, "": 1} {
		conns := &lab.ConnTable{Default: lab.TCP}
		conns.Add(lab.Conn{ID: 1, Transport: lab.TCP, Local: "127.0.0.1:40000", Remote: remote})
		events := []lab.Event{{Seq: 1, Conn: 1, Call: lab.CallConnect, Err: "EINPROGRESS"}}
		a := List{events, nil}.Analyse(About{Conns: conns, Peers: []string{"curl"}, Source: lab.SourceTrace})
		failures := 0
		for _, one := range a.Findings.All {
			if one.Kind() == KindFailed {
				failures++
			}
		}
		if failures != want {
			t.Errorf("connected to %q: %d failures, want %d", remote, failures, want)
		}
	}
}
