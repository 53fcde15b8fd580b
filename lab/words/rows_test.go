package words

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"stickylab/lab"
)

func TestEndOfStreamIsAnEmptyReceive(t *testing.T) {
	end := lab.Event{Seq: 4, Conn: 3, Call: lab.CallRecv, Start: 50_002_000, End: 50_003_000, Asked: 10, EOF: true}
	events := learnt(lab.TCP, []lab.Event{end})
	var got []string
	for _, cell := range events.Row(&end, nil).Cells {
		got = append(got, cell.Text)
	}
	if got[7] != "b''" || got[10] != "end of stream" {
		t.Errorf("cells %q, want b'' and a note", got)
	}
}

func TestAReceiveNotesThatItsSendIsBelow(t *testing.T) {
	for seq, want := range map[int]string{1: "had to wait", 3: "#3 began earlier and returned later · had to wait"} {
		e := lab.Event{Seq: 2, Conn: 3, Call: lab.CallRecv, Got: 1, Waited: true}
		events := learnt(lab.TCP, []lab.Event{e})
		cells := events.Row(&e, []lab.Origin{{Seq: seq, Len: 1}}).Cells
		if got := cells[len(cells)-1].Text; got != want {
			t.Errorf("of send %d: %q, want %q", seq, got, want)
		}
	}
}

// The row of a receive names the queue that the findings name: without probes one count,
// made when its socket is closed, may be all that shows it.
func TestARowNamesTheQueueThatTheCloseShows(t *testing.T) {
	for segs, want := range map[int32]string{1: "coalesced · in the send queue", 2: "coalesced · place unknown"} {
		p := lab.NoProbe
		p.SegsIn = segs
		e := lab.Event{Seq: 2, Conn: 3, Call: lab.CallRecv, Got: 9, Verdict: lab.Coalesced, Joined: lab.UnknownQueue}
		events := learnt(lab.TCP, []lab.Event{e, {Seq: 3, Conn: 3, Call: lab.CallClose, Probe: &p}})
		if got := events.Row(&e, nil).Cells[9].Text; got != want {
			t.Errorf("%d segments: %q, want %q", segs, got, want)
		}
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
		3_625: "3.63 µs", 12_250: "12.3 µs", 1_005: "1.00 µs", 100_500: "101 µs", // halfway, as toFixed rounds
	} {
		if got := Duration(ns); got != want {
			t.Errorf("%d ns: got %q, want %q", ns, got, want)
		}
	}
}

// What a receive of thousands of sends lists is bounded, and the pages, the
// command line and the modules bound it alike.
func TestLongListsAreCut(t *testing.T) {
	origins := make([]lab.Origin, 24_000)
	sends := make([]lab.Event, 24_000)
	for i := range origins {
		origins[i] = lab.Origin{Seq: i + 1, Len: 1}
		sends[i] = lab.Event{Seq: i + 1, Conn: 2, Call: lab.CallSend, Stream: 2, Off: int64(i), Got: 1, Data: []byte("x")}
	}
	sent := learnt(lab.TCP, sends).sent
	for count, end := range map[int]string{2: "#2:2", MaxListed: fmt.Sprintf("#%d:%d", MaxListed, MaxListed), 24_000: fmt.Sprintf("#%d:%d … (+%d)", MaxListed, MaxListed, 24_000-MaxListed)} {
		if got := sent.origins(&lab.Event{Stream: 2}, origins[:count]); !strings.HasSuffix(got, end) {
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
