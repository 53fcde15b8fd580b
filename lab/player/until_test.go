package player_test

import (
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/export"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// untilLines is a program whose lines come in other pieces than they were sent in,
// the last one without an end.
const untilLines = `tcp
server:
    listen 5
    accept as a
    wait client send 3
    recv until "\n"
    print same
    recv until "\r\n" by 3 from a
    print same
    codec line
    recv frame
    print same
    try recv until "\n"
    loop until empty:
        recv until "\n"
        print same
    print same
    recv until "\n"
    print same
client:
    connect
    send "hello\nfe"
    send "ng\r\nab"
    send "cdef\n"
    wait server print 3
    send "gh\n"
    wait server recv 2
    send "\nrest"
`

func init() {
	alike["lines"] = untilLines
	alike["a line that a timeout cut"] = `tcp
server:
    listen 5
    accept
    timeout 50ms
    wait client send
    try recv until "\n"
    print same
    wait client send 2
    recv until "\n"
    print same
    recv 100
client:
    connect
    send "ab"
    wait server print
    send "c\nde"
    wait server print 2
    send "f\n"
`
}

func TestRecvUntil(t *testing.T) {
	runner := session.New(session.Limits{})
	t.Cleanup(runner.Close)
	e, err := script.Parse(untilLines)
	if err != nil {
		t.Fatal(err)
	}
	var printed, calls []string
	for _, event := range mustTrace(t, runner, e).Events {
		switch {
		case event.Call == lab.CallPrint:
			printed = append(printed, event.Text)
		case event.Peer == 0 && event.Call.Receives():
			calls = append(calls, lab.Bytes(event.Data))
		}
	}
	if want := []string{`b'hello\n'`, `b'feng\r\n'`, `b'abcdef'`, `b'\n'`, `b'rest'`, `b''`, `b''`}; !slices.Equal(printed, want) {
		t.Errorf("printed %q, want %q", printed, want)
	}
	if want := []string{`b'hello\nfeng\r\nabcdef\n'`, `b'gh\n'`, `b'\nrest'`, `b''`, `b''`, `b''`}; !slices.Equal(calls, want) {
		t.Errorf("received %q, want %q", calls, want)
	}
}

func TestRecvUntilInPython(t *testing.T) {
	e, err := script.Parse("tcp\na:\n    connect\n    recv until \"\\n\" by 8\n    try recv until \"你\"\n")
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{`b'\n'`, "8", "'你'"}; !slices.Equal(export.Literals(e), want) {
		t.Fatalf("literals %q, want %q", export.Literals(e), want)
	}
	edited, err := export.Edit(e, []string{`b'\r\n'`, "9", "'|'"})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`recv until "\r\n" by 9`, `try recv until "|"`} {
		if !strings.Contains(edited.Script, want) {
			t.Errorf("edited to\n%s\nwant in it %s", edited.Script, want)
		}
	}
	source := export.Python(e)[0].Source()
	for _, want := range []string{"data1 = recv_until(s, b'\\n', 8)", "except OSError:", "buffers = {}"} {
		if !strings.Contains(source, want) {
			t.Errorf("the program is\n%s\nwant in it %s", source, want)
		}
	}
}
