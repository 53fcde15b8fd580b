package session

import (
	"errors"
	"fmt"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/sock"
)

// ErrStopped is the error of a call that the end of the run ended.
var ErrStopped = errors.New("the run was ended")

// ErrLeft is what broke off the program of a guest whose page or interpreter is gone.
var ErrLeft = errors.New(lab.EndLeft)

// CallError is the error of a call that failed, as its event has it.
type CallError struct {
	Step int      // the line of the program
	Call lab.Call // also one that was not made
	Name string   // the event's Err: ECONNRESET, timeout, limit
	Err  error    // what the system call returned, nil without one
}

// Unwrap returns the error of the system call.
func (e *CallError) Unwrap() error { return e.Err }

// Error is "7 connect ECONNREFUSED".
func (e *CallError) Error() string { return fmt.Sprintf("%d %s %s", e.Step, e.Call, e.Name) }

// Hand makes one call after another for a peer, on any sockets of the run, and
// records each as one event. It belongs to one goroutine. The error of a call
// is ErrStopped or a *CallError.
type Hand struct {
	world   *World
	process *process
	peer    int
	strand  int  // the thread of the program that makes the calls
	step    int  // the line of the program that makes the calls
	file    int  // of the peer, in which that line is
	events  int  // that it has recorded
	cut     bool // it closes what a program left that the end of the run cut off
	sender  Sender
	waker   *waker // of a guest only

	// The call under way.
	call  lab.Call
	conn  int
	asked int
	// queuedAt is when it began to wait for another call on its socket, 0 when
	// it did not have to.
	queuedAt int64

	// The call that was made last. What is reused is not copied on its way.
	res  sock.Result
	now  lab.Event
	near lab.Probe
	far  lab.Probe

	accepts lab.AcceptQueue
}

// At says which line of the program makes the calls that follow.
func (h *Hand) At(step int) { h.step = step }

// Events is how many events the hand has recorded.
func (h *Hand) Events() int { return h.events }

// begin notes what is about to be called, for those who watch it wait, once it is the
// turn of the run.
func (h *Hand) begin(call lab.Call, s *Socket, asked int) {
	h.takesTurn()
	h.call, h.asked, h.conn, h.queuedAt = call, asked, 0, 0
	if s != nil {
		h.conn = s.ID()
	}
}

// waits shows that the call under way cannot be done at once, and lets the
// next peer start.
func (h *Hand) waits(start int64) {
	h.world.log.Waiting(record.Waiting{
		Peer: h.peer, Strand: h.strand, Conn: h.conn, Call: h.call, Step: h.step, Asked: h.asked, Start: start,
	})
	h.process.waits()
}

// pauses is waits for a call that does not wait in one socket.
func (h *Hand) pauses(start int64) {
	h.waits(start)
	if h.waker != nil {
		h.waker.begins(nil, sock.Whole)
	}
}

// event makes the event of the call that was made. It is the hand's own until
// the next one.
func (h *Hand) event() *lab.Event {
	e, res := &h.now, &h.res
	*e = lab.Event{} // and not a whole one, which would be made elsewhere and copied
	e.Peer, e.Strand, e.Conn, e.Call, e.Step, e.File = h.peer, h.strand, h.conn, h.call, h.step, h.file
	if res.Unmade {
		e.Call, e.Unmade = lab.CallNone, h.call
	}
	e.Start, e.End, e.Waited = res.Start, res.End, res.Waited
	if h.queuedAt != 0 {
		e.Start, e.Waited = h.queuedAt, true
	}
	e.Asked, e.Err, e.EOF = h.asked, sock.ErrName(res.Err), res.EOF
	e.Datagram, e.Address, e.More, e.Holder = res.Datagram, res.Address, res.More, res.Holder
	return e
}

// record appends the event of a call, or of one that was not made, and returns
// the error of the call. One that the end of the run came before is no event, no
// more than the steps behind it are.
func (h *Hand) record(e *lab.Event) error {
	w := h.world
	if h.waker != nil {
		h.waker.ends()
	}
	if e.Call == lab.CallNone && e.Err == lab.ErrStopped {
		if e.Unmade.Sends() {
			w.log.Withdraw(e.Conn)
		}
		return ErrStopped
	}
	h.events++
	w.hurryCapture(w.append(e))
	if !e.Implied && !e.Peek { // nobody waits for a call that no line asks for, or that took nothing
		w.progress.done(h.peer, e.Call)
	}
	switch e.Err {
	case "":
		return nil
	case lab.ErrStopped:
		return ErrStopped
	}
	return &CallError{Step: e.Step, Call: e.Meant(), Name: e.Err, Err: h.res.Err}
}

// Note records what the program does between its calls, as a decoder's step.
// The event has the peer and the line of the hand.
func (h *Hand) Note(e lab.Event) error {
	h.takesTurn()
	e.Peer, e.Strand, e.Step, e.File = h.peer, h.strand, h.step, h.file
	h.now, h.res.Err = e, nil
	return h.record(&h.now)
}
