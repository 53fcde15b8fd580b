package lab

import (
	"errors"
	"fmt"
	"slices"
)

// The limits of what a run keeps of its peers.
const (
	// MaxPeers bounds the peers of a run.
	MaxPeers = 64
	// MaxFiles bounds the files of a peer's program, MaxFile the bytes of each.
	MaxFiles = 8
	MaxFile  = 64 << 10
	// MaxPrograms bounds the bytes of all programs of a run.
	MaxPrograms = 1 << 20
	// MaxArgs bounds the arguments of a peer, MaxArg the bytes of each, of a name
	// and of a runtime.
	MaxArgs = 64
	MaxArg  = 1 << 10
)

// PeerKind is who makes a peer's calls.
type PeerKind uint8

// The kinds of peers. Their numbers are part of the wire format.
const (
	// Scripted: the lab plays the peer's steps.
	Scripted PeerKind = iota
	// Guest: its program runs elsewhere and asks the lab to make its calls.
	Guest
	// Watched: a process that makes its own calls, which the lab sees.
	Watched
	// Outside: only its bytes are seen.
	Outside
)

var peerKinds = [...]string{"scripted", "guest", "watched", "outside"}

// String returns the kind's word in a trace.
func (k PeerKind) String() string {
	if int(k) < len(peerKinds) {
		return peerKinds[k]
	}
	return fmt.Sprintf("peer kind(%d)", uint8(k))
}

// ParsePeerKind is the inverse of String. The empty word is Scripted.
func ParsePeerKind(word string) (PeerKind, bool) {
	for k, name := range peerKinds {
		if name == word {
			return PeerKind(k), true
		}
	}
	return Scripted, word == ""
}

// Peer is a named participant and its program.
type Peer struct {
	Name string
	Kind PeerKind
	// Transport is that of the sockets that the peer opens; 0 is the
	// experiment's.
	Transport Transport

	// Scripted: the line of its name in the script, and its steps.
	Line  int
	Steps []Step

	// Guest, Watched: its program. Files[0] is the one that was started.
	Files   []File
	Argv    []string
	PID     int    // 0 where there is no process
	Runtime string // what runs it: "CPython 3.11.7"
}

// Check reports what of the peer is above a limit, as a *LimitError, or that it
// has no name.
func (p *Peer) Check() error {
	switch {
	case p.Name == "":
		return errNoName
	case len(p.Name) > MaxArg || len(p.Runtime) > MaxArg || slices.ContainsFunc(p.Argv, func(arg string) bool { return len(arg) > MaxArg }):
		return &LimitError{Name: "program-argument", Max: MaxArg}
	case len(p.Argv) > MaxArgs:
		return &LimitError{Name: "program-arguments", Max: MaxArgs}
	case len(p.Files) > MaxFiles:
		return &LimitError{Name: "program-files", Max: MaxFiles}
	case slices.ContainsFunc(p.Files, func(f File) bool { return len(f.Text) > MaxFile || len(f.Name) > MaxArg }):
		return &LimitError{Name: "program-file", Max: MaxFile}
	}
	return nil
}

var errNoName = errors.New("a peer has no name")

// Size counts the bytes of the peer's program.
func (p *Peer) Size() (n int) {
	for _, f := range p.Files {
		n += len(f.Text)
	}
	return n
}

// File is the text of a program or of a module of it.
type File struct {
	Name string `json:"name"`
	Text string `json:"text"`
}
