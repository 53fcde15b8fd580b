package export

import (
	"slices"

	"stickylab/lab"
)

// The parts of a step that are no terms of a send.
const (
	namePart = 0       // of a file
	sizePart = 1       // of a file
	endPart  = 1       // of a receive
	gapPart  = 1 << 20 // of a send
	eachPart = gapPart + 1
	cutPart  = gapPart + 2 // and those behind it
)

// timesPart is the part of the repetition of term number i, whose bytes are
// part i.
func timesPart(i int) int { return -1 - i }

func (w *planner) send(do lab.Send) {
	s := w.conn(do.To.Conn)
	w.add(sendOp{s, do, w.terms(do.Terms)})
}

// terms plans the bytes of a send, from the last term to the first. Where a
// header holds the length of what follows it, that gets a name first.
func (w *planner) terms(terms []lab.Term) []term {
	var after []term // those behind
	for i := len(terms) - 1; i >= 0; i-- {
		if p, ok := terms[i].(lab.Packed); ok && hasLen(p) && len(after) > 0 {
			w.add(nameBodyOp{after})
			after = []term{{body: true}}
		}
		after = append([]term{w.term(i, terms[i], len(after) > 0)}, after...)
	}
	return after
}

func hasLen(packed lab.Packed) bool {
	return slices.ContainsFunc(packed.Args, lab.Arg.HasLen)
}

// term plans term number i; followed: bytes with a name stand behind it.
func (w *planner) term(i int, t lab.Term, followed bool) term {
	switch t := t.(type) {
	case lab.Literal:
		planned := term{bytes: &value{i, t.Bytes}}
		planned.count = t.Count
		if t.Times > 1 {
			planned.times = &value{timesPart(i), t.Times}
		}
		return planned
	case lab.FileBytes:
		return term{file: t.Name}
	case lab.Packed:
		return term{packed: &packed{value{i, t.Format}, t.Args, followed}}
	case lab.Received:
		of := w.data()
		if t.Name != "" {
			of = data{variable: t.Name}
		}
		return term{received: &of, upper: t.Upper}
	}
	panic("export: a term that no program can be planned of")
}

func (w *planner) recvFrame(do lab.RecvFrame) {
	s := w.conn(do.From)
	into := w.receive(do.Into)
	if len(do.Until) > 0 {
		w.add(receiveUntilOp{s, into, value{endPart, do.Until}, byValue(do.By)})
		w.leaveIf(condition{kind: isEmpty, of: into})
		return
	}
	from := !w.transport.Stream() && !s.connected
	w.sender = w.sender || from
	w.add(receiveFrameOp{s, into, from, byValue(do.By)})
	w.leaveIf(condition{kind: isNone, of: into})
}

func (w *planner) recvFile(do lab.RecvFile) {
	into := w.receive("")
	w.add(receiveFileOp{w.top(), into, byValue(do.By)})
	w.leaveIf(condition{kind: isNone, of: into})
}

// byValue is how many bytes a receive may take, nil where nothing is said.
func byValue(by int) *value {
	if by == 0 {
		return nil
	}
	return &value{0, by}
}
