package player

import (
	"fmt"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/script"
	"stickylab/lab/session"
	"stickylab/lab/words"
)

// messages sends before anybody accepts, an empty message among others, and one that
// is longer than its receive.
const messages = `unix seqpacket
server:
    listen 1
    wait client send 3
    accept
    recv 10
    recv 3
    recv 10
    send "ok"
    recv 10
    recv 10
client:
    connect
    send "hello"
    send "fengfeng"
    send ""
    recv 10
    send ""
    shutdown write
    recv 10
`

// A connection that keeps boundaries: what is too long is cut, and an empty message is
// told from the end, though recv returns the same for both.
func TestSeqpacketKeepsMessages(t *testing.T) {
	tr := mustRun(t, mustLab(t, session.Limits{}), messages)
	want := map[string]string{
		"server": "socket\nbind\nlisten\naccept\nrecv b'hello' exact\nrecv b'fen' truncated\nrecv b'' exact\nsend b'ok'\nrecv b'' exact\nrecv b'' EOF\nclose\nclose",
		"client": "socket\nconnect\nsend b'hello'\nsend b'fengfeng'\nsend b''\nrecv b'ok' exact\nsend b''\nshutdown\nrecv b'' EOF\nclose",
	}
	for peer, calls := range want {
		if got := lines(tr, peer); got != calls {
			t.Errorf("%s: got\n%s\nwant\n%s", peer, got, calls)
		}
	}
	if e := nth(t, tr, "server recv 2"); e.Datagram != 8 || e.Got != 3 {
		t.Errorf("%d of %d bytes, want 3 of 8", e.Got, e.Datagram)
	}
	run := findings.List{Rows: tr.Events}
	var said strings.Builder
	for _, one := range words.Sentences("zh", run.Analyse(findings.About{Peers: tr.Peers, Conns: tr.Known()}).Findings) {
		fmt.Fprintln(&said, one.Title, one.Text)
	}
	if text := said.String(); !strings.Contains(text, "消息被截断") || strings.Contains(text, "数据报") {
		t.Errorf("said:\n%s", text)
	}
}

// What nobody accepts is lost, and a send to who is gone fails.
func TestSeqpacketThatNobodyAccepts(t *testing.T) {
	tr := mustRun(t, mustLab(t, session.Limits{}), `unix seqpacket
server:
    listen 1
    wait client send
    close listener
client:
    connect
    send "lost"
    wait server close
    try recv 10
    try send "late"
`)
	const want = "socket\nconnect\nsend b'lost' lost\nrecv b'' ECONNRESET\nsend b'' EPIPE\nclose"
	if got := lines(tr, "client"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A script of TCP goes over to it whole, with its connections, and does not where it
// needs a stream.
func TestSeqpacketTakesOver(t *testing.T) {
	exp, err := script.As(mustParse(t, sticky), lab.UnixSeqpacket)
	if err != nil || !strings.Contains(exp.Script, "accept") {
		t.Fatalf("%v in\n%s", err, exp.Script)
	}
	if _, err := script.As(mustParse(t, strings.Replace(sticky, "recv 10", "recv exactly 10", 1)), lab.UnixSeqpacket); err == nil {
		t.Error("recv exactly went over to messages")
	}
}
