package boundary

import (
	"bytes"

	"stickylab/lab"
)

// receivedStream sets the offset, the verdict and the queue of a stream receive.
func (t *Tracker) receivedStream(e *lab.Event) {
	from := t.pairs.Get(e.Conn)
	if from == 0 {
		from = e.Stream
	}
	f := t.flows.Get(from)
	f.takeFarSample(e)
	first, last, ok := 0, 0, false
	if e.Got > 0 && f != nil {
		first, last, ok = f.span(e.Data)
	}
	if !ok {
		e.Stream = 0
		t.stray(e)
		return
	}
	e.Stream, e.Off = from, f.read
	if first == last {
		m := f.messages.At(first)
		e.Data = m.data[e.Off-m.off:][:e.Got]
	} else {
		e.Data = bytes.Clone(e.Data)
	}
	if e.Peek {
		return
	}
	f.advance(first, last, int64(e.Got))
	e.Verdict = f.verdict(first, last, e.Off, f.read)
	if e.Verdict&lab.Coalesced != 0 {
		e.Joined = t.joined(f, first, last, e)
	}
	f.forget()
}

// take moves the flow past data, see span.
func (f *flow) take(data []byte) (first, last int, ok bool) {
	if first, last, ok = f.span(data); ok {
		f.advance(first, last, int64(len(data)))
	}
	return first, last, ok
}

// span returns the first and last message that the next bytes to receive are of.
// It fails when they are not the ones that were sent.
func (f *flow) span(data []byte) (first, last int, ok bool) {
	first = -1
	read := f.read
	for rest, i := data, f.next; len(rest) > 0; i++ {
		if i >= f.messages.Len() {
			return 0, 0, false
		}
		m := f.messages.At(i)
		at := max(read-m.off, 0)
		have := m.data[min(at, int64(m.sent)):m.sent]
		n := min(len(have), len(rest))
		if !bytes.Equal(have[:n], rest[:n]) {
			return 0, 0, false
		}
		if n > 0 {
			if first < 0 {
				first = i
			}
			last = i
		}
		rest = rest[n:]
		read += int64(n)
	}
	return first, last, first >= 0
}

// advance moves the flow past so many bytes of the messages first to last.
func (f *flow) advance(first, last int, n int64) {
	f.read += n
	f.ends = f.ends[:0]
	for i := first; i <= last; i++ {
		m := f.messages.At(i)
		if m.sent > 0 {
			m.taken = true
		}
		if end := m.off + int64(m.sent); end <= f.read && end == m.start()+int64(m.whole) {
			f.ends = append(f.ends, end)
		}
	}
	f.next = last
	if m := f.messages.At(last); f.read >= m.off+int64(m.sent) {
		f.next = last + 1
	}
}

// verdict compares the range [from, to) of the stream with the boundaries of
// the messages first to last, and of their headers and bodies.
func (f *flow) verdict(first, last int, from, to int64) lab.Verdict {
	var v lab.Verdict
	if f.messages.At(last).start() > f.messages.At(first).start() {
		v |= lab.Coalesced
	}
	if !f.messages.At(first).boundary(from) || !f.messages.At(last).boundary(to) {
		v |= lab.Split
	}
	if v == 0 {
		return lab.Exact
	}
	return v
}

// boundary reports whether a part of the message begins or ends at the
// offset. What was meant counts: the end of a short send is no boundary.
func (m *message) boundary(off int64) bool {
	at := off - m.start()
	return at == 0 || at == int64(m.head) || at == int64(m.whole)
}
