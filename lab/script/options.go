package script

import (
	"slices"
	"time"

	"stickylab/lab"
)

// optionSet is an option that is put into a program.
type optionSet struct{ lab.PeerOption }

// WithOptions returns the experiment with socket options set. A peer that sets
// the option itself gets the new value there, at the first such step. In other
// programs steps are put in: for options that the kernel must know before the
// handshake (sndbuf, rcvbuf, maxseg, reuseaddr) where the socket first exists,
// for others after each connect and accept of a stream. A timeout begins the
// program, for it is that of every socket the peer opens. Steps that were put in
// or got another value are marked as Added. The text of the result is printed
// anew. The error is an *Error: the option is unknown, not one of the
// transport, or out of range, or no peer has the name.
func WithOptions(e lab.Experiment, options []lab.PeerOption) (lab.Experiment, error) {
	changed := e
	changed.Peers = slices.Clone(e.Peers)
	for _, one := range options {
		i := slices.IndexFunc(changed.Peers, func(p lab.Peer) bool { return p.Name == one.Peer })
		if i < 0 {
			return lab.Experiment{}, &Error{Line: 1, Col: 1, key: "no-peer", args: []any{one.Peer}}
		}
		set, peer := optionSet{one}, &changed.Peers[i]
		if err := set.check(e.TransportOf(*peer), peer.Line); err != nil {
			return lab.Experiment{}, err
		}
		peer.Steps = set.into(peer.Steps, peer.Line, e.TransportOf(*peer))
	}
	adapted, err := adapted(changed, e)
	if err == nil {
		markPeers(adapted.Peers, changed.Peers)
	}
	return adapted, err
}

// markPeers marks as Added the steps of peers that were parsed again from what
// others, of the same shape, print.
func markPeers(parsed, changed []lab.Peer) {
	for i := range parsed {
		markSteps(parsed[i].Steps, changed[i].Steps)
	}
}

func markSteps(parsed, changed []lab.Step) {
	for i := range parsed {
		parsed[i].Added = changed[i].Added
		markSteps(lab.BlockOf(parsed[i].Do), lab.BlockOf(changed[i].Do))
	}
}

// action is what the step of the option does.
func (set optionSet) action() lab.Action {
	if set.Option == lab.OptionTimeout {
		return lab.Timeout{After: time.Duration(set.Value) * time.Millisecond}
	}
	return lab.Set{Option: set.Option, Value: set.Value}
}

// check reads the step of an option as if it stood in the peer's first line.
func (set optionSet) check(t lab.Transport, line int) error {
	p := &parser{exp: lab.Experiment{Transport: t}, transport: t}
	p.scope = newScope()
	l, err := lex(line, PrintStep(set.action()))
	if err != nil {
		return err
	}
	p.enter(l)
	p.step()
	if p.err != nil {
		p.err.Col = 1
		return p.err
	}
	return nil
}

// into puts the option into a program that begins behind a line.
func (set optionSet) into(steps []lab.Step, line int, t lab.Transport) []lab.Step {
	if set.Option == lab.OptionTimeout {
		return set.begin(steps, line)
	}
	if replaced, ok := set.replace(steps); ok {
		return replaced
	}
	if t.Connects() && !beforeHandshake(set.Option) {
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

func (set optionSet) step(line int) lab.Step {
	return lab.Step{Line: line, Do: set.action(), Added: true}
}

// begin makes the timeout the first step, in place of one that is there.
func (set optionSet) begin(steps []lab.Step, line int) []lab.Step {
	steps = slices.Clone(steps)
	if len(steps) > 0 {
		if _, own := steps[0].Do.(lab.Timeout); own {
			steps[0].Do = set.action()
			return steps
		}
	}
	return append([]lab.Step{set.step(line)}, steps...)
}

// replace changes the first step that sets the option.
func (set optionSet) replace(steps []lab.Step) ([]lab.Step, bool) {
	steps = slices.Clone(steps)
	for i, step := range steps {
		switch do := bare(step.Do).(type) {
		case lab.Set:
			if do.Option == set.Option {
				steps[i] = set.step(step.Line)
				steps[i].Added = do.Value != set.Value
				return steps, true
			}
		default:
			if body, ok := set.replace(lab.BlockOf(do)); ok {
				steps[i].Do = lab.WithBlock(do, body)
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
func (set optionSet) after(steps []lab.Step) []lab.Step {
	var all []lab.Step
	for _, step := range steps {
		step.Do = lab.WithBlock(step.Do, set.after(lab.BlockOf(step.Do)))
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
	set  optionSet
	open int // sockets
}

func (p *placing) steps(steps []lab.Step) []lab.Step {
	var all []lab.Step
	for _, step := range steps {
		switch do := bare(step.Do).(type) {
		case lab.Loop, lab.Branch:
			step.Do = lab.WithBlock(do, p.steps(lab.BlockOf(do)))
		case lab.Thread:
			inside := placing{set: p.set}
			if do.Conn != "" {
				inside.open, p.open = 1, max(p.open-1, 0)
			}
			step.Do = lab.WithBlock(do, inside.steps(do.Body))
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
