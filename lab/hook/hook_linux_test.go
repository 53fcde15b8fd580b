//go:build amd64 || arm64

package hook

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/watch"
)

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == watch.Launcher {
		fmt.Fprintln(os.Stderr, watch.Launch(os.Args[2:]))
		os.Exit(127)
	}
	os.Exit(m.Run())
}

// python3 is the interpreter itself: what is on the PATH may be a script that finds it.
var python3 = sync.OnceValue(func() string {
	out, err := exec.Command("python3", "-c", "import sys; print(sys.executable)").Output()
	if err != nil {
		return "python3"
	}
	return strings.TrimSpace(string(out))
})

// seen is a Teller that keeps what it is told.
type seen struct {
	mu       sync.Mutex
	programs []watch.Program
	conns    map[int]lab.Conn
	far      map[int]int
	begun    []watch.Call
	calls    []watch.Call
	waits    []watch.Call
	gaps     map[string]int
	notes    []watch.Note
	told     func(*watch.Call) // by Done; may be nil
}

func newSeen() *seen {
	return &seen{conns: map[int]lab.Conn{}, far: map[int]int{}, gaps: map[string]int{}}
}

func (s *seen) Program(p watch.Program) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.Peer >= 0 {
		s.programs[p.Peer] = p
		return p.Peer
	}
	p.Peer = len(s.programs)
	s.programs = append(s.programs, p)
	return p.Peer
}

func (s *seen) Socket(c lab.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.conns[c.ID] = c
}

func (s *seen) Pair(a, b int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.far[a], s.far[b] = b, a
}

func (s *seen) Begin(c *watch.Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.begun = append(s.begun, *c)
}

func (s *seen) Unsettled(*watch.Call) bool { return true }

func (s *seen) Done(c *watch.Call) {
	s.mu.Lock()
	s.calls = append(s.calls, *c)
	s.mu.Unlock()
	if s.told != nil {
		s.told(c)
	}
}

func (s *seen) Ended(int) {}

func (s *seen) Waiting(c *watch.Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waits = append(s.waits, *c)
}

func (s *seen) Gap(_, n int, why string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gaps[why] += n
}

func (s *seen) LeftOut(int) {}

func (s *seen) Note(n watch.Note) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.notes = append(s.notes, n)
}

// count counts calls.
func (s *seen) count(is func(c *watch.Call) bool) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.calls {
		if is(&s.calls[i]) {
			n++
		}
	}
	return n
}

func clock() func() int64 {
	start := time.Now()
	return func() int64 { return int64(time.Since(start)) }
}
