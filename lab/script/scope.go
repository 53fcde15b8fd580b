package script

import (
	"maps"
	"math"
	"math/big"
	"reflect"
	"slices"

	"stickylab/lab"
	"stickylab/lab/action"
	"stickylab/lab/frame"
)

// scope is what the program of a peer has done above the current line. It
// goes by the order of the lines, so what a loop does counts once.
type scope struct {
	opened    bool // a socket
	listening bool
	connected bool
	received  bool
	looked    bool        // which connections are ready
	codec     frame.Codec // of the framed steps below, nil for none
	// vars holds for each variable a value of the kind it will have.
	vars map[string]any
	// conns holds for each connection that has a name and is open where it got it.
	conns map[string]opening
	// named are all names that connections ever had, given those that a thread has now.
	named, given map[string]bool
	// outer are the names that a thread begins with and has not set anew.
	outer   map[string]bool
	threads bool // one may be under way
	sockets sockets
	left    bool // a break stands above: the program never comes here
}

func newScope() *scope {
	return &scope{
		vars: map[string]any{}, conns: map[string]opening{}, named: map[string]bool{}, given: map[string]bool{}, outer: map[string]bool{},
		sockets: sockets{most: new(int)},
	}
}

func (s *scope) clone() *scope {
	c := *s
	c.vars, c.conns, c.named, c.sockets = maps.Clone(s.vars), maps.Clone(s.conns), maps.Clone(s.named), s.sockets.clone()
	c.given, c.outer = maps.Clone(s.given), maps.Clone(s.outer)
	return &c
}

// joined is what holds whichever of several ways the program came, of which there is
// one at least.
func joined(ways []*scope) *scope {
	all := slices.DeleteFunc(slices.Clone(ways), func(s *scope) bool { return s.left })
	if len(all) == 0 {
		return ways[0]
	}
	both := all[0].clone()
	for _, other := range all[1:] {
		both.join(other)
	}
	return both
}

func (s *scope) join(other *scope) {
	s.opened = s.opened && other.opened
	s.listening = s.listening && other.listening && s.sockets.listener == other.sockets.listener
	s.connected = s.connected && other.connected
	s.received = s.received && other.received
	s.looked = s.looked && other.looked
	if other.codec == nil {
		s.codec = nil
	}
	maps.DeleteFunc(s.vars, func(name string, v any) bool { return reflect.TypeOf(v) != reflect.TypeOf(other.vars[name]) })
	maps.Copy(s.conns, other.conns)
	maps.Copy(s.named, other.named)
	maps.Copy(s.given, other.given)
	maps.Copy(s.outer, other.outer)
	s.threads = s.threads || other.threads
	s.sockets = joinedSockets(s.sockets, other.sockets)
}

// needsAll is needsOne for a step on all sockets.
func (p *parser) needsAll(first token) {
	if !p.scope.sockets.certain() {
		p.fail(first, "depends", first.text)
	}
}

// uses notes that a socket is there from here on: the first send or receive opens
// one of datagrams.
func (p *parser) uses() {
	p.scope.opened = true
	if !p.transport.Connects() {
		p.scope.sockets.prepare(false, p.transport)
	}
}

// needsOne complains of a step on the connection in use where that depends on the
// way that the program came.
func (p *parser) needsOne(first token) {
	if s := p.scope.sockets; len(s.open) > 0 && s.top() == 0 {
		p.fail(first, "depends", first.text)
	}
}

// values gives what a header will pack, as far as the script tells: the
// variables have some value of their kind, len is the size of what follows.
func (s *scope) values(args []lab.Arg, size int) []any {
	values := make([]any, len(args))
	for i, arg := range args {
		if values[i] = any(arg.Int); arg.Expr != nil {
			values[i] = s.sample(arg.Expr, size)
		}
	}
	return values
}

// sample is a value that an expression may have: its own where it depends on
// nothing but the size.
func (s *scope) sample(e *lab.Expr, size int) any {
	if _, counts := lab.OfLen(e.Var); e.Op == "" && e.Var != lab.LenVar && !counts {
		return s.vars[e.Var]
	}
	known := true
	value := e.Value(func(name string) *big.Int {
		known = known && name == lab.LenVar
		return big.NewInt(int64(size))
	})
	if !known {
		return 0
	}
	return value
}

// variable reads the name of a variable that has a whole number as its value.
func (p *parser) variable(word string) string {
	t := p.peek()
	name := p.name(word)
	p.takesIn(name)
	switch p.scope.vars[name].(type) {
	case nil:
		p.fail(t, "unknown-name", name)
	case int64, uint64:
	default:
		p.fail(t, "not-integer", name)
	}
	return name
}

// needsConnections complains of a step that datagram sockets do not have.
func (p *parser) needsConnections(first token) {
	if !p.transport.Connects() {
		p.fail(first, "datagram", first.text, p.transport.String())
	}
}

// needsConnection complains of a step that cannot be done before there is a
// connection.
func (p *parser) needsConnection(first token) {
	if p.transport.Connects() && !p.scope.connected {
		p.fail(first, "unconnected", first.text)
	}
}

// waitCheck is a wait that can be judged only when all peers are read.
type waitCheck struct {
	line       line
	peer, call token
	self       string // the peer that waits
	count      int
}

func (p *parser) wait() lab.Action {
	check := waitCheck{line: p.line, self: p.self, peer: p.peek(), count: 1}
	wait := lab.Wait{Peer: p.name("wait"), Count: 1}
	check.call = p.peek()
	awaited := append([]string{"bind", "listen", "accept", "connect", "send", "recv"}, action.Words(isAwaited)...)
	wait.Call = p.choice("wait", append(awaited, "close", "end")...)
	if wait.Call != "end" && p.peek().kind == isNumber {
		wait.Count = p.integer("wait", 1, MaxLoop)
		check.count = wait.Count
	}
	p.checks = append(p.checks, check)
	return wait
}

func isAwaited(k *action.Kind) bool { return k.Awaited }

// checkWait complains of a wait for what will never happen.
func (p *parser) checkWait(check waitCheck) {
	p.line = check.line
	if check.peer.text == check.self {
		p.fail(check.peer, "wait-self", check.self)
	}
	for _, peer := range p.exp.Peers {
		if peer.Name != check.peer.text {
			continue
		}
		if peer.Kind == lab.Outside {
			p.fail(check.peer, "wait-outside", peer.Name)
			return
		}
		if check.call.is("end") {
			return
		}
		if most := made(peer.Steps, check.call.text); most < check.count {
			p.fail(check.call, "wait-count", peer.Name, check.call.text, most)
		}
		return
	}
	p.fail(check.peer, "wait-peer", check.peer.text)
}

// made gives how often the steps make a call at the most.
func made(steps []lab.Step, call string) int {
	most := 0
	for _, step := range steps {
		n := 0
		switch do := step.Do.(type) {
		case lab.Loop:
			n = made(do.Body, call)
			if n > 0 && (do.Count == 0 || n > math.MaxInt32/do.Count) {
				return math.MaxInt32
			}
			n *= do.Count
		case lab.Branch, lab.Thread:
			n = made(lab.BlockOf(do), call)
		case lab.Try:
			n = made([]lab.Step{{Do: do.Do}}, call)
		case lab.Send:
			if call == "send" {
				n = 1
			}
			if n == 1 && (do.All || do.Framed || do.Cut.Cuts()) {
				return math.MaxInt32
			}
		case lab.SendFile:
			if call == "send" {
				return math.MaxInt32
			}
		case lab.RecvFrame, lab.RecvFile:
			if call == "recv" {
				return math.MaxInt32
			}
		case lab.Listen:
			if call == "bind" || call == "listen" {
				n = 1
			}
		case lab.Recv:
			if call == "recv" && !do.Peek {
				n = 1
			}
			if n == 1 && do.Exactly {
				return math.MaxInt32
			}
		default:
			if verb(step.Do) == call {
				n = 1
			}
		}
		most = min(most+n, math.MaxInt32)
	}
	return most
}
