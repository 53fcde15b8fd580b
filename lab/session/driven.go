package session

import (
	"stickylab/lab"
	"stickylab/lab/record"
)

// Driven is a run over TCP of two hands at the ends of a connection, which make
// the calls of whoever has it. With it the lab measures itself; Log and Stop do
// not know it. The two may be used at once.
type Driven struct {
	*run
	Server, Client End
}

// End is one end of the connection: a hand, and the socket that it uses.
type End struct {
	Hand   *Hand
	Socket *Socket
}

// Send makes one send.
func (e End) Send(data []byte) (int, error) {
	return e.Hand.Send(e.Socket, Piece{Data: data, Whole: len(data)}, false)
}

// Recv makes one receive; 0 bytes are the end of the stream.
func (e End) Recv(buf []byte) (int, error) {
	return e.Hand.Recv(e.Socket, buf, false)
}

// Drive connects a client to a server on a run of its own, recorded as any
// other. Of the plan only Probes and Wire are read. The caller closes it,
// before the lab.
func (l *Lab) Drive(p Plan) (*Driven, error) {
	r, err := l.newRun(Plan{Transport: lab.TCP, Probes: p.Probes, Wire: p.Wire}, []lab.Peer{{Name: "server"}, {Name: "client"}}, "")
	if err != nil {
		return nil, err
	}
	r.client = &client{} // it counts against nobody's limits
	r.clock = record.NewClock()
	r.beginCapture()
	d := &Driven{run: r, Server: End{Hand: r.Hand(0, 0)}, Client: End{Hand: r.Hand(1, 0)}}
	if err := d.connect(); err != nil {
		_ = d.Close() // the first error is the one to report
		return nil, err
	}
	return d, nil
}

func (d *Driven) connect() (err error) {
	listener, err := d.Server.Hand.Socket(lab.TCP)
	if err != nil {
		return err
	}
	if err := d.Server.Hand.Bind(listener, lab.DefaultPort); err != nil {
		return err
	}
	if err := d.Server.Hand.Listen(listener, 5); err != nil {
		return err
	}
	if d.Client.Socket, err = d.Client.Hand.Socket(lab.TCP); err != nil {
		return err
	}
	if err := d.Client.Hand.Connect(d.Client.Socket, lab.DefaultPort); err != nil {
		return err
	}
	d.Server.Socket, err = d.Server.Hand.Accept(listener)
	return err
}

// Recorded returns the log of what was done so far.
func (d *Driven) Recorded() *record.Log { return d.log }

// Close ends the run and releases its sockets and its address.
func (d *Driven) Close() error {
	err := d.net.Close()
	d.leave()
	d.live.rest()
	d.live.release()
	d.log.End(lab.End{Reason: lab.EndDone})
	return err
}
