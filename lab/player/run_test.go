package player

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func mustLab(t testing.TB, limits session.Limits) *session.Lab {
	t.Helper()
	l := session.New(limits)
	t.Cleanup(l.Close)
	return l
}

func mustParse(t testing.TB, text string) lab.Experiment {
	t.Helper()
	e, err := script.Parse(text)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return e
}

func mustStart(t testing.TB, l *session.Lab, text string) (string, *record.Log) {
	t.Helper()
	id, err := Start(l, mustParse(t, text), "tester")
	if err != nil {
		t.Fatal(err)
	}
	log, ok := l.Log(id)
	if !ok {
		t.Fatalf("run %s has no log", id)
	}
	return id, log
}

// mustRun runs the script to its end.
func mustRun(t *testing.T, l *session.Lab, text string) record.Trace {
	t.Helper()
	_, log := mustStart(t, l, text)
	select {
	case <-log.Done():
	case <-time.After(20 * time.Second):
		t.Fatalf("the run has not ended; events %+v", log.Trace().Events)
	}
	return log.Trace()
}

// line puts an event into a few words, without what differs from run to run.
func line(tr *record.Trace, e lab.Event) string {
	words := []string{tr.Peers[e.Peer], e.Call.String()}
	if e.Call == lab.CallNone {
		words = append(words, e.Unmade.String())
	}
	if e.Implied {
		words = append(words, "implied")
	}
	if e.Call.Sends() || e.Call.Receives() {
		words = append(words, lab.Bytes(e.Data))
	}
	if e.Call == lab.CallUnpack {
		words = append(words, e.Note())
	}
	if d := e.Decode; d != nil {
		words = append(words, fmt.Sprintf("%s %d/%d at %d", d.Part, d.Have, d.Need, e.Off))
	}
	words = append(words, e.Verdict.Names()...)
	if e.Joined != lab.NotJoined {
		words = append(words, "in the "+e.Joined.String())
	}
	if e.EOF {
		words = append(words, "EOF")
	}
	if e.Err != "" {
		words = append(words, e.Err)
	}
	return strings.Join(words, " ")
}

func lines(tr record.Trace, peer string) string {
	var out []string
	for _, e := range tr.Events {
		if tr.Peers[e.Peer] == peer && e.Call != lab.CallSleep && e.Call != lab.CallWait {
			out = append(out, strings.TrimPrefix(line(&tr, e), peer+" "))
		}
	}
	return strings.Join(out, "\n")
}

const sticky = `tcp
server:
    listen 5
    accept
    wait client send 2
    sleep 50ms
    recv 10
    recv 10
    close
client:
    connect
    send "hello"
    send "feng"
    close
`

func TestRuns(t *testing.T) {
	for name, c := range map[string]struct {
		script string
		peer   string
		want   string
		end    string
	}{
		"two sends, one recv": {sticky, "server", `socket
bind
listen
accept
recv b'hellofeng' coalesced in the receive queue
recv b'' EOF
close
close`, "done"},
		"the same over a Unix stream": {strings.Replace(sticky, "tcp", "unix stream", 1), "server", `socket
bind
listen
accept
recv b'hellofeng' coalesced in the receive queue
recv b'' EOF
close
close`, "done"},
		"a header gives the boundaries back": {`tcp
server:
    listen 5
    accept
    wait client send 2
    sleep 50ms
    loop 2:
        recv exactly 4
        unpack "!I" n
        recv exactly n
    close
client:
    connect
    send pack "!I" len + "hello"
    send pack "!I" len + "feng"
    close
`, "server", `socket
bind
listen
accept
recv b'\x00\x00\x00\x05' exact
unpack n = 5
recv b'hello' exact
recv b'\x00\x00\x00\x04' exact
unpack n = 4
recv b'feng' exact
close
close`, "done"},
		"datagrams keep their boundaries": {`udp
server:
    bind
    wait client send 2
    recv 10
    recv 2
    close
client:
    send "hello" to port 8080
    send "feng" to port 8080
`, "server", `socket
bind
recvfrom b'hello' exact
recvfrom b'fe' truncated
close`, "done"},
		"an answer to where the datagram came from": {`unix datagram
server:
    bind
    recv 10
    send upper to sender
client:
    send "hello" to port 8080
    recv 10
`, "client", `socket
bind implied
sendto b'hello'
recvfrom b'HELLO' exact
close`, "done"},
		"a loop ends at the empty receive": {`tcp
server:
    listen 1
    accept
    loop until empty:
        recv 1024
        send upper
    close
client:
    connect
    send "hi"
    recv 10
    close
`, "server", `socket
bind
listen
accept
recv b'hi' exact
send b'HI'
recv b'' EOF
close
close`, "done"},
		"nobody listens": {`tcp
client:
    connect
    send "hi"
`, "client", `socket
bind implied
connect ECONNREFUSED
close`, "error"},
		"a closed socket": {`tcp
server:
    listen 1
    accept
    close
    close
    recv 5
client:
    connect
`, "server", `socket
bind
listen
accept
close
close
recv b'' EBADF`, "error"},
		"a timeout": {`tcp
server:
    listen 1
    timeout 30ms
    accept
`, "server", `socket
bind
listen
accept timeout
close`, "error"},
		"a header that is too short": {`tcp
server:
    listen 1
    accept
    recv exactly 4
    unpack "!I" n
client:
    connect
    send "hi"
    close
`, "server", `socket
bind
listen
accept
recv b'hi' exact
recv b'' EOF
unpack  struct.error
close
close`, "error"},
		"what nobody receives is lost": {`udp
server:
    bind
    wait client send 2
    recv 10
client:
    send "hello" to port 8080
    send "feng" to port 8080
`, "client", `socket
bind implied
sendto b'hello'
sendto b'feng' lost
close`, "done"},
	} {
		t.Run(name, func(t *testing.T) {
			trace := mustRun(t, mustLab(t, session.Limits{}), c.script)
			got := lines(trace, c.peer)
			if c.peer == "server" {
				got = strings.ReplaceAll(got, "unpack unpack requires a buffer of 4 bytes struct.error", "unpack  struct.error")
			}
			if got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if trace.End.Reason != c.end {
				t.Errorf("end %+v, want %s", trace.End, c.end)
			}
		})
	}
}
