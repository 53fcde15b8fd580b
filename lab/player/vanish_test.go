package player

import (
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/session"
	"stickylab/lab/words"
)

const vanishes = `tcp
limit 2s
server:
    listen 1
    accept
    recv 10
    vanish
client:
    connect
    send "one"
    wait server end
    sleep 60ms
    send "two"
    timeout 500ms
    try recv 10
    set nodelay on
late:
    wait server end
    timeout 200ms
    try connect
`

// Whoever vanished answers nothing, though it is still there: no byte arrives, the
// kernel of the other side sends again, a connect gets no answer, and nobody sees an
// end.
func TestWhoVanishedAnswersNothing(t *testing.T) {
	tr := mustRun(t, mustLab(t, session.Limits{}), vanishes)
	for peer, want := range map[string]string{
		"server": "socket\nbind\nlisten\naccept\nrecv b'one' exact\nsetsockopt\nsetsockopt\nsetsockopt\nclose\nclose",
		"client": "socket\nbind implied\nconnect\nsend b'one'\nsend b'two' lost\nrecv b'' timeout\nsetsockopt\nclose",
		"late":   "socket\nbind implied\nconnect timeout\nclose",
	} {
		if got := lines(tr, peer); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", peer, got, want)
		}
	}
	silent, gone := nth(t, tr, "server setsockopt 1"), nth(t, tr, "client close 1")
	if silent.Option != lab.OptionDropAll || silent.Arg != 0 || nth(t, tr, "server close 1").Start < gone.Start {
		t.Errorf("event %+v", silent)
	}
	if e := nth(t, tr, "client setsockopt 1"); e.Probe == nil || e.Probe.Retrans < 1 || e.Probe.Unacked < 1 {
		t.Errorf("the client's kernel has sent nothing again: %+v", e.Probe)
	}
	for _, s := range tr.Segments { // none where the process may not capture
		if s.From == silent.Conn && s.At > nth(t, tr, "client send 2").Start && s.At < gone.Start {
			t.Errorf("the server's kernel answered: %+v", s)
		}
	}
	run := findings.List{Rows: tr.Events}
	first := words.Sentences("en", run.Analyse(findings.About{Peers: tr.Peers, Conns: tr.Known()}).Findings)[0]
	if !strings.Contains(first.Title, "vanished") {
		t.Errorf("the first finding is %q", first.Title)
	}
}

// Two that vanished do not wait for each other, and one whose datagrams are dropped
// gets none.
func TestTheRunEndsThoughAllVanish(t *testing.T) {
	tr := mustRun(t, mustLab(t, session.Limits{}), `udp
a:
    bind
    vanish
b:
    bind port 9000
    wait a end
    send "gone" to port 8080
    vanish
`)
	if tr.End.Reason != lab.EndDone {
		t.Errorf("end %+v", tr.End)
	}
	if want := "socket\nbind\nsendto b'gone' lost\nsetsockopt\nclose"; lines(tr, "b") != want {
		t.Errorf("got\n%s\nwant\n%s", lines(tr, "b"), want)
	}
}
