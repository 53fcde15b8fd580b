package script

import (
	"strings"
	"testing"

	"stickylab/lab"
)

// TestBytesOfAScriptInOtherForms: hex and base64 are the bytes that a string would be,
// and are printed as they were written.
func TestBytesOfAScriptInOtherForms(t *testing.T) {
	for _, test := range []struct{ term, want, printed string }{
		{`hex "00 05"`, "\x00\x05", `send hex "00 05"`},
		{`hex "0x45, 0x00"`, "E\x00", `send hex "45 00"`},
		{`hex "00000000: 4500 003c  E..<"`, "E\x00\x00<", `send hex "45 00 00 3c"`},
		{`base64 "AAU="`, "\x00\x05", `send base64 "AAU="`},
		{`hex "ff" * 3 + "a"`, "\xff", `send hex "ff" * 3 + "a"`},
	} {
		exp, err := Parse("tcp\nserver:\n    listen 1\n    accept\nclient:\n    connect\n    send " + test.term + "\n")
		if err != nil {
			t.Errorf("%s: %v", test.term, err)
			continue
		}
		send := exp.Peers[1].Steps[1].Do.(lab.Send)
		if got := string(send.Terms[0].(lab.Literal).Bytes); got != test.want {
			t.Errorf("%s: %q, want %q", test.term, got, test.want)
		}
		printed := Print(exp)
		if !strings.Contains(printed, test.printed+"\n") {
			t.Errorf("%s: printed as\n%s", test.term, printed)
		}
		if again, err := Parse(printed); err != nil || Print(again) != printed {
			t.Errorf("%s: printed as what reads as something else: %v", test.term, err)
		}
	}
}
