package view

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"stickylab/lab"
)

func fidelity(lang string) FidelityPage {
	wide := lab.Spread{Low: 9.5, Median: 10, High: 12.25}
	cost := func(way lab.Way, ns float64) lab.Cost {
		return lab.Cost{Way: way, NsPerPair: lab.Spread{Low: ns - 1, Median: ns, High: ns + 1}, Ratio: wide}
	}
	return FidelityPage{
		Chrome: chrome(lang),
		Machine: lab.Machine{
			Env: lab.Env{OS: "linux", Kernel: "6.18.0", Arch: "amd64", Capture: "EPERM"}, CPUs: 2, MTU: 65536,
			Settings: []lab.Setting{{Name: "net.ipv4.tcp_rmem", Value: "4096 131072 6291456"}, {Name: "net.core.rmem_max"}, {Name: "net.ipv4.no_reason", Value: "1"}},
		},
		Last: &Measured{At: time.Date(2026, 11, 22, 9, 8, 7, 0, time.UTC), Fidelity: lab.Fidelity{
			Took: 4512 * time.Millisecond, Rounds: 27,
			Pairs: []lab.Cost{cost(lab.Bare, 6700), cost(lab.Recorded, 7000.6), cost(lab.Probed, 13400)},
			Flood: lab.Sticking{Bare: wide, Recorded: wide, Ratio: wide},
			Paced: lab.Sticking{Bare: wide, Recorded: wide},
		}},
	}
}

func TestAMeasurementInWords(t *testing.T) {
	m := fidelity("en").Last
	want := Cells{
		"when":        "Measured on 2026-11-22 09:08:07, 27 rounds of each in 4.5 s.",
		"bare.ns":     "6,700 (6,699 – 6,701)",
		"recorded.ns": "7,001 (7,000 – 7,002)", "recorded.ratio": "10.00 (9.50 – 12.25)",
		"probed.ns": "13,400 (13,399 – 13,401)", "probed.ratio": "10.00 (9.50 – 12.25)",
		"flood.bare": "10.00 (9.50 – 12.25)", "flood.recorded": "10.00 (9.50 – 12.25)", "flood.ratio": "10.00 (9.50 – 12.25)",
		"paced.bare": "10.00 (9.50 – 12.25)", "paced.recorded": "10.00 (9.50 – 12.25)",
	}
	got := m.Cells("en")
	for key := range want {
		if got[key] != want[key] {
			t.Errorf("%s: got %q, want %q", key, got[key], want[key])
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %d cells, want %d: %v", len(got), len(want), got)
	}
	if bars := m.Bars(); bars["bare"] != 50 || bars["probed"] != 100 || bars["captured"] != 0 {
		t.Errorf("bars %v, want bare half of probed, and none for what was not measured", bars)
	}
}

func TestNanoseconds(t *testing.T) {
	for ns, want := range map[float64]string{0: "0", 0.5: "1", 999.4: "999", 999.5: "1,000", 12345: "12,345", 1e6: "1,000,000", 1234567890: "1,234,567,890"} {
		if got := nanoseconds(ns); got != want {
			t.Errorf("%v: got %q, want %q", ns, got, want)
		}
	}
}

// Each cell of the tables is one that a measurement fills, and each text of a
// measurement has its cell.
func TestTheTablesHaveAPlaceForEachText(t *testing.T) {
	page := fidelity("en")
	page.Last.Pairs = append(page.Last.Pairs, lab.Cost{Way: lab.Captured})
	page.Last.Paced.Ratio.Median = 1
	places := map[string]bool{}
	for _, n := range find(mustParse(t, mustRender(t, Fidelity(page))), func(n *html.Node) bool { return attr(n, "data-cell") != "" }) {
		places[attr(n, "data-cell")] = true
	}
	for key, words := range page.Last.Cells("en") {
		if !places[key] {
			t.Errorf("%s (%s) has no place in the page", key, words)
		}
		delete(places, key)
	}
	for key := range places {
		t.Errorf("the page has a place for %s, which no measurement fills", key)
	}
}

func TestWhatCannotBeReadIsUnknown(t *testing.T) {
	for lang, unknown := range map[string]string{"zh": "在这个平台上读不到", "en": "unknown on this platform"} {
		body := mustRender(t, Fidelity(fidelity(lang)))
		if got := strings.Count(body, unknown); got != 1 {
			t.Errorf("%s: %d values are unknown, want the one that is empty", lang, got)
		}
		page := fidelity(lang)
		page.Machine = lab.Machine{}
		if got := strings.Count(mustRender(t, Fidelity(page)), unknown); got != len(page.facts()) {
			t.Errorf("%s: %d facts are unknown, want all %d", lang, got, len(page.facts()))
		}
	}
}

func TestCaptureIsSaid(t *testing.T) {
	for state, want := range map[string]string{
		lab.CaptureOn: "Segments are captured here", lab.CaptureOff: "turned it off", "EPERM": "has no CAP_NET_RAW",
		"EACCES": "has no CAP_NET_RAW", "ENOSYS": "only Linux", "": "not known yet", "limit": "go on without",
	} {
		page := fidelity("en")
		page.Machine.Env.Capture = state
		root := mustParse(t, mustRender(t, Fidelity(page)))
		said := text(find(root, func(n *html.Node) bool { return attr(n, "class") == "capture-state" })[0])
		if !strings.Contains(said, want) {
			t.Errorf("%q: the page says %q, want %q", state, said, want)
		}
	}
}
