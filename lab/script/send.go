package script

import (
	"errors"
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/pack"
	"stickylab/lab/paste"
)

// send reads the terms and the target of a send.
func (p *parser) send(first token) lab.Action {
	if file := p.peek(); first.is("send") && p.generated() {
		p.next()
		return p.sendFile(first, file)
	}
	send := lab.Send{All: first.is("sendall")}
	if framed := p.peek(); !send.All && p.take("frame") {
		send.Framed = true
		p.needsCodec(framed, false)
	}
	if send.All && !p.transport.Stream() {
		p.fail(first, "all", p.transport.String())
	}
	p.sends = true
	defer func() { p.sends = false }()
	marks := []token{p.peek()}
	send.Terms = append(send.Terms, p.term())
	for p.take("+") {
		marks = append(marks, p.peek())
		send.Terms = append(send.Terms, p.term())
	}
	size := p.measure(marks, send.Terms)
	if size > MaxPayload {
		p.fail(marks[0], "payload", size, MaxPayload)
	}
	send.Cut, send.Gap = p.cut(size)
	more := p.peek()
	if send.More = p.take("more"); send.More && !p.transport.Stream() {
		p.fail(more, "more", p.transport.String())
	}
	send.To = p.target()
	if send.To == (lab.Target{}) {
		p.needsConnection(first)
		if !p.scope.connected {
			p.fail(p.peek(), "nowhere", p.transport.String())
		}
	}
	if send.To.Conn == "" {
		p.needsOne(first)
	}
	p.uses()
	return send
}

// generated reports whether a file is to be sent that the lab makes, of so many bytes; the
// bytes of another are brought.
func (p *parser) generated() bool {
	rest := p.line.tokens[p.at:]
	return rest[0].is("file") && len(rest) > 2 && rest[2].kind == isNumber
}

func (p *parser) target() lab.Target {
	to := p.peek()
	if !p.take("to") {
		return lab.Target{}
	}
	if p.transport.Connects() {
		if at := p.peek(); at.is("sender") || at.is("port") {
			p.fail(to, "to", p.transport.String())
		}
		return lab.Target{Conn: p.conn("to")}
	}
	if sender := p.peek(); p.take("sender") {
		if !p.scope.received {
			p.fail(sender, "sender")
		}
		return lab.Target{Sender: true}
	}
	if t := p.peek(); !t.is("port") {
		p.fail(t, "choice", "to", list{"sender", "port"}, got(t.text), example("to"))
	}
	return lab.Target{Port: p.port()}
}

func (p *parser) term() lab.Term {
	t := p.next()
	switch {
	case t.kind == isString:
		times, count := p.times()
		return lab.Literal{Bytes: t.bytes, Times: times, Count: count}
	case t.is("hex"), t.is("base64"):
		return p.coded(t)
	case t.is("file"):
		return lab.FileBytes{Name: p.fileName()}
	case t.is("pack"):
		packed := lab.Packed{Format: string(p.format("pack").bytes)}
		packed.Args = append(packed.Args, p.arg())
		for p.take(",") {
			packed.Args = append(packed.Args, p.arg())
		}
		return packed
	case t.is("upper"), t.is("same"):
		if !p.scope.received {
			p.fail(t, "nothing", t.text)
		}
		return lab.Received{Upper: t.is("upper")}
	case p.hasBytes(t):
		return lab.Received{Name: t.text}
	case t.kind == isWord && p.scope.vars[t.text] != nil:
		p.fail(t, "term-number", t.text)
	}
	p.fail(t, "term", got(t.text))
	return lab.Received{Name: t.text}
}

// coded reads the string behind hex, in any form that package paste knows, or behind
// base64.
func (p *parser) coded(word token) lab.Term {
	t := p.next()
	if t.kind != isString {
		p.fail(t, "coded", word.text, got(t.text), example(word.text))
		return nil
	}
	as, options := lab.AsHex, paste.Options{Coded: true}
	if word.is("base64") {
		as, options = lab.AsBase64, paste.Options{Form: paste.FormBase64}
	}
	read, err := paste.Read(string(t.bytes), options)
	if err != nil {
		p.fail(t, "bad-coded", word.text, pasted{err})
		return nil
	}
	times, count := p.times()
	return lab.Literal{Bytes: read.Data, Times: times, Count: count, As: as}
}

// times reads how often bytes are repeated: a number, or what a variable or an expression
// in brackets works out in a send.
func (p *parser) times() (times int, count *lab.Expr) {
	if !p.take("*") {
		return 1, nil
	}
	if t := p.peek(); !p.sends || t.kind != isWord && !t.is("(") {
		return p.integer("*", 1, MaxPayload), nil
	}
	return 1, p.operand(value{word: "*"})
}

// pasted is an error of package paste as an argument of a text.
type pasted struct{ error }

// In says it in a language.
func (e pasted) In(lang string) string {
	var wrong *paste.Error
	if errors.As(e.error, &wrong) {
		return wrong.Said(lang)
	}
	return e.Error()
}

func (p *parser) arg() lab.Arg {
	t := p.peek()
	if t.kind == isWord || t.is("(") {
		return lab.Arg{Expr: p.operand(value{word: "pack", hasLen: true})}
	}
	p.next()
	n, err := strconv.ParseInt(t.text, 10, 64)
	if t.kind != isNumber || err != nil {
		p.fail(t, "arg", got(t.text))
	}
	return lab.Arg{Int: n}
}

// format reads a struct format for word; its error is the struct module's.
func (p *parser) format(word string) token {
	t := p.next()
	if t.kind != isString {
		p.fail(t, "format", word, got(t.text), example(word))
		return t
	}
	size, err := pack.Calcsize(string(t.bytes))
	if narrow := narrowed(string(t.bytes)); err != nil && narrow != string(t.bytes) {
		p.fail(t, "wide", got(t.text), Quote([]byte(narrow)))
		return t
	}
	switch {
	case err != nil:
		p.fail(t, "bad-format", got(t.text), reason(err))
	case size > MaxFormat:
		p.fail(t, "format-size", got(t.text), size, MaxFormat)
	}
	return t
}

// narrowed writes the full-width forms of ASCII as what they stand for.
func narrowed(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= firstWide && r <= lastWide {
			return r - toNarrow
		}
		return r
	}, text)
}

// unpacked gives values of the kinds that a format unpacks to.
func (p *parser) unpacked(format token) []any {
	if p.err != nil {
		return nil
	}
	size, err := pack.Calcsize(string(format.bytes))
	if err != nil {
		p.fail(format, "bad-format", got(format.text), reason(err))
		return nil
	}
	values, err := pack.Unpack(string(format.bytes), make([]byte, size))
	switch {
	case err != nil:
		p.fail(format, "bad-format", got(format.text), reason(err))
	case len(values) == 0, len(values) > MaxNames:
		p.fail(format, "values", got(format.text), len(values), MaxNames)
	}
	return values
}

// measure gives the number of bytes of a send as far as the script tells, and
// tries every header with the values that it will have. marks are the first
// tokens of the terms.
func (p *parser) measure(marks []token, terms []lab.Term) int {
	size := 0
	for i := len(terms) - 1; i >= 0 && p.err == nil; i-- {
		switch term := terms[i].(type) {
		case lab.Literal:
			if term.Count == nil {
				size += len(term.Bytes) * term.Times
			}
		case lab.Packed:
			header, err := pack.Pack(term.Format, p.scope.values(term.Args, size)...)
			if err != nil {
				p.fail(marks[i], "pack", reason(err))
			}
			size += len(header)
		}
	}
	return size
}

// reason gives the struct module's own text.
func reason(err error) string {
	var e *pack.Error
	if errors.As(err, &e) {
		return e.Msg
	}
	return err.Error()
}
