package findings

import (
	"stickylab/lab"
)

// carried gives the captured segments that carried bytes from one offset to
// another of a conn's stream, those sent again too.
func (g *Grounds) carried(conn int, from, to int64) []lab.Segment {
	var all []lab.Segment
	for i := range g.segments {
		s := &g.segments[i]
		if s.From == conn && s.Len > 0 && s.Seq >= 0 && s.Seq < to && s.Seq+int64(s.Len) > from {
			if all = append(all, *s); len(all) == MaxQuoted {
				break
			}
		}
	}
	return all
}

// captured tells what the captured segments show of an offset of a conn's
// stream: whether the first segment that had the byte before it ended there.
// It is empty when none was captured.
func (g *Grounds) captured(conn int, off int64) Rule {
	for i := range g.segments {
		s := &g.segments[i]
		if s.From != conn || s.Len == 0 || s.Seq < 0 || s.Seq >= off || s.Seq+int64(s.Len) < off {
			continue
		}
		if s.Seq+int64(s.Len) == off {
			return RuleEdge
		}
		return RuleSpanned
	}
	return ""
}
