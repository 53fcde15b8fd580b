package lab

import "fmt"

// Call names the call that an Event records. Not all are socket calls: a sleep, a
// wait or a print is what a peer did in between, recorded so that every line of
// a program has its event.
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
	// CallPrint is a line of output of a peer's program.
	CallPrint
	// CallInput is a line that a person typed for a peer's program.
	CallInput
	// CallPoll is select(2), poll(2) or epoll_wait(2).
	CallPoll
	// CallGap stands for calls that are missing: Got counts them.
	CallGap
	// CallEncode makes the bytes of a send: packs them, or makes a frame of them.
	// It is an event only where they could not be made.
	CallEncode
	// CallNone is a step of a program that made no call: Unmade is the one that it
	// would have made, Err why not.
	CallNone
	// CallText makes text of bytes that were received.
	CallText
	// CallGetOption asks for a socket option, CallLocalName and CallRemoteName for the
	// address of an end of a socket.
	CallGetOption
	CallLocalName
	CallRemoteName
	// CallSocketPair opens two connected sockets: Conn and FarConn.
	CallSocketPair
	callCount
)

// MaxCall is the first number that is not a Call.
const MaxCall = callCount

var callNames = [callCount]string{
	"socket", "bind", "listen", "accept", "connect", "send", "recv", "sendto", "recvfrom",
	"shutdown", "close", "setsockopt", "sleep", "wait", "unpack", "decode",
	"print", "input", "poll", "gap", "encode", "none", "text",
	"getsockopt", "getsockname", "getpeername", "socketpair",
}

// String returns the call's name as man section 2 writes it.
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

// OfSocket reports whether it is a call on a socket, or on several.
func (c Call) OfSocket() bool {
	return c <= CallSetOption || c == CallPoll || c >= CallGetOption && c <= CallSocketPair
}

// Sends reports whether the call hands bytes to the kernel.
func (c Call) Sends() bool { return c == CallSend || c == CallSendTo }

// Receives reports whether the call takes bytes from the kernel.
func (c Call) Receives() bool { return c == CallRecv || c == CallRecvFrom }
