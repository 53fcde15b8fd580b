// Package session hosts runs: it gives each an address of its own, starts the
// actors that play its peers, makes and records their socket calls, holds them
// to the limits, stops them and keeps what was recorded. It knows no script.
package session

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"stickylab/lab"
	"stickylab/lab/capture"
	"stickylab/lab/record"
	"stickylab/lab/sock"
)

// ErrClosed is the error of a Start after Close.
var ErrClosed = errors.New("the lab is closed")

// Lab hosts runs and keeps their logs. It is safe for concurrent use.
type Lab struct {
	limits    Limits
	env       lab.Env
	addresses *sock.Addresses
	budget    *sock.Budget
	captures  *capture.Pool
	newID     func() string
	wait      sync.WaitGroup
	bytes     atomic.Int64 // sent and received by the runs that go on

	mu      sync.Mutex
	closed  bool
	running map[string]*live
	clients map[string]int // runs at once
	kept    kept
}

// New makes a Lab. The caller closes it.
func New(limits Limits) *Lab {
	limits = limits.withDefaults()
	return &Lab{
		limits:    limits,
		env:       lab.Env{OS: runtime.GOOS, Arch: runtime.GOARCH, Kernel: kernelRelease()},
		addresses: sock.NewAddresses(randomStart()),
		budget:    sock.NewBudget(limits.Descriptors),
		captures:  capture.NewPool(limits.Captures),
		newID:     newID,
		running:   map[string]*live{},
		clients:   map[string]int{},
		kept:      newKept(limits),
	}
}

// newID makes a name that cannot be guessed: whoever has it may see the run.
func newID() string { return strings.ToLower(rand.Text())[:16] }

// randomStart keeps two labs on one host apart. rand.Read never fails.
func randomStart() uint32 {
	var b [4]byte
	_, _ = rand.Read(b[:])
	return binary.LittleEndian.Uint32(b[:])
}

// Env describes where the runs are made; its Address is empty.
func (l *Lab) Env() lab.Env { return l.env }

// Start begins a run and returns its id; the run goes on after the context has
// ended. The actors start in their order, each when the one before it first
// waits or ends. The error is a *lab.LimitError, ErrClosed, the context's, or
// the reason why the platform cannot run it.
func (l *Lab) Start(ctx context.Context, by lab.Who, p Plan, actors []Actor) (id string, err error) {
	client := by.Account()
	if err := cmp.Or(ctx.Err(), l.mayStart(client)); err != nil {
		return "", err
	}
	r, err := l.newRun(p, peersOf(actors)) // may take some milliseconds
	if err != nil {
		return "", err
	}
	r.actors = actors
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.admit(client); err != nil {
		r.discard()
		return "", err
	}
	r.id = l.newID()
	l.running[r.id] = r.live
	l.clients[client]++
	l.wait.Go(func() {
		r.conduct()
		l.retire(r.live, client)
	})
	return r.id, nil
}

func peersOf(actors []Actor) []lab.Peer {
	peers := make([]lab.Peer, len(actors))
	for i, a := range actors {
		peers[i] = a.Peer()
	}
	return peers
}

func (l *Lab) mayStart(client string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.admit(client)
}

// admit checks the limits on runs. The caller holds the lock.
func (l *Lab) admit(client string) error {
	switch {
	case l.closed:
		return ErrClosed
	case len(l.running) >= l.limits.Runs:
		return &lab.LimitError{Name: "runs", Max: l.limits.Runs}
	case l.clients[client] >= l.limits.RunsPerClient:
		return &lab.LimitError{Name: "runs-per-client", Max: l.limits.RunsPerClient}
	}
	return nil
}

// retire moves an ended run to those that are kept, then shows its end.
func (l *Lab) retire(r *live, client string) {
	l.mu.Lock()
	delete(l.running, r.id)
	if l.clients[client]--; l.clients[client] == 0 {
		delete(l.clients, client)
	}
	l.bytes.Add(-r.bytes.Load())
	l.kept.add(r.id, client, r.log)
	l.mu.Unlock()
	r.log.End(r.ending())
}

// Log returns the log of a run that goes on or is kept.
func (l *Lab) Log(id string) (*record.Log, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if r := l.running[id]; r != nil {
		return r.log, true
	}
	log, ok := l.kept.logs[id]
	return log, ok
}

// Stop ends a run and returns when all of it is gone. It reports whether the
// id is known.
func (l *Lab) Stop(id string) bool {
	l.mu.Lock()
	r := l.running[id]
	log := l.kept.logs[id]
	l.mu.Unlock()
	if r != nil {
		log = r.log
		r.stop(lab.End{Reason: lab.EndStopped})
	}
	if log == nil {
		return false
	}
	<-log.Done() // a run is kept a moment before its log ends
	return true
}

// Close stops every run and returns when all of them are gone.
func (l *Lab) Close() {
	l.mu.Lock()
	l.closed = true
	for _, r := range l.running {
		r.stop(lab.End{Reason: lab.EndStopped})
	}
	l.mu.Unlock()
	l.wait.Wait()
	l.captures.Close()
}
