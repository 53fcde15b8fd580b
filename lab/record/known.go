package record

import (
	"slices"

	"stickylab/lab"
)

// Peer enters a peer and returns its index. A peer of the Header, or one that was
// entered before, is known by its name, and what is said of it now holds. It
// returns -1 for a peer that no row can carry, see lab.Peer.Check, or that is
// one too many, and after the end.
func (l *Log) Peer(p lab.Peer) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.end != nil || p.Check() != nil {
		return -1
	}
	i := slices.IndexFunc(l.peers, func(known lab.Peer) bool { return known.Name == p.Name })
	if i < 0 {
		i = len(l.peers)
		l.peers = append(l.peers, lab.Peer{Name: p.Name})
	}
	programs := l.programs - l.peers[i].Size() + p.Size()
	if i >= lab.MaxPeers || programs > lab.MaxPrograms {
		l.peers = l.peers[:min(len(l.peers), lab.MaxPeers)]
		return -1
	}
	l.peers[i], l.programs = p, programs
	l.startBatch(l.events+1, 0)
	l.enc.peer(i, &p)
	l.changed()
	return i
}

// Conn enters what is known of a conn beside its events, before the first event
// that needs it: its transport, where it is not the Header's, that it is an
// outside one, how much it had sent before. It reports false when there are
// lab.MaxConns already.
func (l *Log) Conn(c lab.Conn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.end != nil || l.conn(c)
}

func (l *Log) conn(c lab.Conn) bool {
	if c == (lab.Conn{ID: c.ID, Peer: c.Peer, Transport: l.header.Transport}) {
		return true // its events say as much
	}
	if !l.conns.Add(c) {
		return false
	}
	l.tracker.Conn(c)
	l.startBatch(l.events+1, 0)
	l.enc.conn(&c)
	l.changed()
	return true
}

// paired enters who faces an outside conn: no event of its own says so.
func (l *Log) paired(a, b int) {
	if l.conns.ConnOf(a).Outside || l.conns.ConnOf(b).Outside {
		for _, end := range [...][2]int{{a, b}, {b, a}} {
			c := l.conns.ConnOf(end[0])
			c.Far = end[1]
			l.conn(c)
		}
	}
}

// PeerNames lists the peers that are known so far.
func (l *Log) PeerNames() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	names := make([]string, len(l.peers))
	for i := range l.peers {
		names[i] = l.peers[i].Name
	}
	return names
}

// Conns reports what is known so far of the run's conns.
func (l *Log) Conns() lab.Conns {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.conns.Clone()
}

// datagram reports whether a conn has datagrams. The caller holds the lock.
func (l *Log) datagram(conn int) bool { return !l.conns.TransportOf(conn).Stream() }

// known returns a batch of all that was entered of peers and conns, for a viewer
// that gets no batch from before; nil without any. The caller holds the lock.
func (l *Log) known(after int) *Batch {
	var enc encoder
	enc.begin(after+1, 0)
	empty := len(enc.buf)
	for i := range l.peers {
		if p := &l.peers[i]; !bare(p) {
			enc.peer(i, p)
		}
	}
	for _, c := range l.conns.All() {
		enc.conn(&c)
	}
	if len(enc.buf) == empty {
		return nil
	}
	return &Batch{Bytes: enc.take(), Last: after}
}

// bare reports whether there is nothing to say of a peer but its name.
func bare(p *lab.Peer) bool {
	return p.Kind == lab.Scripted && p.Transport == 0 && len(p.Files)+len(p.Argv) == 0 && p.PID == 0 && p.Runtime == ""
}

func readPeer(in *input) (index int, p lab.Peer) {
	index = in.uint()
	p = lab.Peer{Kind: lab.PeerKind(in.uint()), Transport: lab.Transport(in.uint()), PID: in.uint(), Name: in.text(), Runtime: in.text()}
	for n := in.uint(); n > 0 && in.err == nil; n-- {
		p.Argv = append(p.Argv, in.text())
	}
	for n := in.uint(); n > 0 && in.err == nil; n-- {
		p.Files = append(p.Files, lab.File{Name: in.text(), Text: in.text()})
	}
	if err := p.Check(); err != nil && in.err == nil {
		in.fail(err)
	}
	return index, p
}

func readConn(in *input) lab.Conn {
	return lab.Conn{
		ID: in.uint(), Peer: in.uint(), Transport: lab.Transport(in.uint()), Outside: in.uint() != 0,
		Base: int64(in.uint()), Local: in.text(), Remote: in.text(), Far: in.uint(),
	}
}
