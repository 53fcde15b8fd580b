package lab

import "fmt"

// Call says which call an Event records. Sleep, Wait, Unpack and Decode are not
// socket calls: they are what the peer did in between, recorded so that every
// line of a program has its event.
type Call uint8

// The calls. Their numbers are part of the wire format: append, never reorder.
const (
	CallSocket Call = iota
	CallBind
	CallListen
	CallAccept
	CallConnect
	CallSend
	CallRecv
	CallSendTo
	CallRecvFrom
	CallShutdown
	CallClose
	CallSetOption
	CallSleep
	CallWait
	CallUnpack
	CallDecode
	callCount
)

// MaxCall is the first number that is not a Call.
const MaxCall = callCount

var callNames = [callCount]string{
	"socket", "bind", "listen", "accept", "connect", "send", "recv", "sendto", "recvfrom",
	"shutdown", "close", "setsockopt", "sleep", "wait", "unpack", "decode",
}

// String gives the call's name as man section 2 writes it.
func (c Call) String() string {
	if c < callCount {
		return callNames[c]
	}
	return fmt.Sprintf("call(%d)", uint8(c))
}

// ParseCall is the inverse of String.
func ParseCall(name string) (Call, bool) {
	for c, n := range callNames {
		if n == name {
			return Call(c), true
		}
	}
	return 0, false
}

// Sends reports whether the call hands bytes to the kernel.
func (c Call) Sends() bool { return c == CallSend || c == CallSendTo }

// Receives reports whether the call takes bytes from the kernel.
func (c Call) Receives() bool { return c == CallRecv || c == CallRecvFrom }

// Verdict is what a receive did to the messages it took from, or, with Lost,
// what became of a message. Bits: a receive can be coalesced and split.
type Verdict uint8

// The verdicts. Their bits are part of the wire format.
const (
	// Exact: all of one message (or of one part of it: its header, its body).
	Exact Verdict = 1 << iota
	// Coalesced: bytes of several messages.
	Coalesced
	// Split: a part of a message, the rest stayed behind or came before.
	Split
	// Truncated: the datagram was longer than asked, the rest is gone.
	Truncated
	// Lost: no receive ever took bytes of this message.
	Lost
)

var verdictNames = [...]string{"exact", "coalesced", "split", "truncated", "lost"}

// Names lists the verdict's words in the order of their bits.
func (v Verdict) Names() []string {
	var names []string
	for bit, name := range verdictNames {
		if v&(1<<bit) != 0 {
			names = append(names, name)
		}
	}
	return names
}

// ParseVerdict is the inverse of Names; a word it does not know is an error.
func ParseVerdict(names []string) (Verdict, error) {
	var v Verdict
next:
	for _, name := range names {
		for bit, n := range verdictNames {
			if n == name {
				v |= 1 << bit
				continue next
			}
		}
		return 0, fmt.Errorf("verdict %q is none of %q", name, verdictNames)
	}
	return v, nil
}

// Joined says in which queue a coalesced receive's messages ran together.
type Joined uint8

// The queues. NotJoined belongs to receives that are not coalesced; their
// numbers are part of the wire format.
const (
	NotJoined Joined = iota
	SendQueue
	ReceiveQueue
	BothQueues
	UnknownQueue
)

var joinedNames = [...]string{"", "send queue", "receive queue", "both", "unknown"}

// String gives the queue's name, empty for NotJoined.
func (j Joined) String() string {
	if int(j) < len(joinedNames) {
		return joinedNames[j]
	}
	return fmt.Sprintf("joined(%d)", uint8(j))
}

// ParseJoined is the inverse of String.
func ParseJoined(name string) (Joined, bool) {
	for j, n := range joinedNames {
		if n == name {
			return Joined(j), true
		}
	}
	return 0, false
}

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
	// Step is the line of the script, 0 for what the end of a peer's program
	// closed.
	Step       int
	Start, End int64
	// Waited tells that the call could not be done at once.
	Waited bool
	// Asked and Got count bytes of a send or receive. A listen asks for its
	// backlog, a setsockopt for its value.
	Asked, Got int
	// Err is the errno's name (ECONNRESET), "timeout", or "stopped" for a
	// call that was still waiting when the run was ended; empty without one.
	Err string
	// EOF marks a receive that found the end of the stream.
	EOF bool
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
	// Text is what else there is to say: the address of an accept, connect,
	// bind or datagram, the name of a socket option ("linger off" when it was
	// taken back), TextMore of a send, the variable and value of an unpack ("n = 5"). Of a decode
	// with an Err it is the fault, a frame.Error as JSON; of one that took a
	// file, a File as JSON.
	Text    string
	Verdict Verdict
	Joined  Joined
	// Probe is what the kernel held for Conn right after the call, Far the
	// same for the socket at the other end; nil when not measured.
	Probe *Probe
	Far   *Probe
	// FarConn is the socket that Far was read from, and also without Far that
	// at the other end of an accepted connection or of a datagram that is sent.
	FarConn int
}

// TextMore is the Text of a send with MSG_MORE: the kernel may hold its bytes
// back for the next one (send(2)).
const TextMore = "MSG_MORE"

// Origin ties received bytes to the send event they came from.
type Origin struct {
	Seq int `json:"seq"`
	// Off is where in the send's bytes the received ones begin.
	Off int `json:"off"`
	Len int `json:"len"`
}

// Missing stands in a Probe for what could not be measured.
const Missing = -1

// Probe is what the kernel said of one socket right after a call. A field
// that could not be measured is Missing.
type Probe struct {
	OutQ     int32 // SIOCOUTQ: bytes unsent or sent and not acknowledged (tcp(7))
	Unsent   int32 // SIOCOUTQNSD: bytes not sent yet
	InQ      int32 // FIONREAD: bytes waiting; on UDP the next datagram's
	SegsOut  int32 // TCP_INFO data_segs_out, retransmissions included
	SegsIn   int32 // TCP_INFO data_segs_in
	Unacked  int32 // TCP_INFO unacked segments
	Cwnd     int32 // TCP_INFO congestion window in segments
	RTTMicro int32 // TCP_INFO smoothed round-trip time in microseconds
	MSS      int32 // TCP_INFO snd_mss in bytes
	Retrans  int32 // TCP_INFO total_retrans: segments sent again, also counted in SegsOut
	Drops    int32 // SO_MEMINFO SK_MEMINFO_DROPS: datagrams thrown away for want of room in the receive buffer
}

// NoProbe has every field Missing.
var NoProbe = Probe{Missing, Missing, Missing, Missing, Missing, Missing, Missing, Missing, Missing, Missing, Missing}

// End says how a run ended.
type End struct {
	// Reason is one of the EndX words.
	Reason string `json:"reason"`
	// Detail names the limit that was reached, as the flag that sets it is
	// called or LimitOwn, or the call that failed: "client:9 connect
	// ECONNREFUSED". It may be empty.
	Detail string `json:"detail"`
}

// LimitOwn is the Detail of an End by the experiment's own limit.
const LimitOwn = "limit"

// AsAsked reports whether the run went as its experiment asked for: to the end
// of every program, or to the experiment's own limit.
func (e End) AsAsked() bool {
	return e.Reason == EndDone || e.Reason == EndLimit && e.Detail == LimitOwn
}

// The reasons of an End.
const (
	EndDone    = "done"    // every peer reached the end of its program
	EndStopped = "stopped" // somebody stopped it
	EndLimit   = "limit"   // a limit of the experiment or of the lab was reached
	EndError   = "error"   // a peer's program ended early, as an uncaught OSError does
)

// Env is where a run was made.
type Env struct {
	OS      string `json:"os"`
	Arch    string `json:"arch"`
	Kernel  string `json:"kernel"`
	Address string `json:"address"`
	MSS     int    `json:"mss,omitempty"`
	// Capture says whether the segments on the wire were captured: one of the
	// CaptureX words, or the errno that was in the way (EPERM). Empty where
	// there is no wire: on Unix transports, or in a trace of before.
	Capture string `json:"capture,omitempty"`
}

// The words of Env.Capture.
const (
	CaptureOn  = "on"
	CaptureOff = "off" // by the experiment or by whoever runs the lab
	// CaptureLimit: as many runs as may be captured at once were.
	CaptureLimit = "limit"
)
