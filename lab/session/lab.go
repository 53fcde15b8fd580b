// Package session runs experiments: it starts the peers of a run one after
// another on real sockets, records what they do, holds them to the limits and
// stops them.
package session

import (
	"cmp"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"stickylab/lab"
	"stickylab/lab/capture"
	"stickylab/lab/record"
	"stickylab/lab/sock"
)

// Limits bound what runs may take. A field of 0 stands for its default.
type Limits struct {
	Runs          int           // runs at once
	RunsPerClient int           // runs at once of one client
	RunTime       time.Duration // of one run
	Events        int           // of one run
	Bytes         int           // sent and received by one run
	Sockets       int           // open at once in one run
	Descriptors   int           // open at once in all runs
	Captures      int           // runs at once whose segments are captured; the others go on without
	Segments      int           // captured of one run; the others are counted
	NoCapture     bool          // capture nothing, though the process may
	KeptRuns      int           // ended runs that can still be looked at
	KeptEvents    int           // events in all of those
	KeptBytes     int           // sent and received bytes, and those of the wire, in all of those
	LiveBytes     int           // sent and received by all runs that go on
}

// Default are the limits of a lab for a class.
var Default = Limits{
	Runs: 256, RunsPerClient: 32, RunTime: 30 * time.Second, Events: 50_000, Bytes: 16 << 20,
	Sockets: 64, Descriptors: 8192, Captures: 32, Segments: 100_000, KeptRuns: 10_000, KeptEvents: 1_000_000,
	KeptBytes: 256 << 20, LiveBytes: 512 << 20,
}

func (l Limits) withDefaults() Limits {
	return Limits{
		Runs: cmp.Or(l.Runs, Default.Runs), RunsPerClient: cmp.Or(l.RunsPerClient, Default.RunsPerClient),
		RunTime: cmp.Or(l.RunTime, Default.RunTime), Events: cmp.Or(l.Events, Default.Events),
		Bytes: cmp.Or(l.Bytes, Default.Bytes), Sockets: cmp.Or(l.Sockets, Default.Sockets),
		Descriptors: cmp.Or(l.Descriptors, Default.Descriptors),
		Captures:    cmp.Or(l.Captures, Default.Captures), Segments: cmp.Or(l.Segments, Default.Segments), NoCapture: l.NoCapture,
		KeptRuns: cmp.Or(l.KeptRuns, Default.KeptRuns), KeptEvents: cmp.Or(l.KeptEvents, Default.KeptEvents),
		KeptBytes: cmp.Or(l.KeptBytes, Default.KeptBytes), LiveBytes: cmp.Or(l.LiveBytes, Default.LiveBytes),
	}
}

// ErrClosed tells that the Lab was closed.
var ErrClosed = errors.New("the lab is closed")

// Lab runs experiments and keeps their logs. It is safe for concurrent use.
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
	running map[string]*run
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
		running:   map[string]*run{},
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

// Env tells where the runs are made; its Address is empty.
func (l *Lab) Env() lab.Env { return l.env }

// Start begins a run for the client and gives its id. The slug names the
// lesson that it belongs to, if any. The error is a *lab.LimitError, ErrClosed
// or says why the platform cannot run it.
func (l *Lab) Start(e lab.Experiment, slug, client string) (id string, err error) {
	return l.StartOrder(e, slug, lab.Order{}, client)
}

// StartOrder is Start of an experiment that was made of an order, which is kept
// with the run.
func (l *Lab) StartOrder(e lab.Experiment, slug string, o lab.Order, client string) (id string, err error) {
	if err := l.mayStart(client); err != nil {
		return "", err
	}
	r, err := l.newRun(e, slug, o) // may take some milliseconds
	if err != nil {
		return "", err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.admit(client); err != nil {
		r.discard()
		return "", err
	}
	r.id = l.newID()
	l.running[r.id] = r
	l.clients[client]++
	l.wait.Go(func() {
		r.conduct()
		l.retire(r, client)
	})
	return r.id, nil
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
func (l *Lab) retire(r *run, client string) {
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

// Log gives the log of a run that goes on or is kept.
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
