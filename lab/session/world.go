package session

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"stickylab/lab"
	"stickylab/lab/capture"
	"stickylab/lab/record"
	"stickylab/lab/sock"
)

// World is what the actors of one run share: its clock and sockets, the order
// of starting, its limits. It is safe for concurrent use.
type World struct {
	live
	probes    bool
	clock     record.Clock
	net       *sock.Net
	capture   *capture.Capture // nil when no segments are captured
	processes []process        // by the number of the peer
	next      <-chan struct{}  // gets one when the next peer may start
	progress  progress
	strands   atomic.Int32 // that were begun
	outside   string       // the peer that a program of somebody's own plays
	// throughDoor: the run has the lab's door.
	throughDoor bool
	programs    sync.WaitGroup // those that have not ended
	present     sync.WaitGroup // those that have sockets open, without the silent ones
}

// Hand returns the hand of a peer's first strand, and makes one for another. One
// strand uses one hand.
func (w *World) Hand(peer, strand int) *Hand {
	process := &w.processes[peer]
	if strand == 0 {
		return &process.hand
	}
	return &Hand{world: w, process: process, peer: peer, strand: strand}
}

// Peer returns the number of the peer of that name, -1 without one.
func (w *World) Peer(name string) int {
	for i := range w.processes {
		if w.processes[i].name == name {
			return i
		}
	}
	return -1
}

// Now is the time since the run began in nanoseconds, monotonic.
func (w *World) Now() int64 { return w.clock.Now() }

// Stopped reports whether the run was ended: no more calls are made.
func (w *World) Stopped() bool { return w.stopped() }

// Over ends the run for all, by a limit of that name.
func (w *World) Over(limit string) { w.limited(limit) }

// Await waits until a peer has completed n calls, or its program has ended and
// its sockets are closed. A send stands for sendto too, a receive for recvfrom.
// The error is ErrStopped or the context's.
func (w *World) Await(ctx context.Context, peer int, call lab.Call, n int) error {
	for {
		reached, moved := w.progress.reached(peer, call, n)
		if reached {
			return nil
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return ctx.Err()
		case <-w.ctx.Done():
			return ErrStopped
		}
	}
}

// Folder makes the peer's own folder within that of the run, and opens it. The
// caller closes it; the run removes it. The error is sock.ErrNoFolder, or
// sock.ErrStopped.
func (w *World) Folder(peer int) (*os.Root, error) {
	dir, err := w.net.Folder()
	if err != nil {
		return nil, err
	}
	own := filepath.Join(dir, "files-"+w.processes[peer].name)
	if err := os.Mkdir(own, 0o700); err != nil {
		return nil, sock.ErrNoFolder
	}
	root, err := os.OpenRoot(own)
	if err != nil {
		return nil, sock.ErrNoFolder
	}
	return root, nil
}
