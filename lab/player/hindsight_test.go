package player_test

import (
	"fmt"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// failuresOf runs a script and lists what failed, and why.
func failuresOf(t *testing.T, source string) string {
	t.Helper()
	runner := session.New(session.Limits{})
	defer runner.Close()
	e, err := script.Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, one := range foundIn(mustTrace(t, runner, e)).All {
		f, ok := one.Finding.(findings.Failed)
		if !ok || f.Call == lab.CallSend {
			continue
		}
		said := f.Err
		if f.GoesOn {
			said += " goes on"
		}
		if f.Value != "" {
			said += " " + f.Value
		}
		if step, ok := one.Evidence.(findings.DecoderStep); ok && f.Fault != nil && fmt.Sprint(step.Event.Fault) != fmt.Sprint(f.Fault) {
			t.Errorf("the event says %v, the finding %v", step.Event.Fault, f.Fault)
		}
		if f.Fault != nil {
			for _, why := range f.Fault.Guesses {
				said += fmt.Sprint(" ", why.Kind, " ", why.Value, " ", why.By)
			}
		}
		all = append(all, said)
	}
	return strings.Join(all, "; ")
}

// Why a decoder found a fault is told by all that was sent, however little had come when
// it found it.
func TestReasonsDoNotDependOnTiming(t *testing.T) {
	const early = "tcp\nserver:\n    listen 1\n    accept\n    wait client send %d\n    codec %s\n    loop 3:\n        try recv frame\n    wait client close\nclient:\n    connect\n%s    wait server recv 1\n%s    close\n"
	for _, test := range []struct {
		name, codec, first, later string
		sends                     int
		want                      string
	}{
		{
			"two threads (AMQP-CPP#278)", `length "!I" offset 3 adjust 1 strip 7`,
			"    send \"\\x01\\x00\\x01\\x00\\x00\\x00\\x05hel\"\n    send \"\\x01\\x00\\x02\\x00\\x00\\x00\\x04feng\\xce\"\n", "    send \"lo\\xce\"\n", 2, "too-long interleaved 10 12; truncated interleaved 10 12",
		},
		{
			"a body longer than it says (jain-sip#195)", `http`,
			"    send \"POST / HTTP/1.1\\r\\nContent-Length: 5\\r\\n\\r\\nhello\\r\\n\\r\\n\"\n", "    send \"POST / HTTP/1.1\\r\\nContent-Length: 2\\r\\n\\r\\nok\"\n", 1, "protocol message 0 4",
		},
	} {
		for _, at := range []struct{ first, later string }{{test.first, test.later}, {test.first + test.later, ""}} {
			sends := test.sends
			if at.later == "" {
				sends++
			}
			if got := failuresOf(t, fmt.Sprintf(early, sends, test.codec, at.first, at.later)); got != test.want {
				t.Errorf("%s, %d sends before the fault: %q, want %q", test.name, sends, got, test.want)
			}
		}
	}
}

// What a program caught is no end of its decoder, and a negative size is over no limit.
func TestWhatAFailureIsCalled(t *testing.T) {
	const script = "tcp\nserver:\n    listen 1\n    accept\n    wait client close\n%sclient:\n    connect\n    send %s\n    close\n"
	for _, test := range []struct{ server, send, want string }{
		{"    codec line max 5\n    loop 3:\n        try recv frame\n", `"too long\nok\n"`, "no-delimiter goes on"},
		{"    codec length \"!b\"\n    loop 3:\n        try recv frame\n", `"\xff\x01a"`, "negative"},
		{"    recv exactly 1\n    unpack \"B\" n\n    recv exactly n - 4\n", `"\x03abc"`, "negative -1"},
		{"    recv exactly 4\n    unpack \"!I\" n\n    recv exactly n\n", `"\xff\xff\xff\xff"`, "limit 4294967295"},
	} {
		if got := failuresOf(t, fmt.Sprintf(script, test.server, test.send)); got != test.want {
			t.Errorf("%s of %s: %q, want %q", test.server, test.send, got, test.want)
		}
	}
}

// A loop that catches the faults of its frames ends with the stream, and where a fault has
// been found behind which no frame can be.
func TestACaughtFaultEndsALoopUntilEmpty(t *testing.T) {
	const script = "tcp\nserver:\n    listen 1\n    accept\n    wait client close\n    codec %s\n    loop until empty:\n        try recv frame\n    send \"over\"\nclient:\n    connect\n    send %s\n    close\n"
	for _, test := range []struct{ codec, send, want string }{
		{`length "!H" max 20`, `"\0\1a\0\x09b"`, "truncated"},
		{`length "!b"`, `"\x01a\xff\x01b"`, "negative"},
		{`line max 5`, `"too long\nok\nno end"`, "no-delimiter goes on; truncated"},
		{`http`, `"NO\r\n\r\nGET / HTTP/1.1\r\n\r\n"`, "protocol"},
	} {
		runner := session.New(session.Limits{})
		trace := mustTrace(t, runner, mustScript(t, fmt.Sprintf(script, test.codec, test.send)))
		runner.Close()
		if n := len(trace.Events); n > 30 {
			t.Errorf("%s: %d events", test.codec, n)
		}
		if got := failuresOf(t, fmt.Sprintf(script, test.codec, test.send)); !strings.HasPrefix(got, test.want) {
			t.Errorf("%s: %q, want %q", test.codec, got, test.want)
		}
	}
}
