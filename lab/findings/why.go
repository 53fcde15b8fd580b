package findings

import (
	"sort"

	"stickylab/lab"
	"stickylab/lab/boundary"
)

// Why gives the evidence for an event; false when there is nothing to say of
// it, or no such event.
func Why(conns lab.Conns, events []lab.Event, segments []lab.Segment, seq int) (Evidence, bool) {
	return NewGrounds(conns, events, segments).Why(seq)
}

// Why gives the evidence for an event; false when there is nothing to say of
// it, or no such event.
func (g *Grounds) Why(seq int) (Evidence, bool) {
	e := g.event(seq)
	switch {
	case e == nil:
		return Evidence{}, false
	case e.Call.Receives() && e.Verdict != 0:
		return g.whyReceived(e), true
	case e.Decode != nil:
		return Evidence{Kind: KindDecode, Event: e, Stream: g.transport(e.Conn).Stream()}, true
	case e.Call.Sends() && e.Conn != 0:
		return g.whySent(e)
	}
	return Evidence{}, false
}

// WhyHeld gives the evidence for a send after which bytes of it stayed unsent,
// whatever else there is to say of it; false if none did.
func (g *Grounds) WhyHeld(seq int) (Evidence, bool) {
	e := g.event(seq)
	if e == nil || !e.Call.Sends() {
		return Evidence{}, false
	}
	held, ok := g.heldOf(e)
	return Evidence{Kind: KindHeld, Event: e, Stream: true, Held: held}, ok
}

func (g *Grounds) whyReceived(e *lab.Event) Evidence {
	why := Evidence{Kind: kindOf(e.Verdict), Event: e, Stream: g.transport(e.Conn).Stream(), Joined: e.Joined}
	why.Parts = g.parts(e)
	if e.Verdict&lab.Coalesced != 0 {
		why.Joints, why.More = g.joints(e)
	}
	if g.transport(e.Conn).Stream() {
		why.Segments = g.carried(e.Stream, e.Off, e.Off+int64(e.Got))
	}
	return why
}

// parts lists the messages of a receive; what several sends made of one is one.
func (g *Grounds) parts(e *lab.Event) (all []Part) {
	start := int64(-1)
	for _, o := range g.origins[e.Seq] {
		sent := g.event(o.Seq)
		if sent == nil {
			continue
		}
		if !g.transport(e.Conn).Stream() {
			return []Part{{Origin: o, Whole: sent.Asked, Head: sent.Head}}
		}
		from, _, meant := g.extent(sent)
		if from == start {
			all[len(all)-1].Len += o.Len
			continue
		}
		start = from
		o.Off += int(sent.Off - from)
		all = append(all, Part{Origin: o, Whole: int(meant - from), Head: g.head(sent.Conn, from, meant)})
	}
	return all
}

// head counts the bytes of a header in the sends of one message.
func (g *Grounds) head(conn int, from, meant int64) (n int) {
	sends := g.stream(conn).sends
	for i := sort.Search(len(sends), func(i int) bool { return sends[i].Off >= from }); i < len(sends) && sends[i].Off < meant; i++ {
		n += sends[i].Head
	}
	return n
}

func kindOf(v lab.Verdict) string {
	switch {
	case v&lab.Coalesced != 0:
		return KindCoalesced
	case v&lab.Split != 0:
		return KindSplit
	case v&lab.Truncated != 0:
		return KindTruncated
	}
	return KindExact
}

// joints lists where the messages of a receive met, neighbours that rest on
// the same put together.
func (g *Grounds) joints(e *lab.Event) (all []Joint, more int) {
	origins := g.origins[e.Seq]
	for i := 1; i < len(origins); i++ {
		after := g.event(origins[i].Seq)
		if after == nil || after.Continues {
			continue
		}
		j := g.joint(e, after.Off)
		j.Before, j.After = origins[i-1].Seq, origins[i].Seq
		switch last := len(all) - 1; {
		case last >= 0 && all[last].like(&j):
			all[last].Count++
		case len(all) < MaxJoints:
			all = append(all, j)
		default:
			more++
		}
	}
	return all, more
}

// like reports whether two joints rest on the same.
func (j *Joint) like(other *Joint) bool {
	if j.Rule != other.Rule || j.Captured != other.Captured {
		return false
	}
	return j.Rule == RuleEdge || j.Rule == RuleUnix || j.From == other.From && j.To == other.To
}

// joint judges one offset within a receive, by what was known when the receive
// was recorded: the events up to it.
func (g *Grounds) joint(e *lab.Event, off int64) Joint {
	j := Joint{Off: off, Count: 1, Queue: lab.UnknownQueue, Segs: lab.Missing, Captured: g.captured(e.Stream, off)}
	if g.transport(e.Conn) == lab.UnixStream {
		j.Rule, j.Queue = RuleUnix, lab.ReceiveQueue
		return j
	}
	s := g.stream(e.Stream)
	known := s.samples[:sort.Search(len(s.samples), func(i int) bool { return s.samples[i].Seq > e.Seq })]
	i := sort.Search(len(known), func(i int) bool { return s.reach[i] >= off })
	if i > 0 {
		j.From = known[i-1]
	}
	if i == len(known) {
		j.came(s, e)
		return j
	}
	j.To = known[i]
	j.left(s.shut > 0 && s.shut < j.To.Seq)
	return j
}

// left judges a joint whose bytes a sample saw to have left.
func (j *Joint) left(shut bool) {
	if j.To.Left == j.Off {
		j.Rule, j.Queue, j.From = RuleEdge, lab.ReceiveQueue, j.To
		return
	}
	if j.From.Seq == 0 {
		j.Rule = RuleUnseen
		return
	}
	switch j.Segs = boundary.Fresh(&j.From, &j.To, shut); {
	case j.Segs == 1:
		j.Rule, j.Queue = RuleSpanned, lab.SendQueue
	case j.Segs < 0:
		j.Rule = RuleResent
	default:
		j.Rule = RuleSeveral
	}
}

// came judges a joint that no sample saw to have left, by the segments that
// had come to the receiver.
func (j *Joint) came(s *stream, e *lab.Event) {
	if e.Probe != nil && e.Probe.SegsIn != lab.Missing {
		j.Came, j.CameSeq = e.Probe.SegsIn, e.Seq
	}
	if s.whole > 0 && s.wholeAt < e.Seq && boundary.Arrived(&j.From, e.Probe) != 1 {
		j.Came, j.CameSeq = s.whole, s.wholeAt
	}
	if j.Segs = lab.Missing; j.CameSeq > 0 {
		j.Segs = boundary.CameAfter(&j.From, j.Came)
	}
	switch {
	case j.Segs == 1:
		j.Rule, j.Queue = RuleArrived, lab.SendQueue
	case j.Segs > 1:
		j.Rule = RuleSeveral
	case j.From.Resent > 0:
		j.Rule = RuleResent
	default:
		j.Rule = RuleUnseen
	}
}

// whySent tells of a send whose bytes did not all arrive, or were not all
// taken.
func (g *Grounds) whySent(e *lab.Event) (Evidence, bool) {
	why := Evidence{Event: e, Stream: g.transport(e.Conn).Stream()}
	if why.Stream {
		why.Loss = g.loss(e.Conn, g.stream(e.Conn).receiver)
	} else {
		why.Loss = g.loss(e.Conn, e.FarConn)
	}
	switch end := e.Off + int64(e.Got); {
	case e.Verdict&lab.Lost != 0, why.Stream && e.Got > 0 && end > why.Loss.Got && g.gone(g.stream(e.Conn)):
		why.Kind = KindLost
	case why.Stream && e.Got < e.Asked && (e.Err == "" || e.Err == lab.ErrAgain || e.Err == lab.ErrTimeout):
		why.Kind = KindShort // a queue was full, not the connection broken
	default:
		return g.WhyHeld(e.Seq)
	}
	if why.Stream {
		why.Segments = g.carried(e.Conn, e.Off, e.Off+int64(e.Got))
	}
	return why, true
}
