package words

import (
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/findings"
)

// shownParts is how many messages of a receive are named one by one.
const shownParts = 4

// Why says in lines what a verdict follows from: the numbers that were measured.
// The title names the verdict.
func Why(lang string, e findings.Evidence) (title string, lines []string) {
	title, lines = why(lang, e)
	return title, allPlain(lines)
}

// Grounds are the lines of Why in pieces, which name events, bytes and segments.
func Grounds(lang string, e findings.Evidence) [][]Piece {
	_, lines := why(lang, e)
	return allPieces(lang, lines)
}

// why is Why with marks in its lines.
func why(lang string, e findings.Evidence) (title string, lines []string) {
	r := reasons{lang: lang}
	switch e := e.(type) {
	case findings.Received:
		title = r.received(e)
	case findings.Unreceived:
		title = text(lang, "said.lost")
		r.lost(e)
	case findings.ShortSend:
		title = text(lang, "said.short")
		r.short(e.Event)
	case findings.HeldSend:
		title = text(lang, "said.held")
		r.held(e)
	case findings.DecoderStep:
		title = decodedNote(lang, *e.Event, "")
		r.decoded(e.Event)
	}
	return title, r.lines
}

// whyFound says what a finding follows from, as far as there is more to say than
// it says itself.
func whyFound(lang string, one findings.Found) []string {
	switch f := one.Finding.(type) {
	case findings.Dropped:
		return []string{text(lang, "why.drops", f.Conn, eventNumber(f.Seq), f.Datagrams)}
	case findings.SentAgain:
		return []string{text(lang, "why.retrans", f.Conn, eventNumber(f.Seq), f.Segments)}
	}
	if one.Evidence == nil {
		return nil
	}
	_, lines := why(lang, one.Evidence)
	return lines
}

// reasons are lines in one language.
type reasons struct {
	lang  string
	lines []string
	// stream is the conn that sent the bytes that are spoken of, 0 for none.
	stream int
}

func (r *reasons) t(key string, args ...any) string { return text(r.lang, "why."+key, args...) }

func (r *reasons) add(parts ...string) { r.lines = append(r.lines, capital(strings.Join(parts, ""))) }

// received says what the verdict of a receive follows from, and returns its
// title.
func (r *reasons) received(e findings.Received) (title string) {
	r.stream = e.Event.Stream
	switch v := e.Event.Verdict; {
	case v&lab.Coalesced != 0:
		r.took(e)
		r.joints(e)
		r.ends(e.Event)
		return text(r.lang, "said.coalesced."+joinedWord(e.Event.Joined))
	case v&lab.Split != 0:
		r.took(e)
		r.ends(e.Event)
		return text(r.lang, "said.split")
	case v&lab.Truncated != 0:
		r.truncated(e)
		return text(r.lang, "said.truncated"+kept(e.Message))
	}
	r.took(e)
	return r.t("exact")
}

func callOf(e *lab.Event) string {
	if e.Call.Receives() {
		return marked(e.Seq, e.Call.String()+"("+strconv.Itoa(e.Asked)+")")
	}
	return marked(e.Seq, e.Call.String()+"()")
}

// span names bytes of a stream by their places, counted from 1.
func (r *reasons) span(off int64, n int) string {
	words := r.t("span", off+1, off+int64(n))
	if n == 1 {
		words = r.t("span.one", off+1)
	}
	return markedBytes("b", Bytes{r.stream, off, n}, words)
}

// took says which bytes of the stream a receive took, and of which messages.
func (r *reasons) took(why findings.Received) {
	e := why.Event
	switch {
	case len(why.Parts) == 0:
	case why.Message || e.Datagram > 0 || e.Call == lab.CallRecvFrom:
		r.add(r.t("took.datagram"+kept(why.Message), callOf(e), eventNumber(why.Parts[0].Seq), e.Got))
	case why.Messages == 1:
		r.tookOne(e, why.Parts[0])
	default:
		r.add(r.t("took.many", callOf(e), r.span(e.Off, e.Got), why.Messages, r.parts(why)))
	}
}

func (r *reasons) tookOne(e *lab.Event, p findings.Part) {
	line := r.t("took.one", callOf(e), r.span(e.Off, e.Got), eventNumber(p.Seq), r.span(e.Off-int64(p.Off), p.Size), p.Size)
	var piece string
	switch {
	case p.Len == p.Size:
		piece = r.t("took.whole")
	case p.Head > 0 && p.Off == 0 && p.Len == p.Head:
		piece = r.t("took.head")
	case p.Head > 0 && p.Off == p.Head && p.Off+p.Len == p.Size:
		piece = r.t("took.body")
	default:
		r.add(line)
		return
	}
	r.add(line, gap(r.lang), piece)
}

// parts lists the messages that a receive took bytes of, the ones in the
// middle left out where they are many.
func (r *reasons) parts(why findings.Received) string {
	var words []string
	last := len(why.Parts) - 1
	for i, p := range why.Parts {
		if why.Messages > shownParts && i >= shownParts-1 && i < last {
			if i == shownParts-1 {
				words = append(words, r.t("skipped"))
			}
			continue
		}
		words = append(words, r.t("part", eventNumber(p.Seq), r.span(p.At, p.Len)))
	}
	return strings.Join(words, r.t("between"))
}

// ends says why a receive ended within a message.
func (r *reasons) ends(e *lab.Event) {
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

// kept ends the key of a text that is about a message of a connection, and not about a
// datagram.
func kept(message bool) string {
	if message {
		return ".message"
	}
	return ""
}

func (r *reasons) truncated(why findings.Received) {
	e := why.Event
	for _, p := range why.Parts {
		r.add(r.t("truncated"+kept(why.Message), eventNumber(p.Seq), e.Datagram, callOf(e), e.Got, e.Datagram-e.Got))
	}
}

func (r *reasons) short(e *lab.Event) {
	r.add(r.t("short", callOf(e), e.Asked, e.Got))
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
