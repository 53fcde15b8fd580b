package sock

import (
	"os"
	"sync"
	"sync/atomic"

	"stickylab/lab"
)

// Limits are what one run may take. A field of 0 stands for its default.
type Limits struct {
	// Sockets is how many may be open at once, a call of accept that waits
	// counted as the one it will give.
	Sockets int
	// Opened is how many may be opened in all.
	Opened int
}

// The defaults of Limits. A class of lab.MaxPeers takes a listener, and for each
// client its socket and the accepted one.
const (
	DefaultSockets = 4 * lab.MaxPeers
	DefaultOpened  = 4096
)

func (l Limits) withDefaults() Limits {
	if l.Sockets == 0 {
		l.Sockets = DefaultSockets
	}
	if l.Opened == 0 {
		l.Opened = DefaultOpened
	}
	return l
}

// Budget is what all runs of a process share: it counts the descriptors that they have
// open, has the folder that theirs are in, and knows who has which port at ::1. Safe for
// concurrent use.
type Budget struct {
	max     int64
	used    atomic.Int64
	scratch scratch

	mu  sync.Mutex
	six map[sixPort]bool
}

// NewBudget allows max descriptors at once.
func NewBudget(max int) *Budget { return &Budget{max: int64(max)} }

// Acquire takes a descriptor; the error is a *lab.LimitError. A nil Budget
// allows everything.
func (b *Budget) Acquire() error {
	if b == nil {
		return nil
	}
	if b.used.Add(1) > b.max {
		b.used.Add(-1)
		return &lab.LimitError{Name: "descriptors", Max: int(b.max)}
	}
	return nil
}

// Release gives a descriptor back.
func (b *Budget) Release() {
	if b != nil {
		b.used.Add(-1)
	}
}

// Used tells how many descriptors are taken.
func (b *Budget) Used() int { return int(b.used.Load()) }

// CheckFolder reports why no run could have a folder, nil when each can.
func (b *Budget) CheckFolder() error {
	dir, err := b.folder()
	if err != nil {
		return err
	}
	return os.Remove(dir)
}

// Close removes the folder. No run of the Budget may go on.
func (b *Budget) Close() error { return b.scratch.close() }

// folder makes the folder of a run; without a Budget it is in no lab's.
func (b *Budget) folder() (string, error) {
	if b == nil {
		return os.MkdirTemp(tempFolder(), "stickylab-run-")
	}
	return b.scratch.folder()
}
