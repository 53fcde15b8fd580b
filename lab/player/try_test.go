package player

import (
	"fmt"
	"testing"

	"stickylab/lab"
	"stickylab/lab/session"
)

func TestTries(t *testing.T) {
	l := mustLab(t, session.Limits{})
	for name, c := range map[string]struct{ script, peer, want, end string }{
		"the program goes on after an error": {`tcp
client:
    try connect
    try recv 10
    try shutdown write
    close
    try close
    try recv 10
    try send "x"
`, "client", `socket
bind implied
connect ECONNREFUSED
recv b'' ENOTCONN
shutdown ENOTCONN
close
none close
recv b'' EBADF
send b'' EBADF`, "done"},
		"an error without a try still ends it": {
			"tcp\nclient:\n    try connect\n    connect\n    sleep 20s\n", "client",
			"socket\nbind implied\nconnect ECONNREFUSED\nbind implied\nconnect ECONNREFUSED\nclose", "error",
		},
		"what cannot be packed is no OSError": {`tcp
server:
    listen 1
    accept
    recv 4
    unpack "!I" n
    try send pack "!B" n
    sleep 20s
client:
    connect
    send pack "!I" 1000
`, "server", "socket\nbind\nlisten\naccept\nrecv b'\\x00\\x00\\x03\\xe8' exact\nunpack n = 1000\nencode struct.error\nclose\nclose", "error"},
		"after a receive that failed nothing was received": {`tcp
server:
    listen 1
    accept
    recv 5
    blocking off
    try recv 5
    send "<" + upper + ">"
client:
    connect
    send "hello"
    recv 10
`, "server", "socket\nbind\nlisten\naccept\nrecv b'hello' exact\nrecv b'' EAGAIN\nsend b'<>'\nclose\nclose", "done"},
		"a loop until empty is not left by an error": {`unix stream
server:
    listen 1
    accept
    blocking off
    loop 2 until empty:
        try recv 5
    close
client:
    connect
    wait server end
`, "server", "socket\nbind\nlisten\naccept\nrecv b'' EAGAIN\nrecv b'' EAGAIN\nclose\nclose", "done"},
		"a connect that does not wait": {`tcp
server:
    listen 1
    wait client connect
    accept
    recv 5
client:
    blocking off
    try connect
    wait server accept
    connect
    send "hello"
`, "client", "socket\nbind implied\nconnect EINPROGRESS\nconnect\nsend b'hello'\nclose", "done"},
		"an accept that does not wait": {`tcp
server:
    blocking off
    listen 1
    try accept
    wait client connect
    accept
    wait client send
    recv 5
client:
    wait server accept
    connect
    send "hello"
`, "server", "socket\nbind\nlisten\naccept EAGAIN\naccept\nrecv b'hello' exact\nclose\nclose", "done"},
		"sendall of nothing is one call": {`tcp
server:
    listen 1
    accept
    recv 5
client:
    connect
    sendall ""
`, "client", "socket\nbind implied\nconnect\nsend b''\nclose", "done"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			trace := mustRun(t, l, c.script)
			got := lines(trace, c.peer)
			if got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if trace.End.Reason != c.end {
				t.Errorf("end %+v, want %s", trace.End, c.end)
			}
		})
	}
}

// filled is a server that reads late, and a client with a small send buffer.
const filled = `tcp
server:
    set rcvbuf 4096
    listen 1
    accept
    %s
    loop until empty:
        recv 100000
client:
    set sndbuf 4608
    connect
    wait server accept
    %s
    close
`

func TestSendAll(t *testing.T) {
	l := mustLab(t, session.Limits{})
	const size = 1_000_000
	for name, c := range map[string]struct {
		reader, sender string
		most           int // calls
		err            string
	}{
		"blocking: one call":                  {"sleep 20ms", `sendall "0123456789" * 100000`, 1, ""},
		"with a timeout: as many as it takes": {"sleep 20ms", "timeout 20s\n    sendall \"0123456789\" * 100000", 100_000, ""},
		"the timeout is that of all calls":    {"wait client end", "timeout 50ms\n    try sendall \"0123456789\" * 100000", 100_000, "timeout"},
		"without waiting: until it is full":   {"wait client end", "blocking off\n    try sendall \"0123456789\" * 100000", 100_000, "EAGAIN"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			trace := mustRun(t, l, fmt.Sprintf(filled, c.reader, c.sender))
			sent, received, calls, last := 0, 0, 0, lab.Event{}
			for _, e := range trace.Events {
				switch e.Call {
				case lab.CallSend:
					if calls > 0 && e.Asked != size-sent {
						t.Errorf("a call asked for %d bytes, want the %d that are left", e.Asked, size-sent)
					}
					calls, sent, last = calls+1, sent+e.Got, e
				case lab.CallRecv:
					received += e.Got
				}
			}
			if last.Err != c.err || trace.End.Reason != lab.EndDone {
				t.Errorf("the last send ended with %q, the run with %+v", last.Err, trace.End)
			}
			if sent != received || c.err == "" && sent != size || c.err != "" && (sent == 0 || sent >= size) {
				t.Errorf("%d bytes sent, %d received", sent, received)
			}
			if calls > c.most || c.most > 1 && calls < 2 {
				t.Errorf("%d calls", calls)
			}
		})
	}
}
