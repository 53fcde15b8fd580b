package player

import (
	"slices"

	"stickylab/lab"
	"stickylab/lab/pack"
	"stickylab/lab/session"
)

// look waits until connections are ready.
func (p *program) look(do lab.Ready) error {
	sockets := make([]*session.Socket, len(do.From))
	for i, name := range do.From {
		sockets[i] = p.namedSocket(name)
		switch {
		case sockets[i] == nil:
			return p.unnamed(lab.CallPoll, name)
		case sockets[i].Closed():
			return p.negative()
		}
	}
	ready, err := p.hand.Ready(sockets, do.From, do.Within)
	if err == nil {
		p.ready = ready
	}
	return err
}

// negative records what Python's select says of a socket that was closed.
func (p *program) negative() error {
	err := &pack.Error{Kind: "ValueError", Msg: "file descriptor cannot be a negative integer (-1)", Arg: -1}
	return uncaught{p.hand.Note(withError(p.unmade(lab.CallPoll, nil), err))}
}

func (p *program) namedSocket(name string) *session.Socket {
	if name == lab.ListenerName {
		return p.sockets.namedListener()
	}
	return p.conns[name]
}

// found reports whether a connection was ready when it was looked last.
func (p *program) found(name string) bool { return slices.Contains(p.ready, p.namedSocket(name)) }
