package player

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/record"
	"stickylab/lab/session"
)

// patience is how long a test waits for what should come at once. A sleep of an
// experiment that is to be stopped is longer.
const patience = 20 * time.Second

// unending are experiments that end only when they are stopped, by what they
// wait in or do.
var unending = map[string]string{
	"accept": "tcp\nserver:\n    listen 1\n    accept\n",
	"recv":   "tcp\nserver:\n    listen 1\n    accept\n    recv 10\nclient:\n    connect\n    recv 10\n",
	"send":   "tcp\nserver:\n    listen 1\n    accept\n    sleep 60s\nclient:\n    connect\n    loop:\n        send \"x\" * 50000\n",
	"sleep":  "tcp\nserver:\n    sleep 60s\n",
	"wait":   "tcp\nserver:\n    listen 1\n    wait client send\nclient:\n    connect\n    sleep 60s\n    send \"x\"\n",
	"loop":   "udp\nserver:\n    bind\n    loop:\n        send \"x\" to port 8080\n",
}

func TestStopEndsEveryKindOfWaiting(t *testing.T) {
	for name, text := range unending {
		t.Run(name, func(t *testing.T) {
			l := mustLab(t, session.Limits{})
			id, log := mustStart(t, l, text)
			eventually(t, "something waits or runs", func() bool { return log.Len() > 0 || name == "sleep" })
			begin := time.Now()
			if err := Stop(l, id, "tester"); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(begin); took > patience {
				t.Errorf("Stop took %v", took)
			}
			if end, _ := log.Ended(); end.Reason != lab.EndStopped {
				t.Errorf("end %+v, want stopped", end)
			}
		})
	}
}

func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !holds(); {
		if time.Now().After(deadline) {
			t.Fatalf("not in time: %s", what)
		}
		<-time.After(time.Millisecond)
	}
}

func TestLimits(t *testing.T) {
	flood := "udp\nserver:\n    bind\n    loop:\n        send \"0123456789\" to port 8080\n"
	for name, c := range map[string]struct {
		limits session.Limits
		script string
		want   lab.End
	}{
		"events":                 {session.Limits{Events: 100}, flood, lab.End{Reason: lab.EndLimit, Detail: "events"}},
		"bytes":                  {session.Limits{Bytes: 1000}, flood, lab.End{Reason: lab.EndLimit, Detail: "bytes"}},
		"steps without a call":   {session.Limits{}, "tcp\nserver:\n    loop:\n        timeout 1s\n", lab.End{Reason: lab.EndLimit, Detail: "steps"}},
		"time of the lab":        {session.Limits{RunTime: 50 * time.Millisecond}, "tcp\nserver:\n    listen 1\n    accept\n", lab.End{Reason: lab.EndLimit, Detail: "run-time"}},
		"time of the experiment": {session.Limits{}, "tcp\nlimit 50ms\nserver:\n    listen 1\n    accept\n", lab.End{Reason: lab.EndLimit, Detail: lab.LimitOwn}},
		"time, in the middle of calls": {
			session.Limits{Events: 1 << 30, Bytes: 1 << 40, LiveBytes: 1 << 40},
			strings.Replace(flood, "server:", "limit 50ms\nserver:", 1),
			lab.End{Reason: lab.EndLimit, Detail: lab.LimitOwn},
		},
		"sockets end one program":  {session.Limits{Sockets: 1}, "tcp\nlimit 5s\nserver:\n    listen 1\n    accept\nclient:\n    connect\n", lab.End{Reason: lab.EndError, Detail: "client:6 socket limit"}},
		"a receive that is absurd": {session.Limits{}, strings.Replace(strings.Replace(sticky, "recv 10\n    recv 10", "recv 4\n    unpack \"!I\" n\n    recv exactly n", 1), "hello", "GET /", 1), lab.End{Reason: lab.EndError, Detail: "server:9 recv limit"}},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "sockets end one program" {
				c.script = strings.Replace(c.script, "limit 5s", "limit 200ms", 1)
				c.want.Detail = "server:5 accept limit"
			}
			trace := mustRun(t, mustLab(t, c.limits), c.script)
			if got := trace.End; got != c.want {
				t.Errorf("end %+v, want %+v", got, c.want)
			}
			for _, e := range trace.Events {
				if e.Call.OfSocket() && e.Err == lab.ErrLimit {
					t.Errorf("%s has a limit of the lab as its outcome", e.Call)
				}
			}
		})
	}
}

func TestRunsOfAClientAreLimited(t *testing.T) {
	l := mustLab(t, session.Limits{RunsPerClient: 1, Runs: 2})
	waiting := mustParse(t, "tcp\nserver:\n    listen 1\n    accept\n")
	mustStart(t, l, waiting.Script)
	_, err := Start(l, waiting, "tester")
	if limit := (*lab.LimitError)(nil); !asLimit(err, &limit) || limit.Name != "runs-per-client" {
		t.Errorf("second run of one client: %v", err)
	}
	if _, err := Start(l, waiting, "another"); err != nil {
		t.Errorf("run of another client: %v", err)
	}
	_, err = Start(l, waiting, "third")
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
	l := mustLab(t, session.Limits{KeptRuns: 2})
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
	l := session.New(session.Limits{RunsPerClient: runs, Runs: 2 * runs})
	var wait sync.WaitGroup
	for range runs {
		_, log := mustStart(t, l, sticky)
		wait.Go(func() {
			cursor, _ := log.Follow(context.Background(), 0)
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
	if got := findings.Outcome(trace.Peers, trace.Events); got != want {
		t.Errorf("outcome %s, want %s", got, want)
	}
	const events = 16
	if len(trace.Events) != events {
		t.Errorf("%d events, want %d", len(trace.Events), events)
	}
	for _, e := range trace.Events {
		if e.Call == lab.CallConnect && !strings.HasPrefix(e.Address, trace.Env.Address+":") {
			t.Errorf("connect to %s, want the run's own %s", e.Address, trace.Env.Address)
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

// What a program keeps in variables counts among the bytes that its run holds, as long as
// it is kept.
func TestBytesInVariablesAreHeld(t *testing.T) {
	script := func(names string) string {
		read := ""
		for _, name := range strings.Split(names, "") {
			read += "    recv exactly 100000 into " + name + "\n"
		}
		return "tcp\nserver:\n    listen 1\n    accept\n" + read + "client:\n    connect\n    loop 8:\n        sendall \"x\" * 100000\n    close\n"
	}
	limits := session.Limits{LiveBytes: 4_300_000}
	if end := mustRun(t, mustLab(t, limits), script("aaaaaaaa")).End; end.Reason != lab.EndDone {
		t.Errorf("one variable eight times: %+v, want done", end)
	}
	if end := mustRun(t, mustLab(t, limits), script("abcdefgh")).End; end.Detail != "client-bytes" {
		t.Errorf("eight variables: %+v, want the limit", end)
	}
}

// The room that a program takes for what it will receive counts, whether anything comes
// or not.
func TestReceiveBuffersAreHeld(t *testing.T) {
	l := mustLab(t, session.Limits{LiveBytes: 1 << 20, Runs: 2})
	text := "udp\nprobes off\nlimit 3s\n"
	for i := range 16 {
		text += fmt.Sprintf("p%d:\n    bind port %d\n    recv 65536\n", i, 9000+i)
	}
	if tr := mustRun(t, l, text); tr.End.Reason != lab.EndLimit || tr.End.Detail != "client-bytes" {
		t.Errorf("16 receives of 64 KiB where a client has 512: %+v", tr.End)
	}
}
