package view

import (
	"slices"
	"strings"

	"stickylab/lab"
)

// written are the calls that any line of somebody's own program may make.
var written = []lab.Call{
	lab.CallSocket, lab.CallBind, lab.CallListen, lab.CallAccept, lab.CallConnect, lab.CallSend, lab.CallRecv, lab.CallSendTo,
	lab.CallRecvFrom, lab.CallShutdown, lab.CallClose, lab.CallSetOption, lab.CallSleep, lab.CallPrint, lab.CallInput, lab.CallPoll,
	lab.CallNone, lab.CallGetOption, lab.CallLocalName, lab.CallRemoteName, lab.CallSocketPair,
}

// ownPrograms puts the programs of peers that bring their own in the place of those that
// the experiment has for them.
func ownPrograms(programs []Program, peers []lab.Peer) []Program {
	for i := range peers {
		p := &peers[i]
		if len(p.Files) == 0 {
			continue
		}
		programs = slices.DeleteFunc(programs, func(known Program) bool { return known.Peer == p.Name })
		programs = append(programs, ownProgram(p.Name, p.Files[0], written))
		for _, f := range p.Files[1:] {
			programs = append(programs, ownProgram(p.Name, f, nil)) // its lines are counted for itself
		}
	}
	return programs
}

// Own shows the programs that peers brought with them. List must have been called.
func (p *RunPage) Own() { p.Programs = ownPrograms(p.Programs, p.Lists.peers) }

// ownProgram is a file as it was written. Without calls no event lights its lines.
func ownProgram(peer string, f lab.File, calls []lab.Call) Program {
	p := Program{Peer: peer, File: f.Name, Source: []Token{{Text: f.Text, Literal: -1}}}
	for i, text := range strings.Split(strings.TrimSuffix(f.Text, "\n"), "\n") {
		line := Line{Step: i + 1, Tokens: []Token{{Text: strings.TrimRight(text, "\r"), Literal: -1}}}
		if calls == nil {
			line.Step = 0
		} else if text = strings.TrimSpace(text); text != "" && text[0] != '#' {
			line.Calls = calls
		}
		p.Lines = append(p.Lines, line)
	}
	return p
}
