package view

import (
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/diff"
)

// Differences tells how two runs differ, a sentence a difference. The
// kind of one is "diff-" and that of the diff.Difference.
func Differences(lang string, all []diff.Difference) []Told {
	told := make([]Told, len(all))
	for i, d := range all {
		said := contrast{lang, d}
		told[i] = Told{Kind: "diff-" + d.Kind, Title: capital(said.title()), Text: capital(said.text(len(all) > i+1))}
	}
	return told
}

// contrast is one difference in one language.
type contrast struct {
	lang string
	d    diff.Difference
}

func (c contrast) t(key string, args ...any) string { return T(c.lang, "diff."+key, args...) }

func (c contrast) title() string {
	switch c.d.Kind {
	case diff.DiffPeer, diff.DiffOption, diff.DiffReceived, diff.DiffErrors,
		diff.DiffDropped, diff.DiffSegments, diff.DiffArrived, diff.DiffRetrans, diff.DiffUnsent:
		return c.t(c.d.Kind, peerIn(c.lang, c.d.Peer))
	case diff.DiffCoalesced:
		if c.d.Value[0] == c.d.Value[1] {
			return c.t("joined")
		}
	}
	return c.t(c.d.Kind)
}

// text says the difference with its numbers; more tells that others follow.
func (c contrast) text(more bool) string {
	d := c.d
	switch d.Kind {
	case diff.DiffTransport:
		return c.pair(TransportName(c.lang, d.Transport[0]), TransportName(c.lang, d.Transport[1]))
	case diff.DiffPeer:
		return c.t("peer.text", halfName(c.lang, d.Value[1] == 1))
	case diff.DiffOption:
		return c.t("option.text", OptionName(d.Option), c.option(0), c.option(1))
	case diff.DiffSame:
		if more {
			return c.t("same.more")
		}
		return c.t("same.text")
	case diff.DiffReceived:
		return c.received()
	case diff.DiffErrors:
		return c.pair(c.errors(0), c.errors(1))
	case diff.DiffEnding:
		return c.pair(endWord(c.lang, d.End[0]), endWord(c.lang, d.End[1]))
	case diff.DiffCoalesced:
		return c.pair(c.coalesced(0), c.coalesced(1))
	case diff.DiffWait:
		return c.pair(c.wait(0), c.wait(1))
	case diff.DiffTime:
		return c.pair(duration(d.Value[0]), duration(d.Value[1]))
	}
	return c.t(d.Kind+".text", d.Value[0], d.Value[1])
}

// pair says what each run has.
func (c contrast) pair(a, b string) string { return c.t("pair", a, b) }

func (c contrast) option(side int) string {
	if c.d.Value[side] == lab.Missing && c.d.Option != "linger" {
		return c.t("option.unset")
	}
	return OptionValue(c.lang, c.d.Option, int(c.d.Value[side]))
}

// A run of at most shortList receives is told whole, else only the first place
// where the two differ.
const (
	shortList = 4
	shownData = 24 // bytes of one value
)

func (c contrast) received() string {
	a, b := c.d.Received[0], c.d.Received[1]
	if len(a) <= shortList && len(b) <= shortList {
		return c.pair(c.list(a), c.list(b))
	}
	return c.t("received.long", len(a), len(b), c.d.At+1, c.at(a), c.at(b))
}

func (c contrast) list(values [][]byte) string {
	if len(values) == 0 {
		return c.t("received.none")
	}
	words := make([]string, len(values))
	for i, value := range values {
		words[i] = c.value(value)
	}
	return strings.Join(words, c.t("received.then"))
}

func (c contrast) at(values [][]byte) string {
	if c.d.At >= len(values) {
		return c.t("received.over")
	}
	return c.value(values[c.d.At])
}

func (c contrast) value(data []byte) string {
	if len(data) <= shownData {
		return lab.Bytes(data)
	}
	return c.t("received.cut", lab.Bytes(data[:shownData]), len(data))
}

// errors lists failed calls, the same ones in a row once with their number.
func (c contrast) errors(side int) string {
	var words []string
	all := c.d.Errors[side]
	for i := 0; i < len(all); {
		n := 1
		for i+n < len(all) && all[i+n] == all[i] {
			n++
		}
		word := all[i].Call.String() + "() " + errName(c.lang, all[i].Err)
		if n > 1 {
			word += " × " + strconv.Itoa(n)
		}
		words = append(words, word)
		i += n
	}
	if len(words) == 0 {
		return c.t("errors.none")
	}
	if len(words) > shortList {
		return c.t("errors.more", strings.Join(words[:shortList], c.t("received.then")), len(words)-shortList)
	}
	return strings.Join(words, c.t("received.then"))
}

func (c contrast) coalesced(side int) string {
	n := c.d.Value[side]
	if n == 0 {
		return c.t("coalesced.none")
	}
	var queues []string
	for _, j := range c.d.Queues[side] {
		queues = append(queues, T(c.lang, joinedKey(j)))
	}
	return c.t("coalesced.some", n, strings.Join(queues, c.t("received.then")))
}

func (c contrast) wait(side int) string {
	w := c.d.Wait[side]
	if w.Ns == 0 {
		return c.t("wait.none")
	}
	return c.t("wait.some", peerIn(c.lang, w.Peer), w.Call.String(), duration(w.Ns))
}

func endWord(lang string, e lab.End) string {
	if key := "js.end." + e.Reason; Has(key) {
		return T(lang, key)
	}
	return e.Reason
}
