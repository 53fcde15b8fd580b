package words

import (
	"strconv"

	"stickylab/lab/findings"
)

// lost says what became of the bytes, or of the datagram, of a send.
func (r *reasons) lost(e findings.Unreceived) {
	if !e.Stream {
		r.lostDatagram(e)
		return
	}
	l := e.Loss
	given := r.t("given", l.Conn, size(r.lang, l.Sent))
	switch {
	case l.Receiver == 0:
		r.add(given, r.t("nobody"))
	case l.Received == 0:
		r.add(given, r.t("none", l.Receiver))
	default:
		r.add(given, r.t("received", l.Receiver, size(r.lang, l.Received), eventNumber(l.Last)))
	}
	if l.Closed > 0 {
		r.add(r.t("closed", l.Receiver, eventNumber(l.Closed), size(r.lang, l.Sent-l.Received)))
	}
	if l.BrokenAt > 0 {
		r.add(r.t("broken", eventNumber(l.BrokenAt), l.BrokenCall, l.BrokenErr))
	}
}

func (r *reasons) lostDatagram(e findings.Unreceived) {
	r.add(r.t("gone"+kept(e.Message), e.Event.Got))
	if l := e.Loss; l.Drops > 0 {
		r.add(r.t("drops", l.Receiver, eventNumber(l.DropsAt), l.Drops))
	}
	if e.Event.FarConn == 0 && !e.Message {
		r.add(r.t("address"))
	}
}

// size writes a number of bytes, a large one in megabytes (10^6 bytes) too.
func size(lang string, n int64) string {
	if n < 100_000 {
		return text(lang, "why.bytes", n)
	}
	return text(lang, "why.megabytes", strconv.FormatFloat(float64(n)/1e6, 'f', 2, 64), n)
}
