package web

import (
	"slices"
	"strings"

	"stickylab/lab"
	"stickylab/web/view"
)

// ready is a comparison that is worth a look, with words of its own: the keys
// compare.pair.NAME and compare.pair.NAME.text.
type ready struct {
	name string
	a, b order
}

func lessonOrder(slug, transport string, options ...string) order {
	return order{slug: &slug, transport: transport, options: options}
}

// allReady lists the ready-made comparisons.
func allReady() []ready {
	plain := lessonOrder("two-sends-one-recv", "")
	return []ready{
		{"nodelay", lessonOrder("nagle-delay", ""), lessonOrder("nagle-delay", "", "client.nodelay.1")},
		{"udp", plain, lessonOrder("two-sends-one-recv", lab.UDP.String())},
		{"unix", plain, lessonOrder("two-sends-one-recv", lab.UnixStream.String())},
		{"datagram", lessonOrder("two-sends-one-recv", lab.UnixStream.String()), lessonOrder("two-sends-one-recv", lab.UnixDatagram.String())},
		{"header", plain, lessonOrder("length-header", "")},
		{"cork", plain, lessonOrder("two-sends-one-recv", "", "client.cork.1")},
	}
}

// readyPairs gives the ready-made comparisons for a page.
func readyPairs(lang string) []view.ReadyPair {
	var pairs []view.ReadyPair
	for _, p := range allReady() {
		key := "compare.pair." + p.name
		pairs = append(pairs, view.ReadyPair{
			Title: view.T(lang, key), Text: view.T(lang, key+".text"), Href: orderPath(p.a, p.b),
		})
	}
	return pairs
}

// orderPath is the address of a comparison of two lessons.
func orderPath(a, b order) string {
	return comparePath(
		half{letter: sideA, source: *a.slug, order: a},
		half{letter: sideB, source: *b.slug, order: b},
	)
}

// carries reports whether sockets of a transport have an option.
func carries(t lab.Transport, text string) bool {
	parts := strings.Split(text, ".")
	return len(parts) == 3 && slices.Contains(optionNames(t), parts[1])
}

// comparisons offers comparisons of a lesson as it was ordered: with how it is
// without the options, and with other transports, which may not have all of
// them.
func comparisons(lang string, exp lab.Experiment, o *order) []view.CompareLink {
	var links []view.CompareLink
	if len(o.options) > 0 {
		without := *o
		without.options = nil
		links = append(links, view.CompareLink{Text: view.T(lang, "option.before"), Href: orderPath(without, *o)})
	}
	for _, word := range transportWords() {
		other := *o
		other.transport = word
		if word == exp.Transport.String() {
			continue
		}
		other.options = slices.DeleteFunc(slices.Clone(o.options), func(text string) bool {
			return !carries(lab.ParseTransport(word), text)
		})
		if _, _, err := other.experiment(); err == nil {
			name := view.TransportName(lang, lab.ParseTransport(word))
			links = append(links, view.CompareLink{Text: view.T(lang, "option.over", name), Href: orderPath(*o, other)})
		}
	}
	return links
}
