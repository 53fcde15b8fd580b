package lab

// The words of Event.Err that are no errno's name.
const (
	// ErrStopped: the call was still waiting when the run was ended.
	ErrStopped = "stopped"
	// ErrTimeout: the socket's own timeout was over.
	ErrTimeout = "timeout"
	// ErrLimit: a limit of the lab is in the way.
	ErrLimit = "limit"
	// ErrNegative: a receive asks for less than nothing.
	ErrNegative = "negative"
	// ErrOutside: the other end is no socket of the run.
	ErrOutside = "outside"
	// ErrNoFolder: the lab's own machine has no folder for socket files or files.
	ErrNoFolder = "no-folder"
	// ErrDropped: a tap threw the datagram away, as it was asked to.
	ErrDropped = "dropped"
	// ErrOther: an error with no name of its own; the Event has its text.
	ErrOther = "error"
)

// The errnos that the lab asks about, by their names (errno(3)).
const (
	ErrAgain      = "EAGAIN"
	ErrBadFile    = "EBADF"
	ErrReset      = "ECONNRESET"
	ErrBrokenPipe = "EPIPE"
)
