package player

import (
	"fmt"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/session"
)

// nth finds an event by words like "client send 2".
func nth(t *testing.T, trace record.Trace, words string) lab.Event {
	t.Helper()
	var peer, call string
	var n int
	if _, err := fmt.Sscan(words, &peer, &call, &n); err != nil {
		t.Fatalf("%s: %v", words, err)
	}
	var found []lab.Event
	for _, e := range trace.Events {
		if trace.Peers[e.Peer] == peer && e.Call.String() == call {
			found = append(found, e)
		}
	}
	if len(found) < n {
		t.Fatalf("no %s in\n%s", words, lines(trace, peer))
	}
	return found[n-1]
}

// probed is nth of an event that must have been probed.
func probed(t *testing.T, trace record.Trace, words string) lab.Probe {
	t.Helper()
	e := nth(t, trace, words)
	if e.Probe == nil {
		t.Fatalf("%s was not probed", words)
	}
	return *e.Probe
}

func wantInt(t *testing.T, what string, got, want int32) {
	t.Helper()
	if got != want {
		t.Errorf("%s is %d, want %d", what, got, want)
	}
}

// beforeTheAck are options whose effect ends when the kernel acknowledges by itself, some 40 ms later (tcp(7),
// TCP_QUICKACK). A machine that stands still longer than that between a call and its probe is too late to see it, so it
// is looked for in several runs. Without the option it is seen in none, which optionTests hold.
var beforeTheAck = []struct {
	name, script string
	seen         func(t *testing.T, trace record.Trace) bool
}{
	{"Nagle: a burst waits for the delayed ACK", burst(""), func(t *testing.T, trace record.Trace) bool {
		p := probed(t, trace, "client send 25")
		return p.Unsent > 0 && p.Unacked == 1
	}},
	{"quickack off: no acknowledgement yet", acked("off"), func(t *testing.T, trace record.Trace) bool {
		p := probed(t, trace, "client send 1")
		return p.Unacked == 1 && p.OutQ == 5
	}},
}

// optionTests show what each option does, by what the events say.
var optionTests = []struct {
	name, script string
	check        func(t *testing.T, trace record.Trace)
}{
	{"nodelay on: each leaves at once", burst("set nodelay on"), func(t *testing.T, trace record.Trace) {
		for n := range 25 {
			wantInt(t, fmt.Sprint("unsent after send ", n+1), probed(t, trace, fmt.Sprint("client send ", n+1)).Unsent, 0)
		}
	}},
	{"cork holds until it is pulled", pulling("set cork on\n    send \"hello\"\n    send \"feng\"\n    set cork off"), wantHeld},
	{"more holds until a send without it", pulling("send \"hello\" more\n    send \"fen\" more\n    send \"g\""), wantHeld},
	{"quickack on: acknowledged before send returns", acked("on"), func(t *testing.T, trace record.Trace) {
		wantInt(t, "unacked", probed(t, trace, "client send 1").Unacked, 0)
		wantInt(t, "outq", probed(t, trace, "client send 1").OutQ, 0)
	}},
	{"sndbuf: how much a send takes", filling("set sndbuf 4608"), func(t *testing.T, trace record.Trace) {
		if got := nth(t, trace, "client send 1").Got; got == 0 || got > 100_000 {
			t.Errorf("the first send took %d bytes", got)
		}
	}},
	{"sndbuf: the default takes far more", filling("set nodelay off"), func(t *testing.T, trace record.Trace) {
		if got := nth(t, trace, "client send 1").Got; got < 200_000 {
			t.Errorf("the first send took %d bytes", got)
		}
	}},
	{"rcvbuf: what finds no room is dropped", dropping("set rcvbuf 2304"), func(t *testing.T, trace record.Trace) {
		if n := arrived(trace); n == 0 || n > 10 {
			t.Errorf("%d of 50 arrived", n)
		}
	}},
	{"rcvbuf: the default has room for all", dropping("set rcvbuf 200000"), func(t *testing.T, trace record.Trace) {
		if n := arrived(trace); n != 50 {
			t.Errorf("%d of 50 arrived", n)
		}
	}},
	{"maxseg 1460: 14 segments, one recv", segments(1460), func(t *testing.T, trace record.Trace) { wantSegments(t, trace, 14) }},
	{"maxseg 536: 39 segments, one recv", segments(536), func(t *testing.T, trace record.Trace) { wantSegments(t, trace, 39) }},
	{"linger 0: close resets", closing("set linger 0"), func(t *testing.T, trace record.Trace) {
		if e := nth(t, trace, "server recv 2"); e.Err != "ECONNRESET" {
			t.Errorf("the server's second receive: %+v", e)
		}
	}},
	{"linger off: close ends the stream", closing("set linger 0\n    set linger off"), func(t *testing.T, trace record.Trace) {
		if e := nth(t, trace, "server recv 2"); !e.EOF {
			t.Errorf("the server's second receive: %+v", e)
		}
		if e := nth(t, trace, "client setsockopt 2"); e.Option != "linger" || e.Arg != lab.LingerOff {
			t.Errorf("the option's event: %+v", e)
		}
	}},
	{"linger 30: close waits for the reader", lingering, func(t *testing.T, trace record.Trace) {
		shut, read := nth(t, trace, "client close 1"), nth(t, trace, "server sleep 1")
		if !shut.Waited || shut.End < read.End {
			t.Errorf("close ended at %d, waited %v; the reader began at %d", shut.End, shut.Waited, read.End)
		}
	}},
	{"without reuseaddr a port in TIME-WAIT is taken", again(""), func(t *testing.T, trace record.Trace) {
		if e := nth(t, trace, "server bind 2"); e.Err != "EADDRINUSE" {
			t.Errorf("the second bind: %+v", e)
		}
	}},
	{"reuseaddr: it can be had again", again("set reuseaddr on\n    "), func(t *testing.T, trace record.Trace) {
		if e := nth(t, trace, "server bind 2"); e.Err != "" {
			t.Errorf("the second bind: %+v", e)
		}
	}},
	{"timeout: a receive gives up", receiving("timeout 20ms\n    try recv 10"), func(t *testing.T, trace record.Trace) {
		if e := nth(t, trace, "server recv 1"); e.Err != "timeout" || !e.Waited {
			t.Errorf("got %+v", e)
		}
	}},
	{"blocking off: it does not wait", receiving("blocking off\n    try recv 10\n    wait client send\n    recv 10"), func(t *testing.T, trace record.Trace) {
		if e := nth(t, trace, "server recv 1"); e.Err != "EAGAIN" || e.Waited {
			t.Errorf("got %+v", e)
		}
		if e := nth(t, trace, "server recv 2"); string(e.Data) != "hello" || e.Waited {
			t.Errorf("got %+v", e)
		}
	}},
	{"blocking on takes the timeout back", receiving("timeout 1ms\n    blocking on\n    recv 10"), func(t *testing.T, trace record.Trace) {
		if e := nth(t, trace, "server recv 1"); string(e.Data) != "hello" || !e.Waited {
			t.Errorf("got %+v", e)
		}
	}},
	{"waitall: one receive for two sends", receiving("recv 9 waitall"), func(t *testing.T, trace record.Trace) {
		if e := nth(t, trace, "server recv 1"); string(e.Data) != "hellofeng" || !e.Waited {
			t.Errorf("got %+v", e)
		}
	}},
	{"waitall with a timeout: what is there", scriptOf("listen 1\n    accept\n    timeout 10s\n    recv 9 waitall", "    connect\n    send \"hello\"\n    wait server recv\n    send \"feng\""), func(t *testing.T, trace record.Trace) {
		if e := nth(t, trace, "server recv 1"); string(e.Data) != "hello" {
			t.Errorf("got %+v", e)
		}
	}},
	{"rcvlowat: no receive below it", receiving("set rcvlowat 9\n    recv 1024"), func(t *testing.T, trace record.Trace) {
		if e := nth(t, trace, "server recv 1"); string(e.Data) != "hellofeng" || !e.Waited {
			t.Errorf("got %+v", e)
		}
	}},
	{"shutdown write: the end there, and still an answer", shutting("write", "try send \"bye\"", "wait client end"), func(t *testing.T, trace record.Trace) {
		if e := nth(t, trace, "server recv 1"); !e.EOF {
			t.Errorf("the server received %+v", e)
		}
		if e := nth(t, trace, "client send 1"); e.Err != "EPIPE" {
			t.Errorf("the client's send: %+v", e)
		}
		if e := nth(t, trace, "client recv 1"); string(e.Data) != "bye" {
			t.Errorf("the client received %+v", e)
		}
	}},
	{"shutdown read: the end here, and sends still go", shutting("read", "wait client end", "close"), func(t *testing.T, trace record.Trace) {
		if e := nth(t, trace, "server recv 1"); string(e.Data) != "hello" {
			t.Errorf("the server received %+v", e)
		}
		if e := nth(t, trace, "client recv 1"); !e.EOF || e.Waited {
			t.Errorf("the client received %+v", e)
		}
	}},
}

// server and client are joined into a script, their lines indented.
func scriptOf(server, client string) string {
	return "tcp\nserver:\n    " + strings.Join([]string{server, "client:", client}, "\n") + "\n"
}

func burst(option string) string {
	if option == "" {
		option = "set nodelay off"
	}
	return scriptOf("listen 1\n    accept\n    wait client end",
		"    connect\n    wait server accept\n    "+option+"\n    loop 25:\n        send \"hello\"")
}

func pulling(sends string) string {
	return scriptOf("listen 1\n    accept\n    recv 100", "    connect\n    wait server accept\n    "+sends)
}

func wantHeld(t *testing.T, trace record.Trace) {
	t.Helper()
	first := nth(t, trace, "client send 1")
	if first.Far == nil || first.Far.InQ != 0 || first.Far.SegsIn != 0 {
		t.Errorf("after the first send the server has %+v, want nothing", first.Far)
	}
	wantInt(t, "unsent", probed(t, trace, "client send 1").Unsent, 5)
	if e := nth(t, trace, "server recv 1"); string(e.Data) != "hellofeng" || e.Probe.SegsIn != 1 {
		t.Errorf("the server received %q in %d segments", e.Data, e.Probe.SegsIn)
	}
}

func acked(quick string) string {
	return scriptOf("listen 1\n    accept\n    set quickack "+quick+"\n    send \"go\"\n    wait client send",
		"    connect\n    recv 2\n    send \"hello\"")
}

func filling(option string) string {
	return scriptOf("set rcvbuf 4096\n    listen 1\n    accept\n    wait client send",
		"    "+option+"\n    connect\n    wait server accept\n    blocking off\n    send \"0123456789\" * 100000")
}

func dropping(option string) string {
	return "udp\nserver:\n    " + option + "\n    bind\n    wait client send 50\n    blocking off\n    loop 50:\n        try recv 100\n" +
		"client:\n    loop 50:\n        send \"x\" * 100 to port 8080\n"
}

func arrived(trace record.Trace) (n int) {
	for _, e := range trace.Events {
		if e.Call == lab.CallRecvFrom && e.Err == "" {
			n++
		}
	}
	return n
}

func segments(size int) string {
	return scriptOf("listen 1\n    accept\n    wait client send\n    recv 100000",
		fmt.Sprintf("    set maxseg %d\n    connect\n    wait server accept\n    send \"0123456789\" * 2000", size))
}

func wantSegments(t *testing.T, trace record.Trace, want int32) {
	t.Helper()
	e := nth(t, trace, "server recv 1")
	if e.Got != 20_000 {
		t.Errorf("one receive gave %d bytes, want all", e.Got)
	}
	wantInt(t, "segments in", e.Probe.SegsIn, want)
}

func closing(option string) string {
	return scriptOf("listen 1\n    accept\n    recv 5\n    wait client close\n    try recv 5",
		"    connect\n    "+option+"\n    send \"hello\"\n    wait server recv\n    close")
}

const lingering = `tcp
server:
    set rcvbuf 4096
    listen 1
    accept
    wait client send
    sleep 50ms
    loop until empty:
        recv 1000000
client:
    connect
    wait server accept
    set linger 30
    send "0123456789" * 50000
    close
`

func again(option string) string {
	return scriptOf(option+"listen 1\n    accept\n    close\n    wait client end\n    close\n    "+option+"try listen 1",
		"    connect\n    recv 1\n    close")
}

func receiving(steps string) string {
	return scriptOf("listen 1\n    accept\n    "+steps+"\n    close", "    connect\n    sleep 60ms\n    try send \"hello\"\n    sleep 60ms\n    try send \"feng\"")
}

func shutting(how string, then ...string) string {
	return scriptOf("listen 1\n    accept\n    recv 10\n    "+strings.Join(then, "\n    "),
		"    connect\n    shutdown "+how+"\n    try send \"hello\"\n    recv 10")
}

func TestEveryOptionIsSeen(t *testing.T) {
	l := mustLab(t, session.Limits{})
	for _, test := range optionTests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			trace := mustRun(t, l, test.script)
			if trace.End.Reason != lab.EndDone {
				t.Errorf("end %+v", trace.End)
			}
			test.check(t, trace)
		})
	}
	for _, test := range beforeTheAck {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for range 50 {
				if test.seen(t, mustRun(t, l, test.script)) {
					return
				}
			}
			t.Error("seen in none of 50 runs")
		})
	}
}
