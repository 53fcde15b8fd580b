package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// process is the program as a process of its own.
type process struct {
	base string
	pid  int
	temp string // its folder for temporary files
	// ended waits until it has ended, end has it end before.
	ended, end func() (said string)
}

// mustServe starts a program on a port that the kernel chooses.
func mustServe(t *testing.T, program string, args ...string) process {
	t.Helper()
	temp := t.TempDir()
	var said bytes.Buffer
	server := exec.CommandContext(t.Context(), program, append([]string{"serve", "-listen", "127.0.0.1:0", "-drain-time", "0s"}, args...)...)
	server.Env = append(os.Environ(), "TMPDIR="+temp, "LANG=en_US.UTF-8", "LC_ALL=")
	server.Stderr = &said
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	ended := sync.OnceValue(func() string {
		_ = server.Wait() // killed with the test's context
		return said.String()
	})
	end := func() string {
		_ = server.Process.Signal(syscall.SIGTERM) // it may have ended
		return ended()
	}
	t.Cleanup(func() { end() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the program said %q (%v) and %s", line, err, end())
	}
	return process{base: printedAddress.FindString(line), pid: server.Process.Pid, temp: temp, ended: ended, end: end}
}

func (p process) address() string { return p.base[strings.Index(p.base, "://")+3:] }

// peakMB is VmHWM of proc_pid_status(5): the most that was ever resident.
func (p process) peakMB(t *testing.T) int {
	t.Helper()
	status, err := os.ReadFile("/proc/" + strconv.Itoa(p.pid) + "/status")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kb, err := strconv.Atoi(strings.Fields(after)[0])
	if err != nil {
		t.Fatal(err)
	}
	return kb >> 10
}

// unsentMB is what the kernel holds to send on the connections of the port of the
// lab (proc_net_tcp(5), tx_queue).
func (p process) unsentMB(t *testing.T) int {
	t.Helper()
	_, port, _ := net.SplitHostPort(p.address())
	n, _ := strconv.Atoi(port)
	table, err := os.ReadFile("/proc/net/tcp")
	if err != nil {
		t.Fatal(err)
	}
	var all uint64
	for line := range strings.Lines(string(table)) {
		fields := strings.Fields(line)
		if strings.HasSuffix(fields[1], fmt.Sprintf(":%04X", n)) {
			unsent, _, _ := strings.Cut(fields[4], ":")
			queued, _ := strconv.ParseUint(unsent, 16, 64) // the heading has none
			all += queued
		}
	}
	return int(all >> 20)
}

// filesMB is what lies in the folder for temporary files.
func (p process) filesMB() int {
	var all int64
	_ = filepath.WalkDir(p.temp, func(_ string, entry fs.DirEntry, err error) error { // runs end meanwhile
		if err == nil {
			if info, err := entry.Info(); err == nil && info.Mode().IsRegular() {
				all += info.Size()
			}
		}
		return nil
	})
	return int(all >> 20)
}

// student is a browser: it has a cookie.
type student struct{ *http.Client }

func newStudent(t *testing.T, p process) student {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	s := student{&http.Client{Jar: jar, Transport: &http.Transport{}}}
	t.Cleanup(s.CloseIdleConnections)
	if err := s.open(t.Context(), p.base+"/lessons/tcp-echo"); err != nil {
		t.Fatal(err)
	}
	return s
}

// open asks for a page.
func (s student) open(ctx context.Context, url string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return err
	}
	request.Header.Set("Accept", "text/html")
	response, err := s.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil || response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s, %w", url, response.Status, err)
	}
	return nil
}

// start starts a run; the id is empty where the lab refused it.
func (s student) start(ctx context.Context, base, order string) (id string, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/api/runs", strings.NewReader(order))
	if err != nil {
		return "", err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := s.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	var started struct{ ID string }
	if err := json.NewDecoder(response.Body).Decode(&started); err != nil {
		return "", err
	}
	return started.ID, nil
}

// mustLearn opens a lesson, runs it and looks at the run, and returns how long that took.
func (s student) mustLearn(t *testing.T, p process) time.Duration {
	t.Helper()
	begun := time.Now()
	if err := s.open(t.Context(), p.base+"/lessons/tcp-echo"); err != nil {
		t.Fatalf("a student's page: %v; the lab said %s", err, p.end())
	}
	id, err := s.start(t.Context(), p.base, `{"experiment":"two-sends-one-recv"}`)
	if err != nil || id == "" {
		t.Fatalf("a student's run was refused: %v", err)
	}
	if err := s.open(t.Context(), p.base+"/runs/"+id); err != nil {
		t.Fatalf("the page of a student's run: %v", err)
	}
	return time.Since(begun)
}

// attack is what one client does to the lab, again and again.
type attack func(ctx context.Context, p process, s student)

func scripted(script string) attack {
	order, _ := json.Marshal(map[string]string{"script": script}) // a string can be written
	return func(ctx context.Context, p process, s student) {
		_, _ = s.start(ctx, p.base, string(order)) // most are refused
	}
}

// stalled sends a request and never reads.
func stalled(request string) attack {
	return func(ctx context.Context, p process, _ student) {
		conn, err := new(net.Dialer).DialContext(ctx, "tcp", p.address())
		if err != nil {
			return
		}
		context.AfterFunc(ctx, func() { conn.Close() })
		_, _ = fmt.Fprintf(conn, request, p.address()) // it may be cut off
	}
}

// peers repeats the block of a peer of a script.
func peers(head, block string) string {
	text := head
	for i := range 16 {
		text += strings.ReplaceAll(block, "N", strconv.Itoa(i))
	}
	return text
}

// One client does all it can at once, as fast as it is let. The lab stays within its
// budgets, and a student who has a cookie is refused nothing.
func TestOneHostileClientHurtsNobody(t *testing.T) {
	const memoryMB, filesMB, honest = 256, 16, 10
	// The attack takes processors from the whole machine, from this test, too: how much
	// longer a student waits is logged, and the half of all waits are shorter than this.
	const longest = 5 * time.Second
	// As it is shipped: with the race detector memory is another's.
	p := mustServe(t, mustBuild(t, "stickylab", "."), "-memory", strconv.Itoa(memoryMB<<20), "-file-bytes", strconv.Itoa(filesMB<<20), "-capture", "off")
	me := newStudent(t, p)
	order, _ := json.Marshal(map[string]string{"script": "tcp\nserver:\n    listen 1\n    accept\n    loop until empty:\n        recv 65536\nclient:\n    connect\n    loop 8:\n        sendall \"x\" * 1000000\n"})
	large, err := me.start(t.Context(), p.base, string(order))
	if err != nil || large == "" {
		t.Fatalf("the large run: %q, %v", large, err)
	}
	var calm []time.Duration
	for range honest {
		calm = append(calm, me.mustLearn(t, p))
	}
	slices.Sort(calm)
	ctx, stop := context.WithCancel(t.Context())
	var attacking sync.WaitGroup
	defer attacking.Wait()
	defer stop()
	hostile := student{&http.Client{Transport: &http.Transport{}}}
	defer hostile.CloseIdleConnections()
	feed := "GET /api/runs/" + large + "/feed HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
	file := "    try send file \"a\" 1048576\n    try send file \"b\" 1048576\n"
	for _, a := range []struct {
		times int
		do    attack
	}{
		// Large receive buffers, files, floods of events, sends that wait.
		{150, scripted(peers("udp\nprobes off\n", "pN:\n    bind port N1000\n    recv 1048576\n"))},
		{150, scripted(peers("udp\nprobes off\n", "pN:\n    codec json \"!I\"\n    connect port 9\n"+file+"    sleep 5s\n"))},
		{5, scripted("udp\nserver:\n    bind\n    loop:\n        send \"x\" to port 8080\n")},
		{100, scripted("tcp\nserver:\n    listen 1\n    sleep 20s\nclient:\n    connect\n" + strings.Repeat("    sendall \"x\" * 1000000\n", 5))},
		// Answers and feeds that nobody reads, headers that do not end, connections that wait.
		{150, stalled("GET /api/runs/" + large + " HTTP/1.1\r\nHost: %s\r\n\r\n")},
		{200, stalled(feed)},
		{150, stalled("GET / HTTP/1.1\r\nHost: %s\r\nX-Long: " + strings.Repeat("x", 150<<10))},
		{300, stalled("GET /healthz HTTP/1.1\r\nHost: %s\r\n\r\n")},
	} {
		attacking.Go(func() {
			for range a.times {
				a.do(ctx, p, hostile)
			}
		})
	}
	unsent, files := 0, 0
	var busy []time.Duration
	for range honest {
		busy = append(busy, me.mustLearn(t, p))
		unsent, files = max(unsent, p.unsentMB(t)), max(files, p.filesMB())
	}
	slices.Sort(busy)
	t.Logf("page, run and its page: %s without a hostile client, %s beside one; the slowest took %s and %s", calm[honest/2], busy[honest/2], calm[honest-1], busy[honest-1])
	if busy[honest/2] > longest {
		t.Errorf("beside a hostile client a student waits %s for page, run and its page, want %s at most", busy[honest/2], longest)
	}
	stop()
	attacking.Wait()
	if peak := p.peakMB(t); peak > memoryMB {
		t.Errorf("the lab was as large as %d MB, want %d at most", peak, memoryMB)
	} else {
		t.Logf("peak %d MB, %d MB to send in the kernel, %d MB of files", peak, unsent, files)
	}
	if unsent > 64 || files > filesMB {
		t.Errorf("the kernel held %d MB to send, and there were %d MB of files; want 64 and %d at most", unsent, files, filesMB)
	}
	if !healthy(t.Context(), p.base) {
		t.Error("the lab does not answer")
	}
	if said := p.end(); !strings.Contains(said, "a limit refuses") {
		t.Errorf("no line of what was refused: %s", said)
	}
	if left, _ := filepath.Glob(filepath.Join(p.temp, "stickylab*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}
