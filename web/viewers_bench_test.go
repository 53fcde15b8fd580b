package web

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http/httptest"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"stickylab/lab/course"
	"stickylab/lab/ratio"
)

// readersEnv makes the test's binary a crowd that dials an address and reads:
// what it takes is another process's.
const readersEnv = "STICKYLAB_TEST_READERS"

// readers dials N times "ADDRESS N PATH", with a WebSocket handshake where there
// is a path, says so, and reads until its input ends.
func readers(order string) error {
	fields := strings.Fields(order)
	n, err := strconv.Atoi(fields[1])
	if err != nil {
		return err
	}
	var conns []net.Conn
	for range n {
		conn, err := net.Dial("tcp", fields[0])
		if err != nil {
			return err
		}
		if len(fields) > 2 {
			fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n", fields[2], fields[0])
		}
		conns = append(conns, conn)
	}
	var wait sync.WaitGroup
	begun := make(chan struct{}, n)
	for _, conn := range conns {
		wait.Go(func() {
			first := make([]byte, 4096)
			if len(fields) > 2 {
				_, _ = conn.Read(first)
			}
			begun <- struct{}{}
			_, _ = io.Copy(io.Discard, conn)
		})
	}
	for range n {
		<-begun
	}
	fmt.Println("ready")
	_, _ = io.Copy(io.Discard, os.Stdin)
	for _, conn := range conns {
		conn.Close()
	}
	wait.Wait()
	return nil
}

// readersOf has so many readers of an address, until leave is called.
func readersOf(b *testing.B, address string, n int, path string) (leave func()) {
	b.Helper()
	self, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	command := exec.Command(self, "-test.run=^$")
	command.Env = append(os.Environ(), readersEnv+"="+strings.TrimSpace(fmt.Sprint(address, " ", n, " ", path)))
	command.Stderr = os.Stderr
	in, err1 := command.StdinPipe()
	out, err2 := command.StdoutPipe()
	if err1 != nil || err2 != nil {
		b.Fatal(err1, err2)
	}
	if err := command.Start(); err != nil {
		b.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); line != "ready\n" {
		b.Fatalf("the readers say %q: %v", line, err)
	}
	return func() {
		in.Close()
		_ = command.Wait()
	}
}

// cpuTime is what the process has taken.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

const (
	batchEvery   = 20 * time.Millisecond // above the pace of a crowd: each event is a batch
	batchesAtOne = 20                    // of one measurement
	batchBytes   = 600
)

// roomy lets one client have 2 000 viewers of one run.
var roomy = Limits{Viewers: 8000, RunViewers: 4000}

// fanOut returns the µs of CPU that a viewer takes for each batch, and makes one
// measurement each time it is called.
func fanOut(b *testing.B, n int) func() float64 {
	runner := newFakeRunner()
	log := newLog()
	runner.add("some", log)
	s, err := New(Config{Runner: runner, Course: course.Shipped(), Limits: roomy})
	if err != nil {
		b.Fatal(err)
	}
	ts := httptest.NewServer(s)
	leave := readersOf(b, strings.TrimPrefix(ts.URL, "http://"), n, "/api/runs/some/feed")
	b.Cleanup(func() { leave(); _ = s.Close(); ts.Close() })
	var writes atomic.Int64
	viewers := s.state.viewers.ofRun["some"]
	viewers.mu.Lock()
	try := viewers.out.try
	viewers.out.try = func(fd uintptr) {
		writes.Add(1)
		try(fd)
	}
	viewers.mu.Unlock()
	i := 0
	return func() float64 {
		begun := cpuTime()
		for range batchesAtOne {
			done := writes.Load() + int64(n)
			log.Append(new(sent(i, batchBytes)))
			i++
			time.Sleep(batchEvery)
			for end := time.Now().Add(time.Second); writes.Load() < done && time.Now().Before(end); {
				time.Sleep(batchEvery)
			}
		}
		return float64((cpuTime() - begun).Nanoseconds()) / 1e3 / float64(n*batchesAtOne)
	}
}

// bareLoop is fanOut of a loop that writes as many bytes to each of n sockets.
func bareLoop(b *testing.B, n int) func() float64 {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	accepted := make(chan *os.File, n)
	go func() {
		for range n {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			file, _ := conn.(*net.TCPConn).File() // a blocking descriptor of its own
			conn.Close()
			accepted <- file
		}
	}()
	leave := readersOf(b, listener.Addr().String(), n, "")
	files := make([]*os.File, n)
	for i := range files {
		files[i] = <-accepted
	}
	b.Cleanup(func() {
		leave()
		for _, file := range files {
			file.Close()
		}
		listener.Close()
	})
	fds := make([]int, n)
	for i, file := range files {
		fds[i] = int(file.Fd())
	}
	framed := appendFrame(nil, websocket.BinaryMessage, make([]byte, batchBytes+20))
	return func() float64 {
		begun := cpuTime()
		for range batchesAtOne {
			for _, fd := range fds {
				if _, err := syscall.Write(fd, framed); err != nil {
					b.Fatal(err)
				}
			}
			time.Sleep(batchEvery)
		}
		return float64((cpuTime() - begun).Nanoseconds()) / 1e3 / float64(n*batchesAtOne)
	}
}

// CPU of the server for each viewer and batch, beside a bare loop of write(2).
func BenchmarkRatio12FanOut(b *testing.B) {
	perViewer := map[int][]float64{}
	for _, n := range []int{200, 1000, 2000} {
		b.Run(fmt.Sprintf("%dViewers", n), func(b *testing.B) {
			pair := ratio.InTurn(9, fanOut(b, n), bareLoop(b, n))
			perViewer[n] = pair.Ours
			pair.Report(b, "us/batch", ratio.AtMost(1.1))
		})
	}
	for _, n := range []int{1000, 2000} {
		b.Run(fmt.Sprintf("%dTo200", n), func(b *testing.B) {
			ratio.Pair{Ours: perViewer[n], Theirs: perViewer[200]}.Report(b, "us/batch", ratio.AtMost(1.1))
		})
	}
}

// Memory of the server for each viewer that waits, beside a goroutine that reads
// from a plain connection.
func BenchmarkRatio11IdleViewers(b *testing.B) {
	const n = 2000
	inUse := func() float64 {
		debug.FreeOSMemory()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return float64(m.HeapAlloc + m.StackInuse)
	}
	viewers := func() float64 {
		runner := newFakeRunner()
		runner.add("some", newLog())
		s, err := New(Config{Runner: runner, Course: course.Shipped(), Limits: roomy})
		if err != nil {
			b.Fatal(err)
		}
		ts := httptest.NewServer(s)
		before := inUse()
		leave := readersOf(b, strings.TrimPrefix(ts.URL, "http://"), n, "/api/runs/some/feed")
		took := inUse() - before
		if got := s.state.viewers.count(); got != n {
			b.Fatalf("%d viewers, want %d", got, n)
		}
		leave()
		_ = s.Close()
		ts.Close()
		return took / n / 1000
	}
	plain := func() float64 {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			b.Fatal(err)
		}
		before := inUse()
		var wait sync.WaitGroup
		wait.Go(func() {
			for range n {
				conn, err := listener.Accept()
				if err != nil {
					return
				}
				wait.Go(func() { defer conn.Close(); _, _ = conn.Read(make([]byte, 1)) })
			}
		})
		leave := readersOf(b, listener.Addr().String(), n, "")
		took := inUse() - before
		leave()
		wait.Wait()
		listener.Close()
		return took / n / 1000
	}
	ratio.InTurn(3, viewers, plain).Report(b, "KB", ratio.OursAtMost(9))
}
