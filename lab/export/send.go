package export

import (
	"strconv"

	"stickylab/lab"
	"stickylab/lab/repr"
	"stickylab/lab/script"
)

// send writes the call. Where a header holds the length of what follows it,
// that is given the name body first.
func (w *writer) send(do lab.Send) {
	s := w.top()
	data := w.terms(do.Terms)
	if do.Cut.Cuts() {
		w.sendPieces(s, do, data)
		return
	}
	if do.Framed {
		data = w.framedData(do, data)
	}
	pieces := []any{s.name + ".send("}
	if do.All {
		pieces[0] = s.name + ".sendall("
	}
	call := lab.CallSend
	if do.To != (lab.Target{}) {
		pieces[0] = s.name + ".sendto("
		call = lab.CallSendTo
	} else if do.Framed {
		pieces[0] = "send_frame(" + s.name + ", "
	}
	pieces = append(pieces, data...)
	switch {
	case do.More:
		pieces = append(pieces, ", socket.MSG_MORE")
	case do.To.Sender:
		pieces = append(pieces, ", addr")
	case do.To.Port != 0:
		pieces = append(pieces, ", ", w.address(do.To.Port))
	}
	w.line(does(call), append(pieces, ")")...)
}

// terms gives the expression of the terms, from the last to the first.
func (w *writer) terms(terms []lab.Term) []any {
	var after []any // the expression of the terms behind
	for i := len(terms) - 1; i >= 0; i-- {
		if packed, ok := terms[i].(lab.Packed); ok && hasLen(packed) && len(after) > 0 {
			w.line(nil, append([]any{"body = "}, after...)...)
			after = []any{"body"}
		}
		term := w.term(i, terms[i], len(after) > 0)
		if len(after) > 0 {
			term = append(append(term, " + "), after...)
		}
		after = term
	}
	return after
}

func hasLen(packed lab.Packed) bool {
	for _, arg := range packed.Args {
		if arg.Len {
			return true
		}
	}
	return false
}

// term gives the expression of term number i; followed tells that its length
// argument is that of body.
func (w *writer) term(i int, term lab.Term, followed bool) []any {
	switch term := term.(type) {
	case lab.Literal:
		pieces := payload(i, term.Bytes)
		if term.Times > 1 {
			pieces = append(pieces, " * ", countLiteral(timesPart(i), term.Times, 1, script.MaxPayload))
		}
		return pieces
	case lab.Packed:
		args := ""
		for _, arg := range term.Args {
			args += ", " + argText(arg, followed)
		}
		return []any{"struct.pack(", formatLiteral(i, term.Format), args + ")"}
	case lab.Received:
		if term.Upper {
			return []any{w.data() + ".upper()"}
		}
	}
	return []any{w.data()}
}

func argText(arg lab.Arg, followed bool) string {
	switch {
	case arg.Len && followed:
		return "len(body)"
	case arg.Len:
		return "0"
	case arg.Var != "":
		return variable(arg.Var)
	}
	return strconv.FormatInt(arg.Int, 10)
}

// payload writes bytes that can be edited: text beyond ASCII as a str that is
// encoded, for Python has no such bytes literals.
func payload(part int, value []byte) []any {
	if isText(value) {
		return []any{literal{part: part, text: repr.Quote(string(value)), read: readStr}, ".encode('utf-8')"}
	}
	return []any{literal{part: part, text: lab.Bytes(value), read: readBytes}}
}
