package export

import (
	"errors"
	"strings"
	"testing"
)

// framedEdits has codecs and framed steps with a literal of each form.
const framedEdits = `tcp
client:
    connect
    codec length "!I" max 1000   # agreed upon
    codec length "<H" offset 1 adjust -2 strip 4
    codec varint offset 1
    codec delimiter "|" "ab" escape "\\"
    codec fixed 8 pad "."
    codec resp
    codec http header 100
    codec websocket mask "abcd"
    codec json "!I" key "length" header 99
    send frame "hello" * 2 cut 2, 3 gap 10ms
    send "hi" cut each 1
    send file "a.txt" 5
    recv frame by 3
    recv file by 4
`

func TestEditOfFramedSteps(t *testing.T) {
	for _, c := range []struct{ was, is, line string }{
		{"'!I'", "'<Q'", `    codec length "<Q" max 1000   # agreed upon`},
		{"'!I'", "'!3'", `    codec length "!3" max 1000   # agreed upon`},
		{"1000", "1048576", `    codec length "!I"   # agreed upon`},
		{"'<H'", "'B'", `    codec length "B" offset 1 adjust -2 strip 4`},
		{"1", "3", `    codec length "<H" offset 3 adjust -2 strip 4`},
		{"-2", "7", `    codec length "<H" offset 1 adjust 7 strip 4`},
		{"4", "0", `    codec length "<H" offset 1 adjust -2 strip 0`},
		{"1 again", "5", `    codec varint offset 5`},
		{"b'|'", "b'END'", `    codec delimiter "END" "ab" escape "\\"`},
		{"b'ab'", `b'\n\x00'`, `    codec delimiter "|" "\n\0" escape "\\"`},
		{`b'\\'`, "b'!'", `    codec delimiter "|" "ab" escape "!"`},
		{"8", "80", `    codec fixed 80 pad "."`},
		{"b'.'", "b' '", `    codec fixed 8 pad " "`},
		{"100", "200", `    codec http header 200`},
		{"b'abcd'", "b'zzzz'", `    codec websocket mask "zzzz"`},
		{"'length'", "'size'", `    codec json "!I" header 99`},
		{"99", "2", `    codec json "!I" key "length" header 2`},
		{"b'hello'", "b'x'", `    send frame "x" * 2 cut 2, 3 gap 10ms`},
		{"2", "5", `    send frame "hello" * 5 cut 2, 3 gap 10ms`},
		{"2 again", "7", `    send frame "hello" * 2 cut 7, 3 gap 10ms`},
		{"3", "1", `    send frame "hello" * 2 cut 2, 1 gap 10ms`},
		{"0.01", "0.5", `    send frame "hello" * 2 cut 2, 3 gap 500ms`},
		{"1 a third time", "2", `    send "hi" cut each 2`},
		{"'a.txt'", "'b'", `    send file "b" 5`},
		{"5", "6", `    send file "a.txt" 6`},
		{"3 again", "30", `    recv frame by 30`},
		{"4 again", "40", `    recv file by 40`},
	} {
		e := mustParse(t, framedEdits)
		changed, err := Edit(e, valuesWith(t, Literals(e), c.was, c.is))
		if err != nil {
			t.Errorf("%s as %s: %v", c.was, c.is, err)
			continue
		}
		var lines []string
		for i, line := range strings.Split(changed.Script, "\n") {
			if line != strings.Split(framedEdits, "\n")[i] {
				lines = append(lines, line)
			}
		}
		if len(lines) != 1 || lines[0] != c.line {
			t.Errorf("%s as %s: changed %q, want %q", c.was, c.is, lines, c.line)
		}
	}
}

// valuesWith puts a value in place of another: the first that is written so,
// or one further on.
func valuesWith(t *testing.T, values []string, was, is string) []string {
	t.Helper()
	text, which, _ := strings.Cut(was, " ")
	skip := map[string]int{"": 0, "again": 1, "a third time": 2}[which]
	for i, v := range values {
		if v != text {
			continue
		}
		if skip == 0 {
			values[i] = is
			return values
		}
		skip--
	}
	t.Fatalf("no literal %s in %q", was, values)
	return nil
}

func TestEditsOfFramedStepsThatCannotBe(t *testing.T) {
	for _, c := range []struct{ was, is, en, zh string }{
		{"'!I'", "'!f'", "'!f' is no format of one integer. Write one like '!I', or '!3' for three bytes", "'!f' 不是只含一个整数的格式。请写成 '!I' 这样；三个字节写 '!3'"},
		{"'!I'", "5", "a struct format is a str, and 5 is none. Write one like '!I'", "struct 的格式是 str，5 不是。请写成 '!I' 这样"},
		{"1000", "3", "codec: max cannot be 3; a number of bytes is needed that at least the header fits in. For example: codec length \"!I\" max 1000", ""},
		{"b'.'", "b'..'", "b'..' is not one byte. Write one like b'\\x00'", ""},
		{"'length'", "''", "codec: key cannot be empty; the name of the member with the body's size is needed. For example: codec length \"!I\" max 1000", ""},
		{"'a.txt'", "b'x'", "the name of a file is a str, and b'x' is none. Write one like 'notes.txt'", "文件名是 str，b'x' 不是。请写成 'notes.txt' 这样"},
		{"'a.txt'", "'../x'", `a file has a name of up to 64 bytes as a string, without a path and not beginning with a dot, not "../x". For example: send file "notes.txt" 5000`, ""},
		{"5", "1048577", "1048577 is out of range. Write a whole number from 0 to 1048576", ""},
		{"2 again", "0", "0 is out of range. Write a whole number from 1 to 16777216", ""},
	} {
		e := mustParse(t, framedEdits)
		values := valuesWith(t, Literals(e), c.was, c.is)
		_, err := Edit(e, values)
		var wrong *EditError
		if !errors.As(err, &wrong) || wrong.In("en") != c.en || c.zh != "" && wrong.In("zh") != c.zh {
			t.Errorf("%s as %s: got %v, want %s", c.was, c.is, err, c.en)
			continue
		}
		if wrong.Literal < 0 || values[wrong.Literal] != c.is {
			t.Errorf("%s as %s: literal %d is blamed", c.was, c.is, wrong.Literal)
		}
	}
}
