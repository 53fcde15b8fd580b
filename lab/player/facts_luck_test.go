package player

import (
	"testing"

	"stickylab/lab/findings"
	"stickylab/lab/session"
)

// waitingReader is the demo with a reader that is there before anything comes.
const waitingReader = `tcp
server:
    listen 5
    accept
    recv 10
    recv 10
client:
    connect
    wait server accept
    send "hello"
    send "feng"
    wait server recv
    close
`

// luckDecides: with a reader that waits, hello comes alone or with feng, and
// which of the two depends on who gets a CPU first. So each run has one of two
// outcomes, and their shares are told, not tested.
func luckDecides(t *testing.T, l *session.Lab) {
	const runs = 60
	allowed := map[string]int{"server: b'hello', b'feng'": 0, "server: b'hellofeng', b''": 0}
	for range runs {
		trace := mustRun(t, l, waitingReader)
		outcome := findings.Outcome(trace.Peers, trace.Events)
		if _, ok := allowed[outcome]; !ok {
			t.Fatalf("outcome %s, want one of %v", outcome, allowed)
		}
		allowed[outcome]++
	}
	t.Logf("of %d runs: %v", runs, allowed)
}
