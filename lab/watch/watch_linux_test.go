//go:build amd64 || arm64

package watch

import (
	"fmt"
	"os"
	"sync"
	"testing"
	"time"

	"stickylab/lab"
)

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == Launcher {
		fmt.Fprintln(os.Stderr, Launch(os.Args[2:]))
		os.Exit(127)
	}
	if len(os.Args) > 1 && os.Args[1] == Pair {
		if err := PlayPair(os.Args[2:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// seen is a Teller that keeps what it is told.
type seen struct {
	mu       sync.Mutex
	programs []Program
	conns    map[int]lab.Conn
	far      map[int]int
	begun    []Call
	calls    []Call
	waits    []Call
	gaps     map[string]int
	notes    []Note
	leftOut  []int       // calls of each process
	told     func(*Call) // by Done; may be nil
	ended    func(pid int)
}

func newSeen() *seen {
	return &seen{conns: map[int]lab.Conn{}, far: map[int]int{}, gaps: map[string]int{}}
}

func (s *seen) Program(p Program) int {
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

func (s *seen) Begin(c *Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.begun = append(s.begun, *c)
}

func (s *seen) Unsettled(*Call) bool { return true }

func (s *seen) Done(c *Call) {
	s.mu.Lock()
	s.calls = append(s.calls, *c)
	s.mu.Unlock()
	if s.told != nil {
		s.told(c)
	}
}

// Ended is told of the end of a process.
func (s *seen) Ended(pid int) {
	if s.ended != nil {
		s.ended(pid)
	}
}

// pid is the process that runs a script, 0 before it is known.
func (s *seen) pid(script string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.programs {
		if p.Script == script {
			return p.PID
		}
	}
	return 0
}

func (s *seen) Waiting(c *Call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.waits = append(s.waits, *c)
}

func (s *seen) Gap(_, n int, why string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gaps[why] += n
}

func (s *seen) LeftOut(calls int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.leftOut = append(s.leftOut, calls)
}

func (s *seen) Note(n Note) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.notes = append(s.notes, n)
}

func clock() func() int64 {
	start := time.Now()
	return func() int64 { return int64(time.Since(start)) }
}
