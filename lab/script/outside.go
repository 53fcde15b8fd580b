package script

import (
	"cmp"
	"slices"

	"stickylab/lab"
)

// outsider reads the rest of a peer whose program is somebody's own.
func (p *parser) outsider(first token, name string) {
	if slices.ContainsFunc(p.exp.Peers, isOutside) {
		p.fail(first, "outside-twice")
	}
	if at := p.peek(); at.is(":") {
		p.fail(at, "outside-block", name)
	}
	p.end("outside")
	head := p.line
	if l, ok := p.peekLine(); ok && l.indent > head.indent {
		p.fail(first, "outside-block", name)
	}
	p.exp.Peers = append(p.exp.Peers, lab.Peer{Name: name, Kind: lab.Outside, Line: head.no})
}

func isOutside(peer lab.Peer) bool { return peer.Kind == lab.Outside }

// Meeting is how an experiment meets a program of somebody's own.
type Meeting struct {
	Peer string // that it plays
	Port int    // by which the others know the door where they meet it
	// Called: the others connect to it; else it connects to them.
	Called bool
}

// Outside returns how an experiment meets the peer outside, false where the lab plays all.
func Outside(e lab.Experiment) (Meeting, bool) {
	i := slices.IndexFunc(e.Peers, isOutside)
	if i < 0 {
		return Meeting{}, false
	}
	m := Meeting{Peer: e.Peers[i].Name, Port: slices.Concat(ports(e), []int{lab.DefaultPort})[0], Called: true}
	for _, peer := range e.Peers {
		m.Called = m.Called && made(peer.Steps, "listen") == 0 && peer.Kind != lab.Guest
	}
	return m, true
}

// WithOutside returns the experiment with a program of somebody's own in the place of a
// peer. The text of the result is printed anew; the time limit of the experiment is none
// for such a program. The error is an *Error: no peer has the name, or there is no way to
// meet it.
func WithOutside(e lab.Experiment, name string) (lab.Experiment, error) {
	i := slices.IndexFunc(e.Peers, func(p lab.Peer) bool { return p.Name == name })
	if i < 0 {
		return lab.Experiment{}, &Error{Line: 1, Col: 1, key: "no-peer", args: []any{name}}
	}
	changed := e
	changed.Peers, changed.Limit = slices.Clone(e.Peers), 0
	changed.Peers[i] = lab.Peer{Name: name, Kind: lab.Outside, Line: e.Peers[i].Line}
	return adapted(changed, e)
}

// checkOutside complains of a script with a peer outside that no door can serve: one
// stands for one port, of TCP.
func (p *parser) checkOutside() {
	i := slices.IndexFunc(p.exp.Peers, isOutside)
	if i < 0 || p.err != nil {
		return
	}
	var key string
	var args []any
	switch known := ports(p.exp); {
	case len(p.exp.Peers) == 1:
		key = "outside-alone"
	case slices.ContainsFunc(p.exp.Peers, func(peer lab.Peer) bool { return p.exp.TransportOf(peer) != lab.TCP }):
		key = "outside-transport"
	case len(known) == 0:
		key, args = "outside-nowhere", []any{p.exp.Peers[i].Name}
	case len(known) > 1:
		key, args = "outside-ports", []any{known[0], known[1]}
	default:
		return
	}
	p.err = &Error{Line: p.exp.Peers[i].Line, Col: 1, key: key, args: args}
}

// ports lists the ports that the programs of an experiment name, each once.
func ports(e lab.Experiment) (all []int) {
	for _, peer := range e.Peers {
		all = append(all, portsOf(peer.Steps, made(peer.Steps, "bind") > made(peer.Steps, "listen"))...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// portsOf lists the ports that steps name. Where the program binds by itself, a listen
// names none.
func portsOf(steps []lab.Step, binds bool) (all []int) {
	for _, step := range steps {
		switch do := bare(step.Do).(type) {
		case lab.Bind:
			all = append(all, cmp.Or(do.Port, lab.DefaultPort))
		case lab.Listen:
			if !binds || do.Port != 0 {
				all = append(all, cmp.Or(do.Port, lab.DefaultPort))
			}
		case lab.Connect:
			all = append(all, cmp.Or(do.Port, lab.DefaultPort))
		default:
			all = append(all, portsOf(lab.BlockOf(do), binds)...)
		}
	}
	return all
}
