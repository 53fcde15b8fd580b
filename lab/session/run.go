package session

import (
	"cmp"
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
	// Source is the header's: empty where the lab plays all peers.
	Source string
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
	// Outside is the name of the peer that a program of somebody's own plays, and Door the
	// port by which the others know the address where they meet it.
	Outside string
	Door    int
	// Limit ends the run that long after its first peer started, whether calls
	// are still being made or not; 0 leaves it to the limits of the lab.
	Limit time.Duration
	// Most is the longest time that the run may take, with the name of that limit; 0 is
	// that of the lab for any run.
	Most     time.Duration
	MostName string
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
	World
	actors []Actor
	limit  time.Duration
	most   time.Duration
	name   string         // of the limit most
	peers  sync.WaitGroup // goroutines that play one
}

// newRun makes the run and its world; conduct releases both, or discard.
func (l *Lab) newRun(p Plan, peers []lab.Peer, owner string) (*run, error) {
	transports := transportsOf(p, peers)
	address, err := l.addresses.Acquire()
	if err != nil {
		return nil, err
	}
	r := &run{limit: p.Limit, most: cmp.Or(p.Most, l.limits.RunTime), name: cmp.Or(p.MostName, "run-time")}
	w := &r.World
	w.probes = p.Probes
	w.net, err = sock.NewNet(address, w.Now, sock.Limits{Sockets: l.limits.Sockets}, l.budget)
	if err != nil {
		l.addresses.Release(address)
		return nil, err
	}
	if p.Door != 0 {
		if err := l.lendDoor(w.net, p.Door); err != nil {
			_ = w.net.Close() // it has no sockets
			l.addresses.Release(address)
			return nil, err
		}
		w.outside, w.throughDoor = p.Outside, true
	}
	env := l.env
	env.Address = address.String()
	env.Began = record.NewClock().Date()
	w.capture, env.Capture = l.openCapture(p, transports, address, owner)
	header := record.Header{
		Source: p.Source, Script: p.Script, Slug: p.Slug, Order: p.Order, Added: p.Added, Env: env, Transport: p.Transport,
	}
	header.Peers = make([]string, len(peers))
	next := make(chan struct{}, len(peers)) // room for all: nobody waits to send
	w.next, w.processes = next, make([]process, len(peers))
	for i, p := range peers {
		header.Peers[i] = p.Name
		process := &w.processes[i]
		process.name, process.next = p.Name, next
		process.hand.world, process.hand.process, process.hand.peer = w, process, i
	}
	w.progress.peers = w.processes
	w.init(l, header, owner, w.net.Stop)
	for _, p := range peers {
		if p.Transport != 0 || p.Kind != lab.Scripted {
			w.log.Peer(lab.Peer{Name: p.Name, Kind: p.Kind, Transport: p.Transport, Files: p.Files, Argv: p.Argv, Runtime: p.Runtime})
		}
	}
	return r, nil
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
// and returns when every goroutine and descriptor of the run is gone. It plays the
// last one itself, and so keeps nothing on the stack meanwhile.
func (r *run) conduct() {
	deepen()
	limit := r.begin()
	if last := len(r.actors) - 1; last >= 0 {
		r.play(last) // after which there is nothing to start
	}
	r.finish()
	limit.Stop()
}

// begin starts the clock, the time limit and all actors but the last.
//
//go:noinline
func (r *run) begin() (limit *time.Timer) {
	r.clock = record.NewClock() // the run begins with its first peer
	r.beginCapture()
	after, name := r.timeLimit()
	limit = time.AfterFunc(after, func() { r.limited(name) })
	r.programs.Add(len(r.actors))
	r.present.Add(len(r.actors))
	for i := range len(r.actors) - 1 {
		r.peers.Go(func() { deepen(); r.play(i) })
		select {
		case <-r.next:
		case <-r.ctx.Done():
		}
	}
	return limit
}

func (r *run) finish() {
	r.peers.Wait()
	if err := r.net.Close(); err != nil {
		r.stop(lab.End{Reason: lab.EndError, Detail: err.Error()})
	}
	r.leave()
}

// play plays a peer and closes what its program leaves open.
func (r *run) play(i int) {
	defer r.left(i)
	r.clear(i, r.actors[i].Play(r.ctx, &r.World))
}

// clear closes what the program of a peer left open, which ended with err.
//
//go:noinline
func (r *run) clear(i int, err error) {
	process := &r.processes[i]
	r.outcome(process, err)
	r.programs.Done()
	if process.silent { // its sockets stay open, but nobody has to wait for it
		r.left(i)
		r.present.Wait()
	}
	if r.stopped() { // no close may reach a call of another that is about to end
		r.programs.Wait()
	}
	process.closeAfter(err)
}

// left shows that a peer does nothing any more that others may wait for. It may be
// called again.
func (r *run) left(i int) {
	process := &r.processes[i]
	if process.gone {
		return
	}
	process.gone = true
	r.present.Done()
	process.waits()
	r.progress.end(i)
}

// outcome marks the run as EndError where a program ended early.
func (w *World) outcome(program *process, err error) {
	if err == nil || errors.Is(err, ErrStopped) {
		return
	}
	detail := program.name + ": " + err.Error()
	if call := (*CallError)(nil); errors.As(err, &call) {
		detail = fmt.Sprintf("%s:%s", program.name, call)
	}
	w.because(reason{end: lab.End{Reason: lab.EndError, Detail: detail}, program: program})
}

// discard releases a run that was never conducted.
func (r *run) discard() {
	_ = r.net.Close() // it has no sockets
	r.leave()
}

// leave gives back what the lab lent to the run.
func (r *run) leave() {
	r.endCapture()
	r.lab.addresses.Release(r.net.Address())
	if r.throughDoor {
		r.lab.takeDoorBack()
	}
	r.over()
}

// timeLimit is the plan's own limit or the lab's, whichever is shorter, and
// its name.
func (r *run) timeLimit() (time.Duration, string) {
	if r.limit > 0 && r.limit <= r.most {
		return r.limit, lab.LimitOwn
	}
	return r.most, r.name
}
