//go:build amd64 || arm64

package watch

import (
	"encoding/binary"
	"net/netip"
	"unsafe"

	"golang.org/x/sys/unix"

	"stickylab/lab"
)

// call handles the stop of a task before or after a system call.
func (t *tracer) call(k *task, now int64) {
	if k.of.launcher {
		return
	}
	var in syscallInfo
	if ptrace(unix.PTRACE_GET_SYSCALL_INFO, k.tid, unsafe.Sizeof(in), uintptr(unsafe.Pointer(&in))) != 0 {
		return
	}
	switch {
	case in.op == opExit:
		t.exits(k, int64(in.u[0]), now)
	case in.arch != auditArch:
		t.note(k.of, Note32Bit, 0)
	case in.op == opEntry && !t.attached && in.u[0] != unix.SYS_RESTART_SYSCALL:
		t.returned(k, &in) // what is of interest stops once more, by the filter
	case !t.continues(k, &in):
		t.entry(k, &in)
	}
}

func (t *tracer) entry(k *task, in *syscallInfo) {
	k.nr, k.ip = in.u[0], in.ip
	copy(k.args[:], in.u[1:7])
	k.sock = nil
	c := t.enter(k)
	if c == nil {
		return
	}
	k.begun = c
	c.PID, c.TID = k.of.pid, k.tid
	t.line(k, c)
	if c.Call.Sends() && k.sock != nil && c.Asked <= maxAsked && !t.holds(k, c) {
		c.Peer, c.Strand = t.peer(k)
		if c.Peer >= 0 && !k.sock.blind {
			t.o.Tell.Begin(c)
		}
	}
	c.Start = t.o.Now()
	t.enters(k, c)
}

// enters notes a call that may wait, for the sweep.
func (t *tracer) enters(k *task, c *Call) {
	switch c.Call {
	case lab.CallInput:
		if !t.speaks(k.of) {
			return
		}
	case lab.CallAccept, lab.CallRecv, lab.CallRecvFrom, lab.CallPoll, lab.CallConnect, lab.CallSend, lab.CallSendTo:
	default:
		return
	}
	holds := t.holds(k, c)
	if c.Peer = -1; !holds {
		c.Peer, c.Strand = t.peer(k)
	}
	t.mu.Lock()
	t.under[k.tid] = c
	t.mu.Unlock()
	if holds {
		return
	}
	if t.waits != nil && !k.of.waited && !c.Call.Sends() && c.Call != lab.CallConnect {
		k.of.waited = true
		t.waits()
	}
}

// speaks reports whether lines that a process reads and writes are told: it is
// the program that was started, or one with sockets.
func (t *tracer) speaks(p *process) bool { return p.known || p.pid == t.root || t.attached }

// enter looks at a call that is about to be made; nil when it is of no interest,
// so that its end needs no stop.
func (t *tracer) enter(k *task) *Call {
	a := &k.args
	fd := int(int32(a[0]))
	switch k.nr {
	case unix.SYS_SOCKET, unix.SYS_SOCKETPAIR:
		c := &Call{Event: lab.Event{Call: lab.CallSocket}}
		if k.nr == unix.SYS_SOCKETPAIR {
			c.Call = lab.CallSocketPair
		}
		return c
	case unix.SYS_CLOSE:
		return t.enterClose(k, fd)
	case sysDup2, unix.SYS_DUP3:
		t.sockets.forget(k.of.pid, int(int32(a[1])))
		return nil
	case unix.SYS_CLOSE_RANGE:
		t.sockets.forgetAll(k.of.pid, fd, int(min(a[1], 1<<31-1)))
		return nil
	case unix.SYS_IO_URING_SETUP:
		t.note(k.of, NoteURing, 0)
		return nil
	case sysPoll, unix.SYS_PPOLL, sysSelect, unix.SYS_PSELECT6, sysEpollWait, unix.SYS_EPOLL_PWAIT, unix.SYS_EPOLL_PWAIT2:
		return t.enterPoll(k)
	case unix.SYS_SPLICE:
		if k.sock = t.socketOf(k, int(int32(a[2]))); k.sock == nil {
			return nil
		}
		return &Call{Event: lab.Event{Call: lab.CallGap, Conn: k.sock.ID}}
	}
	if k.sock = t.socketOf(k, fd); k.sock == nil {
		return t.enterOther(k, fd)
	}
	c := &Call{Event: lab.Event{Conn: k.sock.ID}}
	if !t.enterSocket(k, c) {
		return nil
	}
	return c
}

// socketOf gives the socket of a descriptor, nil for anything else.
func (t *tracer) socketOf(k *task, fd int) *socket {
	s := t.sockets.of(k.of.pid, fd, func(domain int) int {
		if domain == unix.AF_UNIX && !k.of.known {
			return noPeerYet
		}
		t.meet(k.of)
		return k.of.peer
	})
	if k.of.known && len(k.of.held) > 0 {
		t.tellHeld(k.of)
	}
	return s
}

func (t *tracer) enterClose(k *task, fd int) *Call {
	k.sock = t.sockets.known(k.of.pid, fd)
	t.sockets.forget(k.of.pid, fd)
	if k.sock == nil {
		return nil
	}
	return &Call{Event: lab.Event{Call: lab.CallClose, Conn: k.sock.ID}}
}

// enterPoll: a wait for several descriptors. It is told when the process has
// sockets, of which one is likely among them.
func (t *tracer) enterPoll(k *task) *Call {
	if !t.sockets.has(k.of.pid) {
		return nil
	}
	return &Call{Event: lab.Event{Call: lab.CallPoll}}
}

// onlySockets are the calls that fail with EBADF or ENOTSOCK on anything else:
// that, too, is told.
func onlySockets(nr uint64) (lab.Call, bool) {
	switch nr {
	case unix.SYS_BIND:
		return lab.CallBind, true
	case unix.SYS_LISTEN:
		return lab.CallListen, true
	case unix.SYS_ACCEPT, unix.SYS_ACCEPT4:
		return lab.CallAccept, true
	case unix.SYS_CONNECT:
		return lab.CallConnect, true
	case unix.SYS_SENDTO, unix.SYS_SENDMSG:
		return lab.CallSend, true
	case unix.SYS_RECVFROM, unix.SYS_RECVMSG:
		return lab.CallRecv, true
	case unix.SYS_SHUTDOWN:
		return lab.CallShutdown, true
	case unix.SYS_SETSOCKOPT:
		return lab.CallSetOption, true
	}
	return 0, false
}

// enterOther: a call on what is no socket of the lab's families.
func (t *tracer) enterOther(k *task, fd int) *Call {
	if call, only := onlySockets(k.nr); only && socketInode(k.of.pid, fd) == 0 {
		return &Call{Event: lab.Event{Call: call}}
	}
	switch {
	case !t.speaks(k.of):
	case k.nr == unix.SYS_WRITE && (fd == 1 || fd == 2) && t.prints(k.of.pid, fd):
		return &Call{Event: lab.Event{Call: lab.CallPrint, Text: lineOf(t.bytes(k, k.args[1], int(min(k.args[2], MaxText))))}}
	case k.nr == unix.SYS_READ && fd == 0 && linkOf(k.of.pid, 0) == t.stdio[0]:
		return &Call{Event: lab.Event{Call: lab.CallInput}}
	}
	return nil
}

// maxAsked bounds what a send may ask for; more is a mistake of the program.
const maxAsked = 1 << 30

// enterSocket fills in what a call on a socket was asked; false when it is of no
// interest.
func (t *tracer) enterSocket(k *task, c *Call) bool {
	a := &k.args
	switch k.nr {
	case unix.SYS_BIND:
		c.Call = lab.CallBind
		at, path := t.address(k, a[1], a[2])
		c.Address = addressText(at, path)
	case unix.SYS_LISTEN:
		c.Call, c.Arg = lab.CallListen, int(int32(a[1]))
	case unix.SYS_ACCEPT, unix.SYS_ACCEPT4:
		c.Call = lab.CallAccept
	case unix.SYS_CONNECT:
		c.Call = lab.CallConnect
		at, path := t.address(k, a[1], a[2])
		c.Address = addressText(at, path)
		if t.sockets.connects(k.sock, at); isLookup(path) {
			t.sockets.looksUp(k.sock)
		}
	case unix.SYS_SHUTDOWN:
		c.Call, c.How = lab.CallShutdown, [...]string{"read", "write", "both", ""}[min(a[1], 3)]
	case unix.SYS_SETSOCKOPT:
		c.Call = lab.CallSetOption
		c.Option, c.Arg = t.option(k)
	case unix.SYS_SENDFILE:
		t.enterSendfile(k, c)
	default:
		return t.enterTransfer(k, c)
	}
	return true
}

// enterTransfer: a send or a receive.
func (t *tracer) enterTransfer(k *task, c *Call) bool {
	a := &k.args
	switch k.nr {
	case unix.SYS_SENDTO, unix.SYS_WRITE:
		c.Call, c.Asked, c.Data = lab.CallSend, int(a[2]), t.bytes(k, a[1], int(min(a[2], MaxData)))
		if k.nr == unix.SYS_SENDTO {
			c.More = a[3]&unix.MSG_MORE != 0
			t.destined(k, c, a[4], a[5])
		}
	case unix.SYS_WRITEV:
		c.Call = lab.CallSend
		c.Data, c.Asked = t.gathered(k, a[1], int(a[2]))
	case unix.SYS_SENDMSG:
		c.Call = lab.CallSend
		m := t.header(k, a[1])
		c.Data, c.Asked = t.gathered(k, m.iov, m.n)
		c.More = a[2]&unix.MSG_MORE != 0
		t.destined(k, c, m.name, uint64(m.nameSize))
	case unix.SYS_RECVFROM, unix.SYS_READ:
		c.Call, c.Asked = lab.CallRecv, int(a[2])
		if k.nr == unix.SYS_RECVFROM {
			c.Peek = a[3]&unix.MSG_PEEK != 0
		}
	case unix.SYS_READV:
		c.Call, c.Asked = lab.CallRecv, t.room(k, a[1], int(a[2]))
	case unix.SYS_RECVMSG:
		m := t.header(k, a[1])
		c.Call, c.Asked, c.Peek = lab.CallRecv, t.room(k, m.iov, m.n), a[2]&unix.MSG_PEEK != 0
	case unix.SYS_SENDMMSG, unix.SYS_RECVMMSG:
		return t.enterMany(k, c)
	default:
		return false
	}
	if !k.sock.Transport.Stream() && !k.sock.Transport.Connects() {
		c.Call = datagramCall(c.Call)
	}
	return true
}

// datagramCall is the lab's word for a send or receive of a datagram.
func datagramCall(call lab.Call) lab.Call {
	if call.Sends() {
		return lab.CallSendTo
	}
	return lab.CallRecvFrom
}

// destined finds whom a send goes to.
func (t *tracer) destined(k *task, c *Call, name, size uint64) {
	if k.sock.Transport.Connects() {
		return
	}
	at := k.sock.remote
	if name != 0 {
		var path string
		at, path = t.address(k, name, size)
		c.Address = addressText(at, path)
	} else if at.IsValid() {
		c.Address = at.String()
	}
	t.sockets.sends(k.sock, place{k.of.pid, int(int32(k.args[0]))})
	if to := t.sockets.to(k.sock, at); to != nil {
		c.FarConn = to.ID
	}
}

func addressText(at netip.AddrPort, path string) string {
	if at.IsValid() {
		return at.String()
	}
	return path
}

// address reads a socket address.
func (t *tracer) address(k *task, at, size uint64) (netip.AddrPort, string) {
	var raw [maxAddress]byte
	n := peek(k.tid, at, raw[:min(size, maxAddress)])
	return parseAddress(raw[:n])
}

// word reads a C int.
func (t *tracer) word(k *task, at uint64) int {
	var raw [4]byte
	peek(k.tid, at, raw[:])
	return int(int32(binary.NativeEndian.Uint32(raw[:])))
}
