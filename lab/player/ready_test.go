package player_test

import (
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// chatBySelect is a chat server that one thread serves: what one client says goes to
// the other one, until one of them leaves.
const chatBySelect = `tcp
server:
    listen 5
    accept as a
    accept as b
    wait ann send
    loop:
        ready from a, b
        if ready a:
            recv 100 from a
            if not same:
                break
            send same to b
        if ready b:
            recv 100 from b
            if not same:
                break
            send same to a
    close a
    close b
ann:
    connect
    wait bob connect
    send "hi bob"
    recv 100
    send "bye"
    recv 100
    close
bob:
    wait ann connect
    connect
    recv 100
    send "hi ann"
    recv 100
    close
`

// oneBuffer is the classic fault: what two clients send goes into one buffer, and a
// message begins with what the other one has said so far.
const oneBuffer = `tcp
server:
    listen 5
    accept as a
    accept as b
    wait ann send
    wait bob send
    ready from a, b
    if ready a:
        recv 5 from a
        if ready b:
            recv 5 from b
    wait ann send 2
    wait bob send 2
    recv 100 from a
    recv 100 from b
ann:
    connect
    wait bob connect
    send "hello"
    wait server recv 2
    send " ann\n"
bob:
    wait ann connect
    connect
    send "good "
    wait server recv 2
    send "day\n"
`

func init() {
	alike["a chat by select"] = chatBySelect
	alike["two clients and no buffer for each"] = oneBuffer
	alike["a server of connections by select"] = selectServer
}

// selectServer accepts and answers in one loop.
const selectServer = `tcp
server:
    listen 5
    ready from listener within 0s
    if not ready listener:
        print "nobody yet"
    accept as first
    wait second send
    loop 2:
        ready from listener, first
        if ready listener:
            accept as next
            recv 10 from next
            send upper to next
            close next
        if not ready first:
            print "not first"
        else:
            recv 10 from first
            send upper to first
        wait first send 2
    ready from listener within 20ms
    if not ready listener:
        print "nobody"
    close first
    ready from listener, first
    print "never"
first:
    wait server print
    connect
    send "one"
    recv 10
    wait second end
    send "two"
    recv 10
second:
    wait first send
    connect
    send "three"
    recv 10
`

func TestASelectServer(t *testing.T) {
	runner := session.New(session.Limits{})
	t.Cleanup(runner.Close)
	e, err := script.Parse(selectServer)
	if err != nil {
		t.Fatal(err)
	}
	trace := mustTrace(t, runner, e)
	var notes []string
	for _, event := range trace.Events {
		switch {
		case event.Call == lab.CallPrint:
			notes = append(notes, event.Text)
		case event.Meant() == lab.CallPoll:
			notes = append(notes, event.Note()+event.Err)
		}
	}
	want := []string{
		"ready = []", "nobody yet", "ready = [listener, first]", "ready = [first]", "ready = []", "nobody",
		"file descriptor cannot be a negative integer (-1)ValueError",
	}
	if !slices.Equal(notes, want) || trace.End.Reason != lab.EndError {
		t.Errorf("got %q and the end %+v, want %q", notes, trace.End, want)
	}
}

func TestReady(t *testing.T) {
	runner := session.New(session.Limits{})
	t.Cleanup(runner.Close)
	e, err := script.Parse(chatBySelect)
	if err != nil {
		t.Fatal(err)
	}
	var looked []string
	said := map[int][]string{}
	for _, event := range mustTrace(t, runner, e).Events {
		switch {
		case event.Call == lab.CallPoll:
			if event.Asked != 2 || event.Got != len(strings.Split(event.Value, ",")) || event.Conn != 0 {
				t.Errorf("the event of a ready is %+v", event)
			}
			looked = append(looked, event.Note())
		case event.Call == lab.CallRecv && event.Got > 0:
			said[event.Peer] = append(said[event.Peer], string(event.Data))
		}
	}
	if want := []string{"ready = [a]", "ready = [b]", "ready = [a]"}; len(looked) < 4 || !slices.Equal(looked[:3], want) {
		t.Errorf("looked %q, want %q and one more", looked, want)
	}
	if want := []string{"hi bob", "hi ann", "bye"}; !slices.Equal(said[0], want) {
		t.Errorf("the server received %q, want %q", said[0], want)
	}
}
