//go:build amd64 || arm64

package watch

import (
	"encoding/binary"
	"net/netip"
	"time"

	"golang.org/x/sys/unix"

	"stickylab/lab"
)

// waitsFrom is from when on a call is said to have waited: what the stops around
// it cost is far less.
const waitsFrom = int64(300 * time.Microsecond)

// exited completes a call that was made, and tells it.
func (t *tracer) exited(k *task, rval, now int64) {
	c := k.begun
	k.begun = nil
	t.returns(k, c, now)
	if rval < 0 && rval > -4096 {
		c.Err, rval = unix.ErrnoName(unix.Errno(-rval)), 0
	}
	switch c.Call {
	case lab.CallSocket:
		t.exitSocket(k, c, int(rval))
		return
	case lab.CallSocketPair:
		t.exitPair(k, c)
		return
	case lab.CallGap: // sendfile and splice
		t.exitCounted(k, c, int(rval))
		return
	case lab.CallPrint:
		if c.Err != "" {
			return
		}
	case lab.CallInput:
		c.Text = lineOf(t.bytes(k, k.args[1], int(min(rval, MaxText))))
	case lab.CallAccept:
		t.exitAccept(k, c, int(rval))
	case lab.CallBind, lab.CallListen:
		t.exitNamed(k, c)
	case lab.CallConnect:
		t.exitConnect(k, c)
	case lab.CallSend, lab.CallSendTo, lab.CallRecv, lab.CallRecvFrom:
		if k.nr == unix.SYS_SENDMMSG || k.nr == unix.SYS_RECVMMSG {
			t.exitMany(k, c, int(rval))
			return
		}
		t.exitTransfer(k, c, int(rval))
	}
	t.done(k, c)
}

// returns ends what is kept of a call while it is under way.
func (t *tracer) returns(k *task, c *Call, now int64) {
	t.mu.Lock() // the sweep reads it
	defer t.mu.Unlock()
	c.End = now
	if t.under[k.tid] == c { // it is one that may wait
		delete(t.under, k.tid)
		c.Waited = c.Waited || now-c.Start > waitsFrom
	}
}

// done probes after a call and tells it.
func (t *tracer) done(k *task, c *Call) {
	if t.holds(k, c) {
		t.hold(k, c)
		return
	}
	if c.Peer, c.Strand = t.peer(k); c.Peer < 0 || c.Strand >= MaxThreads {
		t.missed(k)
		return
	}
	t.probe(k, c)
	t.o.Tell.Done(c)
}

// missed counts a call for which there is no room.
func (t *tracer) missed(k *task) {
	limit := LimitProcesses
	if k.of.peer >= 0 {
		limit = LimitThreads
	}
	k.of.missing[limit]++
}

// probe asks the kernel for the queues of the socket of a call, and of a receive
// for those of the other end where that tells more.
func (t *tracer) probe(k *task, c *Call) {
	s := k.sock
	if t.kernel == nil || s == nil || !s.Transport.IsTCP() {
		return
	}
	switch c.Call {
	case lab.CallSend, lab.CallRecv, lab.CallConnect, lab.CallShutdown:
	default:
		return
	}
	local, remote, far := t.sockets.ends(s)
	c.Probe = t.ask(local, remote)
	if c.Call == lab.CallRecv && c.Got > 0 && far != 0 && t.o.Tell.Unsettled(c) {
		if c.Far = t.ask(remote, local); c.Far != nil {
			c.FarConn = far
		}
	}
}

func (t *tracer) ask(local, remote netip.AddrPort) *lab.Probe {
	if !local.IsValid() || !remote.IsValid() {
		return nil
	}
	p, ok := t.kernel.TCP(local, remote)
	if !ok {
		return nil
	}
	return &p
}

// exitSocket: socket(2).
func (t *tracer) exitSocket(k *task, c *Call, fd int) {
	if c.Err != "" {
		switch int32(k.args[0]) { // of whatever type: one that fails may name none
		case unix.AF_INET, unix.AF_INET6, unix.AF_UNIX:
			t.done(k, c)
		}
		return
	}
	t.sockets.forget(k.of.pid, fd)
	if k.sock = t.socketOf(k, fd); k.sock != nil { // of a family that the lab knows
		c.Conn = k.sock.ID
		t.done(k, c)
	}
}

// exitPair: socketpair(2).
func (t *tracer) exitPair(k *task, c *Call) {
	if c.Err == "" {
		t.peer(k) // what it made is not quiet
		a, b := t.word(k, k.args[3]), t.word(k, k.args[3]+4)
		t.sockets.forget(k.of.pid, a)
		t.sockets.forget(k.of.pid, b)
		near, far := t.socketOf(k, a), t.socketOf(k, b)
		if near == nil || far == nil {
			return
		}
		t.sockets.pair(near, far)
		c.Conn, c.FarConn = near.ID, far.ID
	}
	t.done(k, c)
}

// exitCounted: bytes that were never in the program's memory, nor in a file.
func (t *tracer) exitCounted(k *task, c *Call, n int) {
	if c.Err != "" || n == 0 {
		return
	}
	t.blind(k)
	t.note(k.of, NoteSendfile, n)
	if peer, _ := t.peer(k); peer >= 0 {
		t.o.Tell.Gap(peer, 1, string(NoteSendfile))
	}
}

func (t *tracer) blind(k *task) {
	t.sockets.mu.Lock()
	k.sock.blind = true
	t.sockets.mu.Unlock()
}

func (t *tracer) exitAccept(k *task, c *Call, fd int) {
	if c.Err != "" {
		return
	}
	t.sockets.forget(k.of.pid, fd)
	s := t.socketOf(k, fd)
	if s == nil {
		return
	}
	t.sockets.accepted(place{k.of.pid, fd}, s)
	k.sock = s
	c.Conn, c.Address = s.ID, s.Remote
	_, _, c.FarConn = t.sockets.ends(s)
}

func (t *tracer) exitNamed(k *task, c *Call) {
	if c.Err == "" && k.sock != nil {
		t.sockets.news(k.of.pid, int(int32(k.args[0])), k.sock)
	}
}

func (t *tracer) exitConnect(k *task, c *Call) {
	if k.sock == nil {
		return
	}
	made := c.Err == "" || c.Err == "EINPROGRESS"
	t.sockets.connected(place{k.of.pid, int(int32(k.args[0]))}, k.sock, made)
	if made {
		_, _, c.FarConn = t.sockets.ends(k.sock)
	}
}

// exitTransfer: a send or a receive.
func (t *tracer) exitTransfer(k *task, c *Call, n int) {
	if k.sock == nil { // EBADF, ENOTSOCK
		return
	}
	if c.Call.Sends() {
		t.exitSend(k, c, n)
		return
	}
	a := &k.args
	c.Got = min(n, c.Asked)
	switch k.nr {
	case unix.SYS_RECVFROM, unix.SYS_READ:
		c.Data = t.bytes(k, a[1], c.Got)
		if k.nr == unix.SYS_RECVFROM && a[4] != 0 && c.Err == "" {
			t.came(k, c, a[4], uint64(t.word(k, a[5])))
		} else {
			t.came(k, c, 0, 0)
		}
	case unix.SYS_READV:
		c.Data = t.scattered(k, a[1], int(a[2]), c.Got)
	case unix.SYS_RECVMSG:
		m := t.header(k, a[1])
		t.received(k, c, m)
	}
	t.exitRecv(k, c, n)
}

// received reads what recvmsg(2) gave.
func (t *tracer) received(k *task, c *Call, m messageHeader) {
	c.Data = t.scattered(k, m.iov, m.n, c.Got)
	if c.Err != "" {
		return
	}
	for _, fd := range t.passed(k, m) {
		t.sockets.forget(k.of.pid, fd)
	}
	t.came(k, c, m.name, uint64(m.nameSize))
}

func (t *tracer) exitRecv(k *task, c *Call, n int) {
	c.EOF = n == 0 && c.Asked > 0 && c.Err == "" && k.sock.Transport.Connects()
	if len(c.Data) < c.Got { // it cannot be read, as memory of a device
		c.Got = len(c.Data)
	}
	if !k.sock.Transport.Stream() && c.Err == "" {
		if c.Datagram = n; n == c.Asked && !c.EOF {
			c.Datagram = 0 // it may have been longer
		}
	}
}

// came finds whom a datagram is from.
func (t *tracer) came(k *task, c *Call, name, size uint64) {
	s := k.sock
	if s.Transport.Connects() || c.Err != "" {
		return
	}
	at := s.remote
	if name != 0 {
		var path string
		at, path = t.address(k, name, size)
		c.Address = addressText(at, path)
	}
	if from := t.sockets.to(s, at); from != nil {
		c.Stream = from.ID
	}
}

// exitSend: what was announced has now been taken, or a part of it.
func (t *tracer) exitSend(k *task, c *Call, n int) {
	c.Got = n
	t.sockets.sent(k.sock)
	if why := LimitData; n > len(c.Data) || k.sock.blind {
		if k.sock.blind {
			why = LimitAfter
		}
		t.blind(k)
		c.Call, c.Got, c.Text = lab.CallGap, 1, why
		return
	}
	c.Data = c.Data[:n]
}

// enterMany: sendmmsg(2) or recvmmsg(2), some messages by one call.
func (t *tracer) enterMany(k *task, c *Call) bool {
	c.Call = lab.CallRecv
	if k.nr == unix.SYS_SENDMMSG {
		c.Call = lab.CallSend
	}
	if !k.sock.Transport.Connects() {
		c.Call = datagramCall(c.Call)
	}
	c.Asked = maxAsked + 1 // it is announced message by message
	return true
}

// exitMany tells each message as a call of its own.
func (t *tracer) exitMany(k *task, c *Call, n int) {
	if c.Err != "" {
		c.Asked = 0
		t.done(k, c)
		return
	}
	for i := range min(n, maxVectors) {
		at := k.args[1] + uint64(i)*manyStep
		m := t.header(k, at)
		one := *c
		var raw [4]byte
		peek(k.tid, at+manyLength, raw[:])
		length := int(binary.NativeEndian.Uint32(raw[:]))
		if c.Call.Sends() {
			one.Data, one.Asked = t.gathered(k, m.iov, m.n)
			t.destined(k, &one, m.name, uint64(m.nameSize))
			one.Peer, one.Strand = t.peer(k)
			if one.Peer >= 0 && !k.sock.blind {
				t.o.Tell.Begin(&one)
			}
			t.exitSend(k, &one, length)
		} else {
			one.Asked = t.room(k, m.iov, m.n)
			one.Got = min(length, one.Asked)
			t.received(k, &one, m)
			t.exitRecv(k, &one, length)
		}
		t.done(k, &one)
	}
}
