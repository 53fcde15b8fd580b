package player_test

import (
	"reflect"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// threadedEcho serves each client by a thread of its own, and ends when all have left.
const threadedEcho = `tcp
server:
    listen 5
    loop 3:
        accept as c
        thread c:
            loop until empty:
                recv 1024 into line
                if line == "quit":
                    break
                send line
    close listener
ann:
    connect
    send "ann"
    recv 10
    wait cy recv
    send "quit"
    recv 10
bob:
    wait ann recv
    connect
    send "bob"
    recv 10
cy:
    wait bob recv
    connect
    send "cy"
    recv 10
`

func init() {
	alike["a thread a client"] = threadedEcho
	for _, example := range course.Examples() {
		alike["example "+example.Slug] = example.Script
	}
}

// threadsThatAccept share the listening socket; what they take along are copies.
const threadsThatAccept = `tcp
server:
    listen 5
    accept as first
    recv exactly 3 from first into word
    unpack "!BH" kind n
    thread:
        accept as c
        recv exactly n from c into word
        send word + pack "!H" n to c
        unpack "!H" n
        print n
        close c
    recv exactly n from first into word
    unpack "!H" n
    wait second end
    send word to first
    print n
    thread:
        ready from listener
        accept as c
        recv n from c
        print same
    wait third end
    close first
first:
    connect
    send "\x01\x00\x02"
    wait server recv
    wait second end
    send "\x00\x05"
    recv 10
second:
    wait first send
    connect
    send "xy"
    recv exactly 4
third:
    wait first end
    connect
    send "hello"
`

// threadsThatFail leave the others at work, the program's first too.
const threadsThatFail = `tcp
server:
    listen 5
    accept as a
    accept as b
    thread a:
        recv 10
        unpack "!I" n
        print "never"
    thread b:
        loop 2:
            recv 10
            send upper
    close listener
    accept
    print "never"
ann:
    connect
    wait bob connect
    send "ab"
    recv 10
bob:
    wait ann connect
    connect
    send "one"
    recv 10
    wait ann end
    send "two"
    recv 10
`

// clientThreads are two connections of one client, and two senders on one of them.
const clientThreads = `tcp
server:
    listen 5
    accept as a
    accept as b
    wait client send 4
    recv 100 from b
    thread b:
        sleep 5ms
        send "b"
    recv exactly 6 from a
    close a
client:
    connect as one
    thread:
        connect as two
        send "two" to two
        send "ab" to one
        recv 10 from two
    thread one:
        wait server accept 2
        send "ab"
        recv 10
    wait server accept 2
    send "ab" to one
`

func init() {
	alike["threads that accept"] = threadsThatAccept
	alike["threads that fail"] = threadsThatFail
	alike["threads of a client"] = clientThreads
}

func TestThreads(t *testing.T) {
	runner := session.New(session.Limits{})
	t.Cleanup(runner.Close)
	trace := mustTrace(t, runner, mustScript(t, threadedEcho))
	said, closed := map[int][]string{}, map[int]int{}
	for _, event := range trace.Events {
		switch {
		case event.Peer != 0 && event.Strand != 0:
			t.Errorf("a client has a thread: %+v", event)
		case event.Peer == 0 && event.Call == lab.CallRecv:
			said[event.Strand] = append(said[event.Strand], string(event.Data))
		case event.Peer == 0 && event.Call == lab.CallClose:
			closed[event.Strand] = event.Step
		}
	}
	if want := map[int][]string{1: {"ann", "quit"}, 2: {"bob", ""}, 3: {"cy", ""}}; !reflect.DeepEqual(said, want) {
		t.Errorf("the threads received %v, want %v", said, want)
	}
	if want := map[int]int{0: 12, 1: 6, 2: 6, 3: 6}; !reflect.DeepEqual(closed, want) {
		t.Errorf("closed in the lines %v, want %v", closed, want)
	}
	if trace.End.Reason != lab.EndDone {
		t.Errorf("the end is %+v", trace.End)
	}
}

// A thread that breaks off makes the run one that failed; the others come to their ends.
func TestAThreadThatFails(t *testing.T) {
	runner := session.New(session.Limits{})
	t.Cleanup(runner.Close)
	text := strings.Replace(threadsThatFail, "    close listener\n    accept\n    print \"never\"\n", "", 1)
	trace := mustTrace(t, runner, mustScript(t, text))
	last := map[int]lab.Event{}
	for _, event := range trace.Events {
		last[event.Strand+10*event.Peer] = event
	}
	if got := last[2]; got.Call != lab.CallClose || got.Step != 10 {
		t.Errorf("the second thread ended with %+v", got)
	}
	if got := last[1]; got.Call != lab.CallClose || got.Step != 6 {
		t.Errorf("the first thread ended with %+v", got)
	}
	if want := (lab.End{Reason: lab.EndError, Detail: "server:8 unpack struct.error"}); trace.End != want {
		t.Errorf("the end is %+v, want %+v", trace.End, want)
	}
}

func TestTheLimitOfThreads(t *testing.T) {
	runner := session.New(session.Limits{Threads: 2})
	t.Cleanup(runner.Close)
	trace := mustTrace(t, runner, mustScript(t, threadedEcho))
	if want := (lab.End{Reason: lab.EndLimit, Detail: "threads"}); trace.End != want {
		t.Errorf("the end is %+v, want %+v", trace.End, want)
	}
}

func mustScript(t *testing.T, text string) lab.Experiment {
	t.Helper()
	e, err := script.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return e
}
