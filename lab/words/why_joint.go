package words

import (
	"slices"
	"strings"

	"stickylab/lab"
	"stickylab/lab/findings"
)

// joints has a line for each place where messages met.
func (r *reasons) joints(why findings.Received) {
	for i := range why.Joints {
		r.joint(why, &why.Joints[i])
	}
	if why.Unlisted > 0 {
		r.add(r.t("more", why.Unlisted))
	}
}

func (r *reasons) joint(why findings.Received, j *findings.Joint) {
	line := r.t("place", j.Off, j.Off+1)
	if j.Count > 1 {
		line = r.t("places", j.Off, j.Off+1, j.Count)
	}
	line = markedBytes("b", Bytes{r.stream, j.Off - 1, 2}, line)
	line += r.rule(why.Event.Seq, j)
	if again := j.To.Resent - j.From.Resent; j.To.Seq > 0 && again > 0 && j.Rule != findings.RuleResent {
		line += gap(r.lang) + r.t("again", again)
	}
	if quoted := r.quoted(why.Segments, j); quoted != "" {
		line += gap(r.lang) + quoted
	}
	r.add(line)
}

func (r *reasons) rule(seq int, j *findings.Joint) string {
	switch j.Rule {
	case findings.RuleEdge:
		if j.Count > 1 {
			return r.t("edges", eventNumber(j.To.Seq), j.To.Left, j.To.Segs)
		}
		return r.t("edge", eventNumber(j.To.Seq), j.To.Left, j.To.Segs)
	case findings.RuleUnix:
		return r.t("unix")
	case findings.RuleCounted:
		if j.Queue == lab.SendQueue {
			return r.t("counted.one", eventNumber(j.ArrivedAt))
		}
		return r.t("counted", eventNumber(j.ArrivedAt), j.Arrived)
	case findings.RuleUnseen:
		return r.t("unseen")
	case findings.RuleSpanned:
		return r.measured(seq, j) + r.t("spanned")
	case findings.RuleArrived:
		return r.measured(seq, j) + r.t("arrived")
	case findings.RuleSeveral:
		return r.measured(seq, j) + r.t("several", j.Segs)
	}
	return r.measured(seq, j) + r.t("resent")
}

// measured quotes the samples around a place: the sender's before it, and the
// sender's or the receiver's after it. seq is the receive.
func (r *reasons) measured(seq int, j *findings.Joint) string {
	text := ""
	if j.From.Seq > 0 {
		text = r.t("from", eventNumber(j.From.Seq), j.From.Left, j.From.Segs)
	}
	if j.To.Seq > 0 {
		return text + r.t("to", eventNumber(j.To.Seq), j.To.Left, j.To.Segs)
	}
	switch j.ArrivedAt {
	case 0:
		return text
	case seq:
		return text + r.t("came", j.Arrived)
	}
	return text + r.t("came.at", eventNumber(j.ArrivedAt), j.Arrived)
}

// quoted names the captured segments that meet at a place, or go over it.
func (r *reasons) quoted(segments []lab.Segment, j *findings.Joint) string {
	var words []string
	for _, s := range segments {
		end := s.Seq + int64(s.Len)
		word := markedBytes("s", segmentBytes(s), r.t("segment", s.Seq+1, end))
		if s.Seq <= j.Off && end >= j.Off && len(words) < 2 && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	key := map[findings.Rule]string{findings.RuleEdge: "cut", findings.RuleSpanned: "over"}[j.Captured]
	if key == "" || len(words) == 0 {
		return ""
	}
	return r.t(key, strings.Join(words, r.t("between")))
}
