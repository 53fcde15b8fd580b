package findings

import (
	"stickylab/lab"
	"stickylab/lab/boundary"
)

// joints lists where the messages of a receive were joined, neighbours that follow from
// the same numbers as one.
func (a *Analysis) joints(s *stream, e *lab.Event) (all []Joint, unlisted int) {
	captured := s.captures(e.Off)
	var before send
	for after := range s.origins(e) {
		if before.seq != 0 && !after.continues {
			j := a.joint(s, e, after.off)
			j.Captured = captured.at(after.off)
			j.Before, j.After = before.seq, after.seq
			switch last := len(all) - 1; {
			case last >= 0 && all[last].like(&j):
				all[last].Count++
			case len(all) < MaxJoints:
				all = append(all, j)
			default:
				unlisted++
			}
		}
		before = after
	}
	return all, unlisted
}

// joined returns the queue in which the messages of a receive ran together: what was
// known then, or shown by the segments that were counted when the receiver was closed.
func (s *stream) joined(e *lab.Event) lab.Joined {
	return e.Joined.Counted(s.came)
}

// like reports whether two joints follow from the same numbers.
func (j *Joint) like(other *Joint) bool {
	if j.Rule != other.Rule || j.Captured != other.Captured {
		return false
	}
	return j.Rule == RuleEdge || j.Rule == RuleUnix || j.From == other.From && j.To == other.To
}

// joint judges one offset within a receive, by what was known when the receive
// was recorded: the events up to it.
func (a *Analysis) joint(s *stream, e *lab.Event, off int64) Joint {
	j := Joint{Off: off, Count: 1, Queue: lab.UnknownQueue, Segs: lab.Missing}
	if a.transport(e.Conn) == lab.UnixStream {
		j.Rule, j.Queue = RuleUnix, lab.ReceiveQueue
		return j
	}
	known := s.samples.search(func(one sample) bool { return one.Seq > e.Seq })
	i := s.samples.search(func(one sample) bool { return one.reach >= off })
	if i = min(i, known); i > 0 {
		j.From = s.samples.at(i - 1).Sample
	}
	if i == known {
		j.arrived(s, e)
		return j
	}
	j.To = s.samples.at(i).Sample
	j.left(s.shut > 0 && s.shut < j.To.Seq)
	return j
}

// left judges a joint whose bytes had left at a sample.
func (j *Joint) left(shut bool) {
	if j.To.Left == j.Off {
		j.Rule, j.Queue, j.From = RuleEdge, lab.ReceiveQueue, j.To
		return
	}
	if j.From.Seq == 0 {
		j.Rule = RuleUnseen
		return
	}
	switch j.Segs = boundary.NewSegments(&j.From, &j.To, shut); {
	case j.Segs == 1:
		j.Rule, j.Queue = RuleSpanned, lab.SendQueue
	case j.Segs < 0:
		j.Rule = RuleResent
	default:
		j.Rule = RuleSeveral
	}
}

// arrived judges a joint whose bytes had not left at any sample, by the segments
// that had reached the receiver.
func (j *Joint) arrived(s *stream, e *lab.Event) {
	if e.Probe != nil && e.Probe.SegsIn != lab.Missing {
		j.Arrived, j.ArrivedAt = e.Probe.SegsIn, e.Seq
	}
	if s.allSegs > 0 && s.allSegsAt < e.Seq && boundary.Arrived(&j.From, e.Probe) != 1 {
		j.Arrived, j.ArrivedAt = s.allSegs, s.allSegsAt
	}
	if j.Segs = lab.Missing; j.ArrivedAt > 0 {
		j.Segs = boundary.ArrivedAfter(&j.From, j.Arrived)
	}
	switch {
	case j.Segs == 1:
		j.Rule, j.Queue = RuleArrived, lab.SendQueue
	case j.Segs > 1:
		j.Rule = RuleSeveral
	case j.From.Resent > 0:
		j.Rule = RuleResent
	case s.came > 0:
		j.Rule, j.Queue = RuleCounted, lab.UnknownQueue.Counted(s.came)
		j.Arrived, j.ArrivedAt, j.Segs = s.came, s.cameAt, s.came
	default:
		j.Rule = RuleUnseen
	}
}
