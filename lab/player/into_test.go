package player_test

import (
	"slices"
	"testing"

	"stickylab/lab"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// relay keeps what one client said while it hears the other one, and gives each what
// both said.
const relay = `tcp
server:
    listen 5
    accept as a
    accept as b
    recv 100 from a into first
    recv until "\n" from b into second
    if first == second:
        print "the same"
    elif second != "yes\n":
        print second
    send first + ", " + second to a
    recv 4 from b
    unpack "!2sH" sign n
    if sign == "no":
        print sign
    print n
    send upper to a
    send same + first to b
    recv 100 from a into first
    if not first:
        print first
    try recv 100 from a into none
    print none
    send first + second to b
    codec length "B"
    loop until empty:
        recv frame from b into body
        print same
        if body == "quit":
            break
    recv frame from b into body
    print body
    if body == "":
        print "never"
    send body to b
ann:
    connect
    wait bob connect
    send "no"
    recv 100
    recv 100
    shutdown write
    wait server end
bob:
    wait ann connect
    connect
    wait server recv
    send "hi\n"
    wait ann recv
    send "no\x01\x02"
    wait server send 4
    recv 100
    codec length "B"
    send frame "go"
    wait server print 6
    send frame "quit"
    shutdown write
    wait server end
`

func init() { alike["bytes in variables"] = relay }

func TestInto(t *testing.T) {
	runner := session.New(session.Limits{})
	t.Cleanup(runner.Close)
	e, err := script.Parse(relay)
	if err != nil {
		t.Fatal(err)
	}
	if text := script.Print(e); text != relay {
		t.Errorf("printed\n%s", text)
	}
	trace := mustTrace(t, runner, e)
	var printed, sent []string
	for _, event := range trace.Events {
		switch {
		case event.Call == lab.CallPrint:
			printed = append(printed, event.Text)
		case event.Call == lab.CallSend && event.Peer == 0:
			sent = append(sent, string(event.Data))
		}
	}
	if want := []string{`b'hi\n'`, `b'no'`, "258", `b''`, `b''`, `b'go'`, `b'quit'`, "None"}; !slices.Equal(printed, want) {
		t.Errorf("printed %q, want %q", printed, want)
	}
	if want := []string{"no, hi\n", "NO\x01\x02", "no\x01\x02no", "hi\n"}; !slices.Equal(sent, want) {
		t.Errorf("sent %q, want %q", sent, want)
	}
	last := trace.Events[len(trace.Events)-1]
	if trace.End.Reason != lab.EndError {
		t.Errorf("the end is %+v after %+v", trace.End, last)
	}
}
