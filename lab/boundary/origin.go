package boundary

import (
	"sort"

	"stickylab/lab"
)

// Origins ties every receive among the events to the sends that its bytes came
// from, by the receive's Seq. A receive whose bytes' stream is unknown, or
// whose sends are not among the events, has no or fewer origins.
func Origins(conns lab.Conns, events []lab.Event) map[int][]lab.Origin {
	sends := map[int][]*lab.Event{}
	for i := range events {
		if e := &events[i]; e.Call.Sends() && (e.Got > 0 || !conns.ConnOf(e.Conn).Transport.Stream()) {
			sends[e.Stream] = append(sends[e.Stream], e)
		}
	}
	for _, s := range sends {
		sort.Slice(s, func(i, j int) bool { return s[i].Off < s[j].Off })
	}
	origins := map[int][]lab.Origin{}
	for i := range events {
		e := &events[i]
		if !e.Call.Receives() || e.Stream == 0 {
			continue
		}
		if conns.ConnOf(e.Conn).Transport.Stream() {
			origins[e.Seq] = streamOrigins(sends[e.Stream], e)
		} else if s := at(sends[e.Stream], e.Off); s != nil && s.Off == e.Off {
			origins[e.Seq] = []lab.Origin{{Seq: s.Seq, Len: e.Got}}
		}
	}
	return origins
}

// at returns the last send that begins at or before the offset.
func at(sends []*lab.Event, off int64) *lab.Event {
	i := sort.Search(len(sends), func(i int) bool { return sends[i].Off > off })
	if i == 0 {
		return nil
	}
	return sends[i-1]
}

func streamOrigins(sends []*lab.Event, e *lab.Event) []lab.Origin {
	var origins []lab.Origin
	end := e.Off + int64(e.Got)
	first := sort.Search(len(sends), func(i int) bool { return sends[i].Off+int64(sends[i].Got) > e.Off })
	for _, s := range sends[first:] {
		from, to := max(e.Off, s.Off), min(end, s.Off+int64(s.Got))
		if from >= to {
			break
		}
		origins = append(origins, lab.Origin{Seq: s.Seq, Off: int(from - s.Off), Len: int(to - from)})
	}
	return origins
}
