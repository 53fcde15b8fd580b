package boundary

import "iter"

// Piece is a part of a message that takes several sends on a stream: a frame
// that its sender cuts, or one that the kernel takes in parts. With framing one
// frame is one message, header and body, so its pieces have no boundary between
// them: a receive of two of them is not coalesced, and one of a single piece is
// split.
type Piece struct {
	Data []byte
	// Head is how many bytes of the whole message are header.
	Head int
	// Before counts the bytes of the message that were sent before the piece,
	// Whole those of all of it.
	Before, Whole int
}

// BeginPiece announces the send of a piece on a stream conn, as Begin does that
// of a message.
func (t *Tracker) BeginPiece(conn int, p Piece) {
	m := t.flow(conn).begin(p.Data)
	m.head, m.before, m.whole = p.Head, p.Before, p.Whole
}

// Announced is a send whose system call has not ended.
type Announced struct {
	Off      int64 // of its first byte in the stream, or the number of the datagram
	Data     []byte
	Datagram bool
}

// UnderWay yields the sends that were announced and have no event yet, by their
// conn.
func (t *Tracker) UnderWay() iter.Seq2[int, Announced] {
	return func(yield func(int, Announced) bool) {
		for conn, f := range t.flows.All() {
			if f.busy() && !yield(conn, f.announced(!t.transportOf(conn).Stream())) {
				return
			}
		}
	}
}

func (f *flow) announced(datagram bool) Announced {
	last := f.messages.Len() - 1
	m := f.messages.At(last)
	if datagram {
		return Announced{Off: int64(last), Data: m.data, Datagram: true}
	}
	return Announced{Off: m.off, Data: m.data}
}

// Received returns how many bytes of the stream that a conn receives it has
// received so far, as far as their sends are known.
func (t *Tracker) Received(conn int) int64 {
	if f := t.flows.Get(t.pairs.Get(conn)); f != nil {
		return f.read
	}
	return 0
}

// Ends returns where in the stream the messages end whose last byte the last receive of a
// conn took, as far as their sends are known. It is good until the next receive.
func (t *Tracker) Ends(conn int) []int64 {
	if f := t.flows.Get(t.pairs.Get(conn)); f != nil {
		return f.ends
	}
	return nil
}

// begin adds what is about to be sent, which is good until the next one.
func (f *flow) begin(data []byte) *message {
	m := f.messages.Next()
	m.off, m.data, m.sent, m.whole = f.end, data, len(data), len(data)
	f.end += int64(len(data))
	f.settle(f.latest)
	return m
}

// Withdraw takes back the send that was announced last on a conn, if it has no
// event yet: it was not made.
func (t *Tracker) Withdraw(conn int) {
	f := t.flow(conn)
	if !f.busy() {
		return
	}
	f.end -= int64(len(f.messages.At(f.messages.Len() - 1).data))
	f.messages.Drop()
}

// start is where in the stream the message begins that a piece belongs to.
func (m *message) start() int64 { return m.off - int64(m.before) }

// continues reports whether the message began in an earlier send.
func (m *message) continues() bool { return m.before > 0 }
