package findings

import (
	"slices"
	"sort"

	"stickylab/lab"
	"stickylab/lab/boundary"
)

// explain finds what is told of all messages of a conn at once: bytes of a
// stream that nobody will receive, and segments that were sent again.
func (f *finder) explain() {
	for _, s := range f.lose() {
		f.explained[s.conn] = true
		found := f.add(KindLostBytes, f.firstLost(s))
		found.Conn, found.Whole, found.Got, found.Messages = s.conn, int(s.sent), int(s.got), len(s.sends)
	}
	for _, id := range f.ids() {
		c := f.conn(id)
		if e := f.event(c.told); c.resent > 0 && e != nil {
			found := f.add(KindResent, e)
			found.Peer, found.Conn, found.Messages = f.name(c.peer), id, int(c.resent)
		}
	}
}

// firstLost gives the send that has the first byte that was not received.
func (f *finder) firstLost(s *stream) *lab.Event {
	i := sort.Search(len(s.sends), func(i int) bool { return s.sends[i].Off+int64(s.sends[i].Got) > s.got })
	return s.sends[min(i, len(s.sends)-1)]
}

// lost tells of one lost message, unless it is told with others.
func (f *finder) lost(e *lab.Event) {
	switch {
	case f.explained[e.Conn]:
	case e.FarConn != 0 && f.conn(e.FarConn).drops > 0:
		f.unread[e.FarConn]++
	default:
		f.add(KindLost, e).Whole = e.Got
	}
}

// lookAtDrops tells of each socket that dropped datagrams.
func (f *finder) lookAtDrops() {
	for _, id := range f.ids() {
		c := f.conn(id)
		if e := f.event(c.said); c.drops > 0 && e != nil {
			found := f.add(KindDropped, e)
			found.Peer, found.Conn = f.name(c.peer), id
			found.Messages, found.Whole = int(c.drops), f.unread[id]
		}
	}
}

// ids lists the sockets in order.
func (f *finder) ids() []int {
	var ids []int
	for id := range f.conns {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

func (f *finder) name(peer int) string {
	if peer < 0 || peer >= len(f.peers) {
		return ""
	}
	return f.peers[peer]
}

// carriedBy counts the data segments that left with the messages of a receive:
// between a sample that had met the start of the first and one that had met
// the end of the last. If none had, one segment that came for all will do.
func (f *finder) carriedBy(e *lab.Event) int {
	origins := f.origins[e.Seq]
	if len(origins) == 0 || f.transport(e.Conn) != lab.TCP {
		return lab.Missing
	}
	first, last := f.event(origins[0].Seq), f.event(origins[len(origins)-1].Seq)
	if first == nil || last == nil {
		return lab.Missing
	}
	s := f.stream(e.Stream)
	from, to := s.lastAt(first.Off, first.Seq), s.firstAt(last.Off+int64(last.Got))
	switch {
	case from == nil:
		return lab.Missing // some of them left with bytes of earlier sends
	case to != nil:
		return int(to.Segs - from.Segs)
	case boundary.Arrived(from, e.Probe) == 1:
		return 1
	}
	return lab.Missing
}

// firstAt gives the first sample when the stream had left up to the offset and
// no farther, nil if there is none.
func (s *stream) firstAt(off int64) *boundary.Sample {
	i := sort.Search(len(s.samples), func(i int) bool { return s.reach[i] >= off })
	if i == len(s.samples) || s.samples[i].Left != off {
		return nil
	}
	return &s.samples[i]
}

// lastAt gives the last such sample before the event seq.
func (s *stream) lastAt(off int64, seq int) *boundary.Sample {
	i := sort.Search(len(s.samples), func(i int) bool { return s.samples[i].Seq >= seq })
	if i == 0 || s.samples[i-1].Left != off {
		return nil
	}
	return &s.samples[i-1]
}
