package script

import (
	"strings"
	"testing"

	"stickylab/lab"
)

const twoSends = `# hello
tcp

server:
  listen 5   # wide
  loop:
     accept
     wait client send 2
     recv 10
     close
client:
  connect
  send "hello"
  close
  try connect
  send "feng"
`

func TestWithOptions(t *testing.T) {
	for _, test := range []struct {
		name, script string
		sets         []OptionSet
		want         string
	}{
		{"the connection has nodelay", twoSends, []OptionSet{{"client", "nodelay", 1}, {"server", "linger", lab.LingerOff}}, `tcp
server:
    listen 5
    loop:
        accept
        set linger off
        wait client send 2
        recv 10
        close
client:
    connect
    set nodelay on
    send "hello"
    close
    try connect
    set nodelay on
    send "feng"
`},
		{"the handshake knows the buffers", twoSends, []OptionSet{{"client", "maxseg", 536}, {"server", "rcvbuf", 4096}, {"server", "reuseaddr", 1}}, `tcp
server:
    set rcvbuf 4096
    set reuseaddr on
    listen 5
    loop:
        accept
        wait client send 2
        recv 10
        close
client:
    set maxseg 536
    connect
    send "hello"
    close
    set maxseg 536
    try connect
    send "feng"
`},
		{"a program's own option is changed", "tcp\nc:\n connect\n loop 2:\n  try set cork on\n  send \"x\"\n  set cork on\n", []OptionSet{{"c", "cork", 0}}, `tcp
c:
    connect
    loop 2:
        set cork off
        send "x"
        set cork on
`},
		{"a datagram socket", "udp\na:\n sleep 1s\n bind\n recv 9\nb:\n wait a bind\n send \"x\" to port 8080\n", []OptionSet{{"a", "rcvbuf", 2304}, {"b", "sndbuf", 1}}, `udp
a:
    sleep 1s
    set rcvbuf 2304
    bind
    recv 9
b:
    wait a bind
    set sndbuf 1
    send "x" to port 8080
`},
		{"framed steps", "tcp\ns:\n codec json \"!I\"\n listen 5\n accept\n recv file by 9\nc:\n codec json \"!I\"\n connect\n send file \"a\" 9\n", []OptionSet{{"s", "quickack", 1}, {"c", "sndbuf", 9}}, `tcp
s:
    codec json "!I"
    listen 5
    accept
    set quickack on
    recv file by 9
c:
    codec json "!I"
    set sndbuf 9
    connect
    send file "a" 9
`},
		{"none", "tcp\nprobes off\nwire off\nlimit 2s\nc:\n connect\n", nil, "tcp\nprobes off\nwire off\nlimit 2s\nc:\n    connect\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := mustParse(t, test.script)
			before := Print(e)
			got, err := WithOptions(e, test.sets)
			if err != nil {
				t.Fatal(err)
			}
			if got.Script != test.want {
				t.Errorf("got\n%s\nwant\n%s", got.Script, test.want)
			}
			if again := mustParse(t, got.Script); Print(again) != Print(got) {
				t.Errorf("its steps are not those of its text:\n%s", Print(got))
			}
			if Print(e) != before {
				t.Errorf("the experiment itself was changed:\n%s", Print(e))
			}
		})
	}
}

func TestOptionsThatCannotBe(t *testing.T) {
	for _, test := range []struct {
		script    string
		set       OptionSet
		key       string
		line, col int
	}{
		{twoSends, OptionSet{"nobody", "nodelay", 1}, "no-peer", 1, 1},
		{twoSends, OptionSet{"client", "nagle", 1}, "choice", 11, 1},
		{twoSends, OptionSet{"client", "sndbuf", 0}, "integer", 11, 1},
		{twoSends, OptionSet{"client", "linger", -2}, "integer", 11, 1},
		{"udp\na:\n bind\n", OptionSet{"a", "nodelay", 1}, "option", 2, 1},
		{"udp\na:\n bind\n", OptionSet{"a", "rcvlowat", 1}, "lowat", 2, 1},
		{"tcp\na:\n" + strings.Repeat("  connect\n", MaxSteps), OptionSet{"a", "nodelay", 1}, "steps", 203, 3},
	} {
		_, err := WithOptions(mustParse(t, test.script), []OptionSet{test.set})
		var e *Error
		if e = asError(err); e == nil || e.key != test.key || e.Line != test.line || e.Col != test.col {
			t.Errorf("%v: %v, want %s at %d:%d", test.set, err, test.key, test.line, test.col)
		}
	}
}

func TestEveryOptionCanBeSet(t *testing.T) {
	e := mustParse(t, twoSends)
	for _, option := range lab.Options {
		if got, err := WithOptions(e, []OptionSet{{"client", option, 1}}); err != nil || !strings.Contains(got.Script, "set "+option+" ") {
			t.Errorf("%s: %v\n%s", option, err, got.Script)
		}
	}
}
