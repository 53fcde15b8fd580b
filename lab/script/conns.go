package script

import (
	"maps"
	"slices"
)

// opening is the place where a connection got its name.
type opening struct {
	line   line
	at     token
	socket int // its number
}

// named reads the name that a new connection gets, if it gets one. A name stands
// for one connection at a time: in Python another value for it would close the
// first, as nothing else holds that.
func (p *parser) named(socket int) string {
	if !p.take("as") {
		return ""
	}
	at := p.peek()
	name := p.name("as")
	switch _, open := p.scope.conns[name]; {
	case p.err != nil:
	case !p.transport.Connects():
		p.fail(at, "conn-datagram", p.transport.String())
	case open:
		p.fail(at, "conn-open", name)
	case name == "listener" || reserved(name):
		p.fail(at, "reserved", name)
	case p.scope.vars[name] != nil:
		p.fail(at, "name-taken", name)
	}
	p.scope.conns[name], p.scope.named[name] = opening{p.line, at, socket}, true
	delete(p.scope.given, name)
	delete(p.scope.outer, name)
	return name
}

// from reads the name of the connection that a receive is on, if it has one.
func (p *parser) from(first token) string {
	if !p.take("from") {
		p.needsOne(first)
		return ""
	}
	return p.ownConn("from")
}

// ownConn is conn for what only the thread that has a connection may do with it.
func (p *parser) ownConn(word string) string {
	at := p.peek()
	name := p.conn(word)
	if p.scope.given[name] {
		p.fail(at, "conn-given", name)
	}
	return name
}

// conn reads the name of a connection that was made above. It may be closed by
// now: the call then fails, as in Python.
func (p *parser) conn(word string) string {
	at := p.peek()
	name := p.name(word)
	if !p.scope.named[name] {
		p.fail(at, "conn-unknown", name)
	}
	if p.scope.outer[name] {
		p.takes[name] = true
	}
	return name
}

// closesNamed complains of a loop that opens a connection by a name and leaves it
// open for the next round, which opens it again, and of one that gives a connection
// from before it to a thread, which the next round would give to another.
func (p *parser) closesNamed(at token, before map[string]opening) {
	if p.scope.left {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if _, open := p.scope.conns[name]; !open && p.scope.given[name] && p.err == nil {
			p.fail(at, "conn-given", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.scope.conns)) {
		if _, was := before[name]; !was && p.err == nil {
			opened := p.scope.conns[name]
			p.line = opened.line
			p.fail(opened.at, "conn-loop", name)
		}
	}
}
