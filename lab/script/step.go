package script

import (
	"maps"
	"slices"

	"stickylab/lab"
	"stickylab/lab/action"
	"stickylab/lab/catalog"
	"stickylab/lab/frame"
)

// stepWords are the words that begin a step.
var stepWords = [...]string{
	"bind", "listen", "accept", "connect", "send", "recv",
	"wait", "set", "timeout", "close", "loop", "sendall", "blocking", "try", "codec",
	"if", "elif", "else", "break", "peek", "ready", "thread",
}

// fallible are the words of steps that make a call which may fail.
func fallible() []string {
	failing := action.Words(func(k *action.Kind) bool { return k.Fails })
	return slices.Concat([]string{"bind", "listen", "accept", "connect", "send", "sendall", "recv", "peek", "set"}, failing, []string{"close"})
}

// words are the stepWords and those of lab/action.
func words() []string {
	return append(stepWords[:], action.Words(func(*action.Kind) bool { return true })...)
}

func isStep(word string) bool {
	return slices.Contains(stepWords[:], word) || action.Named(word) != nil
}

// step reads the current line, and with a loop its body; branches are read before.
func (p *parser) step() lab.Action {
	first := p.next()
	if first.is("loop") {
		return p.loop(first)
	}
	if first.is("try") {
		return p.try()
	}
	if first.is("thread") {
		return p.thread(first)
	}
	if first.is("break") {
		do := p.leave(first)
		p.end(first.text)
		return do
	}
	do := p.action(first)
	p.end(first.text)
	return do
}

// try reads a step that may fail.
func (p *parser) try() lab.Action {
	first := p.peek()
	p.choice("try", fallible()...)
	do := lab.Try{Do: p.action(first)}
	if first.is("connect") && p.take("into") {
		do.Code = p.variableFor("into", int64(0), nil)
	}
	p.end(first.text)
	return do
}

func (p *parser) action(first token) lab.Action {
	switch {
	case first.is("bind"):
		p.needsOne(first)
		p.scope.opened = true
		p.scope.sockets.prepare(true, p.transport)
		return lab.Bind{Port: p.port()}
	case first.is("listen"):
		return p.listen(first)
	case first.is("accept"):
		return p.accept(first)
	case first.is("connect"):
		p.needsOne(first)
		if p.branches > 0 && !p.transport.Connects() {
			p.fail(first, "branch-connect", p.transport.String())
		}
		p.scope.opened, p.scope.connected = true, true
		socket := p.scope.sockets.use()
		return lab.Connect{Port: p.port(), As: p.named(socket)}
	case first.is("send"), first.is("sendall"):
		return p.send(first)
	case first.is("recv"):
		return p.recv(first)
	case first.is("peek"):
		return p.look(first)
	case first.is("ready"):
		return p.ready(first)
	case first.is("wait"):
		return p.wait()
	case first.is("set"):
		p.needsOne(first)
		p.scope.sockets.prepare(false, p.transport)
		return p.set()
	case first.is("timeout"):
		p.needsAll(first)
		return lab.Timeout{After: p.duration("timeout", 0, MaxPause)}
	case first.is("blocking"):
		p.needsAll(first)
		return lab.Blocking{On: p.choice("blocking", "on", "off") == "on"}
	case first.is("close"):
		return p.close(first)
	case first.is("codec"):
		p.outsideThreads(first)
		return p.codec()
	}
	if kind := action.Named(first.text); kind != nil && first.is(kind.Word) {
		return p.ofKind(kind, first)
	}
	if kind := frame.FindKind(first.text); kind != nil && first.kind == isWord {
		p.failCodec(first, kind)
	}
	if near := catalog.Nearest(first.text, words()); near != "" {
		p.fail(first, "step-near", got(first.text), near)
		return nil
	}
	p.fail(first, "step", got(first.text), list(words()))
	return nil
}

func (p *parser) listen(first token) lab.Action {
	p.needsConnections(first)
	p.needsOne(first)
	p.scope.opened, p.scope.listening = true, true
	p.scope.sockets.listener = p.scope.sockets.use()
	return lab.Listen{Backlog: p.integer("listen", 0, MaxBacklog), Port: p.port()}
}

func (p *parser) accept(first token) lab.Action {
	p.needsConnections(first)
	if !p.scope.listening {
		p.fail(first, "accept-first")
	}
	p.scope.connected = true
	return lab.Accept{As: p.named(p.scope.sockets.push())}
}

func (p *parser) recv(first token) lab.Action {
	p.needsConnection(first)
	p.uses()
	if framed, ok := p.recvFramed(first); ok {
		return framed
	}
	var recv lab.Recv
	exactly := p.peek()
	recv.Exactly = p.take("exactly")
	recv.Size, recv.Expr = p.size("recv", MaxRecv)
	all := p.peek()
	recv.WaitAll = !recv.Exactly && p.take("waitall")
	switch stream := p.transport.Stream(); {
	case recv.Exactly && !stream:
		p.fail(exactly, "exactly", exactly.text, p.transport.String())
	case recv.WaitAll && !stream:
		p.fail(all, "exactly", all.text, p.transport.String())
	}
	if recv.From, recv.Into = p.fromInto(first); recv.Into == "" {
		recv.Into = p.onto()
		recv.Onto = recv.Into != ""
	}
	p.scope.received = true
	return recv
}

// look reads a peek.
func (p *parser) look(first token) lab.Action {
	p.needsConnection(first)
	p.uses()
	recv := lab.Recv{Peek: true}
	recv.Size, recv.Expr = p.size("peek", MaxRecv)
	recv.From = p.from(first)
	p.scope.received = true
	return recv
}

func (p *parser) close(first token) lab.Action {
	if listener := p.peek(); p.take("listener") {
		if !p.scope.listening {
			p.fail(listener, "listener")
		}
		if p.inThread {
			p.fail(listener, "thread-listener")
		}
		p.scope.sockets.close(p.scope.sockets.listener)
		return lab.Close{Listener: true}
	}
	if p.peek().kind == isWord {
		name := p.ownConn("close")
		p.scope.sockets.close(p.scope.conns[name].socket)
		delete(p.scope.conns, name)
		return lab.Close{Conn: name}
	}
	if !p.scope.opened {
		p.fail(first, "close")
	}
	p.needsOne(first)
	p.scope.sockets.close(p.scope.sockets.top())
	return lab.Close{}
}

func (p *parser) loop(first token) lab.Action {
	var loop lab.Loop
	if p.peek().kind == isNumber {
		loop.Count = p.integer("loop", 1, MaxLoop)
	}
	if p.take("until") {
		p.choice("until", "empty")
		loop.UntilEmpty = true
	}
	if t := p.peek(); !p.take(":") {
		p.fail(t, "colon", got(t.text))
	}
	p.end("loop")
	before, around, leaves := maps.Clone(p.scope.conns), p.leaves, []*scope{}
	p.leaves = &leaves
	p.deeper(first, func() { loop.Body = p.block() })
	p.leaves = around
	p.closesNamed(first, before)
	if ends := loop.Count != 0 || loop.UntilEmpty || len(leaves) == 0; ends {
		leaves = append(leaves, p.scope)
	}
	p.scope = joined(leaves)
	return loop
}
