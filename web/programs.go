package web

import (
	"stickylab/lab"
	"stickylab/lab/export"
	"stickylab/web/view"
)

// programs gives the peers' programs the shape that pages take. A wait, which
// only the lab has, is explained in the reader's language.
func programs(lang string, exp lab.Experiment) []view.Program {
	exported, waits := export.Python(exp), waits(exp)
	shown := make([]view.Program, len(exported))
	for i, p := range exported {
		shown[i] = view.Program{Peer: p.Peer, File: p.File, Lines: make([]view.Line, len(p.Lines))}
		for j, line := range p.Lines {
			shown[i].Lines[j] = view.Line{Step: line.Step, Calls: line.Calls, Indent: line.Indent, Tokens: tokens(line.Tokens)}
			if wait, ok := waits[line.Step]; ok {
				shown[i].Lines[j].Tokens = view.WaitTokens(lang, wait)
			}
		}
	}
	return shown
}

func tokens(exported []export.Token) []view.Token {
	shown := make([]view.Token, len(exported))
	for i, t := range exported {
		shown[i] = view.Token(t)
	}
	return shown
}

// waits finds the experiment's waits by the line of their step.
func waits(exp lab.Experiment) map[int]lab.Wait {
	found := map[int]lab.Wait{}
	var look func(steps []lab.Step)
	look = func(steps []lab.Step) {
		for _, step := range steps {
			switch do := step.Do.(type) {
			case lab.Wait:
				found[step.Line] = do
			case lab.Loop:
				look(do.Body)
			}
		}
	}
	for _, peer := range exp.Peers {
		look(peer.Steps)
	}
	return found
}
