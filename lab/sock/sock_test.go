package sock

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"testing"
	"time"

	"stickylab/lab"
)

// patience is how long a test waits for what should come at once.
const patience = 30 * time.Second

var transports = []lab.Transport{lab.TCP, lab.UDP, lab.UnixStream, lab.UnixDatagram}

// addresses hands out the addresses of all tests, so that no two meet.
var addresses = NewAddresses(rand.Uint32())

func TestMain(m *testing.M) {
	if os.Getenv(claimerEnv) != "" {
		claimAndDie()
	}
	warmUp()
	fds, routines := openDescriptors(), runtime.NumGoroutine()
	code := m.Run()
	addresses.Close()
	if code == 0 && !settles(fds, routines) {
		buf := make([]byte, 1<<16)
		fmt.Printf("left behind: %d descriptors (%d before), %d goroutines (%d before)\n%s\n",
			openDescriptors(), fds, runtime.NumGoroutine(), routines, buf[:runtime.Stack(buf, true)])
		code = 1
	}
	os.Exit(code)
}

// warmUp makes the runtime open what its poller needs.
func warmUp() {
	n, err := NewNet(nthAddress(rand.Uint32N(addressCount)), clock(), Limits{}, nil)
	if err == nil {
		if s, _ := n.Socket(lab.UDP); s != nil {
			s.SetTimeout(NoWait)
			s.Recv(make([]byte, 1))
		}
		_ = n.Close()
	}
}

func settles(fds, routines int) bool {
	for end := time.Now().Add(patience); time.Now().Before(end); runtime.Gosched() {
		if openDescriptors() <= fds && runtime.NumGoroutine() <= routines {
			return true
		}
	}
	return false
}

func openDescriptors() int {
	names, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(names)
}

func clock() Clock {
	began := time.Now()
	return func() int64 { return int64(time.Since(began)) }
}

func mustNet(t testing.TB) *Net { return mustNetWith(t, Limits{}, nil) }

func mustNetWith(t testing.TB, limits Limits, budget *Budget) *Net {
	t.Helper()
	addr, err := addresses.Acquire()
	if err != nil {
		t.Fatal(err)
	}
	n, err := NewNet(addr, clock(), limits, budget)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := n.Close(); err != nil {
			t.Error(err)
		}
		addresses.Release(addr)
	})
	return n
}

func mustSocket(t testing.TB, n *Net, transport lab.Transport) *Socket {
	t.Helper()
	s, res := n.Socket(transport)
	must(t, res)
	return s
}

// must fails the test when the call failed or its times cannot be.
func must(t testing.TB, res Result) Result {
	t.Helper()
	wantErr(t, res, "")
	return res
}

func wantErr(t testing.TB, res Result, want string) {
	t.Helper()
	if got := ErrName(res.Err); got != want {
		t.Fatalf("error %q, want %q", got, want)
	}
	if res.End < res.Start {
		t.Fatalf("End %d is before Start %d", res.End, res.Start)
	}
}

// wantUnmade wants a call that was not made, and why not.
func wantUnmade(t testing.TB, res Result, want string) {
	t.Helper()
	wantErr(t, res, want)
	if !res.Unmade {
		t.Fatalf("the call was made: %+v", res)
	}
}

// named binds the socket where its next call needs it.
func named(s *Socket) *Socket {
	if s.Unbound() {
		s.BindAnywhere()
	}
	return s
}

func mustListener(t testing.TB, n *Net, transport lab.Transport, backlog int) *Socket {
	t.Helper()
	s := mustSocket(t, n, transport)
	must(t, s.Bind(8080))
	must(t, s.Listen(backlog))
	return s
}

func mustConnect(t testing.TB, n *Net, transport lab.Transport) *Socket {
	t.Helper()
	s := mustSocket(t, n, transport)
	must(t, named(s).Connect(8080))
	return s
}

func mustAccept(t testing.TB, listener *Socket) *Socket {
	t.Helper()
	conn, res := listener.Accept()
	must(t, res)
	return conn
}

// mustPair gives the two ends of a connection.
func mustPair(t testing.TB, n *Net, transport lab.Transport) (client, server *Socket) {
	t.Helper()
	listener := mustListener(t, n, transport, 5)
	client = mustConnect(t, n, transport)
	return client, mustAccept(t, listener)
}

// mustDatagrams gives a bound socket and one that is not.
func mustDatagrams(t testing.TB, n *Net, transport lab.Transport) (client, server *Socket) {
	t.Helper()
	server = mustSocket(t, n, transport)
	must(t, server.Bind(8080))
	return mustSocket(t, n, transport), server
}

func mustSend(t testing.TB, s *Socket, text string) {
	t.Helper()
	if res := must(t, s.Send([]byte(text))); res.N != len(text) {
		t.Fatalf("sent %d bytes of %d", res.N, len(text))
	}
}

func wantRecv(t testing.TB, s *Socket, size int, want string) Result {
	t.Helper()
	buf := make([]byte, size)
	res := must(t, s.Recv(buf))
	if got := string(buf[:res.N]); got != want {
		t.Fatalf("received %q, want %q", got, want)
	}
	return res
}

// waiting gives a channel that tells once the socket's next call waits.
func waiting(s *Socket) <-chan int64 {
	waits := make(chan int64, 16)
	s.OnWait = func(_ Half, start int64) { waits <- start }
	return waits
}

// eventually looks until something is so. What the kernel does on loopback
// before a call returns, it may do a moment later under load.
func eventually(t testing.TB, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !so(); runtime.Gosched() {
		if time.Now().After(end) {
			t.Fatalf("never: %s", what)
		}
	}
}

// awaitBroken waits until an error lies in the socket.
func awaitBroken(t testing.TB, s *Socket) {
	t.Helper()
	eventually(t, "an error in the socket", func() (found bool) {
		_ = s.control(func(fd int) error { found = broken(fd); return nil })
		return found
	})
}

// in makes a call in a goroutine and gives its Result.
func in(call func() Result) <-chan Result {
	done := make(chan Result, 1)
	go func() { done <- call() }()
	return done
}

func await[T any](t testing.TB, what string, ch <-chan T) T {
	t.Helper()
	select {
	case v := <-ch:
		return v
	case <-time.After(patience):
		t.Fatalf("%s did not come", what)
		panic("unreachable")
	}
}
