package capture

import (
	"net/netip"
	"slices"
)

// attempts are the connects that did not succeed at once, and the addresses of sockets that
// have no connection.
type attempts struct {
	calls  []called
	locals map[int]netip.AddrPort // by conn
}

// tieAttempts ties the conns of connects that did not succeed at once. It looks again for
// some time: the SYN may pass after the call has returned.
func (h *held) tieAttempts(now int64) {
	h.calls.calls = slices.DeleteFunc(h.calls.calls, func(call called) bool {
		sent := h.sentBy(call)
		if sent != nil {
			h.tie(call.conn, sent.caller, call.to, sent.at)
		}
		return sent != nil || call.end < now-int64(restsFor)
	})
}

// sentBy is the connection that a connect began: that from the socket's address, where that
// is known, else the only one that went there during the call. Of several it is not known
// which.
func (h *held) sentBy(call called) (sent *connection) {
	local, known := h.calls.locals[call.conn]
	known = known && !local.Addr().IsUnspecified()
	for _, c := range h.tcp {
		for ; c != nil; c = c.before {
			switch {
			case !c.begun || c.to() != call.to || c.at < call.start || known && c.caller != local || !known && c.at > call.end:
				continue
			case sent != nil:
				return nil
			}
			sent = c
		}
	}
	return sent
}

// to is where the SYN went.
func (c *connection) to() netip.AddrPort {
	if c.caller == c.route.from {
		return c.route.to
	}
	return c.route.from
}

// refused reports whether nobody took the connection: all that came back is a RST.
func (c *connection) refused() bool {
	there := c.numbers[route{c.caller, c.to()}]
	return c.begun && there != nil && there.back.reset && !there.back.known
}
