package player

import (
	"fmt"
	"strings"
	"testing"

	"stickylab/lab/pack"
	"stickylab/lab/session"
)

// charactersAreNotBytes: a length of 2 characters for 6 bytes leaves 4 bytes
// behind, and they are taken for the next length.
func charactersAreNotBytes(t *testing.T, l *session.Lab) {
	trace := mustRun(t, l, `tcp
server:
    listen 5
    accept
    recv exactly 4
    unpack "!I" n
    recv exactly n
    recv exactly 4
    unpack "!I" n
client:
    connect
    send pack "!I" 2 + "\xe4\xbd\xa0\xe5\xa5\xbd"
`)
	half := "你好"[:2]
	mustData(t, trace, "server recv 2", half)
	if e := nth(t, trace, "server unpack 2"); e.Note() != "n = 2699404733" {
		t.Errorf("the next length: %q, want the garbage 2699404733", e.Note())
	}
}

// byteOrderMatters: 9 written one way and read the other is 150 994 944 bytes
// to wait for. The lab's own maximum for a receive makes that an error.
func byteOrderMatters(t *testing.T, l *session.Lab) {
	trace := mustRun(t, l, lengthThen(`pack "<I" len + "hellofeng"`, ">I"))
	if e := nth(t, trace, "server unpack 1"); e.Note() != "n = 150994944" {
		t.Errorf("9 in the other order: %q, want 150994944", e.Note())
	}
	mustErr(t, trace, "server none 1", "limit")
}

// lengthThen reads a length by the format and then as many bytes.
func lengthThen(sent, format string) string {
	return fmt.Sprintf("tcp\nserver:\n    listen 5\n    accept\n    recv exactly 4\n    unpack %q n\n    recv exactly n\nclient:\n    connect\n    send %s\n", format, sent)
}

// headerInPieces: a recv of 4 gives what is there; only a loop gives 4.
func headerInPieces(t *testing.T, l *session.Lab) {
	const script = `tcp
server:
    listen 5
    accept
    HOW 4
    unpack "!I" n
    recv exactly n
client:
    connect
    send "\0\0"
    wait server recv
    send "\0\x05hello"
`
	trace := mustRun(t, l, strings.Replace(script, "HOW", "recv", 1))
	mustData(t, trace, "server recv 1", "\x00\x00")
	if e := nth(t, trace, "server unpack 1"); e.Err != "struct.error" || e.Text != "unpack requires a buffer of 4 bytes" {
		t.Errorf("unpack of 2 bytes: %s %q, want what Python's struct says", e.Err, e.Text)
	}
	trace = mustRun(t, l, strings.Replace(script, "HOW", "recv exactly", 1))
	mustData(t, trace, "server recv 2", "\x00\x05")
	mustData(t, trace, "server recv 3", "hello")
}

// sizesOfFormats: native formats pad and have the sizes of the machine.
func sizesOfFormats(t *testing.T, _ *session.Lab) {
	for format, want := range map[string]int{"BI": 8, "!BI": 5, "l": 8, "!l": 4} {
		if got, err := pack.Calcsize(format); got != want || err != nil {
			t.Errorf("calcsize(%q) = %d, %v, want %d", format, got, err, want)
		}
	}
}

// textReadAsLength: numbers that are the first letters of somebody's request.
func textReadAsLength(t *testing.T, l *session.Lab) {
	for text, want := range map[string]string{"GET / HTTP/1.1": "n = 1195725856", "HTTP/1.1 200 OK": "n = 1213486160"} {
		trace := mustRun(t, l, lengthThen(fmt.Sprintf("%q", text), "!I"))
		if e := nth(t, trace, "server unpack 1"); e.Note() != want {
			t.Errorf("%q read as a length: %q, want %s", text, e.Text, want)
		}
		mustErr(t, trace, "server none 1", "limit")
	}
}
