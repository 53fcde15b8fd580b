package words

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/findings"
)

// joinedRun is two sends that one receive took, with a segment each.
func joinedRun() findings.List {
	return findings.List{
		Rows: with(sends(looked(0, 1, 0), looked(0, 2, 0)),
			taken(3, 10, 0, 10, lab.Coalesced, lab.ReceiveQueue, came(2, 0))),
		Captured: []lab.Segment{{From: 2, Seq: 0, Len: 5}, {From: 2, Seq: 5, Len: 5}},
	}
}

func tellOf(t *testing.T, lang string, run findings.List) Told {
	t.Helper()
	about := findings.About{Peers: []string{"server", "client"}, Conns: lab.TCP}
	told := Sentences(lang, run.Analyse(about).Findings)
	if len(told) == 0 {
		t.Fatal("nothing was found")
	}
	return told[0]
}

func TestPiecesNameWhatASentenceIsAbout(t *testing.T) {
	for lang, want := range map[string][]Piece{
		"zh": {
			{Text: "recv(10)", Event: 3},
			{Text: "第 1–10 字节", Bytes: &Bytes{2, 0, 10}},
			{Text: "事件 1", Event: 1},
			{Text: "第 1–5 字节", Bytes: &Bytes{2, 0, 5}},
			{Text: "事件 2", Event: 2},
			{Text: "第 6–10 字节", Bytes: &Bytes{2, 5, 5}},
			{Text: "第 5、6 字节之间", Bytes: &Bytes{2, 4, 2}},
			{Text: "事件 1", Event: 1},
			{Text: "seq 1–5", Segment: &Bytes{2, 0, 5}},
			{Text: "seq 6–10", Segment: &Bytes{2, 5, 5}},
		},
		"en": {
			{Text: "recv(10)", Event: 3},
			{Text: "bytes 1–10", Bytes: &Bytes{2, 0, 10}},
			{Text: "bytes 1–5", Bytes: &Bytes{2, 0, 5}},
			{Text: "event 1", Event: 1},
			{Text: "bytes 6–10", Bytes: &Bytes{2, 5, 5}},
			{Text: "event 2", Event: 2},
			{Text: "Between bytes 5 and 6", Bytes: &Bytes{2, 4, 2}},
			{Text: "event 1", Event: 1},
			{Text: "seq 1–5", Segment: &Bytes{2, 0, 5}},
			{Text: "seq 6–10", Segment: &Bytes{2, 5, 5}},
		},
	} {
		told := tellOf(t, lang, joinedRun())
		if !slices.Equal(told.Events, []int{3, 1, 2}) {
			t.Errorf("%s: the finding is about the events %v, want its receive and the two sends", lang, told.Events)
		}
		got, _ := json.Marshal(links(told.Grounds))
		if wanted, _ := json.Marshal(want); string(got) != string(wanted) {
			t.Errorf("%s: the grounds name\n%s, want\n%s", lang, got, wanted)
		}
		if !slices.ContainsFunc(told.Said, func(p Piece) bool { return p.Event == 3 && p.Text == "recv(10)" }) {
			t.Errorf("%s: %v does not name the receive", lang, told.Said)
		}
	}
}

// links are the pieces that name something.
func links(lines [][]Piece) (all []Piece) {
	for _, p := range slices.Concat(lines...) {
		if p.Event > 0 || p.Bytes != nil || p.Segment != nil {
			all = append(all, p)
		}
	}
	return all
}

func TestPiecesAreTheWholeSentence(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		told := tellOf(t, lang, joinedRun())
		lines := append([][]Piece{told.Said}, told.Grounds...)
		for i, want := range append([]string{told.Text}, told.Why...) {
			var got strings.Builder
			for _, p := range lines[i] {
				got.WriteString(p.Text)
			}
			if got.String() != want {
				t.Errorf("%s: the pieces say %q, the sentence %q", lang, &got, want)
			}
			if strings.ContainsAny(want, markOpen+markBetween+markClose) {
				t.Errorf("%s: %q has marks in it", lang, want)
			}
		}
	}
}

func TestATraceCannotBringMarks(t *testing.T) {
	forged := markOpen + "9" + markBetween + "trap" + markClose
	title, text := sentence("en", findings.Failed{Where: findings.Where{Call: lab.CallUnpack, Seq: 4}, Err: "x", Text: forged}, 0)
	for _, p := range piecesOf("en", title+text) {
		if p.Event == 9 {
			t.Errorf("%+v came from the trace", p)
		}
	}
}
