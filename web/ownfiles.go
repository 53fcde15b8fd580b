package web

import (
	"context"
	"strings"

	"stickylab/lab"
	"stickylab/lab/record"
	"stickylab/web/view"
)

// ownPrograms are the texts of programs of somebody's own, as they were when they
// were started: they stand before the first event of their run.
func ownPrograms(ctx context.Context, run Run) ([]view.Program, error) {
	var shown []view.Program
	at := map[string]int{}
	for row, err := range run.Rows(ctx, 0) {
		if err != nil {
			return nil, err
		}
		if row.Kind == record.RowEvent {
			break
		}
		if row.Kind != record.RowPeer || row.Peer.Kind != lab.Watched || len(row.Peer.Files) == 0 {
			continue
		}
		one := ownProgram(row.Peer)
		if i, again := at[one.Peer]; again {
			shown[i] = one
			continue
		}
		at[one.Peer] = len(shown)
		shown = append(shown, one)
	}
	return shown, nil
}

// ownProgram shows the text of a program; any line of it may make any call.
func ownProgram(p *lab.Peer) view.Program {
	file := p.Files[0]
	one := view.Program{Peer: p.Name, File: file.Name}
	for text := range strings.Lines(file.Text) {
		text = strings.TrimRight(text, "\r\n")
		line := view.Line{Step: len(one.Lines) + 1, Tokens: []view.Token{{Text: strings.ReplaceAll(text, "\t", "    "), Literal: -1}}}
		if strings.ContainsAny(text, "()") { // a call has brackets
			line.Calls = ownCalls
		}
		one.Lines = append(one.Lines, line)
	}
	return one
}

// ownCalls are the calls that a line of a program may make.
var ownCalls = []lab.Call{
	lab.CallSocket, lab.CallSocketPair, lab.CallBind, lab.CallListen, lab.CallAccept, lab.CallConnect, lab.CallSend, lab.CallRecv,
	lab.CallSendTo, lab.CallRecvFrom, lab.CallShutdown, lab.CallClose, lab.CallSetOption, lab.CallPoll, lab.CallPrint, lab.CallInput,
}
