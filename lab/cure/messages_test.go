package cure

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"stickylab/lab/script"
)

func TestMessagesOfAScript(t *testing.T) {
	for _, test := range []struct{ name, program, want string }{
		{"two sends", "    send \"hello\"\n    send \"feng\"\n", "\"hello\"\n\"feng\""},
		{"headers are a cure already", "    send pack \"!I\" len + \"feng\"\n", `"feng"`},
		{"a frame", "    codec line\n    send frame \"a\" + \"b\"\n", `"ab"`},
		{"a loop", "    loop 3:\n        send \"a\"\n", "\"a\"\n\"a\"\n\"a\""},
		{"a loop for ever", "    loop:\n        send \"a\"\n", strings.TrimSpace(strings.Repeat("\"a\"\n", MaxMessages+1))},
		{"a loop without sends", "    loop:\n        recv 10\n", ""},
		{"tried", "    try send \"a\"\n", `"a"`},
		{"much", "    sendall \"x\" * 1000000\n", `"x" * 1025`},
	} {
		t.Run(test.name, func(t *testing.T) {
			exp, err := script.Parse("tcp\nserver:\n    listen 5\n    accept\n    recv 10\n    send \"z\"\nclient:\n    connect\n" + test.program)
			if err != nil {
				t.Fatal(err)
			}
			want := test.want
			if want == "" {
				want = `"z"`
			}
			got := Text(Messages(exp))
			if got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestMessagesAsText(t *testing.T) {
	messages := messagesOf("hello", "", "a\nb\r\x00\"\\", "粘包", "\xff\xfe", strings.Repeat("x", 300))
	text := Text(messages)
	got, err := ParseMessages("\n" + strings.ReplaceAll(text, "\n", "\r\n\r\n") + "\n")
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(bytesToStrings(got), bytesToStrings(messages)) {
		t.Errorf("%s gave %q", text, got)
	}
}

func bytesToStrings(all [][]byte) []string {
	texts := make([]string, len(all))
	for i, m := range all {
		texts[i] = string(m)
	}
	return texts
}

func TestMessagesThatAreWrong(t *testing.T) {
	for _, test := range []struct {
		text      string
		line, col int
	}{
		{"\"hello\"\nfeng", 2, 1},
		{"\"hello\n\"feng\"", 1, 1},
		{"\n\n\"a\" * x", 3, 7},
	} {
		_, err := ParseMessages(test.text)
		var wrong *script.Error
		if !errors.As(err, &wrong) {
			t.Errorf("%q gave %v", test.text, err)
			continue
		}
		if wrong.Line != test.line || wrong.Col != test.col {
			t.Errorf("%q: line %d, column %d, want %d, %d: %v", test.text, wrong.Line, wrong.Col, test.line, test.col, wrong)
		}
	}
}

func TestScriptsOfCasesCanBeRead(t *testing.T) {
	messages := messagesOf("hello", "a\nb\x00", "粘包", strings.Repeat("x", 300))
	for _, codec := range []string{"", `length "!I"`, `length "B"`, `line`, `delimiter "\0" "\a"`, `fixed 8`, `length "!H" strip 0`, `json "!I" key "大小"`} {
		c := mustCodec(t, strings.ReplaceAll(codec, `"\a"`, `"\x07"`))
		for _, few := range [][][]byte{messages, messages[:1]} {
			text := Try(c, few, 1).Case.Script(c)
			if _, err := script.Parse(text); err != nil {
				t.Errorf("%s: %v\n%s", codec, err, text)
			}
		}
	}
}
