//go:build amd64 || arm64

package watch

import (
	"slices"
	"testing"
)

// A process whose only sockets are the C library's is no peer and is counted; one
// that does anything else with sockets has all its calls, lookups too.
func TestLookupsMakeNoPeer(t *testing.T) {
	const lookup = "import pwd\npwd.getpwuid(0)\n"
	for name, c := range map[string]struct {
		child   string
		peer    bool
		leftOut int
		calls   []string // of the child, each once at least, in this order
	}{
		"a lookup": {child: lookup, leftOut: 1},
		"a socket after a lookup": {child: lookup + "import socket\nsocket.socket().close()", peer: true, calls: []string{
			"socket unix stream", "connect unix stream", "close unix stream", "socket tcp", "close tcp",
		}},
		"another program after a lookup": {
			child: lookup + "os.execv(sys.executable, [sys.executable, '-c', 'import socket; socket.socket().close()'])",
			peer:  true, leftOut: 1, calls: []string{"socket tcp", "close tcp"},
		},
		"a Unix socket of its own": {child: "import socket\nsocket.socket(socket.AF_UNIX).close()", peer: true, calls: []string{"socket unix stream", "close unix stream"}},
		"a Unix socket left open": {
			child: "import socket\ns = socket.socket(socket.AF_UNIX)\nos._exit(0)", peer: true, calls: []string{"socket unix stream"},
		},
		"the log of the system": {child: "import syslog\nsyslog.syslog('x')", peer: true, calls: []string{"socket unix datagram", "connect unix datagram"}},
		"a pair":                {child: "import socket\na, b = socket.socketpair()\na.send(b'x')", peer: true, calls: []string{"socketpair unix stream", "send unix stream"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSeen()
			child := text(t, "child.py", "import os, sys\n"+c.child)
			parent := text(t, "parent.py", "import subprocess, sys\nprint('begins', flush=True)\nsubprocess.call([sys.executable, '"+child+"'])\n")
			watch(t, t.Context(), s, []string{python3(), parent})
			peer := slices.IndexFunc(s.programs, func(p Program) bool { return p.Script != parent })
			if (peer >= 0) != c.peer || len(s.leftOut) != c.leftOut {
				t.Fatalf("programs %+v, left out %v; want a peer: %v, left out: %d", s.programs, s.leftOut, c.peer, c.leftOut)
			}
			var calls []string
			for _, call := range s.calls {
				if call.Peer == peer && call.Conn != 0 {
					calls = append(calls, call.Call.String()+" "+s.conns[call.Conn].Transport.String())
				}
			}
			rest := calls
			for _, want := range c.calls {
				i := slices.Index(rest, want)
				if i < 0 {
					t.Fatalf("calls %q, want %q", calls, c.calls)
				}
				rest = rest[i+1:]
			}
		})
	}
}

func TestLookupServices(t *testing.T) {
	for path, want := range map[string]bool{
		"/var/run/nscd/socket": true, "/run/systemd/userdb/io.systemd.DynamicUser": true, "/run/systemd/resolve/io.systemd.Resolve": true,
		"/dev/log": false, "/run/systemd/journal/dev-log": false, "/tmp/run/nscd/socket": false, "/var/run/nscd/socket2": false, "": false, "@/var/run/nscd/socket": false,
	} {
		if got := isLookup(path); got != want {
			t.Errorf("%q: %v, want %v", path, got, want)
		}
	}
}
