package action

import (
	"time"

	"stickylab/lab"
)

// Args reads what a script has behind the word of an action. After the first
// error every method returns a zero value, so Read need not look.
type Args interface {
	// Integer reads a whole number.
	Integer(least, most int) int
	// Duration reads a time with its unit.
	Duration(least, most time.Duration) time.Duration
	// Choice reads one of the words.
	Choice(words ...string) string
	// Take reads the word if it stands there.
	Take(word string) bool
	// Quoted reads a string if one stands there.
	Quoted() (value []byte, ok bool)
	// Variable reads the name of a variable that has bytes or a whole number, if one
	// stands there.
	Variable() (name string, ok bool)
	// Unpacked reads a struct format and for each of its values the name of a
	// variable, which has a value of that kind from here on.
	Unpacked() (format string, names []string)
	// Opened reports whether the program has opened a socket above.
	Opened() bool
	// Transport returns that of the program's sockets.
	Transport() lab.Transport
	// NeedsReceived fails at what was read last unless the program has received
	// something above.
	NeedsReceived()
	// Fail reports an error at what was read last: a text of the Kind with {0} for
	// what stands there, {1} for the example, and the args from {2} on.
	Fail(key string, args ...any)
	// FailNext is Fail at what stands next.
	FailNext(key string, args ...any)
}

// Doer is a program under way, as an action works on it. Its errors are those of
// the run: that of a call that failed, or that the run was ended.
type Doer interface {
	// Sleep pauses the program.
	Sleep(d time.Duration) error
	// Shutdown makes that call on the socket in use.
	Shutdown(how string) error
	// Vanish makes all sockets of the program drop what comes, and ends it.
	Vanish() error
	// Received returns the bytes received last, which are valid until the next
	// receive. none: a receive of frames met the end of the stream, and Python has
	// None for it.
	Received() (data []byte, none bool)
	// Shown returns a variable's bytes or whole number as Python's print writes it.
	Shown(name string) string
	// Let sets a variable.
	Let(name string, value any)
	// Note records what the program did itself since Play began, with an error of
	// it, nil for none: a *pack.Error is a Python exception.
	Note(e lab.Event, err error) error
}

// Python writes the lines of one step in Python. Where the program has names for
// something it resolves them.
type Python interface {
	// Line writes a line with the Kind's call. A piece is a string of Python or a
	// Literal.
	Line(pieces ...any)
	// Socket returns the name of the socket in use; the Kind must be OnSocket.
	Socket() string
	// Sockets returns the names of all open sockets, the one in use first.
	Sockets() []string
	// Received returns the name of what was received last.
	Received() string
	// Variable returns the name of a script's variable.
	Variable(name string) string

	// Seconds is a number of seconds, with time.Duration as its value.
	Seconds(part int, value time.Duration) Literal
	// Integer is a whole number, with int as its value.
	Integer(part, value, least, most int) Literal
	// Format is a struct format, with string as its value.
	Format(part int, value string) Literal
	// Str is a str, with string as its value.
	Str(part int, value string) Literal
}

// Literal is a literal of a Python line that can be edited.
type Literal any
