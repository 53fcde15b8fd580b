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
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"stickylab/lab"
	"stickylab/lab/capture"
	"stickylab/lab/record"
	"stickylab/lab/share"
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
	capturing *share.Places
	rota      *share.Rota // of the runs that make many calls
	newID     func() string
	wait      sync.WaitGroup
	events    atomic.Int64  // of the runs that go on
	held      atomic.Int64  // bytes that the runs that go on hold in memory
	files     atomic.Int64  // bytes of their files
	begun     atomic.Uint64 // runs, since the lab began
	recorded  atomic.Uint64 // events of those that have ended

	mu      sync.Mutex
	closed  bool
	running map[string]*live
	clients map[string]*client // those with runs that go on
	kept    kept
	door    door
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
		capturing: share.NewPlaces(limits.Captures),
		rota:      share.NewRota(max(1, runtime.GOMAXPROCS(0)/2)),
		newID:     newID,
		running:   map[string]*live{},
		clients:   map[string]*client{},
		kept:      newKept(limits),
	}
}

// newID makes a name that cannot be guessed: whoever has it may see the run.
func newID() string {
	const letters = "abcdefghijklmnopqrstuvwxyz234567" // 32: each is as likely
	var id [16]byte
	_, _ = rand.Read(id[:]) // never fails
	for i, b := range id {
		id[i] = letters[int(b)%len(letters)]
	}
	return string(id[:])
}

// randomStart keeps two labs on one host apart. rand.Read never fails.
func randomStart() uint32 {
	var b [4]byte
	_, _ = rand.Read(b[:])
	return binary.LittleEndian.Uint32(b[:])
}

// Ready reports why runs may fail at once: a *lab.LimitError without an address for
// them, else the error of CheckFolder; nil when each can be made.
func (l *Lab) Ready() error { return cmp.Or(l.addresses.Left(), l.CheckFolder()) }

// Idle returns when no run goes on, or with the context's error. It waits for a run
// that begins meanwhile, too.
func (l *Lab) Idle(ctx context.Context) error {
	for {
		l.mu.Lock()
		var some *record.Log
		for _, r := range l.running {
			some = r.log
			break
		}
		l.mu.Unlock()
		if some == nil {
			return nil
		}
		if _, err := some.Wait(ctx); err != nil {
			return err
		}
	}
}

// CheckFolder reports why no run can have socket files or files, nil when each can.
func (l *Lab) CheckFolder() error { return l.budget.CheckFolder() }

// Rota has the turns of the runs that make many calls.
func (l *Lab) Rota() *share.Rota { return l.rota }

// Env describes where the runs are made; its Address is empty.
func (l *Lab) Env() lab.Env { return l.env }

// Start begins a run and returns its id; the run goes on after the context has
// ended. The actors start in their order, each when the one before it first
// waits or ends. The error is a *lab.LimitError, ErrClosed, the context's, or
// the reason why the platform cannot run it.
func (l *Lab) Start(ctx context.Context, by lab.Who, p Plan, actors []Actor) (id string, err error) {
	owner := by.Account()
	if err := cmp.Or(ctx.Err(), l.MayStart(by)); err != nil {
		return "", err
	}
	r, err := l.newRun(p, peersOf(actors), owner) // may take some milliseconds
	if err != nil {
		return "", err
	}
	r.actors = actors
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.enter(&r.live); err != nil {
		r.discard()
		return "", err
	}
	l.wait.Go(func() {
		r.conduct()
		l.retire(&r.live)
	})
	return r.id, nil
}

// enter admits a run and counts it among those that go on. The caller holds the
// lock.
func (l *Lab) enter(r *live) error {
	if err := l.admit(r.owner); err != nil {
		return err
	}
	r.id = l.newID()
	l.running[r.id] = r
	r.client = l.clients[r.owner]
	if r.client == nil {
		r.client = &client{}
		l.clients[r.owner] = r.client
	}
	r.client.runs++
	l.begun.Add(1)
	return nil
}

func peersOf(actors []Actor) []lab.Peer {
	peers := make([]lab.Peer, len(actors))
	for i, a := range actors {
		peers[i] = a.Peer()
	}
	return peers
}

// MayStart reports why a run of theirs would be refused now, as Start does: before an
// order is read, whose reading takes longer than to refuse it.
func (l *Lab) MayStart(by lab.Who) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.admit(by.Account())
}

// admit checks the limits on runs. The caller holds the lock.
func (l *Lab) admit(owner string) error {
	has := 0
	if c := l.clients[owner]; c != nil {
		has = c.runs
	}
	switch {
	case l.closed:
		return ErrClosed
	case has >= l.limits.RunsPerClient:
		return &lab.LimitError{Name: "runs-per-client", Max: l.limits.RunsPerClient, Wait: l.firstEnd(owner)}
	case !share.May(has, l.limits.Runs-len(l.running)):
		return &lab.LimitError{Name: "runs", Max: l.limits.Runs, Wait: l.firstEnd("")}
	}
	return nil
}

// firstEnd is until one of the runs of an owner, or of all, has ended at the latest.
// The caller holds the lock.
func (l *Lab) firstEnd(owner string) time.Duration {
	first := l.limits.RunTime
	for _, r := range l.running {
		if owner == "" || r.owner == owner {
			first = min(first, time.Until(r.until))
		}
	}
	return first
}

// retire moves an ended run to those that are kept, then shows its end.
func (l *Lab) retire(r *live) {
	l.mu.Lock()
	delete(l.running, r.id)
	if r.client.runs--; r.client.runs == 0 {
		delete(l.clients, r.owner)
	}
	r.release()
	r.rest()
	l.recorded.Add(uint64(r.log.Len()))
	l.kept.add(r.id, r.owner, r.log)
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
	log, ok := l.kept.logs[id].(*record.Log)
	return log, ok
}

// Find returns a run that goes on or is kept. The error is record.ErrNoRun or
// the context's.
func (l *Lab) Find(ctx context.Context, id string) (record.Reader, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if r := l.running[id]; r != nil {
		return r.log, nil
	}
	if r := l.kept.logs[id]; r != nil {
		return r, nil
	}
	return nil, record.ErrNoRun
}

// Stop ends a run and returns when all of it is gone. Only who started a run may
// end it; one that has ended is left as it is. The error is record.ErrNoRun,
// lab.ErrNotOwner or the context's, after which the run still ends.
func (l *Lab) Stop(ctx context.Context, by lab.Who, id string) error {
	l.mu.Lock()
	r := l.running[id]
	run := l.kept.logs[id]
	l.mu.Unlock()
	switch {
	case r != nil && !by.Owns(r.owner):
		return lab.ErrNotOwner
	case r != nil:
		run = r.log
		r.stop(lab.End{Reason: lab.EndStopped})
	case run == nil:
		return record.ErrNoRun
	}
	// A run is kept a moment before its log ends.
	_, err := run.Wait(ctx)
	return err
}

// Close stops every run and returns when all of them are gone.
func (l *Lab) Close() {
	l.mu.Lock()
	l.closed = true
	running := slices.Collect(maps.Values(l.running))
	l.mu.Unlock()
	for _, r := range running {
		r.stop(lab.End{Reason: lab.EndStopped})
	}
	l.wait.Wait()
	l.captures.Close()
	l.addresses.Close()
	_ = l.budget.Close() // the next lab removes what is left
}
