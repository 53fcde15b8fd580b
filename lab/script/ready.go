package script

import (
	"slices"
	"strings"
	"time"

	"stickylab/lab"
	"stickylab/lab/action"
)

// ready reads the connections that a step waits for.
func (p *parser) ready(first token) lab.Action {
	if !p.transport.Connects() {
		p.fail(first, "conn-datagram", p.transport.String())
	}
	do := lab.Ready{Within: lab.Forever}
	if t := p.peek(); !p.take("from") {
		p.fail(t, "ready-from", got(t.text), example("ready"))
	}
	for more := true; more && p.err == nil; more = p.take(",") {
		at := p.peek()
		name := p.readyName()
		if slices.Contains(do.From, name) {
			p.fail(at, "ready-twice", name)
		}
		do.From = append(do.From, name)
	}
	if p.take("within") {
		do.Within = p.duration("within", 0, MaxPause)
	}
	p.scope.looked = true
	return do
}

// readyName reads the name of a connection, or of the listening socket.
func (p *parser) readyName() string {
	t := p.peek()
	if !p.take(lab.ListenerName) {
		return p.ownConn("ready")
	}
	if !p.scope.listening {
		p.fail(t, "listener")
	}
	return lab.ListenerName
}

// isReady reads which connection an if asks for.
func (p *parser) isReady(word token) lab.Value {
	if !p.scope.looked {
		p.fail(word, "ready-first", example("ready"))
	}
	return lab.Value{Ready: p.readyName()}
}

func readyText(do lab.Ready) string {
	text := " from " + strings.Join(do.From, ", ")
	if do.Within != lab.Forever {
		text += " within " + action.Duration(max(do.Within, time.Duration(0)))
	}
	return text
}
