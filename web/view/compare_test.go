package view

import (
	"strings"
	"testing"

	"stickylab/lab/words"

	"golang.org/x/net/html"

	"stickylab/lab"
)

// optionsOf is a panel with a switch, a choice and a value.
func optionsOf(name string) OptionsPanel {
	return OptionsPanel{
		Name: name, Chosen: 1, Clear: "/lessons/a",
		Peers: []OptionPeer{{Peer: "client", Chips: []OptionChip{
			{Option: "nodelay", Choices: []OptionChoice{{}, {Field: "client.nodelay.1", Value: 1, Current: true}}},
			{Option: "quickack", Choices: []OptionChoice{{Current: true}, {Field: "client.quickack.0"}, {Field: "client.quickack.1", Value: 1}}},
			{Option: "sndbuf", Choices: []OptionChoice{{Current: true}, {Field: "client.sndbuf.2304", Value: 2304}}},
		}}},
		Compare: []CompareLink{{"over UDP", "/compare?a=a&b=a&b.as=udp"}},
	}
}

func comparison(lang string) ComparePage {
	return ComparePage{
		Chrome: chrome(lang), Pairs: []ReadyPair{{"udp", "TCP and UDP", "the same"}},
		Halves: [2]CompareHalf{
			{Letter: "a", Source: "two", Title: "Two", Setup: []string{"TCP"}, Options: optionsOf("a.set"), Order: `{"experiment":"two"}`, Script: "tcp\n"},
			{Letter: "b", Source: "two", Title: "Two", Transport: "udp", Options: optionsOf("b.set"), Order: `{"experiment":"two"}`, Script: "udp\n"},
		},
	}
}

// kept is a comparison of a run that is kept with one that is not there.
func kept(lang string) ComparePage {
	p := comparison(lang)
	p.Halves[0].Run, p.Halves[0].Order, p.Halves[0].Source = "run1", "", "run1"
	p.Halves[0].Options = OptionsPanel{}
	p.Halves[0].Told = []words.Told{{Kind: "exact", Title: "Kept", Text: "all"}}
	p.Halves[1] = CompareHalf{Letter: "b", Source: "gone", Title: "A script", Problem: "not there"}
	p.Compared, p.Differences = true, []words.Told{{Kind: "diff-same", Title: "Same", Text: "all"}}
	return p
}

func TestASwitchIsACheckboxAndAChoiceASelect(t *testing.T) {
	root := mustParse(t, mustRender(t, ComparePair(comparison("en"))))
	byID := map[string]*html.Node{}
	for _, n := range find(root, func(n *html.Node) bool { return attr(n, "id") != "" }) {
		byID[attr(n, "id")] = n
	}
	box := byID["a.set.client.nodelay"]
	if box == nil || attr(box, "type") != "checkbox" || attr(box, "value") != "client.nodelay.1" || !has(box, "checked") {
		t.Errorf("nodelay is %+v, want a checkbox that is on", box)
	}
	for _, id := range []string{"b.set.client.quickack", "b.set.client.sndbuf"} {
		if n := byID[id]; n == nil || n.Data != "select" || attr(n, "name") != "b.set" {
			t.Errorf("%s is %+v, want a select named b.set", id, n)
		}
	}
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// TestGetOnlyShows: the form is asked for by GET, and only its Run button and
// the ready-made pairs post.
func TestGetOnlyShows(t *testing.T) {
	root := mustParse(t, mustRender(t, ComparePair(comparison("en"))))
	form := find(root, func(n *html.Node) bool { return attr(n, "id") == "compare" })[0]
	if attr(form, "method") != "get" {
		t.Errorf("the form's method is %q, want get", attr(form, "method"))
	}
	posting := find(root, func(n *html.Node) bool { return attr(n, "formmethod") == "post" && !has(n, "data-pair") })
	if len(posting) != 1 || attr(posting[0], "formaction") != "/compare" {
		t.Errorf("%d buttons post, want Run both", len(posting))
	}
}

func TestAProblemOfAHalfIsSaidThere(t *testing.T) {
	page := mustRender(t, ComparePair(kept("en")))
	if !strings.Contains(page, "not there") || strings.Contains(page, "data-run-both") {
		t.Error("want the problem said, and nothing to run")
	}
}

func TestOptionsAreNamedAsPythonNamesThem(t *testing.T) {
	for option, want := range map[string]string{
		"nodelay": "TCP_NODELAY", "cork": "TCP_CORK", "quickack": "TCP_QUICKACK", "maxseg": "TCP_MAXSEG",
		"sndbuf": "SO_SNDBUF", "linger": "SO_LINGER", "rcvlowat": "SO_RCVLOWAT", "timeout": "settimeout",
	} {
		if got := words.OptionName(option); got != want {
			t.Errorf("%s: got %s, want %s", option, got, want)
		}
	}
	for _, option := range append(lab.Options[:], "timeout") {
		if !Has("option.about." + option) {
			t.Errorf("nothing says what %s does", option)
		}
	}
}

func TestOptionValues(t *testing.T) {
	for _, tt := range []struct {
		option string
		value  int
		want   string
	}{
		{"nodelay", 1, "on"},
		{"nodelay", 0, "off"},
		{"linger", lab.LingerOff, "off"},
		{"linger", 0, "0 s"},
		{"timeout", 200, "200 ms"},
		{"rcvbuf", 2304, "2304 bytes"},
	} {
		if got := words.OptionValue("en", tt.option, tt.value); got != tt.want {
			t.Errorf("%s of %d: got %q, want %q", tt.option, tt.value, got, tt.want)
		}
	}
}
