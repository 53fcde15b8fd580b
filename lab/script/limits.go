package script

import (
	"time"

	"stickylab/lab"
	"stickylab/lab/action"
)

// The limits of what a script may ask for. They keep a mistake from becoming
// a run that nobody can watch; the lab's own limits on a run come on top.
const (
	MaxBytes     = 64 << 10 // of the script, as written and as printed
	MaxPeers     = lab.MaxPeers
	MaxSteps     = 1000     // of all peers, each line counted once
	MaxDepth     = 8        // loops and branches within each other
	MaxName      = 32       // characters of a peer's or variable's name
	MaxNames     = 16       // variables of one unpack
	MaxBrackets  = 8        // within brackets
	MaxPayload   = 16 << 20 // bytes of one send
	MaxRecv      = MaxPayload
	MaxCutPieces = 4096    // of one send
	MaxFile      = 1 << 20 // bytes of a file that is sent
	MaxFormat    = 4096    // bytes that one struct format describes
	MaxBacklog   = 4096    // net.core.somaxconn cuts off what is above, listen(2)
	MaxLoop      = 1_000_000
	MaxPort      = 65535
	MaxOption    = 16 << 20
	MaxPause     = action.MaxPause // of a sleep or a timeout
	MaxLimit     = 10 * time.Minute
)
