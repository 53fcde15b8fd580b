package main

import (
	"bytes"
	"context"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// meeting is a script whose client is a program of the user's own, in a file.
func meeting(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "meeting.txt")
	if err := os.WriteFile(file, []byte("tcp\nserver:\n    listen 5\n    accept\n    recv 9\n    send upper\nclient outside\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// callBriefly is call for what must not begin: where it does, it ends at once.
func callBriefly(t *testing.T, args ...string) called {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var out, said bytes.Buffer
	p := program{in: strings.NewReader(""), out: &out, err: &said, lang: "en"}
	code := p.main(ctx, args)
	return called{out.String(), said.String(), code}
}

// A door opens at a plain loopback address of IPv4 and nowhere else, neither for one run
// nor for a lab with a page.
func TestDoorsThatDoNotOpen(t *testing.T) {
	text, err := os.ReadFile("../../lab/tap/testdata/spellings.txt")
	if err != nil {
		t.Fatal(err)
	}
	n, file := 0, meeting(t)
	refused := func(at string) {
		for _, args := range [][]string{{"run", "-door", at, file}, {"serve", "-listen", "127.0.0.1:0", "-door", at}} {
			if got := callBriefly(t, args...); got.code != exitUsage || got.out != "" {
				t.Errorf("%q: exit %d, printed %q, said %q", args, got.code, got.out, got.err)
			}
		}
	}
	for line := range strings.Lines(string(text)) {
		at, err := strconv.Unquote(strings.TrimSpace(line))
		if err != nil {
			t.Fatal(err)
		}
		refused(at)
		n++
	}
	if n < 200 {
		t.Errorf("only %d spellings", n)
	}
	for _, at := range []string{"[::1]:18080", "127.0.0.1:0", "localhost:0"} {
		refused(at)
	}
}

func TestNoDoorBesideALabThatIsServedBeyond(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"at every address":           {[]string{"-listen", "0.0.0.0:0"}, "served beyond this machine (0.0.0.0:0)"},
		"at every address, any port": {[]string{"-listen", ":0"}, "served beyond this machine"},
		"by another name":            {[]string{"-listen", "127.0.0.1:0", "-allow-host", "lab.example.com"}, "-allow-host"},
		"behind a proxy":             {[]string{"-listen", "127.0.0.1:0", "-trust-proxy", "127.0.0.1"}, "-trust-proxy"},
		"at the lab's own address":   {[]string{"-listen", "127.0.0.1:18080"}, "another port"},
	} {
		got := callBriefly(t, append([]string{"serve", "-door", "127.0.0.1:18080"}, c.args...)...)
		if got.code != exitUsage || !strings.Contains(got.err, c.says) {
			t.Errorf("%s: exit %d, said %q", name, got.code, got.err)
		}
	}
}

func TestRunsThatMissTheirDoor(t *testing.T) {
	file := meeting(t)
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"no door":                        {[]string{file}, "stickylab run -door"},
		"nobody outside":                 {[]string{"-door", "127.0.0.1:18080", "tcp-echo"}, "add -outside client"},
		"no such peer":                   {[]string{"-door", "127.0.0.1:18080", "-outside", "nobody", "tcp-echo"}, "nobody"},
		"a peer whose calls are awaited": {[]string{"-door", "127.0.0.1:18080", "-outside", "client", "two-then-ten"}, "cannot be seen"},
		"an option of a peer outside":    {[]string{"-door", "127.0.0.1:18080", "-set", "client.nodelay.1", file}, "client"},
	} {
		if got := call(t, "en", "", append([]string{"run"}, c.args...)...); got.code != exitUsage || !strings.Contains(got.err, c.says) {
			t.Errorf("%s: exit %d, printed %q, said %q", name, got.code, got.out, got.err)
		}
	}
}

// What the user has to do is said before the program is waited for, and a server that is
// not there by its address.
func TestARunMeetsAProgram(t *testing.T) {
	at := "127.0." + strconv.Itoa(os.Getpid()/256%256) + "." + strconv.Itoa(os.Getpid()%254+1) + ":8080"
	r := &runningTap{ended: make(chan int, 1)}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go func() {
		p := program{in: strings.NewReader(""), out: r, err: r, lang: "en"}
		r.ended <- p.main(ctx, []string{"run", "-door", at, "-outside", "client", "tcp-echo"})
	}()
	host, _, _ := net.SplitHostPort(at)
	r.until(t, "start your program now, it plays client: it has to connect to "+at+", for example (nc "+host+" 8080)")
	c := mustDialSoon(t, at)
	if _, err := c.Write([]byte("hello")); err != nil {
		t.Fatal(err)
	}
	_ = c.Close()
	if code := <-r.ended; code != exitDone {
		t.Errorf("exit %d, printed %s", code, r.printed.String())
	}
	r.until(t, `(b'hello')`)
	file := filepath.Join(t.TempDir(), "asks.txt")
	if err := os.WriteFile(file, []byte("tcp\nserver outside\nclient:\n    connect\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := call(t, "zh", "", "run", "-door", at, file); got.code != exitFailed || !strings.Contains(got.err, at+" 拒绝了连接") {
		t.Errorf("exit %d, said %q", got.code, got.err)
	}
}

// mustDialSoon connects as soon as somebody listens.
func mustDialSoon(t *testing.T, at string) net.Conn {
	t.Helper()
	for {
		c, err := net.Dial("tcp4", at)
		if err == nil {
			return c
		}
		if t.Context().Err() != nil {
			t.Fatal(err)
		}
	}
}
