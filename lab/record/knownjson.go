package record

import (
	"fmt"

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
		return lab.Peer{}, fmt.Errorf("unknown kind %q", j.Kind)
	}
	transport, ok := readTransport(j.Transport)
	if !ok {
		return lab.Peer{}, fmt.Errorf("unknown transport %q", j.Transport)
	}
	p := lab.Peer{Name: j.Peer, Kind: kind, Transport: transport, Argv: j.Argv, PID: max(j.PID, 0), Runtime: j.Runtime}
	for _, f := range j.Files {
		p.Files = append(p.Files, lab.File(f))
	}
	return p, p.Check()
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
func (j *connJSON) conn(peers map[string]int) (lab.Conn, error) {
	peer, ok := peers[j.Peer]
	if !ok {
		return lab.Conn{}, fmt.Errorf("unknown peer %q", j.Peer)
	}
	transport, ok := readTransport(j.Transport)
	if !ok {
		return lab.Conn{}, fmt.Errorf("unknown transport %q", j.Transport)
	}
	if j.ID < 1 || j.Base < 0 || j.Far < 0 {
		return lab.Conn{}, fmt.Errorf("a number below its least")
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
	if len(t.head.Peers) > lab.MaxPeers {
		return &lab.LimitError{Name: "peers", Max: lab.MaxPeers}
	}
	if len(t.head.Conns) > lab.MaxConns {
		return &lab.LimitError{Name: "conns", Max: lab.MaxConns}
	}
	size := 0
	for i := range t.head.Programs {
		p, err := t.head.Programs[i].peer()
		if _, known := t.peers[p.Name]; err == nil && !known {
			err = fmt.Errorf("unknown peer %q", p.Name)
		}
		if size += p.Size(); err == nil && size > lab.MaxPrograms {
			err = &lab.LimitError{Name: "programs", Max: lab.MaxPrograms}
		}
		if err != nil {
			return fmt.Errorf("program %d: %w", i+1, err)
		}
		t.programs = append(t.programs, p)
	}
	for i := range t.head.Conns {
		c, err := t.head.Conns[i].conn(t.peers)
		if err != nil {
			return fmt.Errorf("conn %d: %w", i+1, err)
		}
		t.conns = append(t.conns, c)
	}
	return nil
}
