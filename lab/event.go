package lab

import "stickylab/lab/frame"

// Event is one completed call of a peer. Times are nanoseconds since the run
// began, from one monotonic clock; on loopback most receives end before the
// send that fed them ends, so effects are ordered by bytes, not by time.
type Event struct {
	// Seq counts the events of a run from 1, in the order of their ends as
	// the log took them.
	Seq int
	// Peer is the peer's index in the experiment.
	Peer int
	// Conn numbers the sockets of the run from 1; 0 where no socket is meant.
	Conn int
	Call Call
	// Step is the line of the script or of the peer's File, 0 for what the end
	// of a peer's program closed.
	Step int
	// File is the index of the file among the peer's Files that Step counts in;
	// NoFile when the call was not made by the peer's own code.
	File int
	// Strand is the thread of the peer that made the call; 0 is the first.
	Strand     int
	Start, End int64
	// Waited tells that the call could not be done at once.
	Waited bool
	// Asked and Got count bytes of a send or receive. An unpack asks for the bytes
	// that it reads, a gap has got as many calls as are missing.
	Asked, Got int
	// Err is an errno's name (ECONNRESET) or one of the ErrX words; empty without
	// an error.
	Err string
	// EOF marks a receive that found the end of the stream.
	EOF bool
	// Peek marks a receive with MSG_PEEK: it took nothing, so it has no verdict.
	Peek bool
	// Stream is the conn whose sent bytes a receive took; on a send it is the
	// conn itself. 0 where that is not known.
	Stream int
	// Off is the offset of the first byte in that stream; for datagrams the
	// number of the datagram among those the conn sent, from 0. Of a decode it
	// is where its frame begins: in the stream or, with datagrams, in the bytes
	// of all those that the decoder was fed.
	Off int64
	// Data is the Got bytes of a send or receive. It must not be changed.
	Data []byte
	// Datagram is the full length of the datagram that a receive took Got
	// bytes of; 0 on streams.
	Datagram int
	// Head is how many of the bytes of a send are header.
	Head int
	// Continues marks a send on a stream whose bytes go on with the message of
	// the send before it on its conn: one frame that was cut into pieces, or
	// that the kernel took in parts, is one message.
	Continues bool
	// Decode is what a decoder made of the bytes received last; nil but on a
	// CallDecode.
	Decode *Decode
	// Saved is the file that a frame was written to; nil but on a CallDecode.
	Saved *SavedFile
	// Fault is what is wrong with a frame: of a decode, or of an encode. Its kind is
	// the Err. Older traces have a send in place of the encode.
	Fault *frame.Error

	// Address is that of the other end of an accept, connect or datagram, or the
	// one that a bind asked for. Holder is the state of the TCP socket that has it
	// (proc_net_tcp(5)), where a bind found it taken, with " *" behind it when that
	// socket has the port at every address; empty where that is not known.
	Address, Holder string
	// Option names the option of a setsockopt, How the direction of a shutdown:
	// "read", "write" or "both".
	Option, How string
	// Arg is the number that the call was made with: the backlog of a listen, the
	// value of a setsockopt, LingerOff when the option linger was taken back.
	Arg int
	// More marks a send with MSG_MORE: the kernel may hold its bytes back for the
	// next one (send(2)).
	More bool
	// Unmade is the call that a CallNone stands for, without a meaning elsewhere.
	Unmade Call
	// Var and Value are the variable of an unpack and what it read. A receive
	// that was not made because of its size has that size as its Value, which
	// Asked cannot hold.
	Var, Value string
	// Text is the line of a print or input, the reason of a gap, the message of
	// an exception.
	Text string
	// Implied marks a call that no line of the program asks for by itself: the
	// call of that Step brought it along, as a connect does its bind.
	Implied bool
	// Cut marks a close that the end of the run made for a program that it cut
	// off.
	Cut bool

	Verdict Verdict
	Joined  Joined
	// Probe is what the kernel held for Conn right after the call, Far the
	// same for the socket at the other end; nil when not measured.
	Probe *Probe
	Far   *Probe
	// FarConn is the socket that Far was read from, and also without Far that
	// at the other end of a connection that was accepted or made, or of a datagram
	// that is sent.
	FarConn int
	// Accepts is the accept queue of the listener that a listen, connect or accept
	// was about, right after it; nil where it was not measured.
	Accepts *AcceptQueue
	// Via ties the bytes of a send to the receives that they came through, where
	// a proxy passes on what it received; at most MaxVia.
	Via []Origin
}

// Meant returns the call that the event is about: of a CallNone the one that was
// not made.
func (e *Event) Meant() Call {
	if e.Call == CallNone {
		return e.Unmade
	}
	return e.Call
}

// MaxVia bounds the origins of one send.
const MaxVia = 64

// NoFile is the File of a call that no file of the peer made.
const NoFile = -1

// Origin ties received bytes to the send event they came from.
type Origin struct {
	Seq int `json:"seq"`
	// Off is where in the send's bytes the received ones begin.
	Off int `json:"off"`
	Len int `json:"len"`
}
