package script

import (
	"slices"
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

// settings reads settings as orders write them.
func settings(texts ...string) []lab.PeerOption {
	all := make([]lab.PeerOption, len(texts))
	for i, text := range texts {
		var err error
		if all[i], err = lab.ParsePeerOption(text); err != nil {
			panic(err)
		}
	}
	return all
}

func TestWithOptions(t *testing.T) {
	for _, test := range []struct {
		name, script string
		sets         []lab.PeerOption
		want         string
	}{
		{"the connection has nodelay", twoSends, settings("client.nodelay.1", "server.linger.-1"), `tcp
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
		{"the handshake knows the buffers", twoSends, settings("client.maxseg.536", "server.rcvbuf.4096", "server.reuseaddr.1"), `tcp
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
		{"a program's own option is changed", "tcp\nc:\n connect\n loop 2:\n  try set cork on\n  send \"x\"\n  set cork on\n", settings("c.cork.0"), `tcp
c:
    connect
    loop 2:
        set cork off
        send "x"
        set cork on
`},
		{"a datagram socket", "udp\na:\n sleep 1s\n bind\n recv 9\nb:\n wait a bind\n send \"x\" to port 8080\n", settings("a.rcvbuf.2304", "b.sndbuf.1"), `udp
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
		{"framed steps", "tcp\ns:\n codec json \"!I\"\n listen 5\n accept\n recv file by 9\nc:\n codec json \"!I\"\n connect\n send file \"a\" 9\n", settings("s.quickack.1", "c.sndbuf.9"), `tcp
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
		set       lab.PeerOption
		key       string
		line, col int
	}{
		{twoSends, lab.PeerOption{Peer: "nobody", Option: "nodelay", Value: 1}, "no-peer", 1, 1},
		{twoSends, lab.PeerOption{Peer: "client", Option: "nagle", Value: 1}, "choice", 11, 1},
		{twoSends, lab.PeerOption{Peer: "client", Option: "sndbuf", Value: 0}, "integer", 11, 1},
		{twoSends, lab.PeerOption{Peer: "client", Option: "linger", Value: -2}, "integer", 11, 1},
		{"udp\na:\n bind\n", lab.PeerOption{Peer: "a", Option: "nodelay", Value: 1}, "option", 2, 1},
		{"udp\na:\n bind\n", lab.PeerOption{Peer: "a", Option: "rcvlowat", Value: 1}, "lowat", 2, 1},
		{"tcp\na:\n" + strings.Repeat("  connect\n", MaxSteps), lab.PeerOption{Peer: "a", Option: "nodelay", Value: 1}, "steps", 3 + MaxSteps/2, 3},
	} {
		_, err := WithOptions(mustParse(t, test.script), []lab.PeerOption{test.set})
		var e *Error
		if e = asError(err); e == nil || e.key != test.key || e.Line != test.line || e.Col != test.col {
			t.Errorf("%v: %v, want %s at %d:%d", test.set, err, test.key, test.line, test.col)
		}
	}
}

func TestEveryOptionCanBeSet(t *testing.T) {
	e := mustParse(t, twoSends)
	for _, option := range lab.Options {
		if got, err := WithOptions(e, []lab.PeerOption{{Peer: "client", Option: option, Value: 1}}); err != nil || !strings.Contains(got.Script, "set "+option+" ") {
			t.Errorf("%s: %v\n%s", option, err, got.Script)
		}
	}
}

func TestStepsThatOptionsPutInAreMarked(t *testing.T) {
	const own = "tcp\ns:\n    timeout 1s\n    listen 5\n    loop 2:\n        accept\n        set cork on\n        close\nc:\n    connect\n    send \"x\"\n"
	for _, test := range []struct {
		name     string
		settings []lab.PeerOption
		want     []string
	}{
		{"put in", settings("c.nodelay.1"), []string{"set nodelay on"}},
		{"put in inside a loop", settings("s.nodelay.1"), []string{"set nodelay on"}},
		{"another value in the program's own step", settings("s.cork.0"), []string{"set cork off"}},
		{"the same value as the program's own", settings("s.cork.1"), nil},
		{"a timeout at the beginning, before what the socket needs first", settings("c.sndbuf.4608", "c.timeout.200"), []string{"timeout 200ms", "set sndbuf 4608"}},
		{"the value of the program's own timeout, which can be edited", settings("s.timeout.50"), nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			e, err := WithOptions(mustParse(t, own), test.settings)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, line := range e.Added() {
				got = append(got, strings.TrimSpace(strings.Split(e.Script, "\n")[line-1]))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("marked %q, want %q in\n%s", got, test.want, e.Script)
			}
		})
	}
}
