package player_test

import (
	"errors"
	"testing"

	"stickylab/lab"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// cutCharacter is a program whose receives cut 包 in two.
const cutCharacter = `tcp
server:
    listen 1
    accept
    wait client send
    recv 5
    try decode "utf-8"
    try decode "gbk"
    recv 1
    try decode "utf-8"
    recv 100
    decode "utf-8"
client:
    connect
    send "粘包"
    wait server recv 2
    send "实验 ok"
`

func init() {
	alike["a character in two receives"] = cutCharacter
	alike["no frame to decode"] = `tcp
server:
    listen 1
    accept
    codec line
    loop until empty:
        recv frame
        decode "ascii"
    decode "ascii"
client:
    connect
    codec line
    send frame "yes"
`
}

func TestDecode(t *testing.T) {
	runner := session.New(session.Limits{})
	t.Cleanup(runner.Close)
	e, err := script.Parse(cutCharacter)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, event := range mustTrace(t, runner, e).Events {
		if event.Call == lab.CallText {
			got = append(got, event.Note()+event.Err)
		}
	}
	want := []string{
		"'utf-8' codec can't decode bytes in position 3-4: unexpected end of dataUnicodeDecodeError",
		"'gbk' codec can't decode byte 0x8c in position 4: incomplete multibyte sequenceUnicodeDecodeError",
		"'utf-8' codec can't decode byte 0x85 in position 0: invalid start byteUnicodeDecodeError",
		`text = "实验 ok"`,
	}
	if len(got) != len(want) {
		t.Fatalf("got %q", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("decode %d: %s, want %s", i+1, got[i], want[i])
		}
	}
}

func TestErrorsOfDecode(t *testing.T) {
	for line, want := range map[string][2]string{
		`decode "big5"`: {
			`line 6, column 12: decode wants an encoding: "ascii", "gbk", "utf-8", not "big5". For example: decode "utf-8"`,
			`第 6 行第 12 列：decode 后面写编码："ascii", "gbk", "utf-8"，这里是 "big5"。例如：decode "utf-8"`,
		},
		"decode utf": {
			`line 6, column 12: decode wants an encoding: "ascii", "gbk", "utf-8", not utf. For example: decode "utf-8"`,
			`第 6 行第 12 列：decode 后面写编码："ascii", "gbk", "utf-8"，这里是 utf。例如：decode "utf-8"`,
		},
	} {
		var wrong *script.Error
		if _, err := script.Parse("tcp\na:\n    listen 1\n    accept\n    recv 9\n    " + line + "\n"); !errors.As(err, &wrong) {
			t.Errorf("%s: got %v", line, err)
		} else if got := [2]string{wrong.In("en"), wrong.In("zh")}; got != want {
			t.Errorf("%s: got\n%s\n%s", line, got[0], got[1])
		}
	}
}
