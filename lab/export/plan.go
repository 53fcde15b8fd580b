package export

import (
	"stickylab/lab"
	"stickylab/lab/action"
)

// plan is the program of one peer in the terms of every language: statements
// about sockets that have names. What a language calls things, and how it
// writes them, is its printer's.
type plan struct {
	transport lab.Transport
	body      block
	threads   int // in all blocks
}

// block is statements in their order.
type block []statement

// statement is one operation; step is the line of the script it is for.
type statement struct {
	step int
	op   op
}

// op is what a statement does: one of the types below.
type op interface{ op() }

// planSocket is a socket of the program.
type planSocket struct {
	name string // unique among those that are open at once

	bound, connected bool
	tried            bool // its bind may have failed
	connecting       bool // its connect did not wait
}

// value is a value in the program that can be edited: part says which of the
// step's values it is, and the printer how it is written and read.
type value struct {
	part int
	is   any // int, string, []byte, bool, time.Duration
}

// Operations on sockets.
type (
	openOp struct{ s *planSocket }
	// bind binds a socket, with unbound only where it has no address.
	bindOp struct {
		s       *planSocket
		port    int
		unbound bool
	}
	connectOp struct {
		s    *planSocket
		port int
		code string // that gets the number of its errno, empty for none
	}
	listenOp struct {
		s       *planSocket
		backlog value
	}
	// accept accepts a connection as conn. The listener is nil where none
	// listens: the call fails.
	acceptOp  struct{ conn, listener *planSocket }
	closingOp struct{ s *planSocket }
	optionOp  struct {
		s   *planSocket
		set lab.Set
	}
	// timeout and blocking set a mode of one socket, or, without one, of those
	// to come. Of several for one step only the first can be edited.
	timeoutOp struct {
		s     *planSocket
		after value
		again bool
	}
	blockingOp struct {
		s     *planSocket
		on    value
		again bool
	}
)

// Operations on bytes. A received text is named: data of what, from where.
type (
	// nameBody gives the bytes of terms a name, for a header of their length.
	nameBodyOp struct{ terms []term }
	sendOp     struct {
		s     *planSocket
		do    lab.Send
		terms []term
	}
	sendFileOp struct {
		s          *planSocket
		name, size value
	}
	receiveOp struct {
		s    *planSocket
		into data
		from bool // the address of the sender is wanted too
		do   lab.Recv
		size value // unless a variable says it
	}
	// lengthen puts what was received behind a variable's bytes; asked: the program
	// asks for all of them by the name of what was received.
	lengthenOp struct {
		variable string
		by       data
		asked    bool
	}
	receiveFrameOp struct {
		s    *planSocket
		into data
		from bool
		by   *value
	}
	// ready waits for sockets.
	readyOp struct {
		sockets []*planSocket
		within  *value // nil for ever
	}
	receiveUntilOp struct {
		s    *planSocket
		into data
		end  value
		by   *value
	}
	receiveFileOp struct {
		s    *planSocket
		into data
		by   *value
	}
	useCodecOp struct{ do lab.Codec }
)

// Control of the program.
type (
	waitOp   struct{ do lab.Wait } // of the lab alone: a program cannot wait for another
	repeatOp struct {
		count *value // nil for ever
		body  block
	}
	// attempt is a step whose failure the program survives; instead is done then.
	attemptOp struct {
		body, instead block
		fails         failure
	}
	// branch does its body on the condition of an if or elif, or else.
	branchOp struct {
		do    lab.Branch
		last  data        // what was received last
		ready *planSocket // that its condition asks for
		body  block
	}
	breakOp struct{}
	// leave ends the innermost loop on a condition.
	leaveOp struct{ when condition }
	// leaveAll ends the loops around up to one that an empty receive ends: it
	// sets the flag that leave with flagEnded looks at.
	leaveAllOp struct{ when condition }
	// clearEnded prepares that flag.
	clearEndedOp struct{}
	// noSender gives the address of a sender a value that nothing can be sent to.
	noSenderOp struct{}
	noDataOp   struct{ of data }
	// standIn uses the listening socket where no connection was accepted.
	standInOp struct{ conn, listener *planSocket }
	nothingOp struct{}
)

// otherOp is an action of lab/action, and the names that it may use.
type otherOp struct {
	do   action.Action
	s    *planSocket // the socket in use, nil unless its Kind is OnSocket
	last data        // what was received last
	all  []string    // the names of all open sockets, the one in use first
}

// failure is what a call fails with: an error of the system, or with framed one of
// the codec as well, or an exception that the step raises in their place.
type failure struct {
	framed bool
	raises string
}

// data names what was received: the n-th receive of the program, or, with 0,
// the last one, where only the run decides which that is. A variable has it in that
// place, or, with both, as well.
type data struct {
	n        int
	variable string
	both     bool
}

// condition is what ends a loop after a receive.
type condition struct {
	kind conditionKind
	of   data
	size int       // of tooShort
	expr *lab.Expr // of tooShort, in place of size
}

type conditionKind int

const (
	isEmpty conditionKind = iota
	isNone                // no frame came
	tooShort
	flagEnded
)

// term is a part of the bytes of a send; exactly one of the fields is set.
type term struct {
	bytes  *value
	times  *value    // with bytes, nil for once
	count  *lab.Expr // in place of times, nil for that
	file   string    // the name of a file whose bytes they are
	packed *packed
	// received is bytes received before.
	received *data
	upper    bool
	body     bool // those that nameBody has named
}

// packed is a header.
type packed struct {
	format value
	args   []lab.Arg
	// followed: its length argument is that of the named bytes, else 0.
	followed bool
}

func (openOp) op()         {}
func (bindOp) op()         {}
func (connectOp) op()      {}
func (listenOp) op()       {}
func (acceptOp) op()       {}
func (closingOp) op()      {}
func (optionOp) op()       {}
func (timeoutOp) op()      {}
func (blockingOp) op()     {}
func (nameBodyOp) op()     {}
func (sendOp) op()         {}
func (sendFileOp) op()     {}
func (receiveOp) op()      {}
func (lengthenOp) op()     {}
func (receiveFrameOp) op() {}
func (receiveUntilOp) op() {}
func (readyOp) op()        {}
func (receiveFileOp) op()  {}
func (useCodecOp) op()     {}
func (otherOp) op()        {}
func (waitOp) op()         {}
func (repeatOp) op()       {}
func (attemptOp) op()      {}
func (branchOp) op()       {}
func (breakOp) op()        {}
func (leaveOp) op()        {}
func (leaveAllOp) op()     {}
func (clearEndedOp) op()   {}
func (noSenderOp) op()     {}
func (noDataOp) op()       {}
func (standInOp) op()      {}
func (nothingOp) op()      {}
