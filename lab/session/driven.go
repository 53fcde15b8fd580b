package session

import (
	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/sock"
)

// Driven is a run over TCP whose peers do what they are told, one action at a
// time, in the goroutine of whoever tells them: a client that is connected and
// a server that has accepted it. With it the lab measures itself; it is no run
// that Log or Stop know of. Client and Server may be called at once, neither
// twice at once.
type Driven struct {
	*run
	server, client *peer
}

// Drive connects a client to a server on a run of its own, recorded as any
// other. Of the experiment only Probes and Wire are read. The caller closes it,
// before the lab.
func (l *Lab) Drive(e lab.Experiment) (*Driven, error) {
	r, err := l.newRun(lab.Experiment{
		Transport: lab.TCP, Probes: e.Probes, Wire: e.Wire, Peers: []lab.Peer{{Name: "server"}, {Name: "client"}},
	}, "", lab.Order{})
	if err != nil {
		return nil, err
	}
	r.clock = record.NewClock()
	r.beginCapture()
	d := &Driven{run: r, server: r.peers[0], client: r.peers[1]}
	if err := d.connect(); err != nil {
		_ = d.Close() // the first error is the one to tell
		return nil, err
	}
	return d, nil
}

func (d *Driven) connect() error {
	if err := d.server.do(lab.Listen{Backlog: 5}); err != nil {
		return err
	}
	if err := d.client.do(lab.Connect{}); err != nil {
		return err
	}
	return d.server.do(lab.Accept{})
}

// Client makes the client do something, and records it. The error tells that
// a call failed or that the run was ended.
func (d *Driven) Client(action lab.Action) error { return d.client.do(action) }

// Server makes the server do something, and records it.
func (d *Driven) Server(action lab.Action) error { return d.server.do(action) }

// Received gives the bytes that the server received last, none at the end of
// the stream. They change with the next receive.
func (d *Driven) Received() []byte { return d.server.last }

// Sockets gives the two ends of the connection. Calls on them are the same
// system calls, but recorded by nobody.
func (d *Driven) Sockets() (client, server *sock.Socket) {
	return d.client.sockets.top(), d.server.sockets.top()
}

// Recorded gives the log of what was done so far.
func (d *Driven) Recorded() *record.Log { return d.log }

// Close ends the run and gives its sockets and its address back.
func (d *Driven) Close() error {
	err := d.net.Close()
	d.endCapture()
	d.lab.addresses.Release(d.net.Address())
	d.lab.bytes.Add(-d.bytes.Load())
	d.log.End(lab.End{Reason: lab.EndDone})
	return err
}
