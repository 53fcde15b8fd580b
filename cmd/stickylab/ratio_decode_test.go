package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"testing"

	"stickylab/cmd/stickylab/browser"
	"stickylab/lab"
	"stickylab/lab/ratio"
	"stickylab/lab/record"
)

// decodeScript takes the same events from the wire, into nothing and into a
// trace, and from JSON, in turn; each several times, for a clock that is
// rounded. It gives ns an event.
const decodeScript = `(async (batches, text) => {
	const { decode } = await import("/bench/js/net/wire.js");
	const { Trace } = await import("/bench/js/model/trace.js");
	const wire = batches.map((batch) => Uint8Array.from(atob(batch), (c) => c.charCodeAt(0)));
	const hello = { transport: "tcp", peers: ["server", "client"] };
	let events = 0, sum = 0;
	const sink = { addEvent(row) { events++; sum += row.start + row.got; }, addWaiting() {}, addLost() {}, addEnd() {} };
	const into = (to) => { for (const batch of wire) decode(batch, to); };
	into(sink);
	const count = events;
	const timed = (run) => {
		const start = performance.now();
		for (let i = 0; i < 5; i++) run();
		return (performance.now() - start) * 1e6 / 5 / count;
	};
	const rounds = [];
	for (let round = 0; round < 25; round++) {
		rounds.push({
			count,
			decode: timed(() => into(sink)),
			trace: timed(() => into(new Trace(hello))),
			parse: timed(() => { sum += JSON.parse(text).events.length; }),
		});
	}
	if (!(sum > 0)) throw new Error("nothing was decoded");
	return rounds;
})(%s, %s)`

// The decoding half of taking an event to the browser; the other half is in
// lab/record. Theirs is JSON.parse of the same events.
func BenchmarkRatio07ChromiumDecode(b *testing.B) {
	batches, text := wireAndJSON(b, 20000)
	_, base := newWatched(b)
	p := browser.NewTab(b, browser.New(b), base)
	p.Open("/bench")
	rounds := browser.Await[[]struct {
		Count                int
		Decode, Trace, Parse float64
	}](p, fmt.Sprintf(decodeScript, mustJSON(b, batches), browser.Quote(text)))
	var pair ratio.Pair
	var trace []float64
	for _, r := range rounds[len(rounds)/5:] { // the first ones run before V8 has compiled
		if r.Count != 20000 {
			b.Fatalf("%d events of 20000 were decoded", r.Count)
		}
		pair.Ours, pair.Theirs, trace = append(pair.Ours, r.Decode), append(pair.Theirs, r.Parse), append(trace, r.Trace)
	}
	pair.Report(b, "ns/event", ratio.OursAtMost(10)) // 20 with encode
	b.ReportMetric(ratio.Quantile(trace, 0.5), "into-trace-ns/event")
}

// wireAndJSON gives a run of 16-byte sends and their receives in both forms.
func wireAndJSON(b *testing.B, events int) (batches [][]byte, text string) {
	b.Helper()
	log := record.NewLog(record.Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	log.Pair(2, 3)
	data := []byte("0123456789abcdef")
	for i := range int64(events / 2) {
		at := 7000*i + i*i%911
		log.Append(&lab.Event{Peer: 1, Conn: 2, Call: lab.CallSend, Step: 9, Start: at, End: at + 3000, Asked: 16, Got: 16, Data: data})
		log.Append(&lab.Event{Conn: 3, Call: lab.CallRecv, Step: 5, Start: at + 3300, End: at + 6100, Asked: 16, Got: 16, Data: data})
	}
	log.End(lab.End{Reason: lab.EndDone})
	cursor, _ := log.Follow(b.Context(), 0)
	defer cursor.Close()
	for {
		more, err := cursor.Next(b.Context())
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			b.Fatal(err)
		}
		for _, batch := range more {
			batches = append(batches, batch.Bytes)
		}
	}
	return batches, mustJSON(b, log.Trace())
}

// mustJSON writes []byte as base64.
func mustJSON(b *testing.B, value any) string {
	b.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		b.Fatal(err)
	}
	return string(text)
}
