package session

import (
	"strings"
	"testing"

	"stickylab/lab"
)

// What was received may be repeated in a send until no memory holds it.
func TestASendOfWhatWasReceivedHasALimit(t *testing.T) {
	tr := mustRun(t, mustLab(t, Limits{}), `tcp
server:
    listen 1
    accept
    recv exactly 1000
    send `+strings.Repeat("same + ", 1048)+`upper
client:
    connect
    send "x" * 1000
    recv 10
`)
	if want := (lab.End{Reason: lab.EndError, Detail: "server:6 send limit"}); tr.End != want {
		t.Errorf("end %+v, want %+v", tr.End, want)
	}
	if got := lines(tr, "client"); !strings.HasSuffix(got, "recv b'' EOF\nclose") {
		t.Errorf("the client saw bytes of what was not sent:\n%s", got)
	}
}
