package hook

import (
	"strings"
	"time"

	"stickylab/lab"
	"stickylab/lab/watch"
)

func nowUnix() int64 { return time.Now().UnixNano() }

// tell does what a record says.
func (f *follower) tell(p *process, e *record) {
	s := p.strands[e.strand]
	if s == nil {
		s = &strand{}
		p.strands[e.strand] = s
	}
	switch e.kind {
	case piece:
		s.data = append(s.data, e.data...)
		return
	case address:
		s.address = string(e.data)
		return
	case introduction:
		parts := strings.Split(string(e.data), "\x00")
		p.folder, p.runtime, p.argv = parts[0], parts[min(1, len(parts)-1)], parts[min(2, len(parts)):]
		return
	case socket:
		f.program(p)
		key, local, remote := fields(e.data)
		if p.peer >= 0 {
			p.socks[e.sock] = f.table.learn(key, p.peer, int(e.call), int(e.at), local, remote)
		}
		return
	case file:
		p.files[e.at] = string(e.data)
		return
	}
	if len(s.data) > 0 {
		e.data = append(s.data, e.data...)
	}
	where := s.address
	s.data, s.address = nil, ""
	if e.kind == begin {
		f.begins(p, s, e, where)
		return
	}
	f.ends(p, s, e, where)
}

// begins: a call is about to be made.
func (f *follower) begins(p *process, s *strand, e *record, where string) {
	f.program(p)
	c := &watch.Call{PID: p.pid, TID: e.strand}
	c.Peer, c.Strand, c.Call, c.Start = p.peer, e.strand, e.call, f.time(p, e)
	c.Address = where
	if f.o.Lines {
		c.Path, c.Step = p.pathOf(e.at)
	}
	k := p.socks[e.sock]
	if k != nil {
		c.Conn = k.ID
	}
	switch e.call {
	case lab.CallBind, lab.CallConnect:
		c.Address = string(e.data)
		if e.call == lab.CallConnect && k != nil {
			f.table.connects(k, c.Address)
		}
	case lab.CallListen:
		c.Arg = int(e.n)
		if k != nil {
			f.table.listens(k)
		}
	case lab.CallShutdown:
		c.How = [...]string{"read", "write", "both", ""}[max(min(e.n, 3), 0)]
	case lab.CallSetOption:
		c.Option, c.Arg = string(e.data), int(e.n)
		if c.Option == "linger" && e.n < 0 {
			c.Arg = lab.LingerOff
		}
	case lab.CallPrint:
		c.Text = string(e.data)
	case lab.CallSend, lab.CallSendTo:
		c.Asked, c.Data = int(e.n), e.data
		f.sends(c, k)
	case lab.CallRecv, lab.CallRecvFrom:
		c.Asked = int(e.n)
		if k != nil && k.datagrams() {
			c.Call = lab.CallRecvFrom
		}
	}
	s.calls = append(s.calls, c)
	if i, root := f.root(p); root && mayWait(c.Call) && !c.Call.Sends() && c.Call != lab.CallConnect {
		f.waits[i] = true
	}
}

// root is the program that was started as this process, or as the one that started it, as
// a shell does.
func (f *follower) root(p *process) (index int, is bool) {
	if index, is = f.roots[p.pid]; !is {
		index, is = f.roots[p.parent]
	}
	return index, is
}

func (f *follower) time(p *process, e *record) int64 { return e.when + p.ahead + f.offset }

// sends announces a send.
func (f *follower) sends(c *watch.Call, k *sock) {
	if k == nil {
		return
	}
	if k.datagrams() {
		c.Call = lab.CallSendTo
		if c.Address == "" {
			c.Address = k.Remote
		}
		f.table.sending(k, 1)
		if to := f.table.to(k, c.Address); to != nil {
			c.FarConn = to.ID
		}
	}
	if c.Peer >= 0 {
		f.o.Tell.Begin(c)
	}
}

// ends: the call has returned.
func (f *follower) ends(p *process, s *strand, e *record, where string) {
	last := len(s.calls) - 1
	if last < 0 { // its beginning had no room
		return
	}
	c := s.calls[last]
	s.calls = s.calls[:last]
	c.End = f.time(p, e)
	c.Waited = c.Waited || mayWait(c.Call) && c.End-c.Start > waitsFrom
	k := p.socks[e.sock]
	if k != nil && c.Call.Sends() && k.datagrams() {
		f.table.sending(k, -1)
	}
	if e.n < 0 {
		f.fails(c, k, string(e.data))
		return
	}
	if k != nil && (c.Call == lab.CallSocket || c.Call == lab.CallAccept || c.Call == lab.CallSocketPair) {
		c.Conn = k.ID
	}
	switch c.Call {
	case lab.CallAccept:
		c.Address = where
		if k != nil {
			c.FarConn = f.table.far(k)
		}
	case lab.CallConnect:
		if k != nil {
			f.table.connected(k)
			c.FarConn = f.table.far(k)
		}
	case lab.CallSocketPair:
		if other := p.socks[e.at]; k != nil && other != nil {
			f.table.join(k, other)
			c.FarConn = other.ID
		}
	case lab.CallInput:
		c.Text = string(e.data)
	case lab.CallSend, lab.CallSendTo:
		c.Got = min(int(e.n), len(c.Data))
		c.Data = c.Data[:c.Got]
	case lab.CallRecv, lab.CallRecvFrom:
		f.received(c, k, e, where)
	}
	f.done(c)
}

// peeked is the flag of a receive with MSG_PEEK, in the place of a line.
const peeked = 1

// received completes a receive.
func (f *follower) received(c *watch.Call, k *sock, e *record, where string) {
	c.Got, c.Data, c.Peek = len(e.data), e.data, e.at&peeked != 0
	if k == nil {
		return
	}
	c.EOF = c.Got == 0 && c.Asked > 0 && k.Transport.Connects()
	if !k.Transport.Stream() {
		if c.Datagram = c.Got; c.Got == c.Asked && !c.EOF {
			c.Datagram = 0 // it may have been longer
		}
	}
	if k.datagrams() {
		if c.Address = where; where == "" {
			c.Address = k.Remote
		}
		if from := f.table.to(k, c.Address); from != nil {
			c.Stream = from.ID
		}
	}
}

// fails: the call gave an error, or was none: an argument was wrong.
func (f *follower) fails(c *watch.Call, k *sock, name string) {
	if c.Call == lab.CallConnect && k != nil && name == "EINPROGRESS" {
		f.table.connected(k)
	}
	if c.Err = name; c.Call.Sends() {
		c.Data = nil
	}
	if name == "" && !c.Call.Sends() || c.Call == lab.CallPrint || c.Call == lab.CallInput {
		return
	}
	f.done(c)
}
