package boundary

import (
	"bytes"

	"stickylab/lab"
)

func (t *Tracker) receivedDatagram(e *lab.Event) {
	f := t.flows.Get(e.Stream)
	i := -1
	if e.Err == "" && f != nil {
		i = f.match(e)
	}
	if i < 0 {
		e.Stream = 0
		t.stray(e)
		return
	}
	m := f.messages.At(i)
	e.Off = int64(i)
	e.Data = m.data[:e.Got]
	e.Datagram = len(m.data)
	if e.Peek {
		return
	}
	m.taken = true
	for f.next < f.messages.Len() && f.messages.At(f.next).taken {
		f.next++
	}
	e.Verdict = lab.Exact
	if e.Datagram > e.Got {
		e.Verdict = lab.Truncated
	}
	f.forget()
}

// reordered is how far before a datagram that a receiver took there may be one
// that it takes later. Loopback keeps their order; several threads of a sender
// may enter the kernel in another order than they were announced in.
const reordered = 256

// match finds the datagram that was received: loopback keeps their order and
// drops only newly come ones, so it is the first that fits. A receive that had
// to wait found nothing in the queue when it began: what was sent before that
// and not received was dropped, and is taken only if nothing else fits. Those
// that a receiver has passed are not looked at again.
func (f *flow) match(e *lab.Event) int {
	dropped := -1
	for i := max(f.next, f.passed[e.Conn]); i < f.messages.Len(); i++ {
		m := f.messages.At(i)
		if m.taken || !m.reaches(e.Conn) || !m.fits(e) {
			continue
		}
		if !e.Waited || m.seq == 0 || m.ended > e.Start {
			f.pass(e.Conn, i)
			return i
		}
		if dropped < 0 {
			dropped = i
		}
	}
	return dropped
}

// pass records that a receiver took the datagram.
func (f *flow) pass(conn, i int) {
	if f.passed == nil {
		f.passed = map[int]int{}
	}
	f.passed[conn] = max(f.passed[conn], i-reordered)
}

// fits reports whether the receive's bytes could be the datagram's. One that filled
// its room does not say how long the datagram was, where nobody asked: with a
// Datagram of 0 its send says so.
func (m *message) fits(e *lab.Event) bool {
	long := len(m.data) == e.Datagram || e.Datagram == 0 && e.Got > 0
	return long && bytes.HasPrefix(m.data, e.Data)
}

// reaches reports whether the datagram may have gone to conn. The receiver may
// appear while the send is under way.
func (m *message) reaches(conn int) bool {
	return m.to == 0 || m.to == conn || m.to == Nobody && m.seq == 0
}
