// Package lab holds the words of the lab as types: what an experiment asks
// for, what a socket call gave, and what may be said about it. It makes no
// call, starts no goroutine and reads no clock.
package lab

import (
	"cmp"
	"strings"
	"time"

	"stickylab/lab/frame"
)

// DefaultPort is the port of a bind, listen, connect or send that names none.
// Every run has an address of its own, so all of them may use it at once.
const DefaultPort = 8080

// Experiment is what to run: a transport and the programs of its peers.
type Experiment struct {
	// Transport is that of the peers that have none of their own.
	Transport Transport
	// Probes turns the reading of kernel queues after each call on.
	Probes bool
	// Wire turns the capture of the segments on the wire on, where the process
	// may capture.
	Wire bool
	// Limit ends the run that long after its first peer started, whether calls are
	// still being made or not; 0 leaves it to the limits of the lab.
	Limit time.Duration
	// Peers start in this order, each when the one before it first waits
	// or ends, as a person starts programs one after another.
	Peers []Peer
	// Script is the text that the experiment was parsed from. The Line of a
	// Step counts in it, from 1.
	Script string
}

// TransportOf returns the transport of the sockets that a peer opens.
func (e Experiment) TransportOf(p Peer) Transport { return cmp.Or(p.Transport, e.Transport) }

// Step is one line of a peer's program.
type Step struct {
	Line int
	Do   Action
	// Added marks a step that a PeerOption of the order put in or changed.
	Added bool
}

// Added returns the lines of the Script whose steps are marked as Added.
func (e Experiment) Added() []int {
	var lines []int
	for _, peer := range e.Peers {
		lines = addedLines(lines, peer.Steps)
	}
	return lines
}

func addedLines(lines []int, steps []Step) []int {
	for _, step := range steps {
		if step.Added {
			lines = append(lines, step.Line)
		}
		lines = addedLines(lines, BlockOf(step.Do))
	}
	return lines
}

// Action is what a Step does: one of the types below, or one of lab/action,
// which holds those that no other step depends on.
type Action interface{ action() }

// Act makes the type that embeds it an Action.
type Act struct{}

// Bind is bind(2). A port of 0 is DefaultPort. On Unix transports the port
// names a socket file in the run's own folder.
type Bind struct{ Port int }

// Listen is listen(2), with the bind(2) before it where none was made.
type Listen struct{ Backlog, Port int }

// Accept is accept(2). The accepted connection is the one that later steps
// of the peer use, until it is closed. As names it for those that say which they
// use, whatever was accepted or connected since.
type Accept struct{ As string }

// Connect is connect(2) to a port of the run. As is that of an Accept.
type Connect struct {
	Port int
	As   string
}

// Codec says how the later framed steps of the peer make frames and take them
// apart. As in real programs, both sides must agree.
type Codec struct{ frame.Codec }

// Send is send(2), or sendto(2) when To says where. Its terms are joined
// into the bytes of one call, or of one a piece with Cut.
type Send struct {
	Terms []Term
	To    Target
	// Framed makes the terms the body of one frame of the peer's codec, of
	// which every byte is sent, as with All.
	Framed bool
	// Cut says how the bytes are cut into pieces, with a pause of Gap between
	// the calls.
	Cut Cut
	Gap time.Duration
	// More is MSG_MORE: the kernel may hold the bytes back for the next send.
	More bool
	// All repeats the call until every byte was taken, as Python's sendall does.
	All bool
}

// Cut is how a sender cuts its bytes: pieces of the Sizes and one of what is
// left, or pieces of Each bytes all along. The zero Cut cuts nothing.
type Cut struct {
	Sizes []int
	Each  int
}

// Cuts reports whether there is anything to cut.
func (c Cut) Cuts() bool { return len(c.Sizes) > 0 || c.Each > 0 }

// SendFile sends a file of Size bytes as one frame of a codec with a JSON
// header, which tells its name, its size and its MD5. The file is made for it,
// with contents that go by the size alone, and is read and sent in chunks.
type SendFile struct {
	Name string
	Size int
}

// Target is where bytes go. The zero Target stands for the socket in use, which
// is connected.
type Target struct {
	// Sender replies to where the last datagram came from.
	Sender bool
	// Port, when not 0, is a port of the run to send a datagram to.
	Port int
	// Conn is the name of a connection, that of an Accept or Connect.
	Conn string
}

// Addressed reports whether a datagram is sent to an address.
func (t Target) Addressed() bool { return t.Sender || t.Port != 0 }

// Recv is recv(2), or recvfrom(2) on a datagram socket that is not connected.
type Recv struct {
	// Size is the most bytes to take, which Expr works out where it is not nil.
	Size int
	Expr *Expr
	// Exactly repeats the call until Size bytes have come or the stream ends.
	Exactly bool
	// WaitAll is MSG_WAITALL: the kernel itself waits for Size bytes.
	WaitAll bool
	// Peek is MSG_PEEK: the bytes stay in the receive queue.
	Peek bool
	// From is the name of the connection, empty for the one in use.
	From string
	// Into is the variable that gets the bytes too, empty for none. With Onto they
	// are put behind those that it has, and all of them are what was received last.
	Into string
	Onto bool
}

// RecvFrame receives into the peer's decoder of the connection until one frame
// is complete, By bytes a call at the most. What came behind the frame is kept
// for the next one. The body is what was received last.
type RecvFrame struct {
	By   int
	From string // as that of a Recv
	Into string // as that of a Recv
	// Until, when not empty, takes the place of the codec: what ends with these
	// bytes is a frame, and so is what is left at the end of the stream.
	Until []byte
}

// RecvFile is RecvFrame for what SendFile sends. The file is written, its size
// and its MD5 are held against the header.
type RecvFile struct{ By int }

// DefaultBy is the By of a RecvFrame or RecvFile that says none.
const DefaultBy = 1024

// Wait pauses the peer until Peer has completed Call Count times, or, with
// the Call "end", until its program has ended.
type Wait struct {
	Peer  string
	Call  string
	Count int
}

// Set is setsockopt(2) by one of the Options' names. The Value of a switch is
// 0 or 1, that of linger the seconds or LingerOff, that of the others a number
// of bytes.
type Set struct {
	Option string
	Value  int
}

// OptionDropAll is the Option of the event that makes a socket drop all that comes,
// with the Arg 0: of every packet no byte is kept.
const OptionDropAll = "attach_filter"

// LingerOff is the value of the option linger that takes SO_LINGER back:
// close returns at once, and the kernel sends what is left (socket(7)). With 0
// seconds close throws it away and sends RST.
const LingerOff = -1

// Timeout makes every later call of the peer's sockets give up after that
// long, as Python's settimeout does; 0 waits for ever.
type Timeout struct{ After time.Duration }

// Blocking makes every later call of the peer's sockets wait, or, with On
// false, fail with EAGAIN instead, as Python's setblocking does.
type Blocking struct{ On bool }

// Try does one step whose failure the program survives: the event has the
// error, and the next step follows.
//
// Code, where it is a name, is the variable that gets the number of the errno of a
// Connect, 0 for none: Python's connect_ex.
type Try struct {
	Do   Action
	Code string
}

// Close is close(2) of the connection in use or the one of the name Conn, or of
// the listening socket when no connection is open or Listener is set.
type Close struct {
	Listener bool
	Conn     string
}

// Loop repeats its Body Count times, for ever when Count is 0. UntilEmpty
// leaves the loop at the first receive in it that returns no bytes.
type Loop struct {
	Count      int
	UntilEmpty bool
	Body       []Step
}

func (Act) action()       {}
func (Codec) action()     {}
func (SendFile) action()  {}
func (RecvFrame) action() {}
func (RecvFile) action()  {}
func (Bind) action()      {}
func (Listen) action()    {}
func (Accept) action()    {}
func (Connect) action()   {}
func (Send) action()      {}
func (Recv) action()      {}
func (Wait) action()      {}
func (Set) action()       {}
func (Timeout) action()   {}
func (Close) action()     {}
func (Loop) action()      {}
func (Blocking) action()  {}
func (Try) action()       {}

// Term is a part of the bytes of a Send: one of the types below.
type Term interface{ term() }

// Literal is bytes written in the script, repeated Times (at least 1), or as often as Count
// works out where it is not nil: below 1 not at all, as in Python.
type Literal struct {
	Bytes []byte
	Times int
	Count *Expr
	// As is how the script writes them: a string, or its hex or base64.
	As LiteralForm
}

// LiteralForm is a way to write bytes in a script.
type LiteralForm uint8

// The ways to write bytes in a script.
const (
	AsString LiteralForm = iota
	AsHex
	AsBase64
)

// Packed is struct.pack(Format, args...): a header.
type Packed struct {
	Format string
	Args   []Arg
}

// Arg is a value to pack: what Expr works out where it is not nil, else Int. The
// variable LenVar is the number of bytes in the terms after the header.
type Arg struct {
	Expr *Expr
	Int  int64
}

// LenVar is the name that no other variable has.
const LenVar = "len"

// lenOf begins the name that an Expr has for how many bytes a variable has.
const lenOf = LenVar + " "

// LenOf names, in an Expr, how many bytes a variable has.
func LenOf(name string) string { return lenOf + name }

// OfLen returns the variable whose bytes a name of LenOf counts, false for another name.
func OfLen(name string) (variable string, ok bool) { return strings.CutPrefix(name, lenOf) }

// HasLen reports whether the value depends on what follows the header.
func (a Arg) HasLen() bool { return a.Expr.Uses(LenVar) }

// Received is the bytes that the peer received last, in upper case with Upper, or those
// of the variable Name where it has one.
type Received struct {
	Upper bool
	Name  string
}

// FileBytes is the bytes of a file of that name, which somebody brings with the order.
// The Bytes are nil until script.WithFiles puts them in.
type FileBytes struct {
	Name  string
	Bytes []byte
}

func (FileBytes) term() {}
func (Literal) term()   {}
func (Packed) term()    {}
func (Received) term()  {}

// Options are the socket options that Set knows, by their name in a script.
var Options = [...]string{
	"nodelay", "reuseaddr", "sndbuf", "rcvbuf", "maxseg", "cork", "quickack", "keepalive", "linger", "rcvlowat",
}
