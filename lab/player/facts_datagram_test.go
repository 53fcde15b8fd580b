package player

import (
	"fmt"
	"testing"

	"stickylab/lab"
	"stickylab/lab/session"
)

const twoDatagrams = `%s
server:
    bind
    wait client send 2
    recv 100
    recv 100
client:
    wait server bind
    send "hello" to port 8080
    send "feng" to port 8080
`

// unixDatagramsKeepBoundaries: what joins is the byte stream, not the family.
func unixDatagramsKeepBoundaries(t *testing.T, l *session.Lab) {
	for _, transport := range []string{"unix datagram", "udp"} {
		trace := mustRun(t, l, fmt.Sprintf(twoDatagrams, transport))
		mustData(t, trace, "server recvfrom 1", "hello")
		mustData(t, trace, "server recvfrom 2", "feng")
	}
}

// datagramSizes: the largest UDP payload over IPv4 is 65535 less the headers of
// 20 and 8 bytes (RFC 791 3.1, RFC 768). And a port where nobody is answers
// only afterwards, so that it is the second send that fails.
func datagramSizes(t *testing.T, l *session.Lab) {
	trace := mustRun(t, l, `udp
server:
    bind
    recv 65536
client:
    wait server bind
    send "x" * 65507 to port 8080
    try send "x" * 65508 to port 8080
`)
	if e := nth(t, trace, "server recvfrom 1"); e.Got != 65507 || e.Verdict != lab.Exact {
		t.Errorf("65507 bytes: %d came, %v, want all", e.Got, e.Verdict.Names())
	}
	mustErr(t, trace, "client sendto 2", "EMSGSIZE")

	trace = mustRun(t, l, `udp
server:
    bind
    close
client:
    wait server close
    connect
    send "one"
    sleep 20ms
    try send "two"
`)
	if e := nth(t, trace, "client send 1"); e.Got != 3 || e.Err != "" {
		t.Errorf("the first send to a closed port: %d %s, want 3", e.Got, e.Err)
	}
	mustErr(t, trace, "client send 2", "ECONNREFUSED")
}

// waitingBytes: of a stream FIONREAD counts all bytes that wait, of datagrams
// only those of the next one.
func waitingBytes(t *testing.T, l *session.Lab) {
	const script = `%s
server:
    %s
    wait client send 3
    sleep 20ms
    recv 5
client:
    %s
    send "hello"
    send "feng"
    send "and more"
    wait server recv
`
	trace := mustRun(t, l, fmt.Sprintf(script, "tcp", "listen 5\n    accept", "connect"))
	wantInt(t, "what waits on TCP behind 5 of 17 bytes", probed(t, trace, "server recv 1").InQ, 12)
	trace = mustRun(t, l, fmt.Sprintf(script, "udp", "bind", "wait server bind\n    connect"))
	wantInt(t, "what waits on UDP behind the first of 3 datagrams", probed(t, trace, "server recvfrom 1").InQ, 4)
}
