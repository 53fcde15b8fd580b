package script

import (
	"errors"
	"strings"
	"testing"

	"stickylab/lab"
)

func asError(err error) *Error {
	var e *Error
	errors.As(err, &e)
	return e
}

func TestAs(t *testing.T) {
	const sticky = "tcp\nserver:\n  listen 5\n  accept\n  wait client send 2\n  sleep 50ms\n  recv 10\n  recv 10\n  close\n" +
		"client:\n  connect\n  wait server accept\n  send \"hello\"\n  send \"feng\"\n  shutdown write\n  close\n"
	const echo = "tcp\nlimit 1s\nserver:\n  listen 1 port 9000\n  loop:\n    try accept\n    loop until empty:\n      recv 10\n      try send upper\n" +
		"    close\n  close listener\nclient:\n  connect port 9000\n  wait server listen\n  send \"hi\"\n  recv 10\n"
	const framed = "tcp\nserver:\n  codec length \"!I\"\n  listen 5\n  accept\n  loop until empty:\n    recv frame by 3\n    send frame upper\n" +
		"client:\n  codec length \"!I\"\n  connect\n  send frame \"hello\" cut 2,3 gap 50ms\n  send \"feng!\" cut each 2 gap 15ms\n  recv frame\n"
	for _, test := range []struct {
		name, script string
		to           lab.Transport
		want         string
	}{
		{
			"a peer keeps a transport of its own", "tcp\nserver:\n  listen 5\nclock udp:\n  bind\n  recv 5\n", lab.UnixStream,
			"unix stream\nserver:\n    listen 5\nclock udp:\n    bind\n    recv 5\n",
		},
		{
			"a peer that has the new transport already", "tcp\nserver:\n  listen 5\nclock unix stream:\n  listen 1\n", lab.UnixStream,
			"unix stream\nserver:\n    listen 5\nclock:\n    listen 1\n",
		},
		{"tcp to unix stream", sticky, lab.UnixStream, "unix stream" + strings.TrimPrefix(printed(t, sticky), "tcp")},
		{"tcp to udp", sticky, lab.UDP, `udp
limit 2.05s
server:
    bind
    wait client send 2
    sleep 50ms
    recv 10
    recv 10
client:
    connect
    wait server bind
    send "hello"
    send "feng"
    close
`},
		{"loops and answers", echo, lab.UnixDatagram, `unix datagram
limit 1s
server:
    bind port 9000
    loop:
        loop until empty:
            recv 10
            try send upper to sender
    close
client:
    connect port 9000
    wait server bind
    send "hi"
    recv 10
`},
		{"frames", framed, lab.UDP, `udp
limit 2.13s
server:
    codec length "!I"
    bind
    loop until empty:
        recv frame by 3
        send frame upper to sender
client:
    codec length "!I"
    connect
    send frame "hello" cut 2, 3 gap 50ms
    send "feng!" cut each 2 gap 15ms
    recv frame
`},
		{"udp to unix datagram", "udp\na:\n bind\n recv 9\n", lab.UnixDatagram, "unix datagram\na:\n    bind\n    recv 9\n"},
		{"to itself", sticky, lab.TCP, printed(t, sticky)},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := mustParse(t, test.script)
			before := Print(e)
			got, err := As(e, test.to)
			if err != nil {
				t.Fatal(err)
			}
			if got.Script != test.want {
				t.Errorf("got\n%s\nwant\n%s", got.Script, test.want)
			}
			if Print(e) != before || e.Transport == got.Transport && e.Transport != test.to {
				t.Errorf("the experiment itself was changed:\n%s", Print(e))
			}
		})
	}
}

func printed(t *testing.T, text string) string {
	t.Helper()
	return Print(mustParse(t, text))
}

func TestWhatCannotBeCarriedOver(t *testing.T) {
	for _, test := range []struct {
		name, script string
		to           lab.Transport
		key          string
		line, col    int
	}{
		{"exactly n of a datagram", "# x\ntcp\n\ns:\n  listen 5\n  accept\n  # four\n  recv exactly 4\n", lab.UDP, "exactly", 8, 3},
		{"an option of tcp", "tcp\nc:\n   connect\n   set nodelay on\n", lab.UnixStream, "option", 4, 4},
		{"the server speaks first", "tcp\ns:\n  listen 5\n  accept\n  send \"hi\"\n", lab.UDP, "sender", 5, 3},
		{"a shutdown to wait for", "tcp\ns:\n  listen 5\n  wait c shutdown\nc:\n  connect\n  shutdown write\n", lab.UDP, "wait-count", 4, 3},
		{"nothing is left", "tcp\ns:\n  listen 5\nc:\n  wait s listen\nd:\n  connect\n  sendall \"x\"\n", lab.UDP, "all", 8, 3},
		{"a file of the server", "tcp\ns:\n  listen 5\n  accept\n  codec json \"!I\"\n  recv file\n  send file \"a\" 5\n", lab.UDP, "nowhere-file", 7, 3},
		{"more", "unix stream\nc:\n  connect\n  send \"x\" more\n", lab.UnixDatagram, "more", 4, 3},
		{"datagrams as a stream", "udp\na:\n  bind\n\n  recv 9\n", lab.TCP, "unconnected", 5, 3},
		{"a target", "udp\na:\n  send \"x\" to port 8080\n", lab.UnixStream, "to", 3, 3},
	} {
		_, err := As(mustParse(t, test.script), test.to)
		if e := asError(err); e == nil || e.key != test.key || e.Line != test.line || e.Col != test.col {
			t.Errorf("%s: %v, want %s at %d:%d", test.name, err, test.key, test.line, test.col)
		}
	}
}
