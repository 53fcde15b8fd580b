package script

import "testing"

// A variable of bytes stands where bytes may, and nowhere else.
func TestInto(t *testing.T) {
	before := "tcp\nserver:\n    listen 5\n    accept as a\n    recv 4\n    unpack \"!I4s\" n name\n"
	for line, want := range map[string]string{
		"recv 10 into line\n    send \"a\" + line + line":                   "",
		"recv 10 from a into line\n    if line == same:\n        send line": "",
		"recv until \"\\n\" from a into line\n    print line":               "",
		"send name": "",
		"print n":   "",
		"if name == \"quit\":\n        print name":                 "",
		"recv 10 into n\n    recv n":                               "not-integer",
		"recv 10 into line\n    if line == 5:\n        sleep 1s":   "compare-kinds",
		"recv 10 into line\n    if line < same:\n        sleep 1s": "compare-order",
		"recv 10 into a":    "name-taken",
		"recv 10 into hex":  "reserved",
		"recv 10 into same": "reserved",
		"recv 10 into":      "name",
		"send n":            "term-number",
		"send line":         "term",
		"peek 4 into line":  "rest",
	} {
		text := before + "    " + line + "\n"
		e, err := Parse(text)
		got := ""
		if err != nil {
			got = asError(err).key
		} else if Print(e) != text {
			t.Errorf("printed\n%s", Print(e))
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", line, got, want)
		}
	}
	e := mustParse(t, before+"    recv 10 into line from a\n")
	if got, want := PrintStep(e.Peers[0].Steps[4].Do), "recv 10 from a into line"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
