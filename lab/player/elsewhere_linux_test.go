package player

import (
	"fmt"
	"net"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/session"
)

// Where another program of the machine has the port of a run, its programs talk by
// another one, and the run's findings name it; where nobody has it they do not.
func TestThePortOfAnotherProgramIsAFinding(t *testing.T) {
	listener, err := net.Listen("tcp4", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	l := mustLab(t, session.Limits{})
	elsewhere := func() (all []findings.Elsewhere) {
		t.Helper()
		tr := mustRun(t, l, fmt.Sprintf("tcp\nserver:\n    bind port %d\n    listen 1\n    accept\n    recv 10\nclient:\n    connect port %[1]d\n    send \"hi\"\n", port))
		if tr.End.Reason != lab.EndDone {
			t.Errorf("end %+v", tr.End)
		}
		found := findings.List{Rows: tr.Events}.Analyse(findings.About{Peers: tr.Peers, Conns: tr.Known()}).Findings
		for _, f := range found.All {
			if one, is := f.Finding.(findings.Elsewhere); is {
				all = append(all, one)
				bind := tr.Events[one.Seq-1]
				if bind.Call != lab.CallBind || bind.Address != one.Address || one.Peer != "server" || strings.HasSuffix(one.Address, fmt.Sprintf(":%d", port)) {
					t.Errorf("%+v of the event %+v", one, bind)
				}
			}
		}
		return all
	}
	if all := elsewhere(); len(all) != 1 {
		t.Errorf("%d findings, want one", len(all))
	}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	if all := elsewhere(); len(all) != 0 {
		t.Errorf("with the port free: %+v", all)
	}
}
