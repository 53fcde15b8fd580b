package export

import (
	"slices"

	"stickylab/lab"
	"stickylab/lab/action"
)

// planner makes the plan of one peer. It follows the sockets in the order of
// the lines, so what a loop does counts once.
type planner struct {
	plan      *plan
	transport lab.Transport
	actions   []lab.Action // the whole program, to look ahead in

	// The step under way.
	at    int        // of its action in actions
	step  int        // its line
	loops []lab.Loop // around it
	out   *block     // where its statements go

	ways []sockets // what was open at the breaks of the innermost loop

	// What the statements so far have left.
	sockets   sockets
	conns     map[string]*planSocket // those that have names
	shared    bool                   // all receives share a name
	last, got data                   // what was received last, and as its receive names it
	asks      bool                   // a step asks for what was received last
	unwaiting bool                   // setblocking(False) holds
	trying    bool                   // the step may fail
	sender    bool                   // the address of a sender is known
}

// newPlan plans the program of a peer whose sockets are of the transport.
func newPlan(transport lab.Transport, peer lab.Peer) plan {
	p := plan{transport: transport}
	w := &planner{plan: &p, transport: transport, conns: map[string]*planSocket{}, actions: flat(peer.Steps), shared: receivesInLoop(peer.Steps, false), out: &p.body}
	w.asks = slices.ContainsFunc(w.actions, asksForLast)
	w.steps(peer.Steps)
	return p
}

func (w *planner) add(o op) { *w.out = append(*w.out, statement{w.step, o}) }

// within plans into a block of its own.
func (w *planner) within(f func()) (inside block) {
	before := w.out
	w.out = &inside
	f()
	w.out = before
	return inside
}

func (w *planner) steps(steps []lab.Step) {
	for i := 0; i < len(steps); i++ {
		w.step = steps[i].Line
		if n := branches(steps[i:]); n > 0 {
			w.decision(steps[i : i+n])
			i += n - 1
			continue
		}
		w.do(steps[i].Do)
	}
}

func (w *planner) do(step lab.Action) {
	w.at++
	if try, ok := step.(lab.Try); ok {
		w.try(try)
		return
	}
	w.act(step)
}

// act plans an action that no try stands before.
func (w *planner) act(step lab.Action) {
	switch do := step.(type) {
	case lab.Bind:
		w.bind(do.Port)
	case lab.Listen:
		w.listen(do)
	case lab.Accept:
		w.accept(do)
	case lab.Connect:
		w.connect(do, "")
	case lab.Send:
		w.send(do)
	case lab.Codec:
		w.add(useCodecOp{do})
	case lab.SendFile:
		w.add(sendFileOp{w.top(), value{namePart, do.Name}, value{sizePart, do.Size}})
	case lab.Recv:
		w.recv(do)
	case lab.RecvFrame:
		w.recvFrame(do)
	case lab.RecvFile:
		w.recvFile(do)
	case lab.Ready:
		w.ready(do)
	case lab.Wait:
		w.add(waitOp{do})
	case lab.Set:
		w.add(optionOp{w.top(), do})
	case lab.Timeout:
		w.timeout(do)
	case lab.Blocking:
		w.blocking(do)
	case lab.Close:
		w.close(do)
	case lab.Loop:
		w.loop(do)
	case lab.Break:
		w.leave()
	case lab.Thread:
		w.thread(do)
	case action.Action:
		w.other(do)
	default:
		panic("export: an action that no program can be planned of")
	}
}

func (w *planner) other(do action.Action) {
	o := otherOp{do: do, last: w.data()}
	if do.Kind().OnSocket {
		o.s = w.top()
	}
	for _, s := range slices.Backward(w.sockets.open) {
		o.all = append(o.all, s.name)
	}
	w.add(o)
}

// data is what was received last.
func (w *planner) data() data { return w.last }

// receive names what the next receive gives: the variable is empty for none.
func (w *planner) receive(into string) data {
	if !w.shared {
		w.last.n++
	}
	w.got = data{n: w.last.n, variable: into, both: into != "" && w.asks}
	return w.got
}

// asksForLast reports whether a step asks for what was received last by no name.
func asksForLast(step lab.Action) bool {
	switch do := step.(type) {
	case lab.Send:
		return slices.ContainsFunc(do.Terms, func(t lab.Term) bool {
			received, ok := t.(lab.Received)
			return ok && received.Name == ""
		})
	case lab.Branch:
		return do.When.Left.Same || do.When.Right.Same
	case action.Action:
		asked := lookout{}
		do.Python(&asked)
		return asked.received
	}
	return false
}

func (w *planner) recv(do lab.Recv) {
	s := w.conn(do.From)
	name := do.Into
	if do.Onto {
		name = ""
	}
	into := w.receive(name)
	from := !do.Exactly && !do.WaitAll && !w.transport.Stream() && !s.connected
	w.sender = w.sender || from
	w.add(receiveOp{s, into, from, do, value{0, do.Size}})
	w.leaveEmpty(do, into)
	if do.Onto {
		w.add(lengthenOp{do.Into, into, w.asks})
	}
}
