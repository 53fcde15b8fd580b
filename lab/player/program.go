package player

import (
	"context"
	"errors"
	"math/big"
	"time"

	"stickylab/lab"
	"stickylab/lab/action"
	"stickylab/lab/session"
)

// errEmpty ends a loop until empty: a receive returned no bytes. errBreak ends the
// innermost loop.
var (
	errEmpty = errors.New("a receive returned no bytes")
	errBreak = errors.New("break")
)

// errVanished ends the program of a peer that is to be silent from now on.
var errVanished = errors.New("the peer vanished")

// maxSilent bounds the steps without an event between them: a loop of nothing
// but timeouts would only take a processor from everybody else.
const maxSilent = 10_000

// program is a thread of a peer's program as it runs. All of it but the threads belongs
// to one goroutine: the first one's is that of Play.
type program struct {
	world     *session.World
	hand      *session.Hand
	number    int // of the peer
	transport lab.Transport
	threads   *threads // shared by those of the program

	// Where the program is.
	line       int
	silent     int  // steps since the last event
	events     int  // that the hand had recorded then
	untilEmpty int  // loops around that end at an empty receive
	decided    bool // a branch of the decision under way was done

	// What its steps work on.
	sockets    stack
	bound      bool                       // the socket in use was bound
	connecting *session.Socket            // the one whose connect was begun without waiting
	conns      map[string]*session.Socket // those that have names
	timeout    time.Duration
	ready      []*session.Socket // what was found so last
	vars       map[string]*big.Int
	texts      map[string]lab.Data // the variables of bytes
	got        received
	framing    framing
	files      files
}

func newProgram(a *actor, w *session.World) *program {
	p := new(program)
	p.world, p.hand, p.number, p.transport = w, w.Hand(a.number, 0), a.number, a.transport
	p.threads = new(threads)
	p.files.world, p.files.peer = w, a.number
	return p
}

func (p *program) steps(ctx context.Context, steps []lab.Step) error {
	for _, s := range steps {
		if ctx.Err() != nil {
			return session.ErrStopped
		}
		p.line = s.Line
		p.hand.At(s.Line)
		if !p.moves() {
			p.world.Over("steps")
			return session.ErrStopped
		}
		if err := p.do(ctx, s.Do); err != nil {
			return err
		}
	}
	return nil
}

// moves counts a step, and reports whether the program still does something.
func (p *program) moves() bool {
	if events := p.hand.Events(); events != p.events {
		p.events, p.silent = events, 0
	}
	p.silent++
	return p.silent <= maxSilent
}

func (p *program) do(ctx context.Context, step lab.Action) error {
	switch do := step.(type) {
	case lab.Bind:
		return p.bind(do.Port)
	case lab.Listen:
		return p.listen(do)
	case lab.Accept:
		return p.accept(do)
	case lab.Connect:
		return p.connect(do)
	case lab.Send:
		return p.send(do)
	case lab.Recv:
		return p.recv(do)
	case lab.Wait:
		return p.wait(do)
	case lab.Close:
		return p.closeStep(do)
	case lab.Loop:
		return p.loop(ctx, do)
	case lab.Break:
		return errBreak
	}
	return p.doSeldom(ctx, step)
}

// doSeldom does what few programs do. The frame of a function has room for every case
// of a switch: the stack of a peer that only sends and receives stays within its 4 KB.
func (p *program) doSeldom(ctx context.Context, step lab.Action) error {
	switch do := step.(type) {
	case lab.SendFile:
		return p.sendFile(do)
	case lab.RecvFrame:
		return p.recvFrame(do)
	case lab.RecvFile:
		return p.recvFile(do)
	case lab.Codec:
		return p.useCodec(do)
	case lab.Ready:
		return p.look(do)
	case lab.Set:
		return p.set(do)
	case lab.Timeout:
		return p.setTimeout(do.After)
	case lab.Blocking:
		return p.blocking(do)
	case lab.Try:
		return p.try(ctx, do)
	case lab.Branch:
		return p.branch(ctx, do)
	case lab.Thread:
		return p.thread(ctx, do)
	case action.Action:
		return do.Play(&doer{p, p.world.Now(), do.Kind()})
	}
	panic("player: unknown action")
}

func (p *program) loop(ctx context.Context, do lab.Loop) error {
	if do.UntilEmpty {
		p.untilEmpty++
		defer func() { p.untilEmpty-- }()
	}
	for i := 0; do.Count == 0 || i < do.Count; i++ {
		err := p.steps(ctx, do.Body)
		if do.UntilEmpty && errors.Is(err, errEmpty) || errors.Is(err, errBreak) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// branch does the steps of a branch, unless one before it was done.
func (p *program) branch(ctx context.Context, do lab.Branch) error {
	if do.Word != "if" && p.decided {
		return nil
	}
	known := lab.Known{Number: p.variable, Last: p.got.data(), Bytes: p.text, Ready: p.found}
	if p.decided = do.Word == "else" || do.When.Holds(known); !p.decided {
		return nil
	}
	err := p.steps(ctx, do.Body)
	p.decided = true // whatever was decided in there
	return err
}
