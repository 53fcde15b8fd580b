package record

import (
	"cmp"
	"encoding/json"
	"strconv"
	"strings"

	"stickylab/lab"
)

// headField is where the next member goes that stands before the events; false
// for the others.
func (t *TraceReader) headField() (field any, ok bool) {
	h := &t.head
	switch t.members.key {
	case "version":
		return &h.Version, true
	case "source":
		return &h.Source, true
	case "script":
		return &h.Script, true
	case "slug":
		return &h.Slug, true
	case "order":
		return &h.Order, true
	case "added":
		return &h.Added, true
	case "stored":
		return &h.Stored, true
	case "transport":
		return &h.Transport, true
	case "peers":
		return &h.Peers, true
	case "programs":
		return &h.Programs, true
	case "conns":
		return &h.Conns, true
	case "env":
		return &h.Env, true
	case "observer":
		return &h.Observer, true
	case "events", "segments", "segments_lost", "end":
		return nil, false
	}
	return new(json.RawMessage), true // a member of a later version
}

// checkHead holds the head to what a run of this lab can have.
func (t *TraceReader) checkHead() error {
	h := &t.head
	if h.Version == 0 {
		return wrong("", "no-trace", "version")
	}
	if h.Version < 1 || h.Version > TraceVersion {
		return wrong("version", "version", h.Version, TraceVersion)
	}
	transport := lab.ParseTransport(h.Transport)
	if transport == 0 {
		return wrong("transport", "transport", strconv.Quote(h.Transport), transports())
	}
	if err := cmp.Or(t.checkPeers(), h.checkTexts(), h.checkStored()); err != nil {
		return err
	}
	t.header = Header{
		Source: h.Source, Script: h.Script, Slug: h.Slug, Order: h.Order, Added: h.Added, Stored: h.Stored, Env: h.Env, Observer: h.Observer, Transport: transport, Peers: h.Peers,
	}
	t.used = newUsed(transport)
	return t.readKnown()
}

func (t *TraceReader) checkPeers() error {
	if len(t.head.Peers) > lab.MaxPeers {
		return over("peers", &lab.LimitError{Name: "peers", Max: lab.MaxPeers})
	}
	for i, name := range t.head.Peers {
		if name == "" || len(name) > lab.MaxArg {
			return wrong("peers", "peer-name", lab.MaxArg)
		}
		if _, twice := t.peers[name]; twice {
			return wrong("peers", "peer-twice", strconv.Quote(name))
		}
		t.peers[name] = i
	}
	return nil
}

// maxHeadText bounds the texts of a head that a run has of a script's length:
// the script itself, and an order for it.
const maxHeadText = 1 << 20

// checkTexts bounds what is kept of a run beside its rows.
func (h *headJSON) checkTexts() error {
	order, err := json.Marshal(h.Order)
	if err != nil {
		return wrong("order", "unfit")
	}
	for _, text := range []struct {
		member string
		length int
		most   int
	}{
		{"script", len(h.Script), maxHeadText},
		{"order", len(order), maxHeadText},
		{"added", 8 * len(h.Added), maxHeadText},
		{"slug", len(h.Slug), lab.MaxArg},
		{"source", len(h.Source), lab.MaxArg},
		{"observer.by", len(h.Observer.By), lab.MaxArg},
		{"env", len(h.Env.OS + h.Env.Arch + h.Env.Kernel + h.Env.Address + h.Env.Capture + h.Env.Began), lab.MaxArg},
	} {
		if text.length > text.most {
			return wrong(text.member, "text-length", text.length, text.most)
		}
	}
	out, cost, pauses := h.Observer.LeftOut, h.Observer.Cost, h.Observer.Pauses
	return cmp.Or(
		whole("observer.left_out.processes", int64(out.Processes), 0, maxInt),
		whole("observer.left_out.calls", int64(out.Calls), 0, maxInt),
		whole("observer.cost.turns", int64(cost.Turns), 0, maxInt),
		whole("observer.cost.alone", int64(cost.Alone), 0, int64(cost.Turns)),
		whole("observer.cost.watched", int64(cost.Watched), 0, int64(cost.Turns)),
		whole("observer.cost.ns_per_call", cost.NsPerCall, 0, maxTime),
		whole("observer.pauses.times", int64(pauses.Times), 0, maxInt),
		whole("observer.pauses.ns", pauses.Ns, 0, maxTime),
	)
}

// transports lists the transports that a trace may be of.
func transports() string {
	var names []string
	for _, t := range lab.Transports() {
		names = append(names, strconv.Quote(t.String()))
	}
	return strings.Join(names, ", ")
}
