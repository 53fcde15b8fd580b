package lab

import "fmt"

// The limits of what a run keeps of its peers.
const (
	// MaxPeers bounds the peers of a run.
	MaxPeers = 64
	// MaxFiles bounds the files of a peer's program, MaxFile the bytes of each.
	MaxFiles = 8
	MaxFile  = 64 << 10
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

// File is the text of a program or of a module of it.
type File struct{ Name, Text string }
