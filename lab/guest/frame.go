// Package guest plays the peers of a run whose programs run elsewhere, in readers'
// browsers: each asks for its calls in messages, which are made by a hand of the run's
// world and recorded as those of any other peer.
package guest

import (
	"encoding/binary"
	"errors"
	"math"
	"time"

	"stickylab/lab/sock"
)

// A message asks for one call:
//
//	| 0  u32 id | 4 u8 op | 5 u8 file | 6 u16 strand | 8 u32 line | 12 u32 handle |
//	| 16 i32 a  | 20 i32 b | 24 i32 c | 28 f64 timeout in seconds | 36 data        |
//
// and is answered by one:
//
//	| 0 u32 id | 4 i32 n | 8 u32 handle | 12 u16 errno | 14 u8 status | 15 u8 length |
//	| 16 text of that length | data |
//
// Numbers are little endian. A timeout that is no number, or infinite, is none; 0 does
// not wait.
const (
	requestHead = 36
	answerHead  = 16
	// noFile is the file of a call that the program's own code did not make.
	noFile = 255
)

// MaxMessage bounds the bytes of a message: those of the largest send, and what stands
// before them.
const MaxMessage = requestHead + maxPath + maxPayload

const (
	maxPayload = 1 << 20
	maxPath    = 108 // of sockaddr_un (unix(7)), or the name of a host
)

// op is what a message asks for.
type op uint8

// The operations. Their numbers are the contract with the interpreter's shim.
const (
	opSocket op = 1 + iota
	opBind
	opListen
	opAccept
	opConnect
	opSend
	_ // sendall, which is several sends
	opSendTo
	opRecv
	opRecvFrom
	opShutdown
	opClose
	opSetOption
	opLocalName
	opRemoteName
	opSleep
	opInput
	opPrint
	opNothing
	opPoll
	opGetOption
	opSocketPair
	opStart
	opExit
	opUnlink
	opUnpack
	opCount
)

// status is how a call went.
type status uint8

const (
	statusDone    status = iota
	statusErrno          // the answer has Linux's number
	statusTimeout        // the time of the socket was over
	statusStopped        // the run, or the program, is over
	statusNotYet         // ask again with the same id
	statusLimit          // the text is the name of the limit
	statusBad            // the message cannot be meant; the text says why
)

// request is one message.
type request struct {
	id      uint32
	op      op
	file    int
	strand  int
	line    int
	handle  int
	a, b, c int
	seconds float64
	data    []byte
}

var (
	errShort = errors.New("a message is shorter than its head")
	errTime  = errors.New("a timeout below 0")
	errLarge = errors.New("a message is too large")
)

// parse reads a message, whose bytes the request keeps.
func parse(m []byte) (q request, err error) {
	le := binary.LittleEndian
	if len(m) >= 4 {
		q.id = le.Uint32(m) // so that the error can be answered
	}
	switch {
	case len(m) < requestHead:
		return q, errShort
	case len(m) > MaxMessage:
		return q, errLarge
	}
	number := func(at int) int { return int(int32(le.Uint32(m[at:]))) }
	q.op, q.file, q.strand = op(m[4]), int(m[5]), int(le.Uint16(m[6:]))
	q.line, q.handle = int(le.Uint32(m[8:])), int(le.Uint32(m[12:]))
	q.a, q.b, q.c = number(16), number(20), number(24)
	q.seconds = math.Float64frombits(le.Uint64(m[28:]))
	q.data = m[requestHead:]
	if q.seconds < 0 {
		return q, errTime
	}
	return q, nil
}

// forever is the number of seconds from which on a time has no end.
const forever = 1e9

// endless reports whether the time of the request has no end.
func (q *request) endless() bool { return math.IsNaN(q.seconds) || q.seconds >= forever }

// duration is the time, which must have an end. What is above 0 is no 0.
func (q *request) duration() time.Duration {
	d := time.Duration(q.seconds * float64(time.Second))
	if q.seconds > 0 {
		d = max(d, 1)
	}
	return d
}

// timeout is the time as sock.Socket.SetTimeout takes it.
func (q *request) timeout() time.Duration {
	switch {
	case q.endless():
		return 0
	case q.seconds == 0:
		return sock.NoWait
	}
	return q.duration()
}

// answer is what a call gave.
type answer struct {
	n, handle int
	errno     int
	status    status
	text      string
	data      []byte
}

// to makes the message that answers the request of that id.
func (a answer) to(id uint32) []byte {
	le := binary.LittleEndian
	text := a.text[:min(len(a.text), math.MaxUint8)]
	m := make([]byte, answerHead, answerHead+len(text)+len(a.data))
	le.PutUint32(m, id)
	le.PutUint32(m[4:], uint32(int32(a.n)))
	le.PutUint32(m[8:], uint32(a.handle))
	le.PutUint16(m[12:], uint16(a.errno))
	m[14], m[15] = byte(a.status), byte(len(text))
	return append(append(m, text...), a.data...)
}
