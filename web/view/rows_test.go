package view

import (
	"fmt"
	"os"
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
		"3", "server", "recv", "#3", "50.0 ms", "1.00 µs", "10", "9", "b'hellofeng'", "#1[0:5] #2[0:4]",
		"coalesced · in the receive queue", "had to wait",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := attr(rows[0], "data-verdict"); got != "coalesced" {
		t.Errorf("verdict %q, want coalesced", got)
	}
}

func TestEndOfStreamIsAnEmptyReceive(t *testing.T) {
	page := run("en")
	row := page.row(page.Events[3], streams{})
	var got []string
	for _, cell := range row.cells {
		got = append(got, cell.text)
	}
	if got[7] != "b''" || got[10] != "end of stream" {
		t.Errorf("cells %q, want b'' and a note", got)
	}
}

func TestATableHasALimit(t *testing.T) {
	page := run("en")
	page.Events = make([]lab.Event, 2*MaxTableRows+1)
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
		p := page.eventPager()
		from, to := p.shown()
		if from != c.from || to != c.to || p.before() != c.before || p.after() != c.after || len(page.rows()) != to-from {
			t.Errorf("from %d: rows %d to %d, before %q, after %q; want %+v", c.first, from, to, p.before(), p.after(), c)
		}
	}
	if got := mustRender(t, Run(page)); !strings.Contains(got, T("en", "pager.events", 201, 201, 201)) {
		t.Error("the page does not say which rows it shows")
	}
}

func TestLongPayloadsAreCut(t *testing.T) {
	e := lab.Event{Call: lab.CallSend, Data: []byte(strings.Repeat("x", maxRowBytes+1))}
	if got, want := rowBytes(e, streams{}), "b'"+strings.Repeat("x", maxRowBytes)+"…'"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestDurations(t *testing.T) {
	for ns, want := range map[int64]string{
		0: "0", 5: "5 ns", 812: "812 ns", 1_000: "1.00 µs", 9_120: "9.12 µs", 12_340: "12.3 µs", 999_400: "999 µs",
		1_000_000: "1.00 ms", 50_012_345: "50.0 ms", 999_000_000: "999 ms", 1_250_000_000: "1.25 s",
	} {
		if got := duration(ns); got != want {
			t.Errorf("%d ns: got %q, want %q", ns, got, want)
		}
	}
}

// What a receive of thousands of sends lists is bounded, and the pages, the
// command line and the modules bound it alike.
func TestLongListsAreCut(t *testing.T) {
	origins := make([]lab.Origin, 24_000)
	for i := range origins {
		origins[i] = lab.Origin{Seq: i + 1, Len: 1}
	}
	for count, end := range map[int]string{2: "#2[0:1]", MaxListed: fmt.Sprintf("#%d[0:1]", MaxListed), 24_000: fmt.Sprintf("#%d[0:1] … (+%d)", MaxListed, 24_000-MaxListed)} {
		if got := rowOrigins(origins[:count]); !strings.HasSuffix(got, end) {
			t.Errorf("%d origins end with %q, want %q", count, got[max(0, len(got)-40):], end)
		}
	}
	module, err := os.ReadFile("../../static/js/model/limits.js")
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("export const mostListed = %d;", MaxListed); !strings.Contains(string(module), want) {
		t.Errorf("static/js/model/limits.js does not say %q", want)
	}
}
