package view

import (
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/findings"
)

// shownParts is how many messages of a receive are named one by one.
const shownParts = 4

// Why says in lines what a verdict rests on: the numbers that were measured.
// The title names the verdict.
func Why(lang string, e findings.Evidence) (title string, lines []string) {
	r := reasons{lang: lang, e: e}
	r.tell()
	return r.title(), r.lines
}

// whyFound says what a finding rests on, as far as there is more to say than it
// says itself.
func whyFound(lang string, g *findings.Grounds, f findings.Finding) []string {
	kind := f.Kind
	switch kind {
	case findings.KindDropped:
		return []string{T(lang, "why.drops", f.Conn, f.Seq, f.Messages)}
	case findings.KindResent:
		return []string{T(lang, "why.retrans", f.Conn, f.Seq, f.Messages)}
	case findings.KindHeld:
		why, _ := g.WhyHeld(f.Seq)
		_, lines := Why(lang, why)
		return lines
	case findings.KindLostBytes:
		kind = findings.KindLost
	}
	why, ok := g.Why(f.Seq)
	if !ok || why.Kind != kind {
		return nil
	}
	_, lines := Why(lang, why)
	return lines
}

// reasons is one evidence in one language.
type reasons struct {
	lang  string
	e     findings.Evidence
	lines []string
}

func (r *reasons) t(key string, args ...any) string { return T(r.lang, "why."+key, args...) }

func (r *reasons) add(parts ...string) { r.lines = append(r.lines, capital(strings.Join(parts, ""))) }

func (r *reasons) title() string {
	switch r.e.Kind {
	case findings.KindCoalesced:
		return T(r.lang, "said.coalesced."+joinedWord(r.e.Joined))
	case findings.KindExact:
		return r.t("exact")
	case findings.KindDecode:
		return decodedNote(r.lang, *r.e.Event)
	}
	return T(r.lang, "said."+r.e.Kind)
}

func (r *reasons) tell() {
	switch r.e.Kind {
	case findings.KindCoalesced:
		r.took()
		r.joints()
		r.ends()
	case findings.KindSplit:
		r.took()
		r.ends()
	case findings.KindExact:
		r.took()
	case findings.KindTruncated:
		r.truncated()
	case findings.KindLost:
		r.lost()
	case findings.KindShort:
		r.short()
	case findings.KindHeld:
		r.held()
	case findings.KindDecode:
		r.decoded()
	}
}

// call writes the call with what it asked for, where it asks for bytes.
func (r *reasons) call() string { return callOf(r.e.Event) }

func callOf(e *lab.Event) string {
	if e.Call.Receives() {
		return e.Call.String() + "(" + strconv.Itoa(e.Asked) + ")"
	}
	return e.Call.String() + "()"
}

// span names bytes of a stream by their places, counted from 1.
func (r *reasons) span(off int64, n int) string {
	if n == 1 {
		return r.t("span.one", off+1)
	}
	return r.t("span", off+1, off+int64(n))
}

// took tells which bytes of the stream a receive took, and whose they were.
func (r *reasons) took() {
	e := r.e.Event
	switch {
	case len(r.e.Parts) == 0:
	case e.Datagram > 0 || e.Call == lab.CallRecvFrom:
		r.add(r.t("took.datagram", r.call(), r.e.Parts[0].Seq, e.Got))
	case len(r.e.Parts) == 1:
		r.tookOne(r.e.Parts[0])
	default:
		r.add(r.t("took.many", r.call(), r.span(e.Off, e.Got), len(r.e.Parts), r.parts()))
	}
}

func (r *reasons) tookOne(p findings.Part) {
	e := r.e.Event
	line := r.t("took.one", r.call(), r.span(e.Off, e.Got), p.Seq, r.span(e.Off-int64(p.Off), p.Whole), p.Whole)
	var piece string
	switch {
	case p.Len == p.Whole:
		piece = r.t("took.whole")
	case p.Head > 0 && p.Off == 0 && p.Len == p.Head:
		piece = r.t("took.head")
	case p.Head > 0 && p.Off == p.Head && p.Off+p.Len == p.Whole:
		piece = r.t("took.body")
	default:
		r.add(line)
		return
	}
	r.add(line, gap(r.lang), piece)
}

// parts lists the messages that a receive took bytes of, the ones in the
// middle left out where they are many.
func (r *reasons) parts() string {
	var words []string
	off := r.e.Event.Off
	for i, p := range r.e.Parts {
		if len(r.e.Parts) > shownParts && i >= shownParts-1 && i < len(r.e.Parts)-1 {
			if i == shownParts-1 {
				words = append(words, r.t("skipped"))
			}
		} else {
			words = append(words, r.t("part", p.Seq, r.span(off, p.Len)))
		}
		off += int64(p.Len)
	}
	return strings.Join(words, r.t("between"))
}

// ends tells why a receive ended within a message.
func (r *reasons) ends() {
	e := r.e.Event
	if e.Verdict&lab.Split == 0 {
		return
	}
	line, after := r.t("full", e.Asked), "left"
	if e.Got < e.Asked {
		line, after = r.t("drained", e.Asked, e.Got), "come" // since then
	}
	if e.Probe != nil && e.Probe.InQ > 0 {
		line += gap(r.lang) + r.t(after, e.Probe.InQ)
	}
	r.add(line)
}

func (r *reasons) truncated() {
	e := r.e.Event
	for _, p := range r.e.Parts {
		r.add(r.t("truncated", p.Seq, e.Datagram, r.call(), e.Got, e.Datagram-e.Got))
	}
}

func (r *reasons) short() {
	e := r.e.Event
	r.add(r.t("short", r.call(), e.Asked, e.Got))
	if e.Probe != nil && e.Probe.OutQ != lab.Missing {
		r.add(r.t("queued", e.Probe.OutQ, e.Probe.Unsent))
	}
}

// gap stands between sentences; Chinese has none.
func gap(lang string) string {
	if lang == "en" {
		return " "
	}
	return ""
}
