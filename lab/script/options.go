package script

import (
	"slices"

	"stickylab/lab"
)

// OptionSet is a socket option that a peer is to have.
type OptionSet struct {
	// Peer is the peer's name, Option one of lab.Options.
	Peer, Option string
	// Value is that of a lab.Set.
	Value int
}

// WithOptions gives the experiment with socket options set. A peer that sets
// the option itself gets the new value there, at the first such step. In
// another's program a step is put in: where the socket is there first, for
// what the kernel wants to know before the handshake (sndbuf, rcvbuf, maxseg,
// reuseaddr), else after each connect and accept of a stream, so that it is
// the connection that has the option. The text of the result is printed
// anew. The error is an *Error: the option is unknown, not one of the
// transport, or out of range, or nobody has the name.
func WithOptions(e lab.Experiment, sets []OptionSet) (lab.Experiment, error) {
	changed := e
	changed.Peers = slices.Clone(e.Peers)
	for _, set := range sets {
		i := slices.IndexFunc(changed.Peers, func(p lab.Peer) bool { return p.Name == set.Peer })
		if i < 0 {
			return lab.Experiment{}, &Error{Line: 1, Col: 1, key: "no-peer", args: []any{set.Peer}}
		}
		peer := &changed.Peers[i]
		if err := set.check(e.Transport, peer.Line); err != nil {
			return lab.Experiment{}, err
		}
		peer.Steps = set.into(peer.Steps, e.Transport)
	}
	return adapted(changed, e)
}

// check judges an option as if its step stood in the peer's first line.
func (set OptionSet) check(t lab.Transport, line int) error {
	p := &parser{exp: lab.Experiment{Transport: t}}
	p.scope = newScope()
	l, err := lex(line, PrintStep(lab.Set{Option: set.Option, Value: set.Value}))
	if err != nil {
		return err
	}
	p.enter(l)
	p.next()
	p.set()
	p.end("set")
	if p.err != nil {
		p.err.Col = 1
		return p.err
	}
	return nil
}

// into puts the option into a program.
func (set OptionSet) into(steps []lab.Step, t lab.Transport) []lab.Step {
	if replaced, ok := set.replace(steps); ok {
		return replaced
	}
	if t.Stream() && !beforeHandshake(set.Option) {
		return set.after(steps)
	}
	before := placing{set: set}
	return before.steps(steps)
}

func beforeHandshake(option string) bool {
	switch option {
	case "sndbuf", "rcvbuf", "maxseg", "reuseaddr":
		return true
	}
	return false
}

func (set OptionSet) step(line int) lab.Step {
	return lab.Step{Line: line, Do: lab.Set{Option: set.Option, Value: set.Value}}
}

// replace changes the first step that sets the option.
func (set OptionSet) replace(steps []lab.Step) ([]lab.Step, bool) {
	steps = slices.Clone(steps)
	for i, step := range steps {
		switch do := bare(step.Do).(type) {
		case lab.Set:
			if do.Option == set.Option {
				steps[i] = set.step(step.Line)
				return steps, true
			}
		case lab.Loop:
			body, ok := set.replace(do.Body)
			if ok {
				do.Body = body
				steps[i].Do = do
				return steps, true
			}
		}
	}
	return steps, false
}

// bare gives the action that a try has inside, or the action itself.
func bare(action lab.Action) lab.Action {
	if try, ok := action.(lab.Try); ok {
		return try.Do
	}
	return action
}

// after sets the option after each connect and accept.
func (set OptionSet) after(steps []lab.Step) []lab.Step {
	var all []lab.Step
	for _, step := range steps {
		if loop, ok := step.Do.(lab.Loop); ok {
			loop.Body = set.after(loop.Body)
			step.Do = loop
		}
		all = append(all, step)
		switch bare(step.Do).(type) {
		case lab.Connect, lab.Accept:
			all = append(all, set.step(step.Line))
		}
	}
	return all
}

// placing sets the option before the first use of each socket that the
// program opens.
type placing struct {
	set  OptionSet
	open int // sockets
}

func (p *placing) steps(steps []lab.Step) []lab.Step {
	var all []lab.Step
	for _, step := range steps {
		switch do := bare(step.Do).(type) {
		case lab.Loop:
			do.Body = p.steps(do.Body)
			step.Do = do
		case lab.Accept:
			p.open++ // it takes the options over from the one that listens
		case lab.Close:
			p.open = max(p.open-1, 0)
		case lab.Bind, lab.Listen, lab.Connect, lab.Send, lab.SendFile, lab.Recv, lab.RecvFrame, lab.RecvFile:
			if p.open == 0 {
				all = append(all, p.set.step(step.Line))
				p.open = 1
			}
		}
		all = append(all, step)
	}
	return all
}
