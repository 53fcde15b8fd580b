package diff

import (
	"slices"

	"stickylab/lab"
)

// facts are what one run shows by itself, counted for a comparison.
type facts struct {
	transport                   lab.Transport
	end                         lab.End
	names                       []string
	peers                       map[string]*peerFacts
	coalesced, split, truncated int64
	joined                      map[lab.Joined]bool
	sent, got                   int64 // bytes
	wait                        Waiting
	last                        int64 // ns: when the last call ended
}

// peerFacts are those of one peer.
type peerFacts struct {
	options  map[string]int64
	received [][]byte
	errors   []Failure
	conns    map[int]*kernel
}

// kernel is the most that the kernel said of a socket; lab.Missing where it
// was never asked.
type kernel struct{ segsOut, segsIn, retrans, unsent, drops int64 }

func unprobed() kernel {
	return kernel{lab.Missing, lab.Missing, lab.Missing, lab.Missing, lab.Missing}
}

func collect(s Side) *facts {
	f := &facts{
		transport: s.Transport, end: s.End, names: s.Peers,
		peers: map[string]*peerFacts{}, joined: map[lab.Joined]bool{},
	}
	for _, name := range s.Peers {
		f.peers[name] = &peerFacts{options: map[string]int64{}, conns: map[int]*kernel{}}
	}
	owners := map[int]*peerFacts{}
	for i := range s.Events {
		e := &s.Events[i]
		if e.Peer < 0 || e.Peer >= len(s.Peers) {
			continue
		}
		p := f.peers[s.Peers[e.Peer]]
		if owners[e.Conn] == nil {
			owners[e.Conn] = p
		}
		f.run(e, s.Peers[e.Peer])
		p.call(e)
		p.probe(e.Conn, e.Probe)
	}
	f.far(s.Events, owners)
	return f
}

// far adds what was read of a socket after calls at its other end.
func (f *facts) far(events []lab.Event, owners map[int]*peerFacts) {
	for i := range events {
		if e := &events[i]; owners[e.FarConn] != nil {
			owners[e.FarConn].probe(e.FarConn, e.Far)
		}
	}
}

// run counts what an event adds to the whole run. An accept waits for another
// program to begin, which says nothing of how bytes travel; a call that did not
// wait can still take long, when the machine had other things to do.
func (f *facts) run(e *lab.Event, peer string) {
	f.last = max(f.last, e.End)
	switch {
	case e.Call.Sends():
		f.sent += int64(e.Got)
	case e.Call.Receives():
		f.got += int64(e.Got)
	}
	if e.Verdict&lab.Coalesced != 0 {
		f.coalesced++
		f.joined[e.Joined] = true
	}
	f.split += number(e.Verdict&lab.Split != 0)
	f.truncated += number(e.Verdict&lab.Truncated != 0)
	if took := e.End - e.Start; e.Waited && onSocket(e.Call) && e.Call != lab.CallAccept && took > f.wait.Ns {
		f.wait = Waiting{Peer: peer, Call: e.Call, Ns: took}
	}
}

// onSocket tells the calls that wait for a socket from a peer's own pauses.
func onSocket(c lab.Call) bool {
	return c.OfSocket()
}

func (f *facts) queues() []lab.Joined {
	var all []lab.Joined
	for j := range f.joined {
		all = append(all, j)
	}
	slices.Sort(all)
	return all
}

// call notes what the peer's program noticed of a call.
func (p *peerFacts) call(e *lab.Event) {
	switch {
	case e.Err != "":
		if onSocket(e.Call) {
			p.errors = append(p.errors, Failure{e.Call, e.Err})
		}
	case e.Call.Receives():
		p.received = append(p.received, e.Data)
	case e.Call == lab.CallSetOption:
		p.options[e.Option] = int64(e.Arg)
	}
}

// option gives the value that the peer set last, lab.Missing if none.
func (p *peerFacts) option(name string) int64 {
	if value, ok := p.options[name]; ok {
		return value
	}
	return lab.Missing
}

func (p *peerFacts) probe(conn int, probe *lab.Probe) {
	if conn == 0 || probe == nil {
		return
	}
	k := p.conns[conn]
	if k == nil {
		none := unprobed()
		k = &none
		p.conns[conn] = k
	}
	k.segsOut = max(k.segsOut, int64(probe.SegsOut))
	k.segsIn = max(k.segsIn, int64(probe.SegsIn))
	k.retrans = max(k.retrans, int64(probe.Retrans))
	k.unsent = max(k.unsent, int64(probe.Unsent))
	k.drops = max(k.drops, int64(probe.Drops))
}

// kernel adds the counts of the peer's sockets up; of the bytes held back it
// gives the most of any.
func (p *peerFacts) kernel() kernel {
	all := unprobed()
	for _, k := range p.conns {
		all.segsOut = plus(all.segsOut, k.segsOut)
		all.segsIn = plus(all.segsIn, k.segsIn)
		all.retrans = plus(all.retrans, k.retrans)
		all.drops = plus(all.drops, k.drops)
		all.unsent = max(all.unsent, k.unsent)
	}
	return all
}

// plus adds counts of which either may be missing.
func plus(a, b int64) int64 {
	switch {
	case a == lab.Missing:
		return b
	case b == lab.Missing:
		return a
	}
	return a + b
}
