package script

import (
	"strings"
	"testing"

	"stickylab/lab"
)

// TestExpressions: sizes are worked out in Python's order, and are printed with
// the brackets that they need and no others.
func TestExpressions(t *testing.T) {
	const above = "tcp\nserver:\n    listen 5\n    accept\n    recv 8\n    unpack \"!BI\" kind n\n    "
	for _, test := range []struct{ text, printed string }{
		{"recv exactly n - 4", ""},
		{"recv exactly n -4", "recv exactly n - 4"},
		{"recv n * 8", ""},
		{"recv n & 0x7fffffff", "recv n & 2147483647"},
		{"recv n - (4 - kind)", ""},
		{"recv (n - 4) - kind", "recv n - 4 - kind"},
		{"recv (n + 4) * 2 waitall", ""},
		{"recv n + (4 * 2)", "recv n + 4 * 2"},
		{"recv n >> 3 & 7 | kind << 1", ""},
		{"recv (n & 7) + 1", ""},
		{"recv 2 * 3 // 4 % 5", ""},
		{"recv (10)", "recv 10"},
		{"recv(10)", "recv 10"},
		{"recv(n)", "recv n"},
		{`send pack "!I" (len + 4) + "hello"`, ""},
		{`send pack "!BI" kind, (n * 8 - 1) + "hello"`, ""},
		{`send pack "!I" (len) + "hello"`, `send pack "!I" len + "hello"`},
		{`send pack "!b" (len - 6) + "hello"`, ""},
	} {
		exp, err := Parse(above + test.text + "\n")
		if err != nil {
			t.Errorf("%s: %v", test.text, err)
			continue
		}
		want := test.printed
		if want == "" {
			want = test.text
		}
		if got := PrintStep(exp.Peers[0].Steps[4].Do); got != want {
			t.Errorf("%s is printed as %s, want %s", test.text, got, want)
		}
		if again, err := Parse(Print(exp)); err != nil || Print(again) != Print(exp) {
			t.Errorf("%s: printed, it reads as something else: %v", test.text, err)
		}
	}
}

// TestAHeaderThatCannotBePackedIsRefused: what depends on nothing but the bytes
// behind it is known before the run.
func TestAHeaderThatCannotBePackedIsRefused(t *testing.T) {
	_, err := Parse("tcp\nclient:\n    connect\n    send pack \"!B\" (len - 6) + \"hello\"\n")
	if err == nil || !strings.Contains(err.Error(), "requires 0 <= number <= 255") {
		t.Errorf("a header of -1 in !B gave %v", err)
	}
}

// TestOperatorsAreWritten: the parser reads every operator that lab has.
func TestOperatorsAreWritten(t *testing.T) {
	for _, op := range lab.Operators {
		text := "recv n " + op.Sign + " 4"
		exp, err := Parse("tcp\nserver:\n    listen 5\n    accept\n    recv 4\n    unpack \"!I\" n\n    " + text + "\n")
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if got := PrintStep(exp.Peers[0].Steps[4].Do); got != text {
			t.Errorf("%s is printed as %s", text, got)
		}
		if !strings.Contains(Grammar, `"`+op.Sign+`"`) {
			t.Errorf("the grammar has no %s", op.Sign)
		}
	}
}
