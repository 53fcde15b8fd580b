package words

import (
	"slices"
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/diff"
)

// Differences says how two runs differ, a sentence a difference. The kind of one
// is "diff-" and that of the diff.Difference.
func Differences(lang string, all []diff.Found) []Told {
	told := make([]Told, len(all))
	for i, d := range all {
		title, text := contrast{lang}.of(d.Difference, all[i+1:])
		told[i] = Told{Kind: "diff-" + d.Kind(), Title: capital(title), Text: capital(text), Chip: contrast{lang}.chip(d.Difference, title), Sides: sides(d.Events)}
	}
	return told
}

// chip names a difference in a word or two.
func (c contrast) chip(d diff.Difference, title string) string {
	switch d := d.(type) {
	case diff.Option:
		return OptionName(d.Option)
	case diff.Same:
		if title == c.t("same.when") {
			return c.t("same.when.chip")
		}
	case diff.Peer:
		return c.t("peer.chip", d.Peer)
	case diff.Coalesced:
		if d.Receives[0] == d.Receives[1] {
			return c.t("joined.chip")
		}
	}
	return c.t(d.Kind() + ".chip")
}

// sides lists the events of each run, which JSON has as lists; nil for none.
func sides(events [2][]int) [][]int {
	if len(events[0])+len(events[1]) == 0 {
		return nil
	}
	return [][]int{append([]int{}, events[0]...), append([]int{}, events[1]...)}
}

// contrast says differences in one language.
type contrast struct{ lang string }

func (c contrast) t(key string, args ...any) string { return text(c.lang, "diff."+key, args...) }

// of returns the title and the text of a difference; rest are those that follow.
func (c contrast) of(d diff.Difference, rest []diff.Found) (title, text string) {
	switch d := d.(type) {
	case diff.Transport:
		return c.t("transport"), c.pair(TransportName(c.lang, d.Of[0]), TransportName(c.lang, d.Of[1]))
	case diff.Peer:
		return c.at("peer", d.Peer), c.t("peer.text", Side(c.lang, d.In == 1))
	case diff.Option:
		return c.at("option", d.Peer), c.t("option.text", OptionName(d.Option), c.option(d, 0), c.option(d, 1))
	case diff.Same:
		return c.same(rest)
	case diff.Received:
		return c.at("received", d.Peer), c.received(d)
	case diff.Errors:
		return c.at("errors", d.Peer), c.pair(c.errors(d.Calls[0]), c.errors(d.Calls[1]))
	case diff.Ending:
		return c.t("ending"), c.pair(endWord(c.lang, d.Of[0]), endWord(c.lang, d.Of[1]))
	case diff.Coalesced:
		return c.coalesced(d)
	case diff.Count:
		return c.at(d.What, d.Peer), c.t(d.What+".text", d.Of[0], d.Of[1])
	case diff.Wait:
		return c.t("wait"), c.pair(c.wait(d.Of[0]), c.wait(d.Of[1]))
	case diff.Time:
		return c.t("time"), c.pair(Duration(d.Ns[0]), Duration(d.Ns[1]))
	}
	return d.Kind(), ""
}

// same says of runs whose programs received the same what else there is: another
// time is a thing that a program can notice.
func (c contrast) same(rest []diff.Found) (title, text string) {
	inTime := func(d diff.Found) bool { return d.Kind() == diff.Wait{}.Kind() || d.Kind() == diff.Time{}.Kind() }
	switch {
	case slices.ContainsFunc(rest, inTime):
		return c.t("same.when"), c.t("same.when.text")
	case len(rest) > 0:
		return c.t("same"), c.t("same.kernel")
	}
	return c.t("same"), c.t("same.text")
}

// at returns the title of a difference of a peer, or of the whole run.
func (c contrast) at(key, peer string) string {
	if peer == "" {
		return c.t(key)
	}
	return c.t(key, PeerIn(c.lang, peer))
}

// pair says what each run has.
func (c contrast) pair(a, b string) string { return c.t("pair", a, b) }

func (c contrast) option(d diff.Option, side int) string {
	if d.Values[side] == lab.Missing && d.Option != "linger" {
		return c.t("option.unset")
	}
	return OptionValue(c.lang, d.Option, int(d.Values[side]))
}

// received says all that was received where it is little, else the first place
// where the two differ.
func (c contrast) received(d diff.Received) string {
	if max(d.Count[0], d.Count[1]) <= diff.MaxListed {
		return c.pair(c.list(d.Listed[0]), c.list(d.Listed[1]))
	}
	return c.t("received.long", d.Count[0], d.Count[1], d.At+1, c.other(d.Other[0]), c.other(d.Other[1]))
}

func (c contrast) list(values []diff.Value) string {
	if len(values) == 0 {
		return c.t("received.none")
	}
	words := make([]string, len(values))
	for i, value := range values {
		words[i] = c.value(value)
	}
	return strings.Join(words, c.t("received.then"))
}

func (c contrast) other(value *diff.Value) string {
	if value == nil {
		return c.t("received.over")
	}
	return c.value(*value)
}

func (c contrast) value(v diff.Value) string {
	if v.Len == len(v.Data) {
		return lab.Bytes(v.Data)
	}
	return c.t("received.cut", lab.Bytes(v.Data), v.Len)
}

// errors lists failed calls, the same ones in a row once with their number.
func (c contrast) errors(calls diff.Failures) string {
	var words []string
	for _, failed := range calls.Listed {
		word := failed.Call.String() + "() " + errName(c.lang, failed.Err)
		if failed.Times > 1 {
			word += " × " + strconv.Itoa(failed.Times)
		}
		words = append(words, word)
	}
	said := strings.Join(words, c.t("received.then"))
	switch {
	case len(words) == 0:
		return c.t("errors.none")
	case calls.Count > len(words):
		return c.t("errors.more", said, calls.Count-len(words))
	}
	return said
}

func (c contrast) coalesced(d diff.Coalesced) (title, text string) {
	title = c.t("coalesced")
	if d.Receives[0] == d.Receives[1] {
		title = c.t("joined")
	}
	return title, c.pair(c.joined(d, 0), c.joined(d, 1))
}

func (c contrast) joined(d diff.Coalesced, side int) string {
	n := d.Receives[side]
	if n == 0 {
		return c.t("coalesced.none")
	}
	var queues []string
	for _, j := range d.Queues[side] {
		queues = append(queues, text(c.lang, joinedKey(j)))
	}
	return c.t("coalesced.some", n, strings.Join(queues, c.t("received.then")))
}

func (c contrast) wait(w diff.Waiting) string {
	if w.Ns == 0 {
		return c.t("wait.none")
	}
	return c.t("wait.some", PeerIn(c.lang, w.Peer), w.Call.String(), Duration(w.Ns))
}

func endWord(lang string, e lab.End) string {
	if key := "js.end." + e.Reason; has(key) {
		return text(lang, key)
	}
	return e.Reason
}
