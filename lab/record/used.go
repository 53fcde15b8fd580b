package record

import (
	"strconv"

	"stickylab/lab"
)

// used follows the sockets of a file: whose they are, and how far their streams
// were sent and received.
type used struct {
	conns    lab.ConnTable
	watched  map[int]bool  // peers that are programs of somebody's own
	peers    map[int]int   // by conn
	sent     map[int]int64 // by stream: the offset after its last byte
	received map[int]int64
	receiver map[int]int // by stream
}

func newUsed(t lab.Transport) used {
	return used{
		conns: lab.ConnTable{Default: t}, watched: map[int]bool{}, peers: map[int]int{}, sent: map[int]int64{}, received: map[int]int64{}, receiver: map[int]int{},
	}
}

// conn enters a conn of the head.
func (u *used) conn(c lab.Conn) {
	u.conns.Add(c)
	u.sent[c.ID], u.received[c.ID] = c.Base, c.Base
}

// belongs holds a conn to the peer that used it first. Programs of somebody's own may have
// it together: by fork(2) or SCM_RIGHTS.
func (u *used) belongs(conn, peer int, names []string) error {
	if owner, known := u.peers[conn]; known && owner != peer && !(u.watched[owner] && u.watched[peer]) {
		return wrong("conn", "conn-peer", conn, strconv.Quote(names[owner]))
	}
	u.peers[conn] = peer
	return nil
}

// by follows an event. The bytes of a stream come once, in their order: where
// they go on is known, and an event that has them again is none of a real run.
func (u *used) by(e *lab.Event, names []string) error {
	if e.Conn != 0 {
		if err := u.belongs(e.Conn, e.Peer, names); err != nil {
			return err
		}
	}
	stream := u.conns.TransportOf(e.Conn).Stream()
	switch {
	case e.Call.Sends() && e.Stream != e.Conn && e.Stream != 0:
		return wrong("stream", "own-stream", e.Conn, e.Stream)
	case e.Call.Sends() && stream:
		return passed(u.sent, e)
	case e.Call.Receives() && stream && e.Stream != 0 && e.Err == "" && !e.Peek:
		if to, known := u.receiver[e.Stream]; known && to != e.Conn {
			return wrong("stream", "stream-peers", e.Stream, to, e.Conn)
		}
		u.receiver[e.Stream] = e.Conn
		return passed(u.received, e)
	}
	return nil
}

// passed moves a stream past the bytes of an event.
func passed(ends map[int]int64, e *lab.Event) error {
	if next := ends[e.Stream]; e.Off < next && e.Got > 0 {
		return wrong("off", "overlap", e.Off, e.Stream, next)
	}
	if e.Got > 0 {
		ends[e.Stream] = e.Off + int64(e.Got)
	}
	return nil
}
