package words

import (
	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/frame"
)

// decoded tells of the frames that a decoder found, and whether they are the
// messages that were sent.
func (s speech) decoded(f findings.Decoded) (title, text string) {
	if f.Odd != nil {
		return s.misframed(f)
	}
	key := "decoded.text"
	if f.Inexact == 0 {
		key = "decoded.exact"
	}
	if f.Receives == 0 { // of what a tap passed on
		key = "decoded.passed"
	}
	switch {
	case f.Fault == "" && f.Right == f.Frames:
		title = s.t("decoded")
	case f.Fault == "":
		title = s.t("decoded.unheld")
	case f.Before == f.Frames: // the frames before may be as wrong
		title = s.t("decoded.fault")
	case f.Before == 0:
		title = s.t("decoded.after")
	default:
		title = s.t("decoded.both")
	}
	return title, s.t(key, s.peer(f.Where), f.Frames, f.Receives, f.Inexact)
}

// misframed says by message and byte what disagrees. Where no frame cuts a message
// off to go on in the next one, the sends are told and no more: what of them is a
// message only the sender knows.
func (s speech) misframed(f findings.Decoded) (title, text string) {
	odd, said := f.Odd, "misframed"
	part := "misframed.cut"
	if !odd.Cut() {
		said, part = "unlike", "unlike.part"
		if odd.Begun == 0 {
			part = "unlike.several"
		}
	}
	title = s.t(said, f.Frames, f.Messages)
	if f.Frames == f.Messages {
		title = s.t(said + ".same")
	}
	text = s.t(said+".text", s.peer(f.Where), f.Frames, f.Messages, f.Right) + gap(s.lang) +
		s.t(part, odd.Frame, s.bytes(odd.Stream, odd.Off, odd.Len), eventNumber(odd.Seq), odd.Messages, odd.Begun)
	if f.Doubt != nil {
		text += gap(s.lang) + withoutMarks.Replace(f.Doubt.Likely(s.lang))
	} else if !odd.Cut() {
		text += gap(s.lang) + s.t("unlike.meant")
	}
	return title, text
}

// bytes calls bytes of a stream by their place.
func (s speech) bytes(stream int, off int64, n int) string {
	r := reasons{lang: s.lang, stream: stream}
	return r.span(off, n)
}

// waiting says what a receive waits for, and where bytes are that came before.
func (s speech) waiting(f findings.Waiting) (title, text string) {
	title, text = s.of(f, s.peer(f.Where), call(f.Where))
	if f.Rest > 0 {
		where := s.bytes(f.Stream, f.RestOff, f.Rest)
		if f.Call == lab.CallPoll {
			text += gap(s.lang) + s.t("waiting.polled", f.Rest, where)
		} else if f.Unended {
			text += gap(s.lang) + s.t("waiting.unended", f.Rest, where)
		} else if f.Needs > 0 {
			text += gap(s.lang) + s.t("waiting.needs", f.Rest, where, f.Needs)
		} else {
			text += gap(s.lang) + s.t("waiting.rest", f.Rest, where)
		}
	}
	if f.Doubt != nil {
		text += gap(s.lang) + withoutMarks.Replace(f.Doubt.Likely(s.lang))
	}
	return title, text
}

// decoded is about one step of a decoder: the frame with its parts, what it
// waits for, or the fault.
func (r *reasons) decoded(e *lab.Event) {
	d := e.Decode
	switch {
	case e.Fault != nil:
		r.lines = append(r.lines, e.Fault.In(r.lang))
	case e.Err != "":
	case d.Part == frame.PartFrame:
		r.add(r.t("decode.frame", r.span(e.Off, d.Have), d.Head, d.Have-d.Head-d.Tail, d.Tail))
		r.body(e)
	default:
		r.waits(e)
	}
}

// body is about what the program got of a frame, where that is not what lies
// between its header and its end.
func (r *reasons) body(e *lab.Event) {
	d := e.Decode
	from, to, within := d.Within()
	switch {
	case d.Body == nil:
	case !d.Known():
		r.add(r.t("decode.unsaid"))
	case within:
		r.add(r.t("decode.within", r.span(e.Off+int64(from), to-from)))
	default:
		r.add(r.t("decode.made", len(d.Body.Bytes)))
	}
}

// waits is about a frame that is not complete.
func (r *reasons) waits(e *lab.Event) {
	d := e.Decode
	if d.Have > 0 {
		r.add(r.t("decode.has", r.span(e.Off, d.Have)))
	}
	switch {
	case d.Part == frame.PartSkip:
		r.add(r.t("decode.skip"))
	case d.Part == frame.PartDelimiter:
		r.add(r.t("decode.delimiter"))
	case d.Length >= 0:
		r.add(r.t("decode.announced", d.Length, d.Need, d.Have))
	default:
		r.add(r.t("decode.needs", d.Need, d.Have))
	}
}
