// Package export writes an experiment as programs. A plan says what the program
// of a peer does, in the terms of every language; a printer writes it in one:
// so far Python, the language that most readers know it in. The programs are
// real and can be run as they are; their literals can be edited, which changes
// the experiment.
package export

import (
	"slices"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// Program is the program of one peer in Python.
type Program struct {
	Peer, File string
	Lines      []Line

	imports []string // modules that it needs although no line names them
}

// Line is one line of a Program. The events of Step whose call is one of
// Calls belong to it; Calls is empty where no call is made.
type Line struct {
	Step  int
	Calls []lab.Call
	// Indent counts levels of four spaces.
	Indent int
	Tokens []Token
}

// Token is a piece of a Line, spaces included.
type Token struct {
	// Kind is keyword, name, string, number, comment, or empty for the rest.
	Kind string
	Text string
	// Literal is the index of an editable literal over all programs, or -1.
	Literal int
}

// Python returns the programs of the peers, in their order. The addresses are
// those that a reader's own machine has; a run of the lab has its own.
func Python(e lab.Experiment) []Program {
	programs, _ := render(e)
	return programs
}

// Literals returns the editable literals of all programs, as Python writes them.
func Literals(e lab.Experiment) []string {
	_, literals := render(e)
	texts := make([]string, len(literals))
	for i, l := range literals {
		texts[i] = l.text
	}
	return texts
}

// usesFirst reports whether a codec of the steps is one of alternatives.
func usesFirst(steps []lab.Step) bool {
	return slices.ContainsFunc(steps, func(step lab.Step) bool {
		if do, ok := step.Do.(lab.Codec); ok {
			_, first := do.Codec.(frame.First)
			return first
		}
		return usesFirst(lab.BlockOf(step.Do))
	})
}

// render writes all programs and collects their literals.
func render(e lab.Experiment) ([]Program, []literal) {
	var literals []literal
	peers := played(e)
	programs := make([]Program, len(peers))
	for i, peer := range peers {
		plan := newPlan(e.TransportOf(peer), peer)
		p := &python{transport: plan.transport, literals: literals, firsts: usesFirst(peer.Steps)}
		p.functions(plan.body)
		p.block(plan.body)
		programs[i] = Program{Peer: peer.Name, File: fileName(peer.Name), Lines: p.lines}
		literals = p.literals
	}
	return programs, literals
}

// played are the peers that have a program here: not one that is somebody's own.
func played(e lab.Experiment) []lab.Peer {
	return slices.DeleteFunc(slices.Clone(e.Peers), func(p lab.Peer) bool { return p.Kind == lab.Outside })
}
