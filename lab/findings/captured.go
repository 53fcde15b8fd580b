package findings

import (
	"cmp"
	"container/heap"
	"slices"

	"stickylab/lab"
)

// MaxQuoted bounds the captured segments that an Evidence quotes.
const MaxQuoted = 20

// carried returns the captured segments that carried bytes of a range of the
// stream, those sent again too, as they were captured. It lists no more than
// MaxQuoted.
func (s *stream) carried(from, to int64) []lab.Segment {
	var all []carrier
	s.overlapping(from, to, func(c carrier) {
		i, _ := slices.BinarySearchFunc(all, c.order, func(c carrier, order int) int { return cmp.Compare(c.order, order) })
		if i == MaxQuoted {
			return
		}
		all = slices.Insert(all, i, c)
		all = all[:min(len(all), MaxQuoted)]
	})
	var segments []lab.Segment
	for _, c := range all {
		c.From = s.conn
		segments = append(segments, c.Segment)
	}
	return segments
}

// overlapping visits the captured segments with bytes of a range, in the order
// of their bytes.
func (s *stream) overlapping(from, to int64, visit func(carrier)) {
	first := s.carriers.search(func(c carrier) bool { return c.reach > from })
	for _, c := range s.carriers.from(first) {
		if c.Seq >= to {
			return
		}
		if c.end() > from {
			visit(c)
		}
	}
}

// captures reports of rising offsets of a stream what the captured segments show
// of them.
type captures struct {
	rows cursor[carrier]
	one  carrier // the next one that is not among seen
	more bool    // there is one
	seen firsts  // those that begin before the offset
}

// captures returns one for offsets from the given one on.
func (s *stream) captures(from int64) *captures {
	c := &captures{rows: s.carriers.cursor(s.carriers.search(func(c carrier) bool { return c.reach >= from }))}
	c.one, c.more = c.rows.next()
	return c
}

// at reports whether the first segment that had the byte before the offset
// ended there. The answer is empty where none was captured.
func (c *captures) at(off int64) Rule {
	for c.more && c.one.Seq < off {
		heap.Push(&c.seen, c.one)
		c.one, c.more = c.rows.next()
	}
	for len(c.seen) > 0 && c.seen[0].end() < off {
		heap.Pop(&c.seen)
	}
	switch {
	case len(c.seen) == 0:
		return ""
	case c.seen[0].end() == off:
		return RuleEdge
	}
	return RuleSpanned
}

// firsts is a heap of segments, the one that was captured first on top.
type firsts []carrier

func (f firsts) Len() int           { return len(f) }
func (f firsts) Less(i, j int) bool { return f[i].order < f[j].order }
func (f firsts) Swap(i, j int)      { f[i], f[j] = f[j], f[i] }
func (f *firsts) Push(c any)        { *f = append(*f, c.(carrier)) }

func (f *firsts) Pop() any {
	last := (*f)[len(*f)-1]
	*f = (*f)[:len(*f)-1]
	return last
}
