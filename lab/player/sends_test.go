package player_test

import (
	"fmt"
	"strings"
	"testing"

	"stickylab/lab/script"
	"stickylab/lab/session"
)

// What a decoder makes of a stream is held against the sends: where its frames are others,
// the codec that makes one frame of each send is told, or the send within a frame.
func TestFramesThatAreNotTheSends(t *testing.T) {
	const marked = `send "\xff\xff\x01\x00\x0a\x01\x00\x00\x00\x09\x00\x00\x00\x17\x00\xfe\xfe"`
	for _, test := range []struct {
		name, codec string
		sends       []string
		want        string
	}{
		{"three mistakes (go-netty#18)", `length "<H" offset 2 strip 0`, []string{marked, marked}, `fits length "!H" offset 3 adjust 2 strip 0`},
		{"4 bytes of length, 2 read", `length "!H"`, []string{`send pack "!I" len + "hello"`, `send pack "!I" len + "feng"`, `send pack "!I" len + "goodbye"`}, `width length "!I"`},
		{"two threads (AMQP-CPP#278)", `length "!I" offset 3 adjust 1 strip 7`, []string{`send "\x01\x00\x01\x00\x00\x00\x05hel"`, `send "\x01\x00\x02\x00\x00\x00\x04feng\xce"`, `send "lo\xce"`}, `interleaved 10 12`},
		{"flags on both sides", `delimiter "~"`, []string{`send "~abc~"`, `send "~de~"`}, `flag marks "~" "~"`},
		{"varints of lengths of 4 bytes", `varint`, []string{`send pack "!I" len + "hello"`, `send pack "!I" len + "feng"`, `send pack "!I" len + "x"`}, `fits length "!I"`},
		{"one message, its length behind two bytes", `length "!I"`, []string{`send hex "aa 55" + pack "!I" len + "hello world"`}, `offset length "!I" offset 2`},
		{"one message that is cut", `length "!I"`, []string{`send pack "!I" 11 + "hell"`}, ""},
		{"records of other sizes", `fixed 8`, []string{`send "1234567"`, `send "12345678"`, `send "123456789"`}, ""},
		{"header and body apart", `length "!H"`, []string{`send pack "!H" 5`, `send "hello"`, `send pack "!H" 2`, `send "hi"`}, ""},
		{"two frames in a send", `length "!H"`, []string{`send pack "!H" 5 + "hello" + pack "!H" 2 + "hi"`, `send pack "!H" 3 + "abc" + pack "!H" 1 + "x"`}, ""},
		{"frames that are the sends", `line`, []string{`send "a\n"`, `send "bc\n"`}, ""},
		{"pieces of a stream", `line`, []string{`send "one li"`, `send "ne\ntwo"`, `send " lines\n"`}, ""},
	} {
		runner := session.New(session.Limits{})
		e, err := script.Parse("tcp\nserver:\n    listen 1\n    accept\n    wait client close\n    codec " + test.codec +
			"\n    loop until empty:\n        recv frame\nclient:\n    connect\n    " + strings.Join(test.sends, "\n    ") + "\n    close\n")
		if err != nil {
			t.Fatalf("%s: %v", test.name, err)
		}
		got := ""
		for _, event := range mustTrace(t, runner, e).Events {
			if event.Fault != nil {
				for _, why := range event.Fault.Guesses {
					got += why.Kind + " " + why.Codec
					if why.Codec == "" {
						got += fmt.Sprint(why.Value, " ", why.By)
					}
				}
			}
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
		runner.Close()
	}
}
