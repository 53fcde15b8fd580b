package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"stickylab/cmd/stickylab/browser"
	"stickylab/lab"
	"stickylab/lab/ratio"
	"stickylab/lab/record"
)

// rateScript takes a feed to its end and returns how many events came a second. Of
// ours it fills the columns of a trace, which refuses a gap; of JSON it keeps the
// parsed objects and looks at their numbers.
const rateScript = `(async (url, count, ours) => {
	const [{ decode }, { Trace }] = await Promise.all(["net/wire.js", "model/trace.js"].map((path) => import("/bench/js/" + path)));
	const trace = new Trace({ transport: "tcp", peers: ["server", "client"] });
	const events = [];
	const take = (event) => {
		if (event.seq !== events.push(event)) throw new Error("event " + events.length + " is missing");
	};
	let begun = 0, seen = 0;
	return new Promise((resolve, reject) => {
		const socket = new WebSocket(url);
		socket.binaryType = "arraybuffer";
		socket.onclose = () => seen < count && reject(new Error(seen + " events of " + count));
		socket.onmessage = ({ data }) => {
			try {
				if (ours && typeof data === "string") return;
				begun ||= performance.now();
				if (ours) decode(data, trace);
				else {
					const parsed = JSON.parse(data);
					if (Array.isArray(parsed)) parsed.forEach(take);
					else take(parsed);
				}
				seen = ours ? trace.length : events.length;
				if (seen < count) return;
				resolve((1000 * count) / (performance.now() - begun));
				socket.close();
			} catch (error) {
				reject(error);
			}
		};
	});
})(%s, %d, %t)`

// keptRun is an ended run of so many events.
func keptRun(events int) *record.Log {
	log := record.NewLog(record.Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	log.Pair(2, 3)
	data := []byte("0123456789abcdef")
	for i := range int64(events / 2) {
		at := 7000*i + i*i%911
		log.Append(&lab.Event{Peer: 1, Conn: 2, Call: lab.CallSend, Step: 9, Start: at, End: at + 3000, Asked: 16, Got: 16, Data: data})
		log.Append(&lab.Event{Conn: 3, Call: lab.CallRecv, Step: 5, Start: at + 3300, End: at + 6100, Asked: 16, Got: 16, Data: data})
	}
	log.End(lab.End{Reason: lab.EndDone})
	return log
}

// eventsAsJSON are the events of a run as its trace has them.
func eventsAsJSON(b *testing.B, log *record.Log, events int) []json.RawMessage {
	b.Helper()
	var trace struct {
		Events []json.RawMessage `json:"events"`
	}
	if err := json.Unmarshal([]byte(mustJSON(b, log.Trace())), &trace); err != nil || len(trace.Events) != events {
		b.Fatalf("%d events as JSON, want %d: %v", len(trace.Events), events, err)
	}
	return trace.Events
}

// jsonFeed sends events as JSON, so many a message: one as an object, more as a list.
func jsonFeed(b *testing.B, events []json.RawMessage, each int) string {
	b.Helper()
	var messages [][]byte
	for from := 0; from < len(events); from += each {
		if each == 1 {
			messages = append(messages, events[from])
			continue
		}
		list, err := json.Marshal(events[from:min(from+each, len(events))])
		if err != nil {
			b.Fatal(err)
		}
		messages = append(messages, list)
	}
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		for _, message := range messages {
			if conn.WriteMessage(websocket.TextMessage, message) != nil {
				return
			}
		}
		_, _, _ = conn.ReadMessage() // until the page has all
	}))
	b.Cleanup(server.Close)
	return "ws" + strings.TrimPrefix(server.URL, "http")
}

// Events a second into Chromium by the feed of a run, beside one JSON message for
// each event and beside as many events in a JSON message as a batch has. A page
// that misses an event fails.
func BenchmarkRatio03EventsIntoChromium(b *testing.B) {
	const events, single = 200_000, 10_000
	log := keptRun(events)
	asJSON := eventsAsJSON(b, log, events)
	w, base := newWatched(b)
	id, err := w.Keep(b.Context(), lab.Who{}, log)
	if err != nil {
		b.Fatal(err)
	}
	cursor, _ := log.Follow(b.Context(), 0)
	batches, err := cursor.Next(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	cursor.Close()
	p := browser.NewTab(b, browser.New(b), base)
	p.Open("/bench")
	rate := func(url string, count int, ours bool) float64 {
		return browser.Await[float64](p, fmt.Sprintf(rateScript, browser.Quote(url), count, ours))
	}
	ours := func() float64 {
		return rate("ws"+strings.TrimPrefix(base, "http")+"/api/runs/"+id+"/feed", events, true)
	}
	one, many := jsonFeed(b, asJSON[:single], 1), jsonFeed(b, asJSON, events/len(batches))
	b.Run("OneMessageEach", func(b *testing.B) {
		ratio.InTurn(7, ours, func() float64 { return rate(one, single, false) }).Report(b, "events/s", ratio.AtLeast(30))
	})
	b.Run("Batched", func(b *testing.B) {
		ratio.InTurn(7, ours, func() float64 { return rate(many, events, false) }).Report(b, "events/s", ratio.AtLeast(2.5))
	})
}
