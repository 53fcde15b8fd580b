package view

import (
	"stickylab/lab"
	"stickylab/lab/frame"
)

// decoded tells of the frames that a decoder found.
func (s speech) decoded() (title, text string) {
	key := "decoded.text"
	if s.f.Whole == 0 {
		key = "decoded.exact"
	}
	title = s.t("decoded")
	if s.f.Err != "" { // the frames before may be as wrong
		title = s.t("decoded.fault")
	}
	return title, s.t(key, s.peer(), s.f.Messages, s.f.Got, s.f.Whole)
}

// decoded tells of one step of a decoder: the frame with its parts, what it
// waits for, or the fault.
func (r *reasons) decoded() {
	e := r.e.Event
	d := e.Decode
	switch {
	case e.Fault != nil:
		r.lines = append(r.lines, e.Fault.In(r.lang))
	case e.Err != "":
	case d.Part == frame.PartFrame:
		r.add(r.t("decode.frame", r.span(e.Off, d.Have), d.Head, d.Have-d.Head-d.Tail, d.Tail))
	default:
		r.waits(d)
	}
}

// waits tells of a frame that is not complete.
func (r *reasons) waits(d *lab.Decode) {
	if d.Have > 0 {
		r.add(r.t("decode.has", r.span(r.e.Event.Off, d.Have)))
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
