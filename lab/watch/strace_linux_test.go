//go:build amd64 || arm64

package watch

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// straceTo has strace(1) write what it sees in a file.
const straceTo = "strace -f --seccomp-bpf -e trace=network,read,write,readv,writev,sendfile,close -e signal=none -s 0 -yy -o FILE.strace"

var (
	straceLine = regexp.MustCompile(`^(\d+) +(\w+)\((.*)\) += (-?\d+)(?: (E\w+))?`)
	unfinished = regexp.MustCompile(`^(\d+) +(\w+)\((.*?) *<unfinished \.\.\.>$`)
	resumed    = regexp.MustCompile(`^(\d+) +<\.\.\. (\w+) resumed>(.*)$`)
)

// straced reads what strace wrote of each program.
func straced(t *testing.T, s staged) []summary {
	t.Helper()
	var all []summary
	for _, f := range s.Files {
		var sum summary
		for _, one := range straceLines(t, filepath.Join(s.Folder, f.Name+".strace")) {
			sum.straced(one.name, one.args, one.result, one.err)
		}
		all = append(all, sum)
	}
	return all
}

// straceCall is a call as strace writes it.
type straceCall struct{ name, args, result, err string }

// straceLines reads the calls in a file of strace's.
func straceLines(t *testing.T, file string) (all []straceCall) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	begun := map[string]string{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		if m := unfinished.FindStringSubmatch(line); m != nil {
			begun[m[1]] = m[1] + " " + m[2] + "(" + m[3]
			continue
		}
		if m := resumed.FindStringSubmatch(line); m != nil {
			line = begun[m[1]] + m[3]
		}
		if m := straceLine.FindStringSubmatch(line); m != nil {
			all = append(all, straceCall{m[2], m[3], m[4], m[5]})
		}
	}
	return all
}

// straced adds a call as strace writes it.
func (s *summary) straced(name, args, result, err string) {
	onSocket := strings.Contains(strings.SplitN(args, ",", 2)[0], "<TCP") || strings.Contains(strings.SplitN(args, ",", 2)[0], "<UDP") ||
		strings.Contains(strings.SplitN(args, ",", 2)[0], "<UNIX")
	n, _ := strconv.Atoi(result)
	got := max(n, 0)
	switch name {
	case "sendto", "sendmsg":
		name = "send"
	case "recvfrom", "recvmsg":
		if strings.Contains(args, "MSG_PEEK") {
			return
		}
		name = "recv"
	case "read", "readv":
		if name = "recv"; !onSocket {
			return
		}
	case "write", "writev":
		if name = "send"; !onSocket {
			return
		}
	case "sendfile":
		if name = "send"; !onSocket || got == 0 && err == "" { // from file to file; the end of the file
			return
		}
	case "accept4":
		name = "accept"
	case "close":
		if !onSocket {
			return
		}
	case "socket", "socketpair":
		if strings.HasPrefix(args, "AF_NETLINK") {
			return
		}
	case "accept", "bind", "listen", "connect", "shutdown", "setsockopt":
	default: // getsockname and their kin
		return
	}
	if strings.Contains(args, "<NETLINK") {
		return
	}
	s.add(name, err, got)
}
