package player_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/action"
	"stickylab/lab/export"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

// prints is a program with everything that print can print. TestPythonDoesTheSame
// holds it against python3, too.
const prints = `tcp
server:
    listen 1
    accept
    print "你好, it's \"done\"\n\\"
    recv 9
    print same
    wait client print
    blocking off
    try recv 5
    blocking on
    print same
    codec length "!B"
    recv frame
    print same
    loop 2 until empty:
        recv frame
    print same
client:
    connect
    wait server listen
    send "a'\0\xff你\n"
    wait server print 2
    print ""
    wait server print 3
    send "\x02hi"
`

func init() { alike["prints"] = prints }

func TestPrint(t *testing.T) {
	runner := session.New(session.Limits{})
	t.Cleanup(runner.Close)
	e, err := script.Parse(prints)
	if err != nil {
		t.Fatal(err)
	}
	got := make([][]string, len(e.Peers))
	for _, event := range mustTrace(t, runner, e).Events {
		if event.Call == lab.CallPrint {
			got[event.Peer] = append(got[event.Peer], event.Text)
			if event.Err != "" || event.Conn != 0 || event.End < event.Start {
				t.Errorf("print %q is the event %+v", event.Text, event)
			}
		}
	}
	want := [][]string{
		{"你好, it's \"done\"\n\\", `b"a'\x00\xff\xe4\xbd\xa0\n"`, "b''", "b'hi'", "None"},
		{""},
	}
	for i, peer := range e.Peers {
		if !slices.Equal(got[i], want[i]) {
			t.Errorf("%s printed %q, want %q", peer.Name, got[i], want[i])
		}
	}
}

func TestAPrintIsAsLongAsItMayBe(t *testing.T) {
	runner := session.New(session.Limits{})
	t.Cleanup(runner.Close)
	for n, want := range map[int]string{
		action.MaxPrinted:     strings.Repeat("粘", action.MaxPrinted),
		action.MaxPrinted + 1: strings.Repeat("粘", action.MaxPrinted) + "… (+1)",
	} {
		e, err := script.Parse("tcp\na:\n    print \"" + strings.Repeat("粘", n) + "\"\n")
		if err != nil {
			t.Fatal(err)
		}
		events := mustTrace(t, runner, e).Events
		if len(events) != 1 || events[0].Text != want {
			t.Errorf("%d characters are %+v, want %q", n, events, want)
		}
	}
}

func TestErrorsOfPrint(t *testing.T) {
	for line, want := range map[string][2]string{
		"print": {
			"line 3, column 10: print wants what to print: a string, same for what was received last, or a variable of bytes or a whole number, not the end of the line. For example: print same",
			"第 3 行第 10 列：print 后面写要打印的内容：一个字符串、same（刚收到的字节），或者有字节或整数的变量，这里是行尾。例如：print same",
		},
		`print "a" "b"`: {
			`line 3, column 15: the line is complete before "b". Leave out the rest or begin a new line. A complete line: print same`,
			`第 3 行第 15 列：写到 "b" 之前，这一行已经完整了。请去掉多余的部分，或者另起一行。完整的一行例如：print same`,
		},
		`print "\xff"`: {
			`line 3, column 11: print writes text, and "\xff" is not UTF-8. Raw bytes are for send; what was received last is print same`,
			`第 3 行第 11 列：print 打印文字，"\xff" 不是 UTF-8 文本。原样的字节请用 send 发出去；刚收到的字节写 print same`,
		},
		"print same": {
			"line 3, column 11: same needs bytes that were received. Write recv 1024 above",
			"第 3 行第 11 列：same 要用到收到的数据。请在前面写 recv 1024",
		},
	} {
		var wrong *script.Error
		if _, err := script.Parse("tcp\na:\n    " + line + "\n"); !errors.As(err, &wrong) {
			t.Errorf("%s: got %v", line, err)
			continue
		}
		if got := [2]string{wrong.In("en"), wrong.In("zh")}; got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", line, strings.Join(got[:], "\n"), strings.Join(want[:], "\n"))
		}
	}
}

func TestPrintInPython(t *testing.T) {
	e, err := script.Parse("udp\na:\n    bind\n    recv 9\n    print same\n    print \"好\\n'\"\n")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, line := range export.Python(e)[0].Lines {
		if slices.Contains(line.Calls, lab.CallPrint) {
			lines = append(lines, line.String())
		}
	}
	if want := []string{"print(data1)", `print("好\n'")`}; !slices.Equal(lines, want) {
		t.Errorf("got %q, want %q", lines, want)
	}
	literals := export.Literals(e)
	edited, err := export.Edit(e, append(literals[:len(literals)-1:len(literals)-1], "'it is\\t\"so\"'"))
	if err != nil {
		t.Fatal(err)
	}
	if want := `print "it is\t\"so\""`; !strings.Contains(edited.Script, want) {
		t.Errorf("edited to\n%s\nwant in it %s", edited.Script, want)
	}
	if _, err = export.Edit(e, append(literals[:len(literals)-1:len(literals)-1], "b'bytes'")); err == nil || !strings.Contains(err.Error(), "str") {
		t.Errorf("bytes in the place of a str gave %v", err)
	}
}
