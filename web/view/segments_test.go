package view

import (
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
)

// captured is a run of hello and feng, each in a segment of its own.
func captured() ([]lab.Event, []lab.Segment) {
	send := func(seq int, start, off int64, data string) lab.Event {
		return lab.Event{
			Seq: seq, Peer: 1, Conn: 2, Call: lab.CallSend, Start: start, End: start + 900,
			Asked: len(data), Got: len(data), Stream: 2, Off: off, Data: []byte(data),
		}
	}
	events := []lab.Event{
		{Seq: 1, Peer: 0, Conn: 3, Call: lab.CallAccept, FarConn: 2},
		send(2, 60_000, 0, "hello"),
		send(3, 70_000, 5, "feng"),
	}
	segments := []lab.Segment{
		{At: 21_000, From: 2, To: 3, Flags: lab.SYN, Seq: -1, Ack: -1, Count: 1, Window: 65495},
		{At: 61_000, From: 2, To: 3, Flags: lab.PSH | lab.ACK, Len: 5, Count: 1, Window: 65536},
		{At: 61_500, From: 3, To: 2, Flags: lab.ACK, Ack: 5, Count: 1, Window: 65536},
		{At: 71_000, From: 2, To: 3, Flags: lab.PSH | lab.ACK, Seq: 3, Len: 6, Count: 2, Window: 65536},
	}
	return events, segments
}

// texts are the cells of a row, in order.
func (r segmentRow) texts() []string {
	var texts []string
	for _, cell := range r.cells {
		texts = append(texts, cell.Text)
	}
	return texts
}

func TestRowsOfSegments(t *testing.T) {
	want := [][]string{
		{"21.0 µs", "client #2", "server #3", "SYN", "0", "", "0", "", "65495", "", ""},
		{"61.0 µs", "client #2", "server #3", "PSH ACK", "1", "1", "5", "", "65536", "A #2:1–5", ""},
		{"61.5 µs", "server #3", "client #2", "ACK", "1", "6", "0", "", "65536", "", ""},
		{"71.0 µs", "client #2", "server #3", "PSH ACK", "4", "1", "6", "×2", "65536", "A #2:4–5 B #3:6–9", "retransmission"},
	}
	events, segments := captured()
	rows := run("en").listing(events, segments, 0).Lists.segmentRows
	if len(rows) != len(want) {
		t.Fatalf("%d rows, want %d", len(rows), len(want))
	}
	for i, row := range rows {
		if got := row.texts(); row.number != i+1 || !slices.Equal(got, want[i]) {
			t.Errorf("row %d: got %q, want %q", row.number, got, want[i])
		}
	}
}

func TestRowsOfDatagrams(t *testing.T) {
	page := run("en")
	page.Transport = lab.UDP
	events, _ := captured()
	events[2].Off = 1 // the number of the datagram
	segments := []lab.Segment{
		{At: 61_000, From: 2, Seq: -1, Ack: -1, Len: 5, Count: 1},
		{At: 71_000, From: 2, To: 3, Seq: -1, Ack: -1, Len: 4, Count: 1},
	}
	want := [][]string{
		{"61.0 µs", "client #2", "–", "", "", "", "5", "", "", "A #2:1–5", ""},
		{"71.0 µs", "client #2", "server #3", "", "", "", "4", "", "", "B #3:1–4", ""},
	}
	for i, row := range page.listing(events, segments, 0).Lists.segmentRows {
		if got := row.texts(); !slices.Equal(got, want[i]) {
			t.Errorf("row %d: got %q, want %q", i+1, got, want[i])
		}
	}
	page = page.listing(events, segments, 1)
	if got := page.Lists.segmentRows[0].texts()[9]; got != "" {
		t.Errorf("with one missing, datagram 1 is said to be %q; want nothing said", got)
	}
}

func TestWhatIsOnTheWireAgain(t *testing.T) {
	syn, ack, fin := lab.Segment{From: 2, Flags: lab.SYN, Seq: -1}, lab.Segment{From: 2, To: 3, Flags: lab.ACK}, lab.Segment{From: 2, To: 3, Flags: lab.FIN | lab.ACK}
	reset := lab.Segment{To: 2, Flags: lab.RST | lab.ACK}
	data := func(seq int64, length int) lab.Segment { return lab.Segment{From: 2, To: 3, Seq: seq, Len: length} }
	for _, c := range []struct {
		name     string
		segments []lab.Segment
		want     []bool
	}{
		{"bytes once each", []lab.Segment{data(0, 5), data(5, 4)}, []bool{false, false}},
		{"the same bytes twice", []lab.Segment{data(0, 5), data(0, 5)}, []bool{false, true}},
		{"bytes partly new", []lab.Segment{data(0, 5), data(3, 4)}, []bool{false, true}},
		{"acknowledgments repeat nothing", []lab.Segment{data(0, 5), ack, ack}, []bool{false, false, false}},
		{"SYN and FIN twice", []lab.Segment{syn, syn, fin, fin}, []bool{false, true, false, true}},
		{"a second try after a reset", []lab.Segment{syn, reset, syn}, []bool{false, false, false}},
	} {
		seen := onWire{}
		var got []bool
		for _, s := range c.segments {
			got = append(got, seen.again(s))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTheTableOfSegmentsIsThereWithSegmentsOnly(t *testing.T) {
	events, segments := captured()
	text := mustRender(t, Run(run("en").listing(events, segments, 3)))
	for _, want := range []string{"A #2:1–5", "3 more segments were missed.", "Whose bytes"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page of the run does not say %q", want)
		}
	}
	if text := mustRender(t, Run(run("en").listing(events, nil, 0))); !strings.Contains(text, "data-segments-card hidden") {
		t.Error("without segments their table is not hidden")
	}
}

func TestLettersOfMessages(t *testing.T) {
	for n, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA"} {
		if got := letter(n); got != want {
			t.Errorf("message %d: got %s, want %s", n, got, want)
		}
	}
}

// What is on the wire of a run may be segments, datagrams, or both: the tab and the table
// are called neither.
func TestTheWireIsCalledNeitherSegmentsNorDatagrams(t *testing.T) {
	for lang, words := range map[string][]string{"zh": {"报文段", "数据报"}, "en": {"egment", "atagram"}} {
		for _, key := range []string{"dock.segments", "segment.title", "segment.hint", "segment.caption"} {
			said := T(lang, key)
			if slices.ContainsFunc(words, func(word string) bool { return strings.Contains(said, word) }) {
				t.Errorf("%s in %s: %q", key, lang, said)
			}
		}
	}
}
