package script

import (
	"strconv"
	"strings"
	"testing"
)

// All lines that are wrong by themselves are said at once, and nothing that only
// follows from one of them.
func TestAllErrorsAtOnce(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // line and a part of the sentence
	}{
		{"four lines of a peer", "tcp\nserver:\n    lisen 5\n    accept\n    recv １０\n    conn.recv(4)\n    send 'hi'\n    close\n", []string{
			"3 no step begins with lisen. Did you mean listen?", "5 １ is a full-width sign", "6 In a script this line is: recv 4", `7 Write "hi"`,
		}},
		{"a loop's head and a step in it", "tcp\nclient:\n    connect\n    while True:\n        recv 10;\n        send \"a\"\n    bogus\n", []string{
			"4 loop:", "5 ; ends no step", "7 no step begins with bogus",
		}},
		{"a peer's line", "tcp\nServer!:\n    listen 5\n    accept\nclient:\n    conect\n", []string{"2 ", "6 no step begins with conect. Did you mean connect?"}},
		{"a transport that is none", "sctp\nserver:\n    listen 5\n    recv\u00a010\n", []string{"1 not with sctp", "4 U+00A0"}},
		{"one error and what follows from it", "tcp\nserver:\n    lisen 5\n    accept\n    recv 10\n", []string{"3 no step begins with lisen. Did you mean listen?"}},
		{"the head of a block, and errors below it that need what it does", "tcp\nserver:\n    lisen 5\n    accept as c\n    if x == 5\n        recv 1O into line\n        send line\n    elif same == \"q\":\n        foo\n    else:\n        recv 0 from c\n    try recv 5 from d\nclient:\n    send same\n    recv 99999999999\n", []string{
			"3 no step begins with lisen. Did you mean listen?", "5 x has no value here", "6 not 1O", "9 no step begins with foo", "11 not 0", "12 no connection is called d",
			"14 same needs bytes", "15 not 99999999999",
		}},
		{"lines with too large a margin", "tcp\nserver:\n    listen 5\n      accept\n      recv 0\n    bogus\n", []string{"4 a margin of 6 spaces", "5 not 0", "6 no step begins with bogus"}},
		{"twenty lines apart", "tcp\n1a:\n    sleep 1s\n" + strings.Repeat("# nothing\n", 17) + "\n2b:\n    sleep 1s\n    bogus\n", []string{"2 not 1a", "22 not 2b", "24 no step begins with bogus"}},
		{"a Python program", "import socket\ns = socket.socket()\ns.bind(('', 9000))\ns.listen(5)\nc, addr = s.accept()\nc.recv(1024)\n", []string{
			"1 this is Python, and", "3 bind port 9000", "4 listen 5", "5 accept", "6 recv 1024",
		}},
	} {
		first := mustFail(t, c.text)
		all := append([]*Error{first}, first.More...)
		if len(all) != len(c.want) {
			t.Errorf("%s: %d errors, want %d: %v", c.name, len(all), len(c.want), all)
			continue
		}
		for i, want := range c.want {
			_, part, _ := strings.Cut(want, " ")
			if e := all[i]; !strings.HasPrefix(want, strconv.Itoa(e.Line)+" ") || !strings.Contains(e.Message("en"), part) {
				t.Errorf("%s: %s, want %s", c.name, e, want)
			}
		}
	}
}

// What editors add to a text is no error.
func TestTextsOfEditors(t *testing.T) {
	const script = "tcp\nserver:\n    listen 5\n"
	for name, text := range map[string]string{
		"a byte order mark":  "\ufeff" + script,
		"carriage returns":   strings.ReplaceAll(script, "\n", "\r"),
		"both at the ends":   strings.ReplaceAll(script, "\n", "\r\n"),
		"a mark and returns": "\ufeff" + strings.ReplaceAll(script, "\n", "\r\n"),
	} {
		e, err := Parse(text)
		if err != nil || len(e.Peers) != 1 || e.Peers[0].Line != 2 {
			t.Errorf("%s: %v, %+v", name, err, e)
		}
	}
}
