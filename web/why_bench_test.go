package web

import (
	"context"
	"runtime"
	"testing"

	"stickylab/lab"
	"stickylab/lab/findings"
	"stickylab/lab/record"
)

// flooded is an ended run over TCP of so many pairs of a send and a receive of
// 16 bytes, with probes; every tenth receive takes two messages.
func flooded(pairs int) *record.Log {
	l := record.NewLog(record.Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	l.Pair(2, 3)
	data := []byte("0123456789abcdef")
	for i := range pairs {
		at, sender, receiver := int64(7000*i+i*i%911), lab.NoProbe, lab.NoProbe
		sender.Unsent, sender.SegsOut, sender.Cwnd, sender.MSS = 0, int32(i+1), 10, 32768
		receiver.SegsIn = int32(i + 1)
		l.Begin(2, 0, record.Piece{Data: data, Whole: len(data)})
		l.Append(&lab.Event{
			Peer: 1, Conn: 2, Call: lab.CallSend, Step: 9, Start: at, End: at + 3000, Asked: 16, Got: 16, Data: data, Probe: &sender,
		})
		got := data
		switch i % 10 {
		case 8:
			continue
		case 9:
			got = append(got[:16:16], data...)
		}
		l.Append(&lab.Event{
			Conn: 3, Call: lab.CallRecv, Step: 5, Start: at + 3500, End: at + 6500, Asked: 1024, Got: len(got), Data: got, Probe: &receiver,
		})
	}
	l.End(lab.End{Reason: lab.EndDone})
	return l
}

// whyOfLog returns how many bytes the evidence for one event of a run allocates,
// at the most of some.
func whyOfLog(tb testing.TB, log *record.Log) (most float64) {
	a, err := findings.Analyse(context.Background(), log, findings.About{Peers: log.PeerNames(), Conns: log.Conns()})
	if err != nil || len(a.Findings.All) == 0 {
		tb.Fatal(a, err)
	}
	var before, after runtime.MemStats
	for seq := 1; seq <= log.Len(); seq += log.Len()/100 + 1 {
		runtime.ReadMemStats(&before)
		if _, err := a.Why(context.Background(), log, seq); err != nil {
			tb.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		most = max(most, float64(after.TotalAlloc-before.TotalAlloc))
	}
	return most
}

// The evidence for one event of a million, read from the batches of its run.
func BenchmarkRatio15Why(b *testing.B) {
	log := flooded(526_000)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(whyOfLog(b, log)/1e3, "ours-kB")
	b.ReportMetric(1000, "kB-at-most")
	b.ReportMetric(float64(log.Len()), "events")
}

// One answer does not allocate more where the run is longer.
func TestEvidenceForOneEventReadsOnlyWhatItNeeds(t *testing.T) {
	small, large := whyOfLog(t, flooded(2_000)), whyOfLog(t, flooded(40_000))
	if large > 3*small || large > 500_000 {
		t.Errorf("of 4 000 events one answer allocates %.0f bytes, of 80 000 %.0f", small, large)
	}
}
