package sock

import (
	"errors"
	"syscall"

	"stickylab/lab"
)

// What a call that waited may end with instead of an answer of the kernel.
var (
	// ErrTimeout: the time of SetTimeout was over.
	ErrTimeout = errors.New(lab.ErrTimeout)
	// ErrStopped: the run was stopped.
	ErrStopped = errors.New(lab.ErrStopped)
	// ErrOutside: the other end would be no socket of the run.
	ErrOutside = errors.New(lab.ErrOutside)
	// ErrNoFolder: the host has no folder in which a run could have its own.
	ErrNoFolder = errors.New(lab.ErrNoFolder)
	// ErrUnbound: see Socket.Unbound.
	ErrUnbound = errors.New("the socket is not bound")
	// ErrUnsupported: the platform has no such sockets.
	ErrUnsupported = errors.New("this platform has no sockets for the lab; Linux has")
)

// Result is what a call gave.
type Result struct {
	// Start is taken right before the system call, End right after it (the
	// last one, when it took several), both by the run's Clock.
	Start, End int64
	// Waited tells that the call could not be done at once.
	Waited bool
	// Unmade tells that no system call was made.
	Unmade bool
	// EOF marks a receive that found the end of the stream.
	EOF bool
	// More marks a send with MSG_MORE.
	More bool
	// N is how many bytes were sent or received. A send that waited and then
	// failed may have both N and Err.
	N int
	// Err is a syscall.Errno, ErrTimeout, ErrStopped, ErrOutside, ErrUnbound,
	// ErrNoFolder, ErrUnsupported or a *lab.LimitError.
	Err error
	// Datagram is the full length of the datagram that a receive took N bytes
	// of.
	Datagram int
	// Address is the one that the call is about: that of the other end, or the
	// one to bind.
	Address string
	// Holder is the state of the TCP socket that has the address of a bind which
	// found it taken; see lab.Event.
	Holder string
	// From is where a datagram came from.
	From Addr
	// Far is the socket of this run that an accepted connection, a received
	// datagram came from or that a sent datagram went to; nil when unknown.
	Far *Socket
}

// ErrName gives the name of an error as an Event carries it: that of the errno
// (ECONNRESET), lab.ErrTimeout, lab.ErrStopped, lab.ErrLimit, or nothing for no error.
func ErrName(err error) string {
	if err == nil {
		return "" // at once: what errors.As looks for is allocated
	}
	var errno syscall.Errno
	var limit *lab.LimitError
	switch {
	case errors.As(err, &errno):
		return errnoName(errno)
	case errors.As(err, &limit):
		return lab.ErrLimit
	}
	return err.Error()
}

// resultAt makes a Result of one moment, for a call that was not made.
func resultAt(now int64, err error) (res Result) {
	res.at(now, err)
	return res
}

func (res *Result) at(now int64, err error) {
	res.Start, res.End, res.Err, res.Unmade = now, now, err, true
}
