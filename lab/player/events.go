package player

import (
	"errors"
	"syscall"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/pack"
	"stickylab/lab/session"
	"stickylab/lab/sock"
)

// note makes the event of something that the program does itself, at this
// moment, with the socket, if there is one.
func (p *program) note(call lab.Call, s *session.Socket) lab.Event {
	now := p.world.Now()
	e := lab.Event{Call: call, Start: now, End: now}
	if s != nil {
		e.Conn = s.ID()
	}
	return e
}

// unmade makes the event of a call that the program came to and did not make.
func (p *program) unmade(call lab.Call, s *session.Socket) lab.Event {
	e := p.note(lab.CallNone, s)
	e.Unmade = call
	return e
}

// unnamed records a call on a socket that never came to be: the program has no
// name for it.
func (p *program) unnamed(call lab.Call, name string) error {
	err := &pack.Error{Kind: "NameError", Msg: "name '" + name + "' is not defined", Arg: -1}
	return uncaught{p.hand.Note(withError(p.unmade(call, nil), err))}
}

// uncaught is an error that no except OSError would take.
type uncaught struct{ error }

func (u uncaught) Unwrap() error { return u.error }

// broken records that the bytes of a message could not be made, or not be taken
// apart: the call is an encode or a decode.
func (p *program) broken(call lab.Call, err error) error {
	e := p.note(call, p.sockets.top())
	failed := p.hand.Note(withError(e, err))
	if fault := (*frame.Error)(nil); !errors.As(err, &fault) {
		return uncaught{failed}
	}
	return failed
}

// withError names a Python exception, or a limit: its kind as the error, its
// text beside.
func withError(e lab.Event, err error) lab.Event {
	var exception *pack.Error
	e.Err, e.Text = lab.ErrOther, err.Error()
	if errors.As(err, &exception) {
		e.Err = exception.Kind
	}
	if fault := (*frame.Error)(nil); errors.As(err, &fault) {
		e.Err, e.Text, e.Fault = fault.Kind, "", faultOf(fault)
	}
	if fault := fileFault(""); errors.As(err, &fault) {
		e.Err = string(fault)
	}
	if limit := (*lab.LimitError)(nil); errors.As(err, &limit) {
		e.Err = sock.ErrName(limit)
	}
	if errno := syscall.Errno(0); errors.As(err, &errno) || errors.Is(err, sock.ErrNoFolder) {
		e.Err, e.Text = sock.ErrName(err), "" // the text has the path on the host
	}
	return e
}
