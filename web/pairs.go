package web

import (
	"net/url"
	"strconv"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/order"
	"stickylab/lab/words"
	"stickylab/web/view"
)

// ready is a comparison that is worth a look, with words of its own: the keys
// compare.pair.NAME and compare.pair.NAME.text.
type ready struct {
	name string
	a, b lab.Order
	// axis is the one that it is looked at on first, where that is not the one that
	// suits its bytes.
	axis string
}

func lessonOrder(slug string, t lab.Transport, options ...lab.PeerOption) lab.Order {
	return lab.Order{Slug: slug, Transport: t, Options: options}
}

// clientOn turns an option of the client on.
func clientOn(option string) lab.PeerOption {
	return lab.PeerOption{Peer: "client", Option: option, Value: 1}
}

// allReady lists the ready-made comparisons.
func allReady() []ready {
	plain := lessonOrder("hello-feng", 0)
	return []ready{
		{"nodelay", lessonOrder("head-and-body", 0), lessonOrder("head-and-body", 0, clientOn("nodelay")), "folded"},
		{"udp", plain, lessonOrder("hello-feng", lab.UDP), ""},
		{"unix", plain, lessonOrder("hello-feng", lab.UnixStream), ""},
		{"datagram", lessonOrder("hello-feng", lab.UnixStream), lessonOrder("hello-feng", lab.UnixDatagram), ""},
		{"header", plain, lessonOrder("length-header", 0), ""},
		{"cork", plain, lessonOrder("hello-feng", 0, clientOn("cork")), ""},
	}
}

// readyNamed finds a ready-made comparison.
func readyNamed(name string) (ready, bool) {
	for _, pair := range allReady() {
		if pair.name == name {
			return pair, true
		}
	}
	return ready{}, false
}

// comparing knows the addresses of comparisons.
type comparing struct{ lessons *course.Course }

// readyPairs returns the ready-made comparisons for a page.
func (c comparing) readyPairs(lang string) []view.ReadyPair {
	var pairs []view.ReadyPair
	for _, p := range allReady() {
		key := "compare.pair." + p.name
		pairs = append(pairs, view.ReadyPair{
			Name: p.name, Title: view.T(lang, key), Text: view.T(lang, key+".text"),
		})
	}
	return pairs
}

// orderPath is the address of a comparison of two lessons, half by half: a page
// may add to it what is changed there.
func (c comparing) orderPath(a, b lab.Order) string {
	address := url.URL{Path: "/compare", RawQuery: c.halvesQuery(halfOf(sideA, a), halfOf(sideB, b)).Encode()}
	return address.String()
}

func halfOf(letter string, o lab.Order) half {
	h := half{letter: letter, source: o.Slug, order: o}
	if o.Transport != 0 {
		h.as = o.Transport.String()
	}
	for _, option := range o.Options {
		h.options = append(h.options, option.String())
	}
	return h
}

// comparisons offers comparisons of a lesson as it was ordered: with how it is
// without the options, and with other transports, which may not have all of
// them.
func (c comparing) comparisons(lang string, exp lab.Experiment, o lab.Order) []view.CompareLink {
	var links []view.CompareLink
	if len(o.Options) > 0 {
		without := o
		without.Options = nil
		links = append(links, view.CompareLink{Text: view.T(lang, "option.before"), Href: c.orderPath(without, o)})
	}
	for _, t := range order.Transports() {
		if t == exp.Transport {
			continue
		}
		other := o
		other.Transport, other.Options = t, order.Carried(t, o.Options)
		if _, err := order.Make(c.lessons, other); err == nil {
			name := words.TransportName(lang, t)
			links = append(links, view.CompareLink{Text: view.T(lang, "option.over", name), Href: c.orderPath(o, other)})
		}
	}
	return links
}

// halfQuery adds a half to an address.
func (c comparing) halfQuery(query url.Values, h half) {
	if h.source == "" {
		return
	}
	query.Set(h.letter, h.source)
	if h.as != "" {
		query.Set(h.letter+".as", h.as)
	}
	if len(h.options) > 0 {
		query[h.letter+"."+optionField] = h.options
	}
	if h.try > 0 {
		query.Set(h.letter+"."+tryField, strconv.Itoa(h.try))
	}
	if lesson, ok := c.lessons.Find(h.source); ok {
		for name, value := range editedLiterals(lesson.Experiment, h.order.Literals) {
			query.Set(h.letter+"."+name, value)
		}
	}
}

// comparePath is the address of a comparison.
func (c comparing) comparePath(a, b half) string {
	address := url.URL{Path: "/compare", RawQuery: c.pairQuery(a, b).Encode()}
	return address.String()
}

// pairQuery is what the address of a comparison asks for, without the runs that
// were made: the name of a ready-made one, or both halves.
func (c comparing) pairQuery(a, b half) url.Values {
	if name := c.pairName(a, b); name != "" {
		return url.Values{pairField: {name}}
	}
	return c.halvesQuery(a, b)
}

func (c comparing) halvesQuery(a, b half) url.Values {
	query := url.Values{}
	c.halfQuery(query, a)
	c.halfQuery(query, b)
	return query
}

// pairName is the name of the ready-made comparison that two halves are, empty
// where they are none.
func (c comparing) pairName(a, b half) string { return c.pairOf(a, b).name }

// pairAxis is the axis that two halves are looked at on first, empty for the
// one that suits their bytes.
func (c comparing) pairAxis(a, b half) string { return c.pairOf(a, b).axis }

// pairPause is the call that the question is about, where both halves are of one lesson;
// else empty.
func (c comparing) pairPause(a, b half) string {
	lesson, ok := c.lessons.Find(a.source)
	if !ok || a.source != b.source {
		return ""
	}
	return lesson.Pause().String()
}

// pairOf is the ready-made comparison that two halves are, the zero value where
// they are none.
func (c comparing) pairOf(a, b half) ready {
	for _, pair := range allReady() {
		if c.sameHalf(a, halfOf(sideA, pair.a)) && c.sameHalf(b, halfOf(sideB, pair.b)) {
			return pair
		}
	}
	return ready{}
}

func (c comparing) sameHalf(a, b half) bool {
	x, y := url.Values{}, url.Values{}
	c.halfQuery(x, a)
	c.halfQuery(y, b)
	return x.Encode() == y.Encode()
}
