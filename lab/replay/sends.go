package replay

import (
	"cmp"
	"slices"

	"stickylab/lab"
)

// sends announces sends in the order of their starts, but those of one conn in
// the order of their events, one at a time: a send is under way until it has its
// event.
type sends struct {
	events  []lab.Event
	byStart []int         // places of the sends that have not begun
	queues  map[int][]int // by conn: those that were not announced, in their order
	begun   map[int]int   // by conn: how many of them have begun
	open    map[int]bool  // conns with a send under way
}

func newSends(events []lab.Event) sends {
	s := sends{events: events, queues: map[int][]int{}, begun: map[int]int{}, open: map[int]bool{}}
	for i := range events {
		if e := &events[i]; e.Call.Sends() {
			s.byStart = append(s.byStart, i)
			s.queues[e.Conn] = append(s.queues[e.Conn], i)
		}
	}
	slices.SortStableFunc(s.byStart, func(a, b int) int { return cmp.Compare(events[a].Start, events[b].Start) })
	return s
}

// before returns the places of the sends to announce that began up to a time.
func (s *sends) before(end int64) (all []int) {
	for len(s.byStart) > 0 && s.events[s.byStart[0]].Start <= end {
		conn := s.events[s.byStart[0]].Conn
		s.byStart = s.byStart[1:]
		s.begun[conn]++
		if i, ok := s.next(conn); ok {
			all = append(all, i)
		}
	}
	return all
}

// next is the next send of a conn, if it has begun and none is under way.
func (s *sends) next(conn int) (place int, ok bool) {
	if s.open[conn] || s.begun[conn] == 0 {
		return 0, false
	}
	place, s.queues[conn] = s.queues[conn][0], s.queues[conn][1:]
	s.begun[conn]--
	s.open[conn] = true
	return place, true
}

// ended takes the event of a conn's send, and returns the one to announce then.
func (s *sends) ended(conn int) (place int, ok bool) {
	s.open[conn] = false
	return s.next(conn)
}
