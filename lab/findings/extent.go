package findings

import (
	"sort"

	"stickylab/lab"
)

// extent gives the offsets in the stream at which the message of a send begins
// and ends, and where it was meant to end, which a short send does not reach.
func (g *Grounds) extent(e *lab.Event) (from, to, meant int64) {
	first, last := e, e
	if sends := g.stream(e.Conn).sends; g.transport(e.Conn).Stream() {
		i := sort.Search(len(sends), func(i int) bool { return sends[i].Off+int64(sends[i].Got) > e.Off })
		for j := i; j > 0 && j < len(sends) && sends[j].Continues; j-- {
			first = sends[j-1]
		}
		for j := i + 1; j < len(sends) && sends[j].Continues; j++ {
			last = sends[j]
		}
	}
	return first.Off, last.Off + int64(last.Got), last.Off + int64(last.Asked)
}

// messagesIn counts the messages that a receive took bytes of.
func (g *Grounds) messagesIn(origins []lab.Origin) int {
	n := 0
	for i, o := range origins {
		if e := g.event(o.Seq); i == 0 || e == nil || !e.Continues {
			n++
		}
	}
	return n
}
