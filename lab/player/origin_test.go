package player

import (
	"testing"

	"stickylab/lab/session"
)

// Two clients with one address and port: which of them an accept met is told
// by the port that it was called on.
func TestClientsThatShareAPortAreToldApart(t *testing.T) {
	tr := mustRun(t, mustLab(t, session.Limits{}), `tcp
first:
    listen 1 port 9001
    wait other send
    accept
    recv 10
second:
    listen 1 port 9002
    accept
    recv 10
one:
    set reuseaddr on
    bind port 9000
    connect port 9001
    send "one"
    wait first end
other:
    set reuseaddr on
    bind port 9000
    connect port 9002
    send "other"
    wait first end
`)
	for peer, want := range map[string]string{
		"first":  "socket\nbind\nlisten\naccept\nrecv b'one' exact\nclose\nclose",
		"second": "socket\nbind\nlisten\naccept\nrecv b'other' exact\nclose\nclose",
		"one":    "socket\nsetsockopt\nbind\nconnect\nsend b'one'\nclose",
	} {
		if got := lines(tr, peer); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", peer, got, want)
		}
	}
}

func TestASocketConnectedToItselfReceivesWhatItSent(t *testing.T) {
	tr := mustRun(t, mustLab(t, session.Limits{}), "tcp\nalone:\n    bind port 9000\n    connect port 9000\n    send \"hello\"\n    recv 10\n")
	const want = "socket\nbind\nconnect\nsend b'hello'\nrecv b'hello' exact\nclose"
	if got := lines(tr, "alone"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAListenerIsThereAgainWhenALaterOneIsClosed(t *testing.T) {
	tr := mustRun(t, mustLab(t, session.Limits{}), `tcp
server:
    listen 1 port 9001
    listen 1 port 9002
    close listener
    wait client send
    accept
    recv 10
client:
    wait server close
    connect port 9001
    send "hi"
`)
	const want = "socket\nbind\nlisten\nsocket\nbind\nlisten\nclose\naccept\nrecv b'hi' exact\nclose\nclose"
	if got := lines(tr, "server"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
