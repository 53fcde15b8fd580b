package session

import (
	"errors"
	"os"
	"sync"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/lab/sock"
)

// What ends a peer's program, or a loop in it, early.
var (
	errStopped = errors.New("the run was ended")
	errFailed  = errors.New("a call failed")
	errEmpty   = errors.New("a receive returned no bytes")
)

// maxSilent bounds the steps without an event between them: a loop of nothing
// but timeouts would only take a processor from everybody else.
const maxSilent = 10_000

// peer runs one program. All of it belongs to the goroutine of run.
type peer struct {
	r       *run
	index   int
	program lab.Peer
	ready   chan struct{} // closed when the program first waits or ends
	once    sync.Once

	step       int // the line being run
	silent     int // steps since the last event
	call       lab.Call
	asked      int
	conn       int       // the socket whose call is under way
	now        lab.Event // of the call that was made last, reused
	sockets    stack
	bound      bool // the socket in use was bound
	connected  map[*sock.Socket]bool
	connecting *sock.Socket // the one whose connect was begun without waiting
	timeout    time.Duration
	trying     bool   // the step under way may fail
	buf        []byte // of receives, reused
	last       []byte // the bytes received last
	vars       map[string]int64
	from       sock.Addr // where the last datagram came from
	fromConn   int
	untilEmpty int // loops around that end at an empty receive
	framing    framing
	ended      bool            // what was received last is the end of the stream, which is no message
	files      *os.Root        // the peer's own folder, nil until it has a file
	written    map[string]bool // the files in it
}

func newPeer(r *run, index int, program lab.Peer) *peer {
	return &peer{
		r: r, index: index, program: program, ready: make(chan struct{}), vars: map[string]int64{}, connected: map[*sock.Socket]bool{},
		framing: newFraming(),
	}
}

// run runs the program and closes what it leaves open, as the end of a
// process does.
func (p *peer) run() {
	defer p.r.progress.end(p.index)
	defer p.waits()
	defer p.leaveFolder()
	_ = p.steps(p.program.Steps) // what went wrong is in the log
	p.r.programs.Done()
	if p.stopped() { // no close may reach a call of another that is about to end
		p.r.programs.Wait()
	}
	p.step = 0
	for s := p.sockets.top(); s != nil; s = p.sockets.top() {
		_ = p.close(s) // what went wrong is in the log
	}
}

// waits lets the next peer start.
func (p *peer) waits() { p.once.Do(func() { close(p.ready) }) }

func (p *peer) steps(steps []lab.Step) error {
	for _, s := range steps {
		if p.stopped() {
			return errStopped
		}
		p.step = s.Line
		if p.silent++; p.silent > maxSilent {
			p.r.stop(lab.End{Reason: lab.EndLimit, Detail: "steps"})
			return errStopped
		}
		if err := p.do(s.Do); err != nil {
			return err
		}
	}
	return nil
}

func (p *peer) stopped() bool {
	select {
	case <-p.r.stopping:
		return true
	default:
		return false
	}
}

func (p *peer) do(action lab.Action) error {
	switch do := action.(type) {
	case lab.Bind:
		return p.bind(do.Port)
	case lab.Listen:
		return p.listen(do)
	case lab.Accept:
		return p.accept()
	case lab.Connect:
		return p.connect(do.Port)
	case lab.Send:
		return p.send(do)
	case lab.SendFile:
		return p.sendFile(do)
	case lab.Recv:
		return p.recv(do)
	case lab.RecvFrame:
		return p.recvFrame(do)
	case lab.RecvFile:
		return p.recvFile(do)
	case lab.Codec:
		return p.useCodec(do)
	case lab.Unpack:
		return p.unpack(do)
	case lab.Sleep:
		return p.sleep(do)
	case lab.Wait:
		return p.wait(do)
	case lab.Set:
		return p.set(do)
	case lab.Timeout:
		return p.setTimeout(do.After)
	case lab.Blocking:
		return p.blocking(do)
	case lab.Try:
		return p.try(do)
	case lab.Shutdown:
		return p.shutdown(do)
	case lab.Close:
		return p.closeStep(do)
	case lab.Loop:
		return p.loop(do)
	}
	panic("session: unknown action")
}

func (p *peer) loop(do lab.Loop) error {
	if do.UntilEmpty {
		p.untilEmpty++
		defer func() { p.untilEmpty-- }()
	}
	for i := 0; do.Count == 0 || i < do.Count; i++ {
		err := p.steps(do.Body)
		if do.UntilEmpty && errors.Is(err, errEmpty) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// begin notes what is about to be called, for those who watch it wait.
func (p *peer) begin(call lab.Call, s *sock.Socket, asked int) {
	p.call, p.asked, p.conn = call, asked, 0
	if s != nil {
		p.conn = s.ID
	}
}

// onWait is called by a socket whose call cannot be done at once.
func (p *peer) onWait(start int64) {
	p.r.log.Waiting(record.Waiting{
		Peer: p.index, Conn: p.conn, Call: p.call, Step: p.step, Asked: p.asked, Start: start,
	})
	p.waits()
}

// event makes the event of the call that was begun. It is the peer's own until
// the next one: as a value it would be copied all the way to the log.
func (p *peer) event(res sock.Result) *lab.Event {
	p.now = lab.Event{
		Peer: p.index, Conn: p.conn, Call: p.call, Step: p.step, Start: res.Start, End: res.End,
		Waited: res.Waited, Asked: p.asked, Err: sock.ErrName(res.Err), EOF: res.EOF, Datagram: res.Datagram, Address: res.Address, More: res.More,
	}
	return &p.now
}

// record appends the event and says whether the program goes on.
func (p *peer) record(e *lab.Event) error {
	p.silent = 0
	p.r.record(e)
	switch e.Err {
	case "":
		return nil
	case sock.ErrName(sock.ErrStopped):
		return errStopped
	}
	if !p.trying {
		p.r.failed(p, e)
	}
	return errFailed
}

// probe measures the socket, and the one at the other end of it, into e.
func (p *peer) probe(e *lab.Event, s, far *sock.Socket) {
	if !p.r.exp.Probes {
		return
	}
	e.Probe = measure(s)
	if far != nil {
		p.probeFar(e, far)
	}
}

func (p *peer) probeFar(e *lab.Event, far *sock.Socket) {
	e.Far, e.FarConn = measure(far), far.ID
}

// measure gives nil when nothing could be measured.
func measure(s *sock.Socket) *lab.Probe {
	probe := s.Probe()
	if probe == lab.NoProbe {
		return nil
	}
	return &probe
}
