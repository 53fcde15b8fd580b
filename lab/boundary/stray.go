package boundary

import (
	"bytes"
	"slices"

	"stickylab/lab"
)

// stray is a receive whose bytes could not be tied to a send.
type stray struct {
	conn     int
	data     []byte
	datagram int
}

// stray keeps a receive of unknown origin.
func (t *Tracker) stray(e *lab.Event) {
	e.Data = bytes.Clone(e.Data)
	if e.Err == "" && !e.Peek && (e.Got > 0 || !t.transportOf(e.Conn).Stream()) {
		t.strays = append(t.strays, stray{e.Conn, e.Data, e.Datagram})
	}
}

// catchUp takes the bytes that b received before it was known that a sends them.
func (t *Tracker) catchUp(a, b int) {
	f := t.flows.Get(a)
	t.strays = slices.DeleteFunc(t.strays, func(s stray) bool {
		if f == nil || s.conn != b || !t.transportOf(b).Stream() {
			return false
		}
		_, _, ok := f.take(s.data)
		return ok
	})
}

// unknown are the receives of unknown origin, found by what they took.
type unknown struct {
	streams map[int]bool // conns that received bytes of a stream
	// datagrams has the conns that received one, by its length, by how many bytes
	// of it they got, and by these.
	datagrams map[int]map[int]map[string][]int
}

func (t *Tracker) unknown() unknown {
	if len(t.strays) == 0 {
		return unknown{}
	}
	u := unknown{map[int]bool{}, map[int]map[int]map[string][]int{}}
	for _, s := range t.strays {
		if t.transportOf(s.conn).Stream() {
			u.streams[s.conn] = true
			continue
		}
		if u.datagrams[s.datagram] == nil {
			u.datagrams[s.datagram] = map[int]map[string][]int{}
		}
		ofLen := u.datagrams[s.datagram]
		if ofLen[len(s.data)] == nil {
			ofLen[len(s.data)] = map[string][]int{}
		}
		conns := ofLen[len(s.data)]
		if !slices.Contains(conns[string(s.data)], s.conn) {
			conns[string(s.data)] = append(conns[string(s.data)], s.conn)
		}
	}
	return u
}

// mayHave reports whether a receive of unknown origin may have taken a message
// of a conn; far is the other end of its stream.
func (u unknown) mayHave(far int, stream bool, m *message) bool {
	if stream {
		return u.streams[far]
	}
	for got, byData := range u.datagrams[len(m.data)] {
		if got > len(m.data) {
			continue
		}
		conns := byData[string(m.data[:got])]
		if m.to == 0 && len(conns) > 0 || slices.Contains(conns, m.to) {
			return true
		}
	}
	return false
}
