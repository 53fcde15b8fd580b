package script

import (
	"slices"
	"time"

	"stickylab/lab"
	"stickylab/lab/action"
)

// args is the parser as an action of lab/action reads from it.
type args struct {
	p    *parser
	kind *action.Kind
	last token // what was read last
}

// ofKind reads a step of a kind, whose word was read.
func (p *parser) ofKind(kind *action.Kind, word token) lab.Action {
	if kind.Ends && (p.inThread || p.scope.threads) {
		p.fail(word, "thread-vanish")
	}
	if kind.OnSocket {
		p.needsConnection(word)
		p.needsOne(word)
	}
	return kind.Read(&args{p: p, kind: kind, last: word})
}

// at notes the token that is read next.
func (a *args) at() *parser {
	a.last = a.p.peek()
	return a.p
}

func (a *args) Integer(least, most int) int { return a.at().integer(a.kind.Word, least, most) }

func (a *args) Duration(least, most time.Duration) time.Duration {
	return a.at().duration(a.kind.Word, least, most)
}

func (a *args) Choice(words ...string) string { return a.at().choice(a.kind.Word, words...) }

func (a *args) Take(word string) bool {
	if !a.p.peek().is(word) {
		return false
	}
	return a.at().take(word)
}

func (a *args) Quoted() (value []byte, ok bool) {
	if a.p.peek().kind != isString {
		return nil, false
	}
	return a.at().next().bytes, true
}

func (a *args) Variable() (name string, ok bool) {
	t := a.p.peek()
	if t.kind == isWord && a.p.mayName(t.text) {
		return a.at().next().text, true
	}
	switch a.p.scope.vars[t.text].(type) {
	case int64, uint64, []byte:
		a.p.takesIn(t.text)
		return a.at().next().text, t.kind == isWord
	}
	return "", false
}

func (a *args) Unpacked() (format string, names []string) {
	t := a.at().format(a.kind.Word)
	for _, value := range a.p.unpacked(t) {
		names = append(names, a.let(t, value, names))
	}
	return string(t.bytes), names
}

// let reads the name of a variable that gets a value of the format.
func (a *args) let(format token, value any, before []string) string {
	at := a.p.peek()
	if at.kind == atEnd {
		a.p.fail(at, "names", got(format.text), len(a.p.unpacked(format)))
		return ""
	}
	return a.at().variableFor(a.kind.Word, value, before)
}

// variableFor reads the name of a variable that has a value of that kind from here on,
// and none of the names before.
func (p *parser) variableFor(word string, value any, before []string) string {
	at := p.peek()
	name := p.name(word)
	switch {
	case reserved(name):
		p.fail(at, "reserved", name)
	case slices.Contains(before, name):
		p.fail(at, "name-twice", name)
	case p.scope.named[name]:
		p.fail(at, "name-taken", name)
	}
	p.scope.vars[name] = value
	delete(p.scope.outer, name)
	return name
}

func (a *args) Opened() bool { return a.p.scope.opened }

func (a *args) Transport() lab.Transport { return a.p.transport }

func (a *args) NeedsReceived() {
	if !a.p.scope.received {
		a.p.fail(a.last, "nothing", a.last.text)
	}
}

func (a *args) Fail(key string, more ...any) { a.fail(a.last, key, more) }

func (a *args) FailNext(key string, more ...any) { a.fail(a.p.peek(), key, more) }

func (a *args) fail(at token, key string, more []any) {
	if a.p.err != nil {
		return
	}
	if a.p.fail(at, key, append([]any{got(at.text), a.kind.Example}, more...)...); a.p.err != nil {
		a.p.err.texts = a.kind.Texts
	}
}
