//go:build amd64 || arm64

package watch

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"stickylab/lab"
)

// sendsOf lists the sends of a run, as asked and taken, and what else is known of them.
func (s *seen) sendsOf() (all []string) {
	for _, c := range s.calls {
		switch c.Call {
		case lab.CallSend:
			all = append(all, fmt.Sprintf("%d/%d %s", c.Got, c.Asked, c.Data))
		case lab.CallGap:
			all = append(all, c.Text)
		}
	}
	return all
}

// What sendfile takes from a file is read there, from wherever it begins; what comes behind
// it keeps its place in the stream.
func TestSendfileOfAFile(t *testing.T) {
	s := newSeen()
	watch(t, t.Context(), s, py(`
import os, socket
a, b = socket.socketpair()
with open('`+text(t, "file", "hellofeng")+`', 'rb') as f:
    os.sendfile(a.fileno(), f.fileno(), 1, 4)
    os.lseek(f.fileno(), 5, 0)
    os.sendfile(a.fileno(), f.fileno(), None, 100)
    os.sendfile(a.fileno(), f.fileno(), None, 100)
a.send(b'!')
assert b.recv(100) == b'ellofeng!'
`, "sends.py", t))
	if got, want := s.sendsOf(), []string{"4/4 ello", "4/4 feng", "1/1 !"}; !slices.Equal(got, want) || len(s.gaps) > 0 || len(s.notes) > 0 {
		t.Errorf("sends %q, want %q; gaps %v, notes %v", got, want, s.gaps, s.notes)
	}
	if len(s.begun) != 3 {
		t.Errorf("%d sends were announced: %v", len(s.begun), s.begun)
	}
}

// What is spliced from a pipe was never in any memory that can be read: it is counted, and
// so is what comes behind it, for its own reason.
func TestSpliceFromAPipe(t *testing.T) {
	s := newSeen()
	watch(t, t.Context(), s, []string{compiled(t, `
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>
int main(void) {
	int s[2], p[2]; char b[16];
	socketpair(AF_UNIX, SOCK_STREAM, 0, s); pipe(p);
	if (write(p[1], "hello", 5) != 5 || splice(p[0], 0, s[0], 0, 5, 0) != 5 || send(s[0], "feng", 4, 0) != 4) return 1;
	return recv(s[1], b, 16, 0) != 9;
}`)})
	if got, want := s.sendsOf(), []string{LimitAfter}; !slices.Equal(got, want) {
		t.Errorf("sends %q, want %q", got, want)
	}
	if want := map[string]int{string(NoteSendfile): 1}; !maps.Equal(s.gaps, want) || len(s.notes) != 1 || s.notes[0].N != 5 {
		t.Errorf("gaps %v, want %v; notes %+v", s.gaps, want, s.notes)
	}
}
