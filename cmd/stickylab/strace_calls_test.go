package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
)

const seqpacket = `unix seqpacket
server:
    listen 1
    accept
    wait client send 3
    recv 10
    recv 3
    recv 10
    send "ok"
    recv 10
client:
    connect
    send "hello"
    send "fengfeng"
    send ""
    recv 10
    close
`

// The socket calls of a run are those that strace saw, one by one, both ways:
// where a program comes to a call and none is made, no call is recorded, and a
// call that fails at once is one that the kernel refused.
func TestEveryRecordedCallWasMade(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Fatalf("%v: make system installs it", err)
	}
	host, err := net.Listen("tcp4", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = host.Close() }) // after the parallel runs
	others := strconv.Itoa(host.Addr().(*net.TCPAddr).Port)
	for name, c := range map[string]struct {
		script string
		want   []string // of what the run must have, so that it holds what it is here for
	}{
		"a frame that cannot be made": {`tcp
server:
    listen 1
    accept
    recv 100
client:
    codec fixed 4
    connect
    try send frame "too long"
    try send frame "more" cut 2
    try send frame "again" cut each 1
`, []string{"client encode too-long", "client send", "client encode too-long"}},
		"a header that cannot be packed": {
			"tcp\nserver:\n    listen 1\n    accept\n    recv 4\n    unpack \"!I\" n\n    send pack \"!B\" n\nclient:\n    connect\n    send pack \"!I\" 1000\n    recv 1\n",
			[]string{"server unpack", "server encode struct.error"},
		},
		"more than may be sent": {"tcp\nserver:\n    listen 1\n    accept\n    recv exactly 16000\n    send " + strings.Repeat("same + ", 1048) + "upper\nclient:\n    connect\n    send \"x\" * 16000\n    recv 1\n", []string{"server encode limit"}},
		"pieces without number": {"tcp\nserver:\n    listen 1\n    accept\n    recv exactly 5000\n    try send same cut each 1\nclient:\n    connect\n    send \"x\" * 5000\n    recv 1\n", []string{"server encode limit"}},
		"calls on closed sockets": {`tcp
server:
    listen 1
    accept
    wait client close
    close
    close listener
    try accept
    try recv 5
    try send "late"
    try sendall "late"
    try shutdown both
    close
    close listener
    timeout 1s
    try recv exactly 5
    try recv 3 waitall
client:
    connect
    close
    recv 10
`, []string{"server accept EBADF", "server recv EBADF", "server send EBADF", "server send EBADF", "server shutdown EBADF", "server none close", "server none close", "server recv EBADF", "server recv EBADF"}},
		"sizes that no receive asks for": {`tcp
server:
    listen 1
    accept
    loop 3:
        recv exactly 4
        unpack "!i" n
        try recv n
        try recv exactly n
client:
    connect
    send pack "!i" 2000000000
    send pack "!i" -1
    send pack "!i" 0
    recv 10
`, []string{"server none recv limit", "server none recv limit", "server none recv negative", "server none recv negative", "server none recv"}},
		"a datagram of no bytes": {`udp
server:
    bind
    connect port 8081
    recv 4
    unpack "!I" n
    recv n
client:
    bind port 8081
    send pack "!I" 0 to port 8080
`, []string{"server recv", "server unpack", "server none recv"}},
		"IPv6": {
			"tcp6\nserver:\n    listen 1\n    accept\n    wait client send\n    recv 9\n    close\nclient:\n    connect\n    send \"hello\"\n    recv 9\nasker udp6:\n    send \"hi\" to port 9000\n",
			overSix(),
		},
		"a peer that vanishes": {
			"tcp\nserver:\n    listen 1\n    accept\n    recv 9\n    vanish\nclient:\n    connect\n    send \"hello\"\n    wait server end\n    send \"feng\"\n",
			[]string{"server setsockopt", "server setsockopt", "client send", "client close", "server setsockopt", "server close"},
		},
		"a connection that keeps messages": {seqpacket, []string{"client connect", "client send", "server recv", "server recv", "client recv"}},
		"a sendall that is out of time": {`tcp
server:
    listen 1
    accept
    wait client end
client:
    connect
    set sndbuf 4096
    timeout 1us
    try sendall "x" * 1000000
`, []string{"client send", "client none send timeout"}},
		"a port of another program": {"tcp\nclient:\n    set nodelay on\n    try connect port " + others + "\n", []string{"client connect ECONNREFUSED"}},
		"calls that wait": {`tcp
server:
    listen 1
    timeout 20ms
    try accept
    timeout 0ms
    accept
    timeout 20ms
    try recv 5
    blocking off
    try recv 5
    blocking on
    recv 5
    recv 5
client:
    wait server accept
    sleep 60ms
    connect
    sleep 60ms
    send "hello"
    sleep 10ms
`, []string{"server accept timeout", "server recv timeout", "server recv EAGAIN", "server recv"}},
		// A peer that does nothing ends both, as soon as some calls were made.
		"an end amid calls": {`tcp
server:
    listen 1
    accept
    loop:
        recv 100
        send "pong"
client:
    connect
    loop:
        send "ping"
        recv 100
ender:
    wait server recv 3
    loop:
        timeout 1s
`, []string{"client send", "server recv"}},
		"an end amid datagrams": {`udp
server:
    bind
    loop:
        recv 100
client:
    loop:
        send "ping" to port 8080
        sleep 1ms
ender:
    wait server recv 3
    loop:
        timeout 1s
`, []string{"client sendto", "server recvfrom"}},
	} {
		if len(c.want) == 0 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "script")
			if err := os.WriteFile(file, []byte(c.script), 0o600); err != nil {
				t.Fatal(err)
			}
			calls, trace := mustStrace(t, strace, file)
			wantEvents(t, trace, c.want)
			checkSetUp(t, calls, withoutClosed(trace))
			checkEachSocket(t, calls, trace)
			checkClosed(t, calls, trace)
		})
	}
}

// overSix is what a run over IPv6 must have; nothing on a host without ::1, where no
// call of it can be told from the lab's own search for a port (lab/player has that case).
func overSix() []string {
	host, err := net.Listen("tcp6", "[::1]:0")
	if err != nil {
		return nil
	}
	_ = host.Close()
	return []string{"client connect", "client send", "server recv", "client recv"}
}

// wantEvents wants events of these calls in this order, among others.
func wantEvents(t *testing.T, trace record.Trace, want []string) {
	t.Helper()
	var got []string
	for _, e := range trace.Events {
		words := []string{trace.Peers[e.Peer], e.Call.String()}
		if e.Call == lab.CallNone {
			words = append(words, e.Unmade.String())
		}
		words = append(words, e.Err)
		got = append(got, strings.TrimSpace(strings.Join(words, " ")))
	}
	rest := got
	for _, one := range want {
		i := slices.Index(rest, one)
		if i < 0 {
			t.Fatalf("no %q where it should be in\n%s", one, strings.Join(got, "\n"))
		}
		rest = rest[i+1:]
	}
}

// withoutClosed leaves out the calls on closed sockets, which have no
// descriptor to be found by.
func withoutClosed(trace record.Trace) record.Trace {
	trace.Events = slices.Clone(trace.Events)
	trace.Events = slices.DeleteFunc(trace.Events, func(e lab.Event) bool { return e.Err == lab.ErrBadFile })
	return trace
}

// checkClosed holds the calls on closed sockets against those that strace saw on
// the descriptor -1.
func checkClosed(t *testing.T, calls []string, trace record.Trace) {
	t.Helper()
	var got, want []string
	for _, call := range calls {
		if m := onClosed.FindStringSubmatch(call); m != nil {
			got = append(got, strings.TrimSuffix(m[1], "4")+" "+m[2])
		}
	}
	for _, e := range trace.Events {
		if e.Err != lab.ErrBadFile {
			continue
		}
		call := e.Call.String()
		switch {
		case e.Call.Sends():
			call = "sendto"
		case e.Call.Receives():
			call = "recvfrom"
		}
		want = append(want, call+" "+e.Err)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("on closed sockets strace saw %q, the trace says %q", got, want)
	}
}

var onClosed = regexp.MustCompile(`^(\w+)\(-1, .*\) += -1 (E\w+)`)

// checkEachSocket holds what the trace says of each socket, call by call in
// their order, against what strace saw on one descriptor.
func checkEachSocket(t *testing.T, calls []string, trace record.Trace) {
	t.Helper()
	var seen []string
	for _, d := range descriptorsIn(calls, recordedCalls(trace)) {
		seen = append(seen, strings.Join(d.calls, "\n")+"\n")
	}
	for conn, pattern := range patternsOf(withoutClosed(trace)) {
		whole := regexp.MustCompile("^" + pattern + "$")
		i := slices.IndexFunc(seen, whole.MatchString)
		if i < 0 {
			t.Errorf("socket %d: the trace says\n%s\nstrace saw\n%s", conn, pattern, strings.Join(seen, "\n"))
			continue
		}
		seen = slices.Delete(seen, i, i+1)
	}
	if len(seen) > 0 {
		t.Errorf("no events of\n%s", strings.Join(seen, "\n"))
	}
}

// patternsOf writes for each socket which lines strace must show. A call that had
// to wait is tried before, and one that waited in vain is nothing but tries. Which
// listener waited is not in the event of an accept that succeeded.
func patternsOf(trace record.Trace) map[int]string {
	patterns := map[int]string{}
	accepts := `(accept EAGAIN\n)*`
	for _, e := range trace.Events {
		if !e.Call.OfSocket() {
			continue
		}
		done, try := callTokens(&e)
		switch {
		case e.Err == lab.ErrTimeout || e.Err == lab.ErrStopped:
			patterns[e.Conn] += "(" + try + ")+"
		case e.Err == lab.ErrAgain || e.Err == "EINPROGRESS":
			patterns[e.Conn] += try
		case e.Call == lab.CallConnect: // what became of it is asked by a second call
			patterns[e.Conn] += "(" + try + ")*" + done
		case e.Waited && e.Call != lab.CallAccept && e.Call != lab.CallClose:
			patterns[e.Conn] += "(" + try + ")+" + done
		default:
			patterns[e.Conn] += done
		}
		if e.Call == lab.CallListen {
			patterns[e.Conn] += accepts
		}
	}
	for conn, pattern := range patterns { // the accepts of a listener stand anywhere before its close
		if at := strings.Index(pattern, accepts); at >= 0 {
			patterns[conn] = pattern[:at] + accepts + strings.ReplaceAll(pattern[at+len(accepts):], `(accept EAGAIN\n)+`, `(accept EAGAIN\n)+`+accepts)
		}
	}
	return patterns
}

// callTokens are the lines of a call that was done, and of a try.
func callTokens(e *lab.Event) (done, try string) {
	name := e.Call.String()
	switch {
	case e.Call.Sends() || e.Call.Receives():
		m := transferIn(e)
		done = m.String()
		m.err, m.result, m.bytes = "EAGAIN", 0, ""
		try = m.String()
	case e.Call == lab.CallBind || e.Call == lab.CallConnect:
		done, try = fmt.Sprintf("%s %s %s", name, e.Address, e.Err), fmt.Sprintf("%s %s EINPROGRESS", name, e.Address)
	case e.Call == lab.CallListen:
		done = fmt.Sprintf("%s %d %s", name, e.Arg, e.Err)
	default:
		done, try = name+" "+e.Err, name+" EAGAIN"
	}
	return quotedLine(done), quotedLine(try)
}

func quotedLine(text string) string { return regexp.QuoteMeta(strings.TrimSpace(text)) + `\n` }
