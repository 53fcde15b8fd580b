package view

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"stickylab/lab"
)

func TestRowsSayWhatHappened(t *testing.T) {
	root := mustParse(t, mustRender(t, Run(run("en"))))
	rows := find(root, func(n *html.Node) bool { return n.Data == "tr" && attr(n, "data-seq") == "3" })
	if len(rows) != 1 {
		t.Fatalf("%d rows of event 3, want 1", len(rows))
	}
	var got []string
	for _, cell := range find(rows[0], func(n *html.Node) bool { return n.Data == "td" || n.Data == "th" }) {
		got = append(got, text(cell))
	}
	want := []string{
		"3", "server", "recv", "#3", "50.0 ms", "1.00 µs", "10", "9", "b'hellofeng'", "#1:1–5 #2:6–9",
		"coalesced · in the receive queue", "had to wait",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := attr(rows[0], "data-verdict"); got != "coalesced" {
		t.Errorf("verdict %q, want coalesced", got)
	}
}

func TestATableHasALimit(t *testing.T) {
	page := run("en")
	events := make([]lab.Event, 2*MaxTableRows+1)
	for i := range events {
		events[i].Seq = i + 1
	}
	page.ID = "some"
	for _, c := range []struct {
		first, from, to int
		before, after   string
	}{
		{0, 0, MaxTableRows, "", "/runs/some?from=101&segment=7"},
		{1, 0, MaxTableRows, "", "/runs/some?from=101&segment=7"},
		{51, 50, 150, "/runs/some?segment=7", "/runs/some?from=151&segment=7"},
		{101, 100, 200, "/runs/some?segment=7", "/runs/some?from=201&segment=7"},
		{201, 200, 201, "/runs/some?from=101&segment=7", ""},
		{999, 200, 201, "/runs/some?from=101&segment=7", ""},
	} {
		page.FirstEvent, page.FirstSegment = c.first, 7
		page = page.listing(events, nil, 0)
		p := page.eventPager()
		from, to := p.shown()
		if from != c.from || to != c.to || p.before() != c.before || p.after() != c.after || len(page.Lists.Rows) != to-from {
			t.Errorf("from %d: rows %d to %d, before %q, after %q; want %+v", c.first, from, to, p.before(), p.after(), c)
		}
	}
	if got := mustRender(t, Run(page)); !strings.Contains(got, T("en", "pager.events", 201, 201, 201)) {
		t.Error("the page does not say which rows it shows")
	}
}
