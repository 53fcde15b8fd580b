//go:build amd64 || arm64

package watch

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// goPair is a server and a client in one program: the runtime of Go uses read(2), write(2)
// and epoll, and moves its goroutines from thread to thread.
const goPair = `package main

import (
	"io"
	"net"
	"os"
)

func main() {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	must(err)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 20 {
			c, err := l.Accept()
			must(err)
			b, err := io.ReadAll(c)
			must(err)
			_, err = c.Write(append([]byte("<"), b...))
			must(err)
			must(c.Close())
		}
	}()
	for range 20 {
		c, err := net.Dial("tcp4", l.Addr().String())
		must(err)
		_, err = c.Write([]byte("hello"))
		must(err)
		must(c.(*net.TCPConn).CloseWrite())
		b, err := io.ReadAll(c)
		must(err)
		if string(b) != "<hello" {
			os.Exit(2)
		}
		must(c.Close())
	}
	<-done
	must(l.Close())
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
`

// staticPair forks and vforks: the child of fork is the client, that of vfork runs nothing
// that is there, and the parent goes on.
const staticPair = `
#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
	struct sockaddr_in a; memset(&a, 0, sizeof a); socklen_t z = sizeof a;
	a.sin_family = AF_INET; a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int s = socket(AF_INET, SOCK_STREAM, 0); bind(s, (struct sockaddr *)&a, z); listen(s, 1); getsockname(s, (struct sockaddr *)&a, &z);
	char b[100]; ssize_t n = 0, m;
	if (fork() == 0) {
		int c = socket(AF_INET, SOCK_STREAM, 0); connect(c, (struct sockaddr *)&a, z);
		write(c, "hello", 5); shutdown(c, SHUT_WR);
		while ((m = recv(c, b, 100, 0)) > 0) n += m;
		close(c); return n != 6;
	}
	if (vfork() == 0) { execl("/no/such/program", "x", (char *)0); _exit(0); }
	int c = accept(s, 0, 0);
	while ((m = read(c, b + n, 100 - n)) > 0) n += m;
	struct iovec v[2] = {{"<", 1}, {b, n}};
	if (writev(c, v, 2) != n + 1) return 1;
	close(c); close(s);
	int one, bad = 0; while (wait(&one) > 0) bad |= one; return bad != 0;
}`

const nodePair = `
const net = require("net");
const s = net.createServer({ allowHalfOpen: true }, (c) => { let got = ""; c.on("data", (d) => (got += d)); c.on("end", () => c.end("<" + got)); });
s.listen(0, "127.0.0.1", () => {
	let left = 20;
	const next = () => {
		if (!left--) return s.close();
		const c = net.connect({ port: s.address().port, host: "127.0.0.1", allowHalfOpen: true }, () => c.end("hello"));
		c.resume().on("close", next);
	};
	next();
});
`

// Pairs in other languages: their calls are those that strace(1) sees, with sizes and
// results, of all their threads and children.
func TestOtherLanguagesAsStraceSeesThem(t *testing.T) {
	goProgram := filepath.Join(t.TempDir(), "pair")
	build := exec.Command("go", "build", "-o", goProgram, text(t, "pair.go", goPair))
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=")
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	for name, command := range map[string][]string{
		"Go":                       {goProgram},
		"static C, fork and vfork": {compiled(t, staticPair, "-static")},
		"Node":                     {"node", text(t, "pair.js", nodePair)},
	} {
		t.Run(name, func(t *testing.T) {
			told := newSeen()
			if result := watch(t, t.Context(), told, command); result.Exits[0].Code != 0 || len(told.gaps) > 0 {
				t.Errorf("exits %+v, gaps %v", result.Exits, told.gaps)
			}
			var got summary
			for i := range told.calls {
				e := &told.calls[i]
				if e.Transport(told).IsTCP() {
					got.add(e.Call.String(), e.Err, e.Got)
				}
			}
			want := straceOf(t, command)
			if a, b := got.counted(), want.counted(); len(b) < 6 || !maps.Equal(a, b) {
				t.Errorf("watched\n%v\nstrace\n%v", a, b)
			}
		})
	}
}

// counted says how often which call was made.
func (s *summary) counted() map[string]int {
	all := map[string]int{}
	for _, one := range s.sorted() {
		all[one]++
	}
	return all
}

// straceOf runs a program under strace and sums up its calls on TCP.
func straceOf(t *testing.T, command []string) (sum summary) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "strace")
	args := slices.Concat(strings.Fields(strings.ReplaceAll(straceTo, "FILE.strace", file))[1:], command)
	if said, err := exec.Command("strace", args...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	for _, one := range straceLines(t, file) {
		one.args = strings.Replace(one.args, "<socket:", "<TCP:", 1) // MPTCP, as Go listens, before it is bound
		if tcp := strings.SplitN(one.args, ",", 2)[0]; strings.Contains(tcp, "<TCP") || one.name == "socket" && strings.HasPrefix(one.args, "AF_INET") && strings.Contains(one.args, "SOCK_STREAM") {
			sum.straced(one.name, one.args, one.result, one.err)
		}
	}
	return sum
}
