// Package findings lists what an ended run shows, each finding with the events
// and the measurements that it follows from. It is a pure function of the run's
// events and captured segments.
package findings

import (
	"stickylab/lab"
	"stickylab/lab/frame"
)

// Finding is one thing that a run shows: a value of one of the types below.
type Finding interface {
	// Kind is the finding's word in the API and in the catalogues.
	Kind() string
}

// The kinds of findings.
const (
	KindGap       = "gap"
	KindCoalesced = "coalesced"
	KindSplit     = "split"
	KindTruncated = "truncated"
	KindLost      = "lost"
	KindLostBytes = "lost-bytes"
	KindDropped   = "dropped"
	KindHeld      = "held"
	KindSentAgain = "resent"
	KindShort     = "short"
	KindEmpty     = "empty"
	KindFailed    = "failed"
	KindWaiting   = "waiting"
	KindMisframed = "misframed"
	KindDecoded   = "decoded"
	KindFrames    = "frames"
	KindFramed    = "framed"
	KindExact     = "exact"
	KindEOF       = "eof"
	KindVanished  = "vanished"
	KindElsewhere = "elsewhere"
)

// kinds has all of them in the order in which a reader wants to know them: what
// went wrong first.
var kinds = [...]string{
	KindGap, KindCoalesced, KindSplit, KindTruncated, KindVanished, KindLostBytes, KindDropped, KindLost, KindEmpty, KindShort, KindFailed,
	KindWaiting, KindMisframed, KindHeld, KindSentAgain, KindFrames, KindDecoded, KindFramed, KindExact, KindElsewhere, KindEOF,
}

// Where is the call that a finding is about.
type Where struct {
	Peer  string // who made the call
	Call  lab.Call
	Seq   int
	Conn  int // the socket of the call
	Asked int // the event's
}

// Gap are calls of a peer that were not recorded.
type Gap struct {
	Where
	Calls int
	Text  string // the event's: why they are missing
}

// Coalesced is a receive that took bytes of several messages.
type Coalesced struct {
	Where
	Messages int
	Got      int // bytes
	// Segments counts the data segments that carried the messages, those sent
	// again included; lab.Missing if not measured.
	Segments int
	// Came counts those that had brought all of the stream, where they were counted
	// once and nothing else was measured; else it is 0.
	Came   int
	Joined lab.Joined
}

// Split is a receive that took a part of one message.
type Split struct {
	Where
	Got int // bytes
	// Message is the length of the message; 0 if its send is not known. Before
	// and After count the bytes of it that were sent before and after those that
	// the receive took. Together with Got they are less where the send was short.
	Message, Before, After int
	// Missed counts those of After that nobody received, or will.
	Missed int
}

// Truncated is a datagram of which a receive took only a part.
type Truncated struct {
	Where
	Got, Datagram int  // bytes
	Message       bool // of a connection that keeps boundaries, and no datagram
}

// LostBytes is the rest of a conn's stream, which nobody received, or will. Its
// call is the first send of which bytes are missing.
type LostBytes struct {
	Where
	Sends          int
	Sent, Received int64 // bytes
}

// Dropped are datagrams that the kernel threw away because the receive buffer
// of the conn was full. Its call is the one after which the kernel was asked.
type Dropped struct {
	Where
	Datagrams int
	// Unreceived counts the datagrams to the conn that no receive took: those
	// dropped, and those still there at the end.
	Unreceived int
}

// Lost is a message that was never received.
type Lost struct {
	Where
	Bytes int
}

// Elsewhere is a bind to another port than the program's, which another program of the
// machine has at every address.
type Elsewhere struct {
	Where
	Address string // that it was bound to
}

// Empty is a send of nothing on a stream.
type Empty struct{ Where }

// Short is a send of which the kernel took only a part.
type Short struct {
	Where
	Got int // bytes
}

// Failed is a call that returned an error.
type Failed struct {
	Where
	Err string // the event's
	// Unmade: the Call was not made at all.
	Unmade bool
	// Of the event too: the message of an exception, what is wrong with a frame,
	// and the size that a receive was not made for.
	Text  string
	Fault *frame.Error
	Value string
	// Holder is the event's: the state of the socket that has the address.
	Holder string
	// Had is how many bytes an unpack had.
	Had int
	// GoesOn: behind a fault the decoder made frames all the same.
	GoesOn bool
	// Swapped is that size in the other byte order, where so many bytes had been sent
	// and not received; 0 where it is not so.
	Swapped int64
	// Of a receive that nothing came for.
	InDecoder

	step int // the line of the call
	// Again counts the other calls of the same socket with the same error.
	Again int
}

// Waiting is a call that still waited when the run was ended.
type Waiting struct {
	Where
	Err string // the event's
	// Of a receive: the bytes that came before and are still in the decoder of its
	// socket, from RestOff on in the stream that Stream sent. Needs, where a frame is
	// waited for, counts what it takes in all.
	Rest    int
	RestOff int64
	Stream  int
	Needs   int64
	// Unended: how much it takes is not known, as its end is not among the Rest.
	Unended bool
	// Doubt is what the waiting probably means; nil for nothing.
	Doubt *frame.Error

	step int // the line of the call
}

// Held are the sends of a conn after which bytes of them stayed unsent. Its call
// is the one whose last byte took longest to be received.
type Held struct {
	Where
	Sends      int
	MostUnsent int32 // bytes, after any of the sends
	// ByHold counts the sends by what they waited for.
	ByHold [Holds]int
	// Window is the least window in bytes that the receiver had, of the sends that
	// waited for it; lab.Missing without one. LimitedNs is for how long in all the
	// receiver's window held the conn back, as last measured.
	Window    int32
	LimitedNs int64
	// LongestNs is the time from the end of the call to the end of the receive
	// that took the last of its bytes; lab.Missing if none did.
	LongestNs int64
}

// SentAgain are segments that a conn sent again. Its call is the one after which
// the kernel was asked.
type SentAgain struct {
	Where
	Segments int
}

// Vanished is a peer whose sockets drop all that comes. Its call is the first that made
// one of them do so.
type Vanished struct{ Where }

// Decoded are the frames that a peer's decoder found, however they were
// received. Its call is the one that found the first. Only where Right is
// Frames, each is just a message as it was sent.
type Decoded struct {
	Where
	Frames   int
	Before   int       // those of them before the first fault
	Messages int       // that they have bytes of
	Right    int       // frames that are one whole message
	Unheld   int       // frames of bytes of which it is not known how they were sent
	Odd      *Mismatch // the first that is not, of those with parts of messages before others
	// Doubt is what the other frames probably mean; nil for nothing.
	Doubt    *frame.Error
	Receives int    // in which they came
	Inexact  int    // those of them that were not exact
	Fault    string // the error that the decoder ended with, if any
}

// Framed is a run of which every receive was exact, because headers announce the
// lengths.
type Framed struct {
	Receives int
	// Reads, when not 0, counts the reads of just as many bytes as a header announced
	// that the Receives made: some of those got a part, and the next one the rest.
	Reads int
}

// Exact is a run of which every receive was exact; on a Stream, which keeps no
// boundaries, that was luck.
type Exact struct {
	Receives int
	Stream   bool
	Apart    Apart
}

// Apart are two sends in a row of a program in a browser, whose calls take long: so long
// passed between them that the bytes of the first are often received before. Ns is 0
// where there are none.
type Apart struct {
	Where
	Ns int64
}

// InDecoder is what came before and is still in the decoder of a socket, which a
// receive of another line does not get: Rest bytes from RestOff on in the stream of
// Stream. Rest is 0 where there are none.
type InDecoder struct {
	Rest    int
	RestOff int64
	Stream  int
}

// EOF is a receive that found the end of the stream.
type EOF struct {
	Where
	Times int // receives of the conn that did
	// Reset: an earlier call had returned ECONNRESET, so that the connection was
	// not closed but broken off.
	Reset bool
	InDecoder

	step int // the line of the call
}

// Kind implements Finding.
func (Gap) Kind() string { return KindGap }

// Kind implements Finding.
func (Coalesced) Kind() string { return KindCoalesced }

// Kind implements Finding.
func (Split) Kind() string { return KindSplit }

// Kind implements Finding.
func (Truncated) Kind() string { return KindTruncated }

// Kind implements Finding.
func (LostBytes) Kind() string { return KindLostBytes }

// Kind implements Finding.
func (Dropped) Kind() string { return KindDropped }

// Kind implements Finding.
func (Lost) Kind() string { return KindLost }

// Kind implements Finding.
func (Elsewhere) Kind() string { return KindElsewhere }

// Kind implements Finding.
func (Empty) Kind() string { return KindEmpty }

// Kind implements Finding.
func (Short) Kind() string { return KindShort }

// Kind implements Finding.
func (Failed) Kind() string { return KindFailed }

// Kind implements Finding.
func (Waiting) Kind() string { return KindWaiting }

// Kind implements Finding.
func (Held) Kind() string { return KindHeld }

// Kind implements Finding.
func (SentAgain) Kind() string { return KindSentAgain }

// Kind is KindVanished.
func (Vanished) Kind() string { return KindVanished }

// Kind implements Finding. Only of frames that all are messages, and a decoder
// without a fault, the boundaries are found.
func (d Decoded) Kind() string {
	switch {
	case d.Odd != nil:
		return KindMisframed
	case d.Fault != "" || d.Right < d.Frames:
		return KindFrames
	}
	return KindDecoded
}

// Kind implements Finding.
func (Framed) Kind() string { return KindFramed }

// Kind implements Finding.
func (Exact) Kind() string { return KindExact }

// Kind implements Finding.
func (EOF) Kind() string { return KindEOF }

// Of returns the Seq of the call that the finding is about.
func (w Where) Of() int { return w.Seq }
