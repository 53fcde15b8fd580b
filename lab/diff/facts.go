package diff

import (
	"context"
	"hash/maphash"

	"stickylab/lab"
)

// facts are what one run shows by itself, counted for a comparison.
type facts struct {
	transport                   lab.Transport
	end                         lab.End
	names                       []string
	peers                       map[string]*peerFacts
	coalesced, split, truncated tally
	joined                      lab.Queues
	sent, got                   int64 // bytes
	wait                        Waiting
	waited                      int   // Seq of that call
	last                        int64 // ns: when the last call ended
	lastSeq                     int   // Seq of that call
	sockets                     places

	seed    maphash.Seed // the same for both runs
	kernels map[int]*kernel
	owners  map[int]*peerFacts // by the conn: who made the first call on it
}

// places are the Seqs of the first MaxEvents events of a kind.
type places []int

func (p *places) add(seq int) {
	if len(*p) < MaxEvents {
		*p = append(*p, seq)
	}
}

// tally counts events of a kind.
type tally struct {
	n  int64
	at places
}

func (t *tally) add(seq int) {
	t.n++
	t.at.add(seq)
}

// setting is the value that an option was set to last, and the event of that.
type setting struct {
	value int64
	seq   int
}

// peerFacts are those of one peer.
type peerFacts struct {
	first    int // Seq of its first event, 0 for none
	options  map[string]setting
	results  results
	failures failures
	kernel   kernel // of all its sockets
}

// collect reads a run once.
func collect(ctx context.Context, s Side, seed maphash.Seed) (*facts, error) {
	f := &facts{
		transport: s.Transport, end: s.End, names: s.Peers, peers: map[string]*peerFacts{},
		seed: seed, kernels: map[int]*kernel{}, owners: map[int]*peerFacts{},
	}
	for _, name := range s.Peers {
		p := &peerFacts{options: map[string]setting{}, kernel: unprobed()}
		p.failures.hash.SetSeed(seed)
		f.peers[name] = p
	}
	for e, err := range s.Run.Events(ctx, 1) {
		if err != nil {
			return nil, err
		}
		if e.Peer >= 0 && e.Peer < len(s.Peers) {
			f.event(e, s.Peers[e.Peer])
		}
	}
	for id, k := range f.kernels {
		if p := f.owners[id]; p != nil {
			p.kernel = p.kernel.with(k)
		}
	}
	return f, nil
}

func (f *facts) event(e *lab.Event, name string) {
	p := f.peers[name]
	if f.owners[e.Conn] == nil {
		f.owners[e.Conn] = p
	}
	if p.first == 0 {
		p.first = e.Seq
	}
	f.run(e, name)
	p.call(e, f.seed)
	f.probe(e.Conn, e.Probe, e.Seq)
	f.probe(e.FarConn, e.Far, e.Seq)
}

// run counts what an event adds to the whole run. An accept waits for another
// program to begin, which has nothing to do with how bytes travel; a call that did not
// wait can still take long, when the machine had other things to do.
func (f *facts) run(e *lab.Event, peer string) {
	if e.End > f.last || f.lastSeq == 0 {
		f.last, f.lastSeq = max(f.last, e.End), e.Seq
	}
	if e.Call == lab.CallSocket {
		f.sockets.add(e.Seq)
	}
	f.judged(e)
	f.joined.Add(e)
	switch {
	case e.Call.Sends():
		f.sent += int64(e.Got)
	case e.Call.Receives() && !e.Peek:
		f.got += int64(e.Got)
	}
	if took := e.End - e.Start; e.Waited && e.Call.OfSocket() && e.Call != lab.CallAccept && took > f.wait.Ns {
		f.wait, f.waited = Waiting{Peer: peer, Call: e.Call, Ns: took}, e.Seq
	}
}

// judged counts the verdict on a receive.
func (f *facts) judged(e *lab.Event) {
	if e.Verdict&lab.Coalesced != 0 {
		f.coalesced.add(e.Seq)
	}
	if e.Verdict&lab.Split != 0 {
		f.split.add(e.Seq)
	}
	if e.Verdict&lab.Truncated != 0 {
		f.truncated.add(e.Seq)
	}
}

// call keeps what the peer's program noticed of a call.
func (p *peerFacts) call(e *lab.Event, seed maphash.Seed) {
	switch {
	case e.Err != "":
		if call := e.Meant(); call.OfSocket() || call == lab.CallEncode {
			p.failures.add(call, e.Err, e.Seq)
		}
	case e.Call.Receives():
		p.results.add(e, seed)
	case e.Call == lab.CallSetOption:
		p.options[e.Option] = setting{int64(e.Arg), e.Seq}
	}
}

// option returns the value that the peer set last, lab.Missing if none.
func (p *peerFacts) option(name string) setting {
	if set, ok := p.options[name]; ok {
		return set
	}
	return setting{value: lab.Missing}
}
