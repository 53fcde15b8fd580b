package words

import (
	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/frame"
)

// decoded tells of the frames that a decoder found.
func (s speech) decoded(f findings.Decoded) (title, text string) {
	key := "decoded.text"
	if f.Inexact == 0 {
		key = "decoded.exact"
	}
	title = s.t("decoded")
	if f.Fault != "" { // the frames before may be as wrong
		title = s.t("decoded.fault")
	}
	return title, s.t(key, s.peer(f.Where), f.Frames, f.Receives, f.Inexact)
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
	default:
		r.waits(e)
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
