package session

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"stickylab/lab"
	"stickylab/lab/capture"
	"stickylab/lab/record"
	"stickylab/lab/sock"
)

// run is one execution of an experiment.
type run struct {
	id       string
	lab      *Lab
	exp      lab.Experiment
	clock    record.Clock
	net      *sock.Net
	log      *record.Log
	capture  *capture.Capture // nil when no segments are captured
	peers    []*peer
	progress progress
	bytes    atomic.Int64
	stopping chan struct{}  // closed by stop
	programs sync.WaitGroup // those that have not ended

	mu    sync.Mutex
	end   lab.End // the first reason to end
	ended bool
}

// newRun makes the run and its world; conduct gives both back, or discard.
func (l *Lab) newRun(e lab.Experiment, slug string, o lab.Order) (*run, error) {
	address, err := l.addresses.AcquireFor(e.Transport)
	if err != nil {
		return nil, err
	}
	r := &run{lab: l, exp: e, stopping: make(chan struct{})}
	r.net, err = sock.NewNet(address, func() int64 { return r.clock.Now() }, sock.Limits{Sockets: l.limits.Sockets}, l.budget)
	if err != nil {
		l.addresses.Release(address)
		return nil, err
	}
	env := l.env
	env.Address = address.String()
	r.capture, env.Capture = l.openCapture(e, address)
	header := record.Header{Script: e.Script, Slug: slug, Order: o, Added: e.Added(), Env: env, Transport: e.Transport}
	index := map[string]int{}
	for i, p := range e.Peers {
		header.Peers = append(header.Peers, p.Name)
		index[p.Name] = i
		r.peers = append(r.peers, newPeer(r, i, p))
	}
	r.progress = newProgress(index)
	r.log = record.NewLog(header)
	return r, nil
}

// conduct starts the peers, each when the one before it first waits or ends,
// and returns when every goroutine and descriptor of the run is gone.
func (r *run) conduct() {
	r.clock = record.NewClock() // the run begins with its first peer
	r.beginCapture()
	after, name := r.timeLimit()
	limit := time.AfterFunc(after, func() { r.stop(lab.End{Reason: lab.EndLimit, Detail: name}) })
	defer limit.Stop()
	var wait sync.WaitGroup
	r.programs.Add(len(r.peers))
	for _, p := range r.peers {
		wait.Go(p.run)
		select {
		case <-p.ready:
		case <-r.stopping:
		}
	}
	wait.Wait()
	if err := r.net.Close(); err != nil {
		r.stop(lab.End{Reason: lab.EndError, Detail: err.Error()})
	}
	r.endCapture()
	r.lab.addresses.Release(r.net.Address())
}

// discard gives back a run that was never conducted.
func (r *run) discard() {
	_ = r.net.Close() // it has no sockets
	r.endCapture()
	r.lab.addresses.Release(r.net.Address())
}

// timeLimit is the experiment's own limit or the lab's, whichever is shorter,
// and its name.
func (r *run) timeLimit() (time.Duration, string) {
	most := r.lab.limits.RunTime
	if r.exp.Limit > 0 && r.exp.Limit <= most {
		return r.exp.Limit, lab.LimitOwn
	}
	return most, "run-time"
}

// stop ends every call that waits and every later one. The first reason to
// end is the one that counts.
func (r *run) stop(end lab.End) {
	r.conclude(end)
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.ended {
		r.ended = true
		close(r.stopping)
		r.net.Stop()
	}
}

// conclude keeps the reason to end, unless there is one already.
func (r *run) conclude(end lab.End) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.end.Reason == "" {
		r.end = end
	}
}

// ending is how the run ended, once conduct has returned.
func (r *run) ending() lab.End {
	r.conclude(lab.End{Reason: lab.EndDone})
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.end
}

// failed ends the run's hope to be done: a peer's program broke off.
func (r *run) failed(p *peer, e *lab.Event) {
	r.conclude(lab.End{Reason: lab.EndError, Detail: fmt.Sprintf("%s:%d %s %s", p.program.Name, e.Step, e.Call, e.Err)})
}

// record appends an event and holds the run to its limits.
func (r *run) record(e *lab.Event) {
	seq := r.log.Append(*e)
	r.hurryCapture(seq)
	r.progress.done(e.Peer, e.Call)
	if seq >= r.lab.limits.Events {
		r.stop(lab.End{Reason: lab.EndLimit, Detail: "events"})
	}
	got := int64(e.Got)
	if got == 0 {
		return
	}
	own, all := r.bytes.Add(got), r.lab.bytes.Add(got)
	limits := &r.lab.limits
	if own >= int64(limits.Bytes) {
		r.stop(lab.End{Reason: lab.EndLimit, Detail: "bytes"})
	}
	// A run within its share does not pay for what others took.
	if all >= int64(limits.LiveBytes) && own >= int64(limits.LiveBytes/limits.Runs) {
		r.stop(lab.End{Reason: lab.EndLimit, Detail: "live-bytes"})
	}
}
