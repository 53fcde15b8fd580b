package script

import (
	"errors"
	goparser "go/parser"
	gotoken "go/token"
	"reflect"
	"strings"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/action"
	"stickylab/lab/frame"
)

func mustParse(t *testing.T, text string) lab.Experiment {
	t.Helper()
	e, err := Parse(text)
	if err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return e
}

// noLines gives an experiment without what Print does not keep.
func noLines(e lab.Experiment) lab.Experiment {
	e.Script = ""
	for i := range e.Peers {
		e.Peers[i].Line = 0
		clearLines(e.Peers[i].Steps)
	}
	return e
}

func clearLines(steps []lab.Step) {
	for i := range steps {
		steps[i].Line = 0
		clearLines(lab.BlockOf(steps[i].Do))
	}
}

func TestParseWholeScript(t *testing.T) {
	text := "# two sends\r\ntcp   # a stream\r\n\r\nprobes off\r\nlimit 1500ms\r\nserver:\r\n  listen 5 port 9000\r\n" +
		"  accept\r\n\r\n  # make it certain\r\n  wait client send 2\r\n  recv 10   # both\r\nclient:\r\n" +
		"\tconnect"
	if _, err := Parse(text); err == nil {
		t.Fatal("a tab was taken")
	}
	text = strings.Replace(text, "\tconnect", "      connect port 9000\r\n      send \"hello\"\r\n      send \"feng\"", 1)
	got := mustParse(t, text)
	want := lab.Experiment{
		Transport: lab.TCP, Wire: true, Limit: 1500 * time.Millisecond, Script: text,
		Peers: []lab.Peer{
			{Name: "server", Line: 6, Steps: []lab.Step{
				{Line: 7, Do: lab.Listen{Backlog: 5, Port: 9000}},
				{Line: 8, Do: lab.Accept{}},
				{Line: 11, Do: lab.Wait{Peer: "client", Call: "send", Count: 2}},
				{Line: 12, Do: lab.Recv{Size: 10}},
			}},
			{Name: "client", Line: 13, Steps: []lab.Step{
				{Line: 14, Do: lab.Connect{Port: 9000}},
				{Line: 15, Do: lab.Send{Terms: []lab.Term{lab.Literal{Bytes: []byte("hello"), Times: 1}}}},
				{Line: 16, Do: lab.Send{Terms: []lab.Term{lab.Literal{Bytes: []byte("feng"), Times: 1}}}},
			}},
		},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

// steps holds each kind of step as it is printed, with its action. They are
// steps of one peer that has a connection and received the number n.
var steps = []struct {
	text string
	want lab.Action
}{
	{"bind", lab.Bind{}},
	{"bind port 9000", lab.Bind{Port: 9000}},
	{"listen 0", lab.Listen{}},
	{"listen 4096 port 65535", lab.Listen{Backlog: MaxBacklog, Port: MaxPort}},
	{"accept", lab.Accept{}},
	{"connect", lab.Connect{}},
	{"connect port 1", lab.Connect{Port: 1}},
	{`send ""`, send(literal("", 1))},
	{`send "a\n\r\t\x00\\\"é\xff你"`, nil},
	{`send "ab" * 20`, send(literal("ab", 20))},
	{`send "ab" * n`, send(lab.Literal{Bytes: []byte("ab"), Times: 1, Count: &lab.Expr{Var: "n"}})},
	{`send "ab" * (n - 1) + "c"`, send(lab.Literal{Bytes: []byte("ab"), Times: 1, Count: &lab.Expr{Op: "-", Left: &lab.Expr{Var: "n"}, Right: &lab.Expr{Int: 1}}}, literal("c", 1))},
	{`send upper`, send(lab.Received{Upper: true})},
	{`send "<" + same + ">"`, send(literal("<", 1), lab.Received{}, literal(">", 1))},
	{
		`send pack "!I" len + "hello"`,
		send(lab.Packed{Format: "!I", Args: []lab.Arg{{Expr: &lab.Expr{Var: "len"}}}}, literal("hello", 1)),
	},
	{
		`send pack "<bHq" -5, n, 9223372036854775807`,
		send(lab.Packed{Format: "<bHq", Args: []lab.Arg{{Int: -5}, {Expr: &lab.Expr{Var: "n"}}, {Int: 1<<63 - 1}}}),
	},
	{`send "x" more`, lab.Send{Terms: []lab.Term{literal("x", 1)}, More: true}},
	{`sendall "ab" * 20`, lab.Send{Terms: []lab.Term{literal("ab", 20)}, All: true}},
	{`sendall same more`, lab.Send{Terms: []lab.Term{lab.Received{}}, All: true, More: true}},
	{`send frame "x"`, lab.Send{Terms: []lab.Term{literal("x", 1)}, Framed: true}},
	{
		`send frame upper + "x" cut 2, 3 gap 10ms more`,
		lab.Send{
			Terms: []lab.Term{lab.Received{Upper: true}, literal("x", 1)}, Framed: true, More: true,
			Cut: lab.Cut{Sizes: []int{2, 3}}, Gap: 10 * time.Millisecond,
		},
	},
	{`send "ab" * 5 cut each 1`, lab.Send{Terms: []lab.Term{literal("ab", 5)}, Cut: lab.Cut{Each: 1}}},
	{`sendall "ab" cut 1`, lab.Send{Terms: []lab.Term{literal("ab", 1)}, All: true, Cut: lab.Cut{Sizes: []int{1}}}},
	{`send file "照片 1.jpg" 1048576`, lab.SendFile{Name: "照片 1.jpg", Size: MaxFile}},
	{"recv frame", lab.RecvFrame{}},
	{"recv frame by 1", lab.RecvFrame{By: 1}},
	{"recv file", lab.RecvFile{}},
	{"recv file by 16777216", lab.RecvFile{By: MaxRecv}},
	{`recv until "\r\n"`, lab.RecvFrame{Until: []byte("\r\n")}},
	{`recv until "你" by 3`, lab.RecvFrame{Until: []byte("你"), By: 3}},
	{"try recv frame by 9", lab.Try{Do: lab.RecvFrame{By: 9}}},
	{`try send file "a" 0`, lab.Try{Do: lab.SendFile{Name: "a"}}},
	{`codec length "!H" max 100`, codecOf(`length "!H" max 100`)},
	{`codec delimiter "\x00" "你\xff\x07" escape "\\" keep`, codecOf(`delimiter "\x00" "你\xff\a" escape "\\" keep`)},
	{"recv 1", lab.Recv{Size: 1}},
	{"recv 16777216", lab.Recv{Size: MaxRecv}},
	{"recv n", lab.Recv{Expr: &lab.Expr{Var: "n"}}},
	{"ready from listener", lab.Ready{From: []string{"listener"}, Within: lab.Forever}},
	{"ready from listener within 0s", lab.Ready{From: []string{"listener"}}},
	{"peek 4", lab.Recv{Size: 4, Peek: true}},
	{"try peek n + 1", lab.Try{Do: lab.Recv{Expr: &lab.Expr{Op: "+", Left: &lab.Expr{Var: "n"}, Right: &lab.Expr{Int: 1}}, Peek: true}}},
	{"recv exactly 4", lab.Recv{Size: 4, Exactly: true}},
	{"recv exactly n", lab.Recv{Expr: &lab.Expr{Var: "n"}, Exactly: true}},
	{"recv 10 waitall", lab.Recv{Size: 10, WaitAll: true}},
	{"recv n waitall", lab.Recv{Expr: &lab.Expr{Var: "n"}, WaitAll: true}},
	{`unpack "!d" x`, action.Unpack{Format: "!d", Vars: []string{"x"}}},
	{`unpack "!BH4s" kind m name`, action.Unpack{Format: "!BH4s", Vars: []string{"kind", "m", "name"}}},
	{"sleep 0s", action.Sleep{}},
	{"sleep 1ns", action.Sleep{For: 1}},
	{"sleep 10us", action.Sleep{For: 10 * time.Microsecond}},
	{"sleep 1.5ms", action.Sleep{For: 1500 * time.Microsecond}},
	{"sleep 1.000000001s", action.Sleep{For: time.Second + 1}},
	{"sleep 10s", action.Sleep{For: 10 * time.Second}},
	{"sleep 60s", action.Sleep{For: MaxPause}},
	{"wait other end", lab.Wait{Peer: "other", Call: "end", Count: 1}},
	{"wait other send", lab.Wait{Peer: "other", Call: "send", Count: 1}},
	{"wait other send 2", lab.Wait{Peer: "other", Call: "send", Count: 2}},
	{"set nodelay on", lab.Set{Option: "nodelay", Value: 1}},
	{"set cork off", lab.Set{Option: "cork"}},
	{"set rcvbuf 2304", lab.Set{Option: "rcvbuf", Value: 2304}},
	{"set rcvlowat 10", lab.Set{Option: "rcvlowat", Value: 10}},
	{"set linger 0", lab.Set{Option: "linger"}},
	{"set linger 60", lab.Set{Option: "linger", Value: MaxLinger}},
	{"set linger off", lab.Set{Option: "linger", Value: lab.LingerOff}},
	{"blocking on", lab.Blocking{On: true}},
	{"blocking off", lab.Blocking{}},
	{"try bind", lab.Try{Do: lab.Bind{}}},
	{"try accept", lab.Try{Do: lab.Accept{}}},
	{"try connect port 9000", lab.Try{Do: lab.Connect{Port: 9000}}},
	{"try connect port 9000 as c into code", lab.Try{Do: lab.Connect{Port: 9000, As: "c"}, Code: "code"}},
	{`try send "x" more`, lab.Try{Do: lab.Send{Terms: []lab.Term{literal("x", 1)}, More: true}}},
	{`try sendall "x"`, lab.Try{Do: lab.Send{Terms: []lab.Term{literal("x", 1)}, All: true}}},
	{"try recv exactly n", lab.Try{Do: lab.Recv{Expr: &lab.Expr{Var: "n"}, Exactly: true}}},
	{"try recv 10 waitall", lab.Try{Do: lab.Recv{Size: 10, WaitAll: true}}},
	{"try set maxseg 1", lab.Try{Do: lab.Set{Option: "maxseg", Value: 1}}},
	{"try shutdown read", lab.Try{Do: action.Shutdown{How: "read"}}},
	{"try close listener", lab.Try{Do: lab.Close{Listener: true}}},
	{"timeout 200ms", lab.Timeout{After: 200 * time.Millisecond}},
	{"shutdown both", action.Shutdown{How: "both"}},
	{"close", lab.Close{}},
	{"close listener", lab.Close{Listener: true}},
	{"if n:\n        accept", branch(lab.Condition{Left: worked(lab.Expr{Var: "n"})})},
	{"if not same:\n        accept", branch(lab.Condition{Not: true, Left: lab.Value{Same: true}})},
	{"if n >= -1:\n        accept", branch(lab.Condition{Left: worked(lab.Expr{Var: "n"}), Op: ">=", Right: worked(lab.Expr{Int: -1})})},
	{
		"if \"ab\" * 3 != same:\n        accept",
		branch(lab.Condition{Left: lab.Value{Literal: literal("ab", 3).(lab.Literal)}, Op: "!=", Right: lab.Value{Same: true}}),
	},
	{"loop:\n        accept", loop(lab.Loop{})},
	{"loop 3:\n        accept", loop(lab.Loop{Count: 3})},
	{"loop until empty:\n        accept", loop(lab.Loop{UntilEmpty: true})},
	{"loop 3 until empty:\n        accept", loop(lab.Loop{Count: 3, UntilEmpty: true})},
}

func send(terms ...lab.Term) lab.Action { return lab.Send{Terms: terms} }

func literal(text string, times int) lab.Term {
	return lab.Literal{Bytes: []byte(text), Times: times}
}

func loop(l lab.Loop) lab.Action {
	l.Body = []lab.Step{{Do: lab.Accept{}}}
	return l
}

func branch(when lab.Condition) lab.Action {
	return lab.Branch{Word: "if", When: when, Body: []lab.Step{{Do: lab.Accept{}}}}
}

func worked(e lab.Expr) lab.Value { return lab.Value{Expr: &e} }

func TestSteps(t *testing.T) {
	const above = "tcp\nserver:\n    listen 5\n    accept\n    recv 4\n    unpack \"!I\" n\n    codec json \"!I\"\n    "
	const below = "\nother:\n    connect\n    send \"a\"\n    send \"b\"\n"
	for _, test := range steps {
		e := mustParse(t, above+test.text+below)
		got := noLines(e).Peers[0].Steps[5].Do
		if test.want != nil && !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: got %+v, want %+v", test.text, got, test.want)
		}
		wantPrint := strings.ReplaceAll(above+test.text+below, `\x00`, `\0`)
		if got := Print(e); got != wantPrint {
			t.Errorf("%s: printed\n%s", test.text, got)
		}
	}
}

func TestDatagrams(t *testing.T) {
	text := "unix datagram\nalice:\n    bind\n    recv 1024\n    send upper to sender\nbob:\n    bind port 9000\n" +
		"    send \"hi\" to port 8080\n    connect port 8080\n    send \"ho\"\n"
	e := mustParse(t, text)
	to := e.Peers[0].Steps[2].Do.(lab.Send).To
	if to != (lab.Target{Sender: true}) {
		t.Errorf("to sender is %+v", to)
	}
	if to := e.Peers[1].Steps[1].Do.(lab.Send).To; to != (lab.Target{Port: 8080}) {
		t.Errorf("to port 8080 is %+v", to)
	}
	if got := Print(e); got != text {
		t.Errorf("printed\n%s", got)
	}
}

func TestStrings(t *testing.T) {
	for text, want := range map[string]string{
		`"\x41\xfF\0\n"`: "A\xff\x00\n",
		`"# no comment"`: "# no comment",
		`"你好"`:           "\xe4\xbd\xa0\xe5\xa5\xbd",
		"\"a\tb\"":       "a\tb",
		// Octal digits as Python reads them.
		`"\033[0m"`: "\x1b[0m", `"\08\18"`: "\x008\x018", `"\1234\377"`: "S4\xff", `"\7\'"`: "\a'",
	} {
		l, err := lex(1, text)
		if err != nil || string(l.tokens[0].bytes) != want {
			t.Errorf("%s: got %q, %v, want %q", text, l.tokens[0].bytes, err, want)
		}
	}
	if got, want := Quote([]byte("\u202e\u00a0\ufffd\xe4")), "\"\\xe2\\x80\\xae\\xc2\\xa0\ufffd\\xe4\""; got != want {
		t.Errorf("quoted %s, want %s", got, want)
	}
	for _, wrong := range []string{`"\400"`, `"\8"`} {
		if l, err := lex(1, wrong); err == nil {
			t.Errorf("%s: got %q", wrong, l.tokens[0].bytes)
		}
	}
}

// What is quoted is read as the same bytes, whatever stands behind a NUL.
func TestQuotedStringsAreReadBack(t *testing.T) {
	for a := range 256 {
		for b := range 256 {
			value := []byte{byte(a), byte(b), '0'}
			l, err := lex(1, Quote(value))
			if err != nil || string(l.tokens[0].bytes) != string(value) {
				t.Fatalf("%s: got %q, %v, want %q", Quote(value), l.tokens[0].bytes, err, value)
			}
		}
	}
}

func TestGrammarIsThePackageComment(t *testing.T) {
	file, err := goparser.ParseFile(gotoken.NewFileSet(), "doc.go", nil, goparser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	want := "\n\t" + strings.ReplaceAll(strings.TrimSuffix(frameOfGrammar, "\n"), "\n", "\n\t") + "\n"
	if !strings.Contains(file.Doc.Text(), want) {
		t.Errorf("the package comment lacks\n%s", want)
	}
	for _, word := range append(words(), lab.Options[:]...) {
		if !strings.Contains(Grammar, `"`+word+`"`) {
			t.Errorf("the grammar lacks %q", word)
		}
	}
}

func TestAmendKeepsTheLines(t *testing.T) {
	text := "# first\r\ntcp\n\nc:\n   connect   # hello \r\n   loop 2: # twice\n     send   \"a\"\t# \"x\"\n   close"
	e := mustParse(t, text)
	e.Peers[0].Steps[0].Do = lab.Connect{Port: 9000}
	loop := e.Peers[0].Steps[1].Do.(lab.Loop)
	loop.Count = 3
	loop.Body[0].Do = send(literal("#b", 1))
	e.Peers[0].Steps[1].Do = loop
	want := "# first\r\ntcp\n\nc:\n   connect port 9000   # hello \r\n   loop 3: # twice\n     send \"#b\"\t# \"x\"\n   close"
	if got := Amend(e); got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

func FuzzParse(f *testing.F) {
	for _, test := range steps {
		f.Add("tcp\nserver:\n    listen 5\n    accept\n    recv 4\n    unpack \"!I\" n\n    codec json \"!I\"\n    " + test.text)
	}
	f.Add("udp\nprobes off\nlimit 2s\na:\n bind\n loop 2 until empty:\n  recv 9\n  send same to sender\n")
	f.Add("tcp6\na:\n listen 1\n accept\nb udp6:\n bind port 9000\n recv 9\n send upper to sender\n")
	f.Add("unix seqpacket\na:\n listen 1\n accept as one\n recv 9 from one\nb:\n connect\n send \"\"\n")
	f.Add("tcp\na:\n connect\n loop:\n  try vanish\n close\n")
	f.Add("unix stream\nwire off\na:\n connect\n blocking off\n try sendall \"x\" * 9 more\n try recv 9 waitall\n")
	f.Add(decisions)
	f.Add("unix stream\r\na:\n  connect # x\n  send \"\\xff你\"")
	f.Add("\r")
	f.Add("tcp\nserver:\n    conn.send(struct.pack('!I', len(b)) + b)\n    sendto(b'x', ('', 80))\n    if not data: break\n    readline\n")
	f.Add("#include <stdio.h>\nint main() {}\n")
	f.Fuzz(func(t *testing.T, text string) {
		e, err := Parse(text)
		if err != nil {
			checkError(t, text, err)
			return
		}
		printed := Print(e)
		again, err := Parse(printed)
		if err != nil {
			t.Fatalf("%v in\n%s", err, printed)
		}
		if twice := Print(again); twice != printed {
			t.Errorf("printed\n%s\nthen\n%s", printed, twice)
		}
		amended, err := Parse(Amend(e))
		var long *Error
		if errors.As(err, &long) && long.key != "bytes" {
			t.Fatalf("%v in\n%s", err, Amend(e))
		}
		if err == nil && Print(amended) != printed {
			t.Errorf("amended\n%s", Amend(e))
		}
		if again, e = noLines(again), noLines(e); !reflect.DeepEqual(again, e) {
			t.Errorf("got\n%+v\nwant\n%+v", again, e)
		}
	})
}

// checkError: an error stands within the text and has whole texts.
func checkError(t *testing.T, text string, err error) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("not an *Error: %v", err)
	}
	if lines := strings.Count(plainText(text), "\n") + 1; e.Line < 1 || e.Line > lines || e.Col < 1 {
		t.Errorf("at %d:%d of %d lines: %v", e.Line, e.Col, lines, e)
	}
	for _, lang := range []string{"en", "zh"} {
		if said := e.In(lang); unfilled.MatchString(said) && !unfilled.MatchString(text) { // it may quote the script
			t.Errorf("broken text %q", said)
		}
	}
}

func codecOf(spec string) lab.Codec {
	c, err := frame.Parse(spec)
	if err != nil {
		panic(err)
	}
	return lab.Codec{Codec: c}
}
