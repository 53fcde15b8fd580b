package web

import (
	"strings"

	"stickylab/lab"
	"stickylab/lab/export"
	"stickylab/web/view"
)

// programs returns the peers' programs in the shape that pages take. A wait, which
// only the lab has, is explained in the reader's language.
func programs(lang string, exp lab.Experiment) []view.Program {
	exported, waits := export.Python(exp), waits(exp)
	shown := make([]view.Program, len(exported))
	for i, p := range exported {
		shown[i] = view.Program{Peer: p.Peer, File: p.File, Lines: make([]view.Line, len(p.Lines)), Source: source(lang, p, waits)}
		for j, line := range p.Lines {
			shown[i].Lines[j] = view.Line{Step: line.Step, Calls: line.Calls, Indent: line.Indent, Tokens: tokens(line.Tokens)}
			if wait, ok := waits[line.Step]; ok {
				shown[i].Lines[j].Tokens = view.WaitTokens(lang, wait)
			}
		}
	}
	return shown
}

// linesOf returns lines that no step of a script stands for.
func linesOf(exported []export.Line) []view.Line {
	shown := make([]view.Line, len(exported))
	for i, line := range exported {
		shown[i] = view.Line{Step: line.Step, Indent: line.Indent, Tokens: tokens(line.Tokens)}
	}
	return shown
}

// source returns the whole file of a program; its lines stand at the end.
func source(lang string, p export.Program, waits map[int]lab.Wait) []view.Token {
	var (
		text strings.Builder
		all  []view.Token
	)
	for _, line := range p.Lines {
		whole := line.String()
		text.WriteString(whole + "\n")
		margin := whole[:len(whole)-len(strings.TrimLeft(whole, " "))]
		all = append(all, view.Token{Text: margin, Literal: -1})
		if wait, ok := waits[line.Step]; ok {
			all = append(all, view.WaitTokens(lang, wait)...)
		} else {
			all = append(all, tokens(line.Tokens)...)
		}
		all = append(all, view.Token{Text: "\n", Literal: -1})
	}
	head := strings.TrimSuffix(p.Source(), text.String())
	return append([]view.Token{{Text: head, Literal: -1}}, all...)
}

func tokens(exported []export.Token) []view.Token {
	shown := make([]view.Token, len(exported))
	for i, t := range exported {
		shown[i] = view.Token{Kind: t.Kind, Text: t.Text, Literal: t.Literal}
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
			default:
				look(lab.BlockOf(do))
			}
		}
	}
	for _, peer := range exp.Peers {
		look(peer.Steps)
	}
	return found
}
