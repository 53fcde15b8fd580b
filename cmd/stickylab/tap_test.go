package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
)

// running tap: what it printed so far, and its exit code once it ended.
type runningTap struct {
	mu      sync.Mutex
	printed bytes.Buffer
	ended   chan int
	stop    context.CancelFunc
}

// Write takes what the command prints.
func (r *runningTap) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.printed.Write(p)
}

// until waits for what is printed.
func (r *runningTap) until(t *testing.T, pattern string) string {
	t.Helper()
	re := regexp.MustCompile(pattern)
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		r.mu.Lock()
		found := re.FindStringSubmatch(r.printed.String())
		text := r.printed.String()
		r.mu.Unlock()
		if found != nil {
			return found[len(found)-1]
		}
		if time.Now().After(end) {
			t.Fatalf("no %s in %s", pattern, text)
		}
	}
}

func startTap(t *testing.T, args ...string) *runningTap {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	r := &runningTap{ended: make(chan int, 1), stop: stop}
	go func() {
		p := program{in: strings.NewReader(""), out: r, err: r, lang: "en"}
		r.ended <- p.main(ctx, append([]string{"tap", "-listen", "127.0.0.1:0"}, args...))
	}()
	return r
}

// A client and a server of somebody's own, with a tap between them: the server gets the
// pieces, the page says what it is, and the trace is saved and opens again.
func TestTap(t *testing.T) {
	server, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Close() }()
	file := filepath.Join(t.TempDir(), "tap.json")
	tap := startTap(t, "-sizes", "1,8", "-codec", `length "!I"`, "-o", file, "127.0.0.1:0", server.Addr().String())
	at := tap.until(t, `forwarding (127\.0\.0\.1:\d+) → `)
	page := tap.until(t, `(?m)^(http://127\.0\.0\.1:\d+/runs/\w+)$`)
	client, err := net.Dial("tcp4", at)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = client.Close() }()
	if _, err := client.Write([]byte("\x00\x00\x00\x05hello")); err != nil {
		t.Fatal(err)
	}
	c, err := server.Accept()
	if err != nil {
		t.Fatal(err)
	}
	first := make([]byte, 99)
	if n, err := c.Read(first); n != 1 || err != nil {
		t.Errorf("the server's first recv got %d bytes, %v; want 1", n, err)
	}
	if rest := make([]byte, 8); true {
		if _, err := io.ReadFull(c, rest); err != nil || string(rest) != "\x00\x00\x05hello" {
			t.Errorf("then %q, %v", rest, err)
		}
	}
	_ = c.Close()
	if text := mustGet(t, page); !strings.Contains(text, "data-tap") || !strings.Contains(text, "stickylab trace") || strings.Contains(text, "data-run-again") {
		t.Errorf("the page does not say that it is seen from the middle, or offers to run it: %.600s", text)
	}
	tap.stop()
	if code := <-tap.ended; code != exitDone {
		t.Errorf("exit code %d: %s", code, tap.printed.String())
	}
	stored, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stored.Close() }()
	trace, err := record.ReadTrace(stored, record.TraceLimits{})
	if err != nil {
		t.Fatal(err)
	}
	frames := 0
	for i := range trace.Events {
		if trace.Events[i].Complete() {
			frames++
		}
	}
	if trace.Source != lab.SourceTap || frames != 1 {
		t.Errorf("source %q with %d frames", trace.Source, frames)
	}
	on := map[int]int{} // bytes on the wire, by the socket that sent them
	for _, s := range trace.Segments {
		on[s.From] += s.Len
	}
	if sent := []int{on[2], on[3], on[4], on[5]}; trace.Env.Capture != lab.CaptureOn || !slices.Equal(sent, []int{9, 0, 9, 0}) {
		t.Errorf("capture %q; client, tap, tap and server sent %v bytes on the wire", trace.Env.Capture, sent)
	}
	if got := call(t, "en", "", "replay", file, "-format", "text"); got.code != exitDone || !strings.Contains(got.out, "From the middle: by the codec that was chosen, the bytes that tap passed on are 1 frame.") {
		t.Errorf("code %d, printed %s%s", got.code, got.out, got.err)
	}
}

// Whatever is wrong with the ends of a tap, it is said, nothing listens and nobody is
// connected to: the canaries hear nothing.
func TestTapOpensNoOtherDoor(t *testing.T) {
	var came sync.WaitGroup
	touched := make(chan string, 99)
	var ports []string
	t.Cleanup(came.Wait)
	for _, at := range []string{"127.0.0.1:0", "0.0.0.0:0", "[::]:0"} {
		l, err := net.Listen("tcp", at)
		if err != nil {
			t.Fatal(err)
		}
		came.Go(func() {
			for {
				c, err := l.Accept()
				if err != nil {
					return
				}
				touched <- c.RemoteAddr().String()
				_ = c.Close()
			}
		})
		t.Cleanup(func() { _ = l.Close() })
		_, port, _ := net.SplitHostPort(l.Addr().String())
		ports = append(ports, port)
	}
	tried := 0
	for _, host := range badHosts {
		for _, port := range ports {
			bad := host + ":" + port
			for _, ends := range [][]string{{bad, "127.0.0.1:" + port}, {"127.0.0.1:0", bad}} {
				tried++
				if got := call(t, "en", "", append([]string{"tap", "-listen", "127.0.0.1:0"}, ends...)...); got.code != exitUsage || got.out != "" {
					t.Errorf("%q: exit code %d, said %q %q", ends, got.code, got.out, got.err)
				}
			}
		}
	}
	for _, port := range ports { // who came before is accepted before
		c, err := net.Dial("tcp", "127.0.0.1:"+port)
		if err != nil {
			t.Fatal(err)
		}
		for from := <-touched; from != c.LocalAddr().String(); from = <-touched {
			t.Errorf("a connection came from %s", from)
		}
		_ = c.Close()
	}
	if tried < 400 {
		t.Errorf("%d ends tried", tried)
	}
}

// badHosts are hosts that a tap must not know; the package's own test has more.
var badHosts = []string{
	"", "0.0.0.0", "[::]", "*", "0", "0x0", "1", "127", "127.1", "127.0.1", "127.0.0.1.", "127.0.0.01", "0127.0.0.1", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "017700000001",
	"2130706433", "4294967295", "127.0.0.256", "127.0.0.1%lo", "127.0.0.1 ", " 127.0.0.1", "127。0。0。1", "127.0.0.1@10.0.0.1", "::1", "[0::1]", "[0:0:0:0:0:0:0:1]", "[::1%lo]",
	"[::ffff:127.0.0.1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[fe80::1%lo]", "[ff02::1]", "LOCALHOST", "localhost.", "localhost.localdomain", "ip6-localhost", "loopback",
	"host.docker.internal", "example.com", "localtest.me", "127.0.0.1.nip.io", "http://127.0.0.1", "128.0.0.1", "10.0.0.1", "192.168.0.1", "172.17.0.1", "169.254.169.254", "100.64.0.1",
	"224.0.0.1", "255.255.255.255", "8.8.8.8", "192.0.2.1", "metadata.google.internal", "127-0-0-1.sslip.io", "[::1", "localhost4", "[fc00::1]", "[2001:db8::1]", "126.255.255.255",
	"198.18.0.1", "240.0.0.1", "0.0", "127.0.0.001", "0X7F000001", "239.255.255.250",
}

func TestTapSaysWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"no ends":                {nil, "tap takes two addresses"},
		"beyond loopback":        {[]string{"-listen", "0.0.0.0:8035", "127.0.0.1:1", "127.0.0.1:2"}, "the lab is served beyond this machine (0.0.0.0:8035)"},
		"a name as the page's":   {[]string{"-listen", ":8035", "127.0.0.1:1", "127.0.0.1:2"}, "the lab is served beyond this machine (:8035)"},
		"the lab itself":         {[]string{"-listen", "127.0.0.1:8035", "127.0.0.1:9000", "127.0.0.1:8035"}, "cannot forward to the lab itself"},
		"a name":                 {[]string{"127.0.0.1:9000", "example.com:80"}, "not an address with a port"},
		"another host":           {[]string{"127.0.0.1:9000", "10.0.0.1:80"}, "between loopback addresses only; 10.0.0.1:80 is not one"},
		"two ways of cutting":    {[]string{"-each", "2", "-seed", "1", "127.0.0.1:9000", "127.0.0.1:8000"}, "use one of -each, -sizes and -seed"},
		"pieces of datagrams":    {[]string{"-udp", "-each", "2", "127.0.0.1:9000", "127.0.0.1:8000"}, "with -udp nothing is cut"},
		"a stream that drops":    {[]string{"-drop", "2", "127.0.0.1:9000", "127.0.0.1:8000"}, "those three are for -udp only"},
		"more than all":          {[]string{"-udp", "-drop", "101", "127.0.0.1:9000", "127.0.0.1:8000"}, "0 to 100"},
		"sizes that are none":    {[]string{"-sizes", "1,0", "127.0.0.1:9000", "127.0.0.1:8000"}, "whole numbers from 1"},
		"a codec that is none":   {[]string{"-codec", "lengthy 4", "127.0.0.1:9000", "127.0.0.1:8000"}, `there is no codec "lengthy 4"`},
		"the same address twice": {[]string{"127.0.0.1:9000", "127.0.0.1:9000"}, "cannot listen at the address that it forwards to"},
	} {
		if got := call(t, "en", "", append([]string{"tap"}, c.args...)...); got.code != exitUsage || !strings.Contains(got.err, c.want) {
			t.Errorf("%s: exit code %d, said %q; want %q", name, got.code, got.err, c.want)
		}
	}
	t.Setenv("STICKYLAB_LISTEN", "0.0.0.0:8035") // as the image has it
	if got := call(t, "en", "", "tap", "127.0.0.1:1", "127.0.0.1:2"); got.code != exitUsage || !strings.Contains(got.err, "beyond this machine") {
		t.Errorf("as in the image: exit code %d, said %q", got.code, got.err)
	}
}
