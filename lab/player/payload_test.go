package player

import (
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/session"
)

// What was received may be repeated in a send until no memory holds it.
func TestASendOfWhatWasReceivedHasALimit(t *testing.T) {
	tr := mustRun(t, mustLab(t, session.Limits{}), `tcp
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
	if want := (lab.End{Reason: lab.EndError, Detail: "server:6 encode limit"}); tr.End != want {
		t.Errorf("end %+v, want %+v", tr.End, want)
	}
	if got := lines(tr, "client"); !strings.HasSuffix(got, "recv b'' EOF\nclose") {
		t.Errorf("the client saw bytes of what was not sent:\n%s", got)
	}
}

// Equal datagrams to two receivers of which one never reads.
func TestADatagramIsLostWhereItWasSent(t *testing.T) {
	for _, probes := range []string{"on", "off"} {
		tr := mustRun(t, mustLab(t, session.Limits{}), `udp
probes `+probes+`
deaf:
    bind port 9001
    wait hears recv
hears:
    bind port 9002
    recv 10
client:
    send "x" to port 9000
    send "x" to port 9001
    send "x" to port 9002
`)
		const want = "socket\nbind implied\nsendto b'x' lost\nsendto b'x' lost\nsendto b'x'\nclose"
		if got := lines(tr, "client"); got != want {
			t.Errorf("probes %s: got\n%s\nwant\n%s", probes, got, want)
		}
	}
}
