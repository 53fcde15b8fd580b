package script

import (
	"maps"
	"slices"

	"stickylab/lab"
)

// takesIn notes that a thread uses a name of outside.
func (p *parser) takesIn(name string) {
	if p.scope.outer[name] {
		p.takes[name] = true
	}
}

// outsideThreads complains of a step that all threads of the program would share.
func (p *parser) outsideThreads(first token) {
	if p.inThread || p.scope.threads {
		p.fail(first, "thread-codec")
	}
}

// thread reads a thread and its steps.
func (p *parser) thread(first token) lab.Action {
	if p.inThread {
		p.fail(first, "thread-within")
	}
	var do lab.Thread
	if at := p.peek(); at.kind == isWord {
		do.Conn = p.name("thread")
		if !p.transport.Connects() {
			p.fail(at, "conn-datagram", p.transport.String())
		}
		if opened, open := p.scope.conns[do.Conn]; p.err == nil && (!open || !slices.Contains(p.scope.sockets.open, opened.socket)) {
			p.fail(at, "thread-conn", do.Conn)
		}
	}
	if t := p.peek(); !p.take(":") {
		p.fail(t, "thread-colon", got(t.text), example("thread"))
	}
	p.end("thread")
	outside, around, branches := p.scope, p.leaves, p.branches
	p.scope, p.leaves, p.branches = outside.ofThread(do.Conn), nil, 0
	p.inThread, p.takes = true, map[string]bool{}
	outer := maps.Clone(p.scope.outer)
	p.deeper(first, func() { do.Body = p.block() })
	for _, name := range slices.Sorted(maps.Keys(p.takes)) {
		if _, is := outside.vars[name]; is {
			do.Takes = append(do.Takes, name)
		} else if outer[name] {
			do.Uses = append(do.Uses, name)
		}
	}
	do.Listener = outside.listening && uses(do.Body)
	p.inThread, p.leaves, p.branches, p.scope = false, around, branches, outside
	p.scope.gives(do.Conn)
	return do
}

// ofThread is what a thread begins with that is given the connection.
func (s *scope) ofThread(conn string) *scope {
	t := newScope()
	t.vars, t.codec, t.threads = maps.Clone(s.vars), s.codec, s.threads
	t.sockets.most = s.sockets.most
	t.listening, t.sockets.listener = s.listening && s.sockets.listener != 0, s.sockets.listener
	for name := range s.vars {
		t.outer[name] = true
	}
	for name, opened := range s.conns {
		if name != conn && slices.Contains(s.sockets.open, opened.socket) {
			t.named[name], t.given[name], t.outer[name] = true, true, true
		}
	}
	for name := range s.given {
		t.named[name], t.given[name], t.outer[name] = true, true, true
	}
	if conn != "" {
		t.opened, t.connected = true, true
		t.conns[conn], t.named[conn] = s.conns[conn], true
		t.sockets.open = []int{s.conns[conn].socket}
	}
	return t
}

// gives is for the line behind a thread that was given a connection.
func (s *scope) gives(conn string) {
	s.threads = true
	if conn == "" {
		return
	}
	s.sockets.give(s.conns[conn].socket)
	delete(s.conns, conn)
	s.given[conn] = true
	if len(s.sockets.open) == 0 {
		s.opened, s.connected = false, false
	}
}

// uses reports whether a step accepts from, or waits for, a listening socket that the
// steps did not open.
func uses(steps []lab.Step) bool {
	return slices.ContainsFunc(steps, func(step lab.Step) bool {
		switch do := bare(step.Do).(type) {
		case lab.Accept:
			return true
		case lab.Ready:
			return slices.Contains(do.From, lab.ListenerName)
		}
		return uses(lab.BlockOf(step.Do))
	})
}
