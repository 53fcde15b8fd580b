package export

import (
	"slices"
	"strconv"

	"stickylab/lab"
	"stickylab/lab/repr"
	"stickylab/lab/script"
)

// send prints the call that sends terms.
func (p *python) send(o sendOp) {
	data := terms(o.terms)
	if o.do.Cut.Cuts() {
		p.sendPieces(o, data)
		return
	}
	pieces := []any{o.s.name + ".send("}
	if o.do.All {
		pieces[0] = o.s.name + ".sendall("
	}
	call := lab.CallSend
	switch {
	case o.do.To.Addressed():
		pieces[0] = o.s.name + ".sendto("
		call = lab.CallSendTo
		if o.do.Framed {
			data = p.encoded(o.s.name, data)
		}
	case o.do.Framed:
		pieces[0] = "send_frame(" + o.s.name + ", "
		if p.firsts {
			pieces[0] = o.s.name + ".sendall("
			data = p.encoded(o.s.name, data)
		}
	}
	pieces = append(pieces, data...)
	switch {
	case o.do.More:
		pieces = append(pieces, ", socket.MSG_MORE")
	case o.do.To.Sender:
		pieces = append(pieces, ", addr")
	case o.do.To.Port != 0:
		pieces = append(pieces, ", "+p.address(o.do.To.Port))
	}
	p.line(does(call), append(pieces, ")")...)
}

// encoded makes a frame of what is sent by a call of its own.
func (p *python) encoded(sock string, data []any) []any {
	if p.firsts {
		return slices.Concat([]any{"framed(" + sock + ", "}, data, []any{")"})
	}
	return slices.Concat([]any{"codec.encode("}, data, []any{")"})
}

// sendPieces prints a send that is cut.
func (p *python) sendPieces(o sendOp, data []any) {
	if o.do.Framed {
		data = p.encoded(o.s.name, data)
	}
	line := slices.Concat([]any{"send_pieces(" + o.s.name + ", "}, data)
	for i, size := range o.do.Cut.Sizes {
		line = append(line, ", ", count(value{cutPart + i, size}, 1, script.MaxPayload))
	}
	if o.do.Cut.Each > 0 {
		line = append(line, ", each=", count(value{eachPart, o.do.Cut.Each}, 1, script.MaxPayload))
	}
	calls := []lab.Call{lab.CallSend}
	if o.do.Gap > 0 {
		line = append(line, ", gap=", seconds(value{gapPart, o.do.Gap}))
		calls = append(calls, lab.CallSleep)
	}
	switch {
	case o.do.More:
		line = append(line, ", flags=socket.MSG_MORE")
	case o.do.To.Sender:
		line, calls[0] = append(line, ", to=addr"), lab.CallSendTo
	case o.do.To.Port != 0:
		line, calls[0] = append(line, ", to="+p.address(o.do.To.Port)), lab.CallSendTo
	}
	p.line(calls, append(line, ")")...)
}

// terms is the expression of planned bytes.
func terms(all []term) []any {
	var pieces []any
	for i, t := range all {
		if i > 0 {
			pieces = append(pieces, " + ")
		}
		pieces = append(pieces, t.pieces()...)
	}
	return pieces
}

func (t term) pieces() []any {
	switch {
	case t.bytes != nil:
		pieces := payload(*t.bytes)
		if t.count != nil {
			pieces = append(pieces, " * "+operand(t.count))
		}
		if t.times != nil {
			pieces = append(pieces, " * ", count(*t.times, 1, script.MaxPayload))
		}
		return pieces
	case t.file != "":
		return []any{"open(" + repr.Quote(t.file) + ", 'rb').read()"}
	case t.packed != nil:
		args := ""
		for _, arg := range t.packed.args {
			args += ", " + argText(arg, t.packed.followed)
		}
		return []any{"struct.pack(", formatLiteral(t.packed.format), args + ")"}
	case t.body:
		return []any{"body"}
	case t.upper:
		return []any{t.received.name() + ".upper()"}
	}
	return []any{t.received.name()}
}

// operand is an expression as one side of an operator.
func operand(e *lab.Expr) string {
	if e.Op != "" {
		return "(" + e.Text(variable) + ")"
	}
	return e.Text(variable)
}

func argText(arg lab.Arg, followed bool) string {
	if arg.Expr == nil {
		return strconv.FormatInt(arg.Int, 10)
	}
	return arg.Expr.Text(func(name string) string {
		switch {
		case name != lab.LenVar:
			return variable(name)
		case followed:
			return "len(body)"
		}
		return "0"
	})
}

// payload prints bytes that can be edited: text beyond ASCII as a str that is
// encoded, for Python has no such bytes literals.
func payload(v value) []any {
	if data := v.is.([]byte); isText(data) {
		return []any{literal{part: v.part, text: repr.Quote(string(data)), read: readStr}, ".encode('utf-8')"}
	}
	return []any{bytesLiteral(v.part, v.is.([]byte))}
}

// receive prints a receive of bytes.
func (p *python) receive(o receiveOp) {
	var size any = count(o.size, 1, script.MaxRecv)
	if o.do.Expr != nil {
		size = o.do.Expr.Text(variable)
	}
	into, call, made, flags := o.into.gets(""), "recv", lab.CallRecv, ""
	if o.from {
		into, call, made = o.into.gets(", addr"), "recvfrom", lab.CallRecvFrom
	}
	switch {
	case o.do.Exactly:
		p.line(does(lab.CallRecv), into+"recv_exactly("+o.s.name+", ", size, ")")
		return
	case o.do.WaitAll:
		flags = ", socket.MSG_WAITALL"
	case o.do.Peek:
		flags = ", socket.MSG_PEEK"
	}
	p.line(does(made), into+o.s.name+"."+call+"(", size, flags+")")
}

func (p *python) receiveFrame(o receiveFrameOp) {
	if o.from {
		p.line(does(lab.CallRecvFrom, lab.CallDecode), receiving(o.into.gets(", addr")+"recv_frame_from("+o.s.name, o.by)...)
		return
	}
	p.line(does(lab.CallRecv, lab.CallDecode), receiving(o.into.gets("")+"recv_frame("+o.s.name, o.by)...)
}

// receiving ends a call with how many bytes a receive may take, if that is
// said.
func receiving(call string, by *value) []any {
	if by == nil {
		return []any{call + ")"}
	}
	return []any{call + ", ", count(*by, 1, script.MaxRecv), ")"}
}
