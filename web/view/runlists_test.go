package view

import (
	"runtime"
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
)

// However long a run is, its page makes no copy of its events, of 500 bytes each: where the bytes of
// its sends are takes less than half of that, the garbage included.
func TestThePageOfALongRunKeepsNoEvents(t *testing.T) {
	const pairs = 50_000
	log := record.NewLog(record.Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	log.Pair(2, 3)
	data := []byte("0123456789abcdef")
	for i := range int64(pairs) {
		log.Begin(2, 0, record.Piece{Data: data})
		log.Append(&lab.Event{Peer: 1, Conn: 2, Call: lab.CallSend, Start: 9 * i, End: 9*i + 3, Asked: 16, Got: 16, Data: data})
		log.Append(&lab.Event{Conn: 3, Call: lab.CallRecv, Start: 9*i + 4, End: 9*i + 8, Asked: 16, Got: 16, Data: data})
	}
	log.End(lab.End{Reason: lab.EndDone})
	page := RunPage{Chrome: chrome("en"), Transport: lab.TCP, Peers: log.PeerNames(), FirstEvent: 2*pairs - 3}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := page.List(t.Context(), log); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	perEvent := float64(after.TotalAlloc-before.TotalAlloc) / (2 * pairs)
	t.Logf("%.0f bytes an event", perEvent)
	if most := 250.0; perEvent > most {
		t.Errorf("%.0f bytes were allocated an event, want at most %.0f", perEvent, most)
	}
	if n := len(page.Lists.Rows); n != 4 || page.Lists.Events != 2*pairs || page.Lists.Rows[3].Cells[8].Text != "#99999:799985–800000" {
		t.Errorf("%d rows of %d events: %+v", n, page.Lists.Events, page.Lists.Rows)
	}
}
