package record

import (
	"context"
	"strings"
	"testing"

	"stickylab/lab"
)

// The length before the body of a control row takes as many bytes as it needs.
func TestControlRowsOfEveryLength(t *testing.T) {
	for _, size := range []int{0, 1, 100, 1<<7 - 1, 1 << 7, 1<<14 - 1, 1 << 14, 1 << 15} {
		for less := range 20 { // what stands around the text is shorter
			want := strings.Repeat("x", max(size-less, 0))
			l := NewLog(Header{Transport: lab.TCP})
			l.Peer(lab.Peer{Name: "p", Files: []lab.File{{Name: "p.py", Text: want}}})
			l.Peer(lab.Peer{Name: "q", PID: 7})
			l.End(lab.End{Reason: lab.EndDone})
			if got := mustPeers(t, l); len(got) != 2 || got[0].Files[0].Text != want || got[1].PID != 7 {
				t.Fatalf("after a text of %d bytes the peers are %.200v", len(want), got)
			}
		}
	}
}

func mustPeers(t *testing.T, l *Log) (all []lab.Peer) {
	t.Helper()
	for row, err := range l.Rows(context.Background(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if row.Kind == RowPeer {
			all = append(all, *row.Peer)
		}
	}
	return all
}
