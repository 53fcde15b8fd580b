package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"stickylab/cmd/stickylab/browser"
	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/ratio"
	"stickylab/lab/session"
	"stickylab/web"
)

// watched is a lab inside the benchmark's process, which knows when each run
// began by a clock that the page can be compared with.
type watched struct {
	host
	epoch time.Time

	mu    sync.Mutex
	began map[string]time.Duration // since the epoch, by run
}

// Start notes when the run's own clock starts, to some microseconds.
func (w *watched) Start(ctx context.Context, by lab.Who, o lab.Order) (string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	began := time.Since(w.epoch)
	id, err := w.host.Start(ctx, by, o)
	w.began[id] = began
	return id, err
}

func (w *watched) beganMs(id string) float64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.began[id].Seconds() * 1000
}

// newWatched serves the lab as the program does, with two more pages: an empty
// one that scripts may run in, and a clock.
func newWatched(b *testing.B) (w *watched, base string) {
	b.Helper()
	w = &watched{
		host:  host{session.New(session.Limits{Events: 1 << 20, KeptRuns: 1}), course.Shipped()},
		epoch: time.Now(), began: map[string]time.Duration{},
	}
	b.Cleanup(w.Close)
	server, err := web.New(web.Config{Runner: w, Course: course.Shipped()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = server.Close() })
	mux := http.NewServeMux()
	mux.Handle("/", server)
	mux.HandleFunc("/bench", emptyPage)
	mux.HandleFunc("/bench/clock", w.clock)
	// The modules as they are written, which the lab itself does not serve.
	mux.Handle("/bench/js/", http.StripPrefix("/bench/js/", http.FileServer(http.Dir("../../static/js"))))
	listener := httptest.NewServer(mux)
	b.Cleanup(listener.Close)
	return w, listener.URL
}

// emptyPage is isolated from other sites, for which the browser rounds its
// clock to 5 us and not to 100 (W3C High Resolution Time, 7.1).
func emptyPage(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
	w.Header().Set("Cross-Origin-Embedder-Policy", "require-corp")
	io.WriteString(w, `<!DOCTYPE html><link rel="icon" href="data:,"><body>`)
}

// clock answers each message with the time since the epoch in ms.
func (w *watched) clock(rw http.ResponseWriter, r *http.Request) {
	conn, err := new(websocket.Upgrader).Upgrade(rw, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			return
		}
		now := strconv.FormatFloat(time.Since(w.epoch).Seconds()*1000, 'f', 6, 64)
		if conn.WriteMessage(websocket.TextMessage, []byte(now)) != nil {
			return
		}
	}
}

// clockScript compares the page's clock with the server's: offset is what to
// add to performance.now(), half how long 99 of 100 messages take at most, one way.
const clockScript = `new Promise((resolve, reject) => {
	const socket = new WebSocket(location.origin.replace("http", "ws") + "/bench/clock");
	const trips = [];
	let sent = 0;
	const ask = () => { sent = performance.now(); socket.send(""); };
	socket.onopen = ask;
	socket.onerror = () => reject(new Error("no clock"));
	socket.onmessage = ({ data }) => {
		const now = performance.now();
		trips.push({ half: (now - sent) / 2, offset: Number(data) - (sent + now) / 2 });
		if (trips.length < 300) return ask();
		socket.close();
		trips.sort((a, b) => a.half - b.half);
		resolve({ offset: trips[0].offset, half: trips[Math.floor(trips.length * 0.99)].half });
	};
})`

type clockReading struct{ Offset, Half float64 }

// viewScript runs an experiment, takes its feed as a page does and notes when
// each message came. Events that ended before the feed was open do not count.
const viewScript = `(async (script, wire) => {
	const { decode } = await import(wire);
	const headers = { "Content-Type": "application/json" };
	const answer = await fetch("/api/runs", { method: "POST", headers, body: JSON.stringify({ script }) });
	const { id, feed } = await answer.json();
	const came = [];
	let hello = 0;
	await new Promise((resolve, reject) => {
		const socket = new WebSocket(location.origin.replace("http", "ws") + feed);
		socket.binaryType = "arraybuffer";
		socket.onmessage = ({ data }) => {
			const now = performance.now();
			if (typeof data !== "string") came.push({ now, data });
			else if (hello === 0) hello = now;
			else resolve();
		};
		socket.onclose = () => reject(new Error("the feed broke off"));
	});
	const ends = [], at = [];
	let seq = 0;
	for (const { now, data } of came) {
		decode(data, {
			addEvent(row) {
				if (row.seq !== ++seq) throw new Error("event " + seq + " is missing");
				ends.push(row.end / 1e6);
				at.push(now);
			},
			addWaiting() {}, addLost() {}, addEnd() {},
		});
	}
	return { id, hello, ends, at };
})(%s, %s)`

type viewed struct {
	ID       string
	Hello    float64
	Ends, At []float64 // ms, by the run's clock and by the page's
}

// latencies gives how long each event took from the return of its call to
// onmessage in the page, and how many came a second.
func (v viewed) latencies(offset, began float64) (ms []float64, rate float64) {
	first, last := 0.0, 0.0
	for i, end := range v.Ends {
		if end+began < v.Hello+offset {
			continue
		}
		if len(ms) == 0 {
			first = end
		}
		last = end
		ms = append(ms, v.At[i]+offset-(end+began))
	}
	return ms, float64(len(ms)) / max(last-first, 1) * 1000
}

const latencyScript = `tcp
probes off
server:
    listen 5
    accept
    loop until empty:
        recv 4096
client:
    connect
    sleep 300ms
    loop %d:
        loop %d:
            send "0123456789abcdef"
        sleep %s
`

// benchLatency measures from the return of a call to onmessage in Chromium.
// Theirs is what a bare message takes, one way, between the same two.
func benchLatency(b *testing.B, script string, targetMs float64) {
	w, base := newWatched(b)
	p := browser.NewTab(b, browser.New(b), base)
	p.Open("/bench")
	var p50, rates []float64
	pair := ratio.InTurn(7,
		func() float64 {
			clock := browser.Await[clockReading](p, clockScript)
			v := browser.Await[viewed](p, fmt.Sprintf(viewScript, browser.Quote(script), browser.Quote("/bench/js/net/wire.js")))
			ms, rate := v.latencies(clock.Offset, w.beganMs(v.ID))
			p50, rates = append(p50, ratio.Quantile(ms, 0.5)), append(rates, rate)
			return ratio.Quantile(ms, 0.99)
		},
		func() float64 { return browser.Await[clockReading](p, clockScript).Half },
	)
	pair.Report(b, "p99-ms", ratio.OursAtMost(targetMs))
	b.ReportMetric(ratio.Quantile(p50, 0.5), "p50-ms")
	b.ReportMetric(ratio.Quantile(rates, 0.5), "events/s")
}

func BenchmarkRatio04ChromiumLatencyAt2k(b *testing.B) {
	benchLatency(b, fmt.Sprintf(latencyScript, 1400, 1, "1ms"), 5)
}

func BenchmarkRatio04ChromiumLatencyAt70k(b *testing.B) {
	benchLatency(b, fmt.Sprintf(latencyScript, 500, 128, "1ms"), 12)
}
