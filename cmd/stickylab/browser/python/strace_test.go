package python

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"stickylab/lab/students"
)

// straceOf has strace(1) write the calls of a program into files that begin with a name,
// one a thread, from beside it: the program stays the child of whoever starts it.
func straceOf(name string) []string {
	return []string{"strace", "-D", "-ff", "--seccomp-bpf", "-e", "trace=network,read,write,readv,writev,close", "-s", "0", "-yy", "-o", name}
}

var (
	straceLine = regexp.MustCompile(`^(\w+)\((\w+(?:<(TCP|UDP|UNIX|NETLINK)?[^,]*>)?)?(.*)\) += (-?\d+)(?:<.*>)?(?: (E\w+))?`)
	straceEnd  = regexp.MustCompile(`(?m)^\+\+\+ (?:exited|killed) `)
)

// madeCalls are the calls of a program on sockets: how often each was made, with its error,
// and the bytes of all sends and receives. Left out is what is luck, how often it waited
// or found nothing to do, and what ends with the process.
type madeCalls struct {
	times          map[string]int
	sent, received int
}

func newMadeCalls() *madeCalls { return &madeCalls{times: map[string]int{}} }

// add adds a call by the name that events have for it.
func (m *madeCalls) add(name, err string, got int) {
	switch err {
	case "EAGAIN", "stopped", "timeout":
		return
	case "EINPROGRESS": // the lab waits, where the kernel does not
		err = ""
	}
	switch {
	case name == "recv" || name == "recvfrom":
		m.received += got
		if err == "" {
			return // how many take the bytes is luck
		}
	case name == "send" || name == "sendto":
		name = "send " + strconv.Itoa(got)
		m.sent += got
	case !slices.Contains([]string{"socket", "socketpair", "bind", "listen", "accept", "connect", "shutdown", "setsockopt"}, name):
		return
	}
	m.times[strings.TrimSpace(name+" "+err)]++
}

// straced reads what strace wrote.
func straced(ctx context.Context, t *testing.T, name string) *madeCalls {
	t.Helper()
	made := newMadeCalls()
	files, _ := filepath.Glob(name + ".*")
	for _, file := range files {
		for line := range strings.Lines(writtenWhole(ctx, t, file)) {
			f := straceLine.FindStringSubmatch(line)
			if f == nil {
				continue
			}
			got, _ := strconv.Atoi(f[5])
			call, kind := f[1], f[3]
			onSocket := kind == "TCP" || kind == "UDP" || kind == "UNIX"
			switch {
			case kind == "NETLINK" || strings.HasPrefix(f[2], "AF_NETLINK") || strings.Contains(f[4], "/nscd/") || strings.HasPrefix(f[2]+f[4], "AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK"):
				continue // the library's, for names
			case strings.Contains(f[4], "MSG_PEEK"):
				continue
			case call == "accept4":
				call = "accept"
			case call == "sendto" || call == "sendmsg" || onSocket && (call == "write" || call == "writev"):
				call = "send"
			case call == "recvfrom" || call == "recvmsg" || onSocket && (call == "read" || call == "readv"):
				call = "recv"
			}
			made.add(call, f[6], max(got, 0))
		}
	}
	return made
}

// writtenWhole reads a file of strace's, which writes on for a moment after its program has ended.
func writtenWhole(ctx context.Context, t *testing.T, file string) string {
	t.Helper()
	look := time.NewTicker(2 * time.Millisecond)
	defer look.Stop()
	for {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if straceEnd.Match(text) {
			return string(text)
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			t.Fatalf("strace does not end: %s", text)
		}
	}
}

// recorded are the calls of each program of a case in the run that the page shows.
func recorded(events []pageEvent, c students.Case) []*madeCalls {
	all := make([]*madeCalls, len(c.Files))
	for i, f := range c.Files {
		all[i] = newMadeCalls()
		for _, e := range events {
			if e.Peer == f.Name && !e.Peek {
				all[i].add(e.Call, e.Err, e.Got)
			}
		}
	}
	return all
}

// pageEvent is what the trace of a run says of a call.
type pageEvent struct {
	Peer, Call, Err string
	Got             int
	Peek            bool
}

const (
	ownPair   = "the loop of asyncio in CPython wakes itself by a pair of sockets"
	inOneCall = "a connect with a time limit is one call, in CPython a connect that does not wait and a poll"
)

// otherCalls are the programs that make other calls on the page than in CPython, and why; with
// a version, than in CPython before that minor one. A row that is not true any more fails.
var otherCalls = map[string]struct {
	reason string
	before int
}{
	"08-remote-command":       {"the answers of commands come from a table", 0},
	"105-asyncio-and-threads": {ownPair, 0},
	"116-left-to-the-end":     {ownPair, 0},
	"19-asyncio":              {ownPair, 0},
	"20-asyncio-readexactly":  {ownPair, 0},
	"53-wrong-port":           {inOneCall, 0},
	"65-port-scanner":         {inOneCall, 0},
	"68-asyncio-chat":         {ownPair, 0},
	"85-keep-alive":           {"http.server has another page for errors", 14},
	"91-send-a-file":          {"CPython sends a file by sendfile(2)", 0},
	"92-asyncio-protocol":     {ownPair, 0},
	"93-asyncio-udp":          {ownPair, 0},
}

// withoutSends leaves out the sends, and what came of them.
func (m *madeCalls) withoutSends() {
	maps.DeleteFunc(m.times, func(call string, _ int) bool { return strings.HasPrefix(call, "send ") })
	m.sent, m.received = 0, 0
}

// compareCalls holds the calls of a case to those that strace saw of the same programs.
func compareCalls(t *testing.T, c students.Case, got, want []*madeCalls) {
	t.Helper()
	var wrong []string
	for i, f := range c.Files {
		if i == 0 && c.GoesOn { // how far it came is luck
			continue
		}
		if c.LuckySends {
			got[i].withoutSends()
			want[i].withoutSends()
		}
		if !maps.Equal(got[i].times, want[i].times) || got[i].sent != want[i].sent || got[i].received != want[i].received {
			wrong = append(wrong, fmt.Sprintf("%s makes %v\nand in CPython %v", f.Name, *got[i], *want[i]))
		}
	}
	row, known := otherCalls[c.Name]
	if row.before > 0 && newest().minor >= row.before {
		known = false
	}
	switch {
	case known && wrong == nil:
		t.Errorf("%s makes the same calls: its row (%s) is to go", c.Name, row.reason)
	case !known && wrong != nil:
		t.Errorf("%s: %s", c.Name, strings.Join(wrong, "\n"))
	}
}
