package script

import (
	"slices"
	"strings"

	"stickylab/lab"
	"stickylab/lab/action"
)

// Parse reads a script. The error, if any, is the first one of the text and
// a *Error, which has those of the lines behind it too. The experiment keeps the
// text, in which its lines count.
func Parse(text string) (lab.Experiment, error) {
	text = plainText(text)
	exp, err := parsed(text, nil)
	if err == nil {
		return exp, nil
	}
	if other := program(text); other != nil {
		return lab.Experiment{}, other
	}
	more := others(text, err)
	lines := strings.Split(text, "\n")
	first := err.recognised(lines[err.Line-1])
	for _, one := range more {
		if one = one.recognised(lines[one.Line-1]); one.key != "python" || first.key != one.key { // said once
			first.More = append(first.More, one)
		}
	}
	return lab.Experiment{}, first
}

// plainText is a text as editors of every system write it, with lines that end with a
// line feed and without a byte order mark.
func plainText(text string) string {
	text = strings.TrimPrefix(text, "\ufeff")
	if strings.Contains(text, "\n") {
		return text
	}
	return strings.ReplaceAll(text, "\r", "\n")
}

// parsed reads a text, in which other lines stand in the places of those left out.
func parsed(text string, left map[int]string) (lab.Experiment, *Error) {
	if len(text) > MaxBytes {
		return lab.Experiment{}, tooLong()
	}
	p := &parser{cursor: cursor{left: left}, rest: strings.Split(text, "\n"), exp: lab.Experiment{Probes: true, Wire: true, Script: text}}
	p.script()
	if p.err == nil && len(Print(p.exp)) > MaxBytes {
		p.err = tooLong()
	}
	if p.err != nil {
		return lab.Experiment{}, p.err
	}
	return p.exp, nil
}

func tooLong() *Error {
	return &Error{Line: 1, Col: 1, key: "bytes", args: []any{MaxBytes}}
}

// parser goes from line to line; its cursor stands in one of them.
type parser struct {
	cursor

	rest  []string // the lines not read yet
	read  int      // how many were
	ahead *line    // the one that peekLine saw
	exp   lab.Experiment
	scope *scope
	self  string // the peer being read
	// transport is that of its sockets.
	transport lab.Transport
	steps     int
	depth     int
	branches  int       // around the line
	leaves    *[]*scope // what held at the breaks of the loop around, nil outside of one
	inThread  bool
	takes     map[string]bool // names of outside that the thread has used
	brackets  int             // around the operand under way
	checks    []waitCheck
	sends     bool // the terms of a send are being read
}

// peekLine gives the next line that says something; false at the end of the
// script or after an error.
func (p *parser) peekLine() (line, bool) {
	for p.err == nil && p.ahead == nil && len(p.rest) > 0 {
		var l line
		l, p.err = lex(p.read+1, p.rest[0])
		p.rest, p.read = p.rest[1:], p.read+1
		if p.err == nil && len(l.tokens) > 1 {
			p.ahead = &l
		}
	}
	if p.err != nil || p.ahead == nil {
		return line{}, false
	}
	return *p.ahead, true
}

// enter puts the cursor at the start of the line that peekLine gave.
func (p *parser) enter(l line) { p.line, p.at, p.ahead = l, 0, nil }

func (p *parser) script() {
	l, ok := p.peekLine()
	if !ok {
		p.missing("empty")
		return
	}
	p.enter(l)
	p.head()
	p.settings()
	for p.err == nil {
		if l, ok = p.peekLine(); !ok {
			break
		}
		p.enter(l)
		p.peer()
	}
	if p.err == nil && len(p.exp.Peers) == 0 {
		p.missing("no-peers")
	}
	for _, check := range p.checks {
		if len(p.left) == 0 {
			p.checkWait(check)
		}
	}
	if len(p.left) == 0 {
		p.checkOutside()
	}
}

// missing complains at the end of the script.
func (p *parser) missing(key string) {
	if p.err == nil {
		p.err = &Error{Line: p.read, Col: 1, key: key}
	}
}

// head reads the transport of the script.
func (p *parser) head() {
	first := p.peek()
	t, name := p.transportName()
	if p.exp.Transport = t; t == 0 || p.line.indent > 0 {
		p.fail(first, "transport", got(name))
	}
	p.end(first.text)
}

// transportName reads a transport; it gives 0 for what is none.
func (p *parser) transportName() (lab.Transport, string) {
	name := p.next().text
	if name == "unix" {
		name += " " + p.choice("unix", "stream", "datagram", "seqpacket")
	}
	return lab.ParseTransport(name), name
}

// own reads the transport of a peer that names one, 0 where that is the script's.
func (p *parser) own(peer string) lab.Transport {
	at := p.peek()
	if at.is(":") {
		return 0
	}
	t, name := p.transportName()
	if t == 0 {
		p.fail(at, "peer-transport", peer, got(name))
	}
	if t == p.exp.Transport {
		return 0
	}
	return t
}

// isHead reports whether a line begins a peer: its name, perhaps a transport, and
// a colon, or the word outside.
func isHead(l line) bool {
	before := l.tokens[1:min(len(l.tokens), 4)] // of "unix datagram" both words
	return !isStep(l.tokens[0].text) && (l.tokens[1].is("outside") || slices.ContainsFunc(before, func(t token) bool { return t.is(":") }))
}

// settings reads the lines between the transport and the first peer.
func (p *parser) settings() {
	given := map[string]bool{}
	for {
		l, ok := p.peekLine()
		if !ok || l.indent > 0 || isHead(l) {
			return
		}
		first := l.tokens[0]
		if !isSetting(first) {
			return
		}
		p.enter(l)
		if p.next(); given[first.text] {
			p.fail(first, "twice", first.text)
		}
		given[first.text] = true
		switch first.text {
		case "probes":
			p.exp.Probes = p.choice("probes", "on", "off") == "on"
		case "wire":
			p.exp.Wire = p.choice("wire", "on", "off") == "on"
		default:
			p.exp.Limit = p.duration("limit", 1, MaxLimit)
		}
		p.end(first.text)
	}
}

func isSetting(t token) bool { return t.is("probes") || t.is("wire") || t.is("limit") }

// peer reads a peer and its program.
func (p *parser) peer() {
	first := p.peek()
	_, p.lenient = p.left[p.line.no]
	switch {
	case p.line.indent > 0:
		p.fail(first, "indent", p.line.indent, 0)
	case !p.line.tokens[1].is(":") && isStep(first.text):
		p.fail(first, "edge", first.text)
	case !isHead(p.line) && isSetting(first):
		p.fail(first, "late", first.text)
	case !isHead(p.line) && !isStep(first.text):
		p.fail(first, "head", got(first.text))
	}
	name := p.name("peer")
	switch same := func(peer lab.Peer) bool { return peer.Name == name }; {
	case isStep(name):
		p.fail(first, "reserved", name)
	case slices.ContainsFunc(p.exp.Peers, same):
		p.fail(first, "peer-twice", name)
	case len(p.exp.Peers) == MaxPeers:
		p.fail(first, "peers", MaxPeers)
	}
	if p.take("outside") {
		p.outsider(first, name)
		return
	}
	own := p.own(name)
	p.take(":")
	p.end("peer")
	p.scope, p.self = newScope(), name
	peer := lab.Peer{Name: name, Transport: own, Line: p.line.no}
	p.transport = p.exp.TransportOf(peer)
	peer.Steps = p.block()
	p.exp.Peers = append(p.exp.Peers, peer)
}

// ends reports whether no step behind it would be done.
func ends(do lab.Action) bool {
	a, ok := bare(do).(action.Action)
	return ok && a.Kind().Ends
}

// block reads the steps that are indented under the current line.
func (p *parser) block() []lab.Step {
	head := p.line
	l, ok := p.peekLine()
	if !ok || l.indent <= head.indent {
		p.fail(head.tokens[0], "block", got(head.tokens[0].text))
		return nil
	}
	var steps []lab.Step
	var above *decision
	for width := l.indent; ok && l.indent > head.indent; l, ok = p.peekLine() {
		if !goesOn(l) {
			p.decide(above)
			above = nil
		}
		p.enter(l)
		if _, out := p.left[l.no]; out {
			p.lenient = true
		}
		first := p.peek()
		if l.indent != width {
			p.fail(first, "indent", l.indent, width)
		}
		if p.steps++; p.steps > MaxSteps {
			p.fail(first, "steps", MaxSteps)
		}
		if n := len(steps); n > 0 && ends(steps[n-1].Do) {
			p.fail(first, "after-end", first.text)
		}
		step := lab.Step{Line: l.no}
		if first.is("if") || goesOn(l) {
			p.next()
			step.Do, above = p.branch(first, above)
		} else {
			step.Do = p.step()
		}
		steps = append(steps, step)
	}
	p.decide(above)
	return steps
}
