package record

import (
	"cmp"
	"slices"
	"strconv"

	"stickylab/lab"
)

// programJSON is a peer as the trace format has it, where more is known of it
// than its name.
type programJSON struct {
	Peer      string     `json:"peer"`
	Kind      string     `json:"kind"`
	Transport string     `json:"transport,omitempty"`
	Argv      []string   `json:"argv,omitempty"`
	PID       int        `json:"pid,omitempty"`
	Runtime   string     `json:"runtime,omitempty"`
	Files     []fileJSON `json:"files,omitempty"`
}

// fileJSON is the text of a program.
type fileJSON struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

func programsJSON(peers []lab.Peer) []programJSON {
	var all []programJSON
	for _, p := range peers {
		j := programJSON{Peer: p.Name, Kind: p.Kind.String(), Argv: p.Argv, PID: p.PID, Runtime: p.Runtime}
		if p.Transport != 0 {
			j.Transport = p.Transport.String()
		}
		for _, f := range p.Files {
			j.Files = append(j.Files, fileJSON(f))
		}
		all = append(all, j)
	}
	return all
}

// peer reads a peer of a file, which anybody may have written.
func (j *programJSON) peer() (lab.Peer, error) {
	kind, ok := lab.ParsePeerKind(j.Kind)
	if !ok {
		return lab.Peer{}, wrong("kind", "peer-kind", strconv.Quote(j.Kind))
	}
	transport, ok := readTransport(j.Transport)
	if !ok {
		return lab.Peer{}, wrong("transport", "transport", strconv.Quote(j.Transport), transports())
	}
	if err := whole("pid", int64(j.PID), 0, maxInt); err != nil {
		return lab.Peer{}, err
	}
	p := lab.Peer{Name: j.Peer, Kind: kind, Transport: transport, Argv: j.Argv, PID: j.PID, Runtime: j.Runtime}
	for _, f := range j.Files {
		p.Files = append(p.Files, lab.File(f))
	}
	if err := p.Check(); err != nil {
		return p, over("", err)
	}
	return p, nil
}

// connJSON is a conn as the trace format has it, where more is known of it than
// its events say.
type connJSON struct {
	ID        int    `json:"id"`
	Peer      string `json:"peer"`
	Transport string `json:"transport,omitempty"`
	Local     string `json:"local,omitempty"`
	Remote    string `json:"remote,omitempty"`
	Outside   bool   `json:"outside,omitempty"`
	Base      int64  `json:"base,omitempty"`
	Far       int    `json:"far,omitempty"`
}

func connsJSON(conns []lab.Conn, peers []string) []connJSON {
	var all []connJSON
	for _, c := range conns {
		j := connJSON{ID: c.ID, Local: c.Local, Remote: c.Remote, Outside: c.Outside, Base: c.Base, Far: c.Far}
		if c.Peer < len(peers) {
			j.Peer = peers[c.Peer]
		}
		if c.Transport != 0 {
			j.Transport = c.Transport.String()
		}
		all = append(all, j)
	}
	return all
}

// conn reads a conn of a file, which anybody may have written.
func (j *connJSON) conn(peers map[string]int, names []string) (lab.Conn, error) {
	peer, ok := peers[j.Peer]
	if !ok {
		return lab.Conn{}, wrong("peer", "peer", strconv.Quote(j.Peer), quoted(names))
	}
	transport, ok := readTransport(j.Transport)
	if !ok {
		return lab.Conn{}, wrong("transport", "transport", strconv.Quote(j.Transport), transports())
	}
	if err := cmp.Or(
		whole("id", int64(j.ID), 1, maxInt), whole("far", int64(j.Far), 0, maxInt), whole("base", j.Base, 0, maxTime),
	); err != nil {
		return lab.Conn{}, err
	}
	if n := max(len(j.Local), len(j.Remote)); n > lab.MaxArg {
		return lab.Conn{}, wrong("local", "text-length", n, lab.MaxArg)
	}
	return lab.Conn{ID: j.ID, Peer: peer, Transport: transport, Local: j.Local, Remote: j.Remote, Outside: j.Outside, Base: j.Base, Far: j.Far}, nil
}

// readTransport reads a transport that may be left out.
func readTransport(word string) (lab.Transport, bool) {
	t := lab.ParseTransport(word)
	return t, t != 0 || word == ""
}

// readKnown takes the peers and conns of a file.
func (t *TraceReader) readKnown() error {
	if len(t.head.Conns) > lab.MaxConns {
		return over("conns", &lab.LimitError{Name: "conns", Max: lab.MaxConns})
	}
	size := 0
	t.list = "programs"
	for i := range t.head.Programs {
		t.number = i + 1
		p, err := t.program(&t.head.Programs[i])
		if err != nil {
			return err
		}
		if size += p.Size(); size > lab.MaxPrograms {
			return over("", &lab.LimitError{Name: "programs", Max: lab.MaxPrograms})
		}
		t.programs = append(t.programs, p)
		t.used.watched[t.peers[p.Name]] = p.Kind == lab.Watched
	}
	t.list = "conns"
	for i := range t.head.Conns {
		t.number = i + 1
		c, err := t.head.Conns[i].conn(t.peers, t.header.Peers)
		if err != nil {
			return err
		}
		t.used.conn(c)
		t.conns = append(t.conns, c)
	}
	t.list, t.number = "", 0
	return nil
}

// program reads what a file says of one of its peers.
func (t *TraceReader) program(j *programJSON) (lab.Peer, error) {
	if _, known := t.peers[j.Peer]; !known {
		return lab.Peer{}, wrong("peer", "peer", strconv.Quote(j.Peer), quoted(t.header.Peers))
	}
	if slices.ContainsFunc(t.programs, func(p lab.Peer) bool { return p.Name == j.Peer }) {
		return lab.Peer{}, wrong("peer", "file-twice", strconv.Quote(j.Peer))
	}
	return j.peer()
}
