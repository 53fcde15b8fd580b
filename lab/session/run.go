package session

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/sock"
)

// Plan is how a run is made: what is observed of it, what bounds it, and what
// its header says.
type Plan struct {
	// Slug is the lesson that the run belongs to, empty without one.
	Slug string
	// Order is what was asked for, Script the text that it came to, and Added
	// the lines of it that options put in.
	Order  lab.Order
	Script string
	Added  []int
	// Transport is that of the sockets.
	Transport lab.Transport
	// Probes turns the reading of kernel queues after each call on.
	Probes bool
	// Wire turns the capture of the segments on the wire on, where the process
	// may capture.
	Wire bool
	// Limit ends the run that long after its first peer started, whether calls
	// are still being made or not; 0 leaves it to the limits of the lab.
	Limit time.Duration
}

// Actor plays one peer of a run.
type Actor interface {
	Peer() lab.Peer
	// Play returns when the program of the peer is over: with nil when it came
	// to its end, else with what broke it off. It makes its calls by the hands
	// of the World, and returns soon after the context has ended. What it leaves
	// open is closed after it, as at the end of a process.
	Play(ctx context.Context, w *World) error
}

// run is one execution of a plan by its actors.
type run struct {
	*live
	world  *World
	actors []Actor
	limit  time.Duration
}

// newRun makes the run and its world; conduct releases both, or discard.
func (l *Lab) newRun(p Plan, peers []lab.Peer, owner string) (*run, error) {
	transports := transportsOf(p, peers)
	address, err := l.addresses.Acquire()
	if err != nil {
		return nil, err
	}
	w := &World{probes: p.Probes}
	w.net, err = sock.NewNet(address, func() int64 { return w.clock.Now() }, sock.Limits{Sockets: l.limits.Sockets}, l.budget)
	if err != nil {
		l.addresses.Release(address)
		return nil, err
	}
	env := l.env
	env.Address = address.String()
	env.Began = record.NewClock().Date()
	w.capture, env.Capture = l.openCapture(p, transports, address)
	header := record.Header{
		Script: p.Script, Slug: p.Slug, Order: p.Order, Added: p.Added, Env: env, Transport: p.Transport,
	}
	header.Peers = make([]string, len(peers))
	next := make(chan struct{}, len(peers)) // room for all: nobody waits to send
	w.next, w.processes = next, make([]process, len(peers))
	for i, p := range peers {
		header.Peers[i] = p.Name
		process := &w.processes[i]
		process.name, process.next = p.Name, next
		process.hand = Hand{world: w, process: process, peer: i}
	}
	w.progress = newProgress(len(peers))
	w.live = l.newLive(header, owner, w.net.Stop)
	for _, p := range peers {
		if p.Transport != 0 {
			w.log.Peer(lab.Peer{Name: p.Name, Kind: p.Kind, Transport: p.Transport})
		}
	}
	return &run{live: w.live, world: w, limit: p.Limit}, nil
}

// transportsOf lists the transports of a plan's peers.
func transportsOf(p Plan, peers []lab.Peer) []lab.Transport {
	all := []lab.Transport{p.Transport}
	for _, peer := range peers {
		if peer.Transport != 0 && !slices.Contains(all, peer.Transport) {
			all = append(all, peer.Transport)
		}
	}
	return all
}

// conduct starts the actors, each when the one before it first waits or ends,
// and returns when every goroutine and descriptor of the run is gone.
func (r *run) conduct() {
	deepen()
	w := r.world
	w.clock = record.NewClock() // the run begins with its first peer
	w.beginCapture()
	after, name := r.timeLimit()
	limit := time.AfterFunc(after, func() { r.limited(name) })
	defer limit.Stop()
	var wait sync.WaitGroup
	w.programs.Add(len(r.actors))
	w.present.Add(len(r.actors))
	last := len(r.actors) - 1
	for i := range r.actors {
		if i == last {
			r.play(i) // after which there is nothing to start
			break
		}
		wait.Go(func() { deepen(); r.play(i) })
		select {
		case <-w.next:
		case <-r.ctx.Done():
		}
	}
	wait.Wait()
	if err := w.net.Close(); err != nil {
		r.stop(lab.End{Reason: lab.EndError, Detail: err.Error()})
	}
	r.release()
}

// play plays a peer and closes what its program leaves open.
func (r *run) play(i int) {
	w := r.world
	process := &w.processes[i]
	defer w.progress.end(i)
	defer process.waits()
	leave := sync.OnceFunc(w.present.Done)
	defer leave()
	err := r.actors[i].Play(r.ctx, w)
	if err != nil && !errors.Is(err, ErrStopped) {
		r.failed(process.name, err)
	}
	w.programs.Done()
	if process.silent { // its sockets stay open, but nobody has to wait for it
		w.progress.end(i)
		process.waits()
		leave()
		w.present.Wait()
	}
	if r.stopped() { // no close may reach a call of another that is about to end
		w.programs.Wait()
	}
	process.hand.cut = errors.Is(err, ErrStopped) || errors.Is(err, context.Canceled)
	process.closeAll()
}

// failed marks the run as EndError: a peer's program ended early.
func (r *run) failed(peer string, err error) {
	detail := peer + ": " + err.Error()
	if call := (*CallError)(nil); errors.As(err, &call) {
		detail = fmt.Sprintf("%s:%s", peer, call)
	}
	r.conclude(lab.End{Reason: lab.EndError, Detail: detail})
}

// discard releases a run that was never conducted.
func (r *run) discard() {
	_ = r.world.net.Close() // it has no sockets
	r.release()
}

func (r *run) release() {
	r.world.endCapture()
	r.lab.addresses.Release(r.world.net.Address())
	r.over()
}

// timeLimit is the plan's own limit or the lab's, whichever is shorter, and
// its name.
func (r *run) timeLimit() (time.Duration, string) {
	most := r.lab.limits.RunTime
	if r.limit > 0 && r.limit <= most {
		return r.limit, lab.LimitOwn
	}
	return most, "run-time"
}
