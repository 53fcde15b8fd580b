package view

import (
	"strconv"

	"stickylab/lab"
)

// lost tells what became of the bytes, or of the datagram, of a send.
func (r *reasons) lost() {
	if !r.e.Stream {
		r.lostDatagram(r.e.Event)
		return
	}
	l := r.e.Loss
	given := r.t("given", l.Conn, size(r.lang, l.Sent))
	switch {
	case l.Receiver == 0:
		r.add(given, r.t("nobody"))
	case l.Got == 0:
		r.add(given, r.t("none", l.Receiver))
	default:
		r.add(given, r.t("received", l.Receiver, size(r.lang, l.Got), l.Last))
	}
	if l.Closed > 0 {
		r.add(r.t("closed", l.Receiver, l.Closed, size(r.lang, l.Sent-l.Got)))
	}
	if l.Broken > 0 {
		r.add(r.t("broken", l.Broken, l.BrokenCall, l.BrokenErr))
	}
}

func (r *reasons) lostDatagram(e *lab.Event) {
	r.add(r.t("gone", e.Got))
	if l := r.e.Loss; l.Drops > 0 {
		r.add(r.t("drops", l.Receiver, l.Said, l.Drops))
	}
	if e.FarConn == 0 {
		r.add(r.t("address"))
	}
}

// size writes a number of bytes, a large one in megabytes (10^6 bytes) too.
func size(lang string, n int64) string {
	if n < 100_000 {
		return T(lang, "why.bytes", n)
	}
	return T(lang, "why.megabytes", strconv.FormatFloat(float64(n)/1e6, 'f', 2, 64), n)
}
