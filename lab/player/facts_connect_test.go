package player

import (
	"fmt"
	"strings"
	"testing"

	"stickylab/lab/session"
)

// whoGetsIn: without accept, n+1 connects succeed and the next one waits: its
// SYN is dropped, and the kernel sends another one only after a second. That
// client gives up; the others stay connected until then.
func whoGetsIn(t *testing.T, l *session.Lab) {
	for _, backlog := range []int{0, 1, 2, 3, 5} {
		last := backlog + 1
		var script strings.Builder
		fmt.Fprintf(&script, "tcp\nserver:\n    listen %d\n    wait client%d end\n", backlog, last)
		for i := range last {
			fmt.Fprintf(&script, "client%d:\n%s    connect\n    wait client%d end\n", i, afterConnect(i), last)
		}
		fmt.Fprintf(&script, "client%d:\n%s    timeout 200ms\n    connect\n", last, afterConnect(last))
		trace := mustRun(t, l, script.String())
		for i := range last {
			mustErr(t, trace, fmt.Sprintf("client%d connect 1", i), "")
		}
		mustErr(t, trace, fmt.Sprintf("client%d connect 1", last), "timeout")
	}
}

// afterConnect lets a client connect after the one before it.
func afterConnect(i int) string {
	if i == 0 {
		return ""
	}
	return fmt.Sprintf("    wait client%d connect\n", i-1)
}

// clientFirst: over TCP somebody must listen already; a datagram may go to
// nobody.
func clientFirst(t *testing.T, l *session.Lab) {
	trace := mustRun(t, l, "tcp\nclient:\n    connect\nserver:\n    wait client end\n    listen 5\n")
	mustErr(t, trace, "client connect 1", "ECONNREFUSED")
	trace = mustRun(t, l, "udp\nclient:\n    send \"hi\" to port 8080\nserver:\n    wait client end\n    bind\n")
	if e := nth(t, trace, "client sendto 1"); e.Got != 2 || e.Err != "" {
		t.Errorf("a datagram to nobody: %d %s, want 2", e.Got, e.Err)
	}
}
