package lab

import "testing"

func TestBytesAreWrittenAsPythonDoes(t *testing.T) {
	for _, c := range []struct {
		name, data, want string
	}{
		{"nothing", "", `b''`},
		{"text", "hello feng", `b'hello feng'`},
		{"a header", "\x00\x00\x00\x05", `b'\x00\x00\x00\x05'`},
		{"white space", "a\tb\r\n", `b'a\tb\r\n'`},
		{"UTF-8", "你", `b'\xe4\xbd\xa0'`},
		{"a single quote", "it's", `b"it's"`},
		{"a double quote", `say "hi"`, `b'say "hi"'`},
		{"both quotes", `it's "it"`, `b'it\'s "it"'`},
		{"a backslash", `a\b`, `b'a\\b'`},
		{"the edges of ASCII", "\x1f ~\x7f", `b'\x1f ~\x7f'`},
	} {
		if got := Bytes([]byte(c.data)); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
