package session

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"stickylab/lab"
	"stickylab/lab/boundary"
	"stickylab/lab/record"
	"stickylab/lab/script"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func mustLab(t *testing.T, limits Limits) *Lab {
	t.Helper()
	l := New(limits)
	t.Cleanup(l.Close)
	return l
}

func mustParse(t *testing.T, text string) lab.Experiment {
	t.Helper()
	e, err := script.Parse(text)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return e
}

func mustStart(t *testing.T, l *Lab, text string) (string, *record.Log) {
	t.Helper()
	id, err := l.Start(mustParse(t, text), "", "tester")
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
func mustRun(t *testing.T, l *Lab, text string) record.Trace {
	t.Helper()
	_, log := mustStart(t, l, text)
	select {
	case <-log.Done():
	case <-time.After(20 * time.Second):
		t.Fatalf("the run has not ended; events %+v", log.Events())
	}
	return log.Trace()
}

// line puts an event into a few words, without what differs from run to run.
func line(tr *record.Trace, e lab.Event) string {
	words := []string{tr.Peers[e.Peer], e.Call.String()}
	if e.Call.Sends() || e.Call.Receives() {
		words = append(words, lab.Bytes(e.Data))
	}
	if e.Call == lab.CallUnpack {
		words = append(words, e.Text)
	}
	for _, name := range e.Verdict.Names() {
		words = append(words, name)
	}
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
sendto b'hello'
sendto b'feng' lost
close`, "done"},
	} {
		t.Run(name, func(t *testing.T) {
			trace := mustRun(t, mustLab(t, Limits{}), c.script)
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

func TestStopEndsEveryKindOfWaiting(t *testing.T) {
	for name, text := range map[string]string{
		"accept": "tcp\nserver:\n    listen 1\n    accept\n",
		"recv":   "tcp\nserver:\n    listen 1\n    accept\n    recv 10\nclient:\n    connect\n    recv 10\n",
		"send":   "tcp\nserver:\n    listen 1\n    accept\n    sleep 20s\nclient:\n    connect\n    loop:\n        send \"x\" * 50000\n",
		"sleep":  "tcp\nserver:\n    sleep 20s\n",
		"wait":   "tcp\nserver:\n    wait client send\nclient:\n    sleep 20s\n    send \"x\"\n",
		"loop":   "udp\nserver:\n    bind\n    loop:\n        send \"x\" to port 8080\n",
	} {
		t.Run(name, func(t *testing.T) {
			if name == "wait" {
				text = strings.Replace(text, "    sleep", "    connect\n    sleep", 1)
				text = strings.Replace(text, "    wait", "    listen 1\n    wait", 1)
			}
			l := mustLab(t, Limits{})
			id, log := mustStart(t, l, text)
			eventually(t, "something waits or runs", func() bool { return log.Len() > 0 || name == "sleep" })
			begin := time.Now()
			if !l.Stop(id) {
				t.Fatal("the run is unknown")
			}
			if took := time.Since(begin); took > 2*time.Second {
				t.Errorf("Stop took %v", took)
			}
			if end, _ := log.Ended(); end.Reason != lab.EndStopped {
				t.Errorf("end %+v, want stopped", end)
			}
		})
	}
}

func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !holds(); {
		if time.Now().After(deadline) {
			t.Fatalf("not in time: %s", what)
		}
		<-time.After(time.Millisecond)
	}
}

func TestLimits(t *testing.T) {
	flood := "udp\nserver:\n    bind\n    loop:\n        send \"0123456789\" to port 8080\n"
	for name, c := range map[string]struct {
		limits Limits
		script string
		want   lab.End
	}{
		"events":                   {Limits{Events: 100}, flood, lab.End{Reason: lab.EndLimit, Detail: "events"}},
		"bytes":                    {Limits{Bytes: 1000}, flood, lab.End{Reason: lab.EndLimit, Detail: "bytes"}},
		"time of the lab":          {Limits{RunTime: 50 * time.Millisecond}, "tcp\nserver:\n    listen 1\n    accept\n", lab.End{Reason: lab.EndLimit, Detail: "time"}},
		"time of the experiment":   {Limits{}, "tcp\nlimit 50ms\nserver:\n    listen 1\n    accept\n", lab.End{Reason: lab.EndLimit, Detail: "time"}},
		"sockets end one program":  {Limits{Sockets: 1}, "tcp\nlimit 5s\nserver:\n    listen 1\n    accept\nclient:\n    connect\n", lab.End{Reason: lab.EndError, Detail: "client:6 socket limit"}},
		"a receive that is absurd": {Limits{}, strings.Replace(strings.Replace(sticky, "recv 10\n    recv 10", "recv 4\n    unpack \"!I\" n\n    recv exactly n", 1), "hello", "GET /", 1), lab.End{Reason: lab.EndError, Detail: "server:9 recv limit"}},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "sockets end one program" {
				c.script = strings.Replace(c.script, "limit 5s", "limit 200ms", 1)
				c.want.Detail = "server:5 accept limit"
			}
			if got := mustRun(t, mustLab(t, c.limits), c.script).End; got != c.want {
				t.Errorf("end %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestRunsOfAClientAreLimited(t *testing.T) {
	l := mustLab(t, Limits{RunsPerClient: 1, Runs: 2})
	waiting := mustParse(t, "tcp\nserver:\n    listen 1\n    accept\n")
	mustStart(t, l, waiting.Script)
	_, err := l.Start(waiting, "", "tester")
	if limit := (*lab.LimitError)(nil); !asLimit(err, &limit) || limit.Name != "runs-per-client" {
		t.Errorf("second run of one client: %v", err)
	}
	if _, err := l.Start(waiting, "", "another"); err != nil {
		t.Errorf("run of another client: %v", err)
	}
	_, err = l.Start(waiting, "", "third")
	if limit := (*lab.LimitError)(nil); !asLimit(err, &limit) || limit.Name != "runs" {
		t.Errorf("third run at once: %v", err)
	}
}

func asLimit(err error, limit **lab.LimitError) bool {
	found, ok := err.(*lab.LimitError) //nolint:errorlint // Start gives it bare
	*limit = found
	return ok
}

func TestOldRunsGiveWay(t *testing.T) {
	l := mustLab(t, Limits{KeptRuns: 2})
	var ids []string
	for range 3 {
		id, log := mustStart(t, l, "udp\nserver:\n    bind\n")
		<-log.Done()
		ids = append(ids, id)
	}
	for i, want := range []bool{false, true, true} {
		if _, ok := l.Log(ids[i]); ok != want {
			t.Errorf("run %d is kept: %v, want %v", i+1, ok, want)
		}
	}
}

// 200 runs at once, all on port 8080: none fails, none misses an event, and
// nothing is left.
func TestManyRunsAtOnce(t *testing.T) {
	const runs = 200
	descriptors := openDescriptors(t)
	l := New(Limits{RunsPerClient: runs})
	var wait sync.WaitGroup
	for range runs {
		_, log := mustStart(t, l, sticky)
		wait.Go(func() {
			cursor := log.Cursor(0)
			defer cursor.Close()
			for {
				if _, err := cursor.Next(context.Background()); err != nil {
					break
				}
			}
			checkSticky(t, log.Trace())
		})
	}
	wait.Wait()
	l.Close()
	eventually(t, "every descriptor is closed", func() bool { return openDescriptors(t) <= descriptors })
}

func checkSticky(t *testing.T, trace record.Trace) {
	if trace.End.Reason != lab.EndDone {
		t.Errorf("end %+v", trace.End)
	}
	const want = "server: b'hellofeng', b''"
	if got := boundary.Outcome(trace.Peers, trace.Events); got != want {
		t.Errorf("outcome %s, want %s", got, want)
	}
	const events = 15
	if len(trace.Events) != events {
		t.Errorf("%d events, want %d", len(trace.Events), events)
	}
	for _, e := range trace.Events {
		if e.Call == lab.CallConnect && !strings.HasPrefix(e.Text, trace.Env.Address+":") {
			t.Errorf("connect to %s, want the run's own %s", e.Text, trace.Env.Address)
		}
	}
}

func openDescriptors(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}
