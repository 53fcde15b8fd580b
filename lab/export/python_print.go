package export

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/script"
)

// python prints plans as Python.
type python struct {
	transport lab.Transport
	step      int  // of the statement under way
	depth     int  // levels of blocks
	firsts    bool // a codec has a first frame of its own, for each socket

	lines    []Line
	literals []literal
}

// line prints a line of pieces: a string is Python code, a literal can be
// edited.
func (p *python) line(calls []lab.Call, pieces ...any) {
	line := Line{Step: p.step, Calls: calls, Indent: p.depth}
	for _, piece := range pieces {
		l, ok := piece.(literal)
		if !ok {
			line.Tokens = append(line.Tokens, scan(piece.(string))...)
			continue
		}
		l.step = p.step
		line.Tokens = append(line.Tokens, Token{Kind: l.kind(), Text: l.text, Literal: len(p.literals)})
		p.literals = append(p.literals, l)
	}
	p.lines = append(p.lines, line)
}

func does(calls ...lab.Call) []lab.Call { return calls }

func (p *python) block(b block) {
	for _, s := range b {
		p.step = s.step
		p.statement(s.op)
	}
}

// indented prints a block below the line before; one without code gets a pass.
func (p *python) indented(b block) {
	p.depth++
	step, first := p.step, len(p.lines)
	p.block(b)
	p.step = step
	if !slices.ContainsFunc(p.lines[first:], isCode) {
		p.line(nil, "pass")
	}
	p.depth--
}

// isCode reports whether a line is more than a comment.
func isCode(line Line) bool { return line.Tokens[0].Kind != "comment" }

func (p *python) statement(o op) {
	switch o := o.(type) {
	case openOp:
		p.line(does(lab.CallSocket), o.s.name+" = socket.socket("+p.family()+", "+p.kind()+")")
	case bindOp:
		p.bind(o)
	case connectOp:
		if o.code != "" {
			p.line(does(lab.CallConnect), variable(o.code)+" = "+o.s.name+".connect_ex("+p.address(o.port)+")")
			return
		}
		p.line(does(lab.CallConnect), o.s.name+".connect("+p.address(o.port)+")")
	case listenOp:
		p.line(does(lab.CallListen), o.s.name+".listen(", count(o.backlog, 0, script.MaxBacklog), ")")
	case acceptOp:
		p.line(does(lab.CallAccept), o.conn.name+", addr = "+listenerName(o.listener)+".accept()")
	case closingOp:
		p.line(does(lab.CallClose), o.s.name+".close()")
	case optionOp:
		p.line(does(lab.CallSetOption), o.s.name+".setsockopt("+optionNames(o.set.Option)+", "+optionValue(o.set)+")")
	case timeoutOp:
		p.timeout(o)
	case blockingOp:
		p.blocking(o)
	case nameBodyOp:
		p.line(nil, append([]any{"body = "}, terms(o.terms)...)...)
	case sendOp:
		p.send(o)
	case sendFileOp:
		p.line(does(lab.CallSend), "send_file("+o.s.name+", ", fileLiteral(o.name), ", ", count(o.size, 0, script.MaxFile), ")")
	case receiveOp:
		p.receive(o)
	case lengthenOp:
		p.line(nil, variable(o.variable)+" += "+o.by.name())
		if o.asked {
			p.line(nil, o.by.name()+" = "+variable(o.variable))
		}
	case receiveFrameOp:
		p.receiveFrame(o)
	case readyOp:
		p.line(does(lab.CallPoll), selecting(o)...)
	case receiveUntilOp:
		p.line(does(lab.CallRecv, lab.CallDecode), slices.Concat([]any{o.into.gets("") + "recv_until(" + o.s.name + ", "}, payload(o.end), receiving("", o.by))...)
	case receiveFileOp:
		p.line(does(lab.CallRecv, lab.CallDecode), receiving(o.into.gets("")+"recv_file("+o.s.name, o.by)...)
	case useCodecOp:
		p.codec(o.do)
	case otherOp:
		o.do.Python(pythonStep{p, o})
	case waitOp:
		p.line(does(lab.CallWait), "# "+script.PrintStep(o.do))
	default:
		p.control(o)
	}
}

// control prints what decides which statement comes next, and what holds then.
func (p *python) control(o op) {
	switch o := o.(type) {
	case repeatOp:
		if o.count == nil {
			p.line(nil, "while True:")
		} else {
			p.line(nil, "for _ in range(", count(*o.count, 1, script.MaxLoop), "):")
		}
		p.indented(o.body)
	case attemptOp:
		p.line(nil, "try:")
		p.indented(o.body)
		p.line(nil, "except "+failures(o.fails)+":")
		p.indented(o.instead)
	case branchOp:
		p.line(nil, branchHead(o)...)
		p.indented(o.body)
	case breakOp:
		p.line(nil, "break")
	case threadOp:
		p.startThread(o)
	case leaveOp:
		p.line(nil, "if "+o.when.text()+":")
		p.depth++
		p.line(nil, "break")
		p.depth--
	case leaveAllOp:
		p.line(nil, "if "+o.when.text()+":")
		p.depth++
		p.line(nil, "ended = True")
		p.line(nil, "break")
		p.depth--
	case clearEndedOp:
		p.line(nil, "ended = False")
	case noSenderOp:
		p.line(nil, "addr = "+p.nowhere())
	case noDataOp:
		p.line(nil, o.of.gets("")+"b''")
	case standInOp:
		p.line(nil, o.conn.name+" = "+listenerName(o.listener))
	case nothingOp:
		p.line(nil, "pass")
	default:
		panic(fmt.Sprintf("export: Python cannot say %T", o))
	}
}

// branchHead is the line that a branch begins with.
func branchHead(o branchOp) []any {
	c := o.do.When
	line := []any{o.do.Word}
	switch {
	case o.do.Word == "else":
	case c.Left.Ready != "" && c.Not:
		line = append(line, " "+listenerName(o.ready)+" not in readable")
	case c.Left.Ready != "":
		line = append(line, " "+listenerName(o.ready)+" in readable")
	case c.Not:
		line = slices.Concat(line, []any{" not "}, side(c.Left, leftPart, o.last))
	default:
		line = slices.Concat(line, []any{" "}, side(c.Left, leftPart, o.last))
	}
	if c.Op != "" {
		line = slices.Concat(line, []any{" " + c.Op + " "}, side(c.Right, rightPart, o.last))
	}
	return append(line, ":")
}

// selecting is the call that waits for sockets.
func selecting(o readyOp) []any {
	names := make([]string, len(o.sockets))
	for i, s := range o.sockets {
		names[i] = listenerName(s)
	}
	line := []any{"readable, _, _ = select.select([" + strings.Join(names, ", ") + "], [], []"}
	if o.within != nil {
		line = append(line, ", ", seconds(*o.within))
	}
	return append(line, ")")
}

// side is one side of a condition.
func side(v lab.Value, part int, last data) []any {
	switch {
	case v.Expr != nil:
		return []any{v.Expr.Text(variable)}
	case v.Same:
		return []any{last.name()}
	case v.Bytes != "":
		return []any{variable(v.Bytes)}
	case v.Literal.Times > 1:
		return append(payload(value{part, v.Literal.Bytes}), fmt.Sprint(" * ", v.Literal.Times))
	}
	return payload(value{part, v.Literal.Bytes})
}

// failures are the exceptions that a step may end with.
func failures(f failure) string {
	switch {
	case f.raises != "":
		return f.raises
	case f.framed:
		return "(OSError, FrameError)"
	}
	return "OSError"
}

// listenerName is the listening socket's; without one the name is that of a
// variable that is not there.
func listenerName(s *planSocket) string {
	if s == nil {
		return "server"
	}
	return s.name
}

// name is the variable that what was received is in.
func (d data) name() string {
	if d.variable != "" {
		return variable(d.variable)
	}
	return d.numbered()
}

func (d data) numbered() string {
	if d.n == 0 {
		return "data"
	}
	return fmt.Sprint("data", d.n)
}

// gets is what an assignment to it begins with, with what stands beside it.
func (d data) gets(beside string) string {
	if d.both {
		return d.name() + beside + " = " + d.numbered() + beside + " = "
	}
	return d.name() + beside + " = "
}

func (c condition) text() string {
	switch c.kind {
	case isNone:
		return c.of.name() + " is None"
	case tooShort:
		size := strconv.Itoa(c.size)
		if c.expr != nil {
			size = c.expr.Text(variable)
		}
		return "len(" + c.of.name() + ") < " + size
	case flagEnded:
		return "ended"
	}
	return "not " + c.of.name()
}

func (p *python) family() string {
	if p.transport.Unix() {
		return "AF_UNIX"
	}
	if p.transport.IPv6() {
		return "AF_INET6"
	}
	return "AF_INET"
}

func (p *python) kind() string {
	switch {
	case p.transport.Stream():
		return "SOCK_STREAM"
	case p.transport.Connects():
		return "SOCK_SEQPACKET"
	}
	return "SOCK_DGRAM"
}

// bind writes the call, with unbound under the question whether the bind before
// it failed.
func (p *python) bind(o bindOp) {
	call := o.s.name + ".bind(" + p.address(o.port) + ")"
	if !o.unbound {
		p.line(does(lab.CallBind), call)
		return
	}
	unnamed := o.s.name + ".getsockname()[1] == 0"
	if p.transport.Unix() {
		unnamed = "not " + o.s.name + ".getsockname()"
	}
	p.line(nil, "if "+unnamed+":")
	p.depth++
	p.line(does(lab.CallBind), call)
	p.depth--
}

func (p *python) address(port int) string {
	port = cmp.Or(port, lab.DefaultPort)
	if p.transport.Unix() {
		return fmt.Sprintf("'%d.sock'", port)
	}
	if p.transport.IPv6() {
		return fmt.Sprintf("('::1', %d)", port)
	}
	return fmt.Sprintf("('127.0.0.1', %d)", port)
}

// nowhere is an address that the kernel refuses to send to.
func (p *python) nowhere() string {
	if p.transport.Unix() {
		return "''"
	}
	return "('', 0)"
}
