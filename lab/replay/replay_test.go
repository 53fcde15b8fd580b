package replay_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/findings"
	"stickylab/lab/player"
	"stickylab/lab/record"
	"stickylab/lab/replay"
	"stickylab/lab/script"
	"stickylab/lab/session"
)

var at = time.Date(2026, 11, 29, 2, 6, 0, 0, time.UTC)

// What the lab writes it reads: every lesson's run, written and opened again, has
// the same events, verdicts and findings, and the file says nothing otherwise.
func TestEveryLessonOpensAsItRan(t *testing.T) {
	host := session.New(session.Limits{RunsPerClient: 100})
	t.Cleanup(host.Close)
	for _, lesson := range course.Shipped().All() {
		t.Run(lesson.Slug, func(t *testing.T) {
			t.Parallel()
			ran := mustRun(t, host, strings.Replace(lesson.Script, "loop 100000:", "loop 5000:", 1))
			same(t, ran, mustOpen(t, mustWrite(t, ran)))
		})
	}
}

// A run that a limit ended can be opened by the lab that it was made in.
func TestARunThatALimitEndedOpens(t *testing.T) {
	host := session.New(session.Limits{Events: 2000})
	t.Cleanup(host.Close)
	ran := mustRun(t, host, "tcp\nserver:\n    listen 1\n    accept\n    loop:\n        recv 9\nclient:\n    connect\n    loop:\n        send \"hello\"\n")
	if end, _ := ran.Ended(); end.Reason != lab.EndLimit {
		t.Fatalf("ended by %+v, want the limit of events", end)
	}
	o := replay.Opener{Keeper: &keeper{}, Limits: host.TraceLimits(), Now: time.Now}
	if _, err := o.Open(t.Context(), lab.Who{}, "flood.json", bytes.NewReader(mustWrite(t, ran))); err != nil {
		t.Fatal(err)
	}
	same(t, ran, mustOpen(t, mustWrite(t, ran)))
}

// mustRun runs a script to its end.
func mustRun(t *testing.T, host *session.Lab, text string) *record.Log {
	t.Helper()
	e, err := script.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	id, err := host.Start(t.Context(), lab.Who{}, player.PlanOf(e), player.Actors(e))
	if err != nil {
		t.Fatal(err)
	}
	ran, _ := host.Log(id)
	if _, err := ran.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	return ran
}

// Stored traces of both versions open as what they were.
func TestGoldenTracesOpen(t *testing.T) {
	files, err := filepath.Glob("../../cmd/stickylab/testdata/traces/v*/*.json")
	if err != nil || len(files) < 11 {
		t.Fatalf("%d traces, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(filepath.Dir(file))+"/"+filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			read, err := record.ReadTrace(bytes.NewReader(text), record.TraceLimits{})
			if err != nil {
				t.Fatal(err)
			}
			same(t, &read, mustOpen(t, text))
		})
	}
}

// same holds an opened trace against the run that it is of.
func same(t *testing.T, ran record.Readable, opened *record.Log) {
	t.Helper()
	want, err := record.Collect(t.Context(), ran)
	if err != nil {
		t.Fatal(err)
	}
	got := opened.Trace()
	if n := len(got.Stored); n != 1 || !reflect.DeepEqual(got.Stored[0], record.Stored{File: "run.json", At: at}) {
		t.Errorf("stored %+v", got.Stored)
	}
	got.Stored = nil
	if a, b := mustJSON(t, &got), mustJSON(t, &want); a != b {
		for i := range want.Events {
			if g, w := got.Events[i], want.Events[i]; !reflect.DeepEqual(g, w) {
				t.Errorf("event %d: got\n%+v\nwant\n%+v", i+1, g, w)
			}
		}
		t.Fatalf("opened\n%.3000s\nran\n%.3000s", a, b)
	}
	if a, b := mustAnalyse(t, &got), mustAnalyse(t, &want); !reflect.DeepEqual(a, b) {
		t.Errorf("findings\n%+v\nwere\n%+v", a, b)
	}
}

func mustAnalyse(t *testing.T, trace *record.Trace) []findings.Found {
	t.Helper()
	a := findings.List{Rows: trace.Events, Captured: trace.Segments}.Analyse(findings.About{Peers: trace.Peers, Conns: trace.Known()})
	return a.Findings.All
}

func mustJSON(t *testing.T, trace *record.Trace) string {
	t.Helper()
	text, err := json.Marshal(trace)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func mustWrite(t *testing.T, run record.Readable) []byte {
	t.Helper()
	var text bytes.Buffer
	if err := record.WriteTrace(t.Context(), &text, run); err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

func mustOpen(t *testing.T, text []byte) *record.Log {
	t.Helper()
	log, err := replay.Read(t.Context(), bytes.NewReader(text), record.TraceLimits{Events: 250_000, Segments: 100_000, Bytes: 16 << 20}, record.Stored{File: "run.json", At: at})
	if err != nil {
		t.Fatal(err)
	}
	return log
}

// forged is a run of two sends that one receive took: the file calls it exact,
// and has a lost send that was received.
const forged = `{"version":2,"script":"","transport":"tcp","peers":["server","client"],"env":{"os":"","arch":"","kernel":"","address":""},"events":[
{"seq":1,"peer":"client","conn":2,"call":"send","start":10,"end":20,"asked":2,"got":2,"stream":2,"data":"aGk=","verdict":["lost"]},
{"seq":2,"peer":"client","conn":2,"call":"send","start":30,"end":40,"asked":2,"got":2,"stream":2,"off":2,"data":"aG8="},
{"seq":3,"peer":"server","conn":3,"call":"recv","start":15,"end":50,"asked":9,"got":4,"stream":2,"data":"aGlobw==","verdict":["exact"]},
{"seq":4,"peer":"server","conn":3,"call":"recv","start":60,"end":70,"asked":9,"got":2,"stream":2,"off":4,"data":"bm8=","verdict":["exact"]}
],"end":{"reason":"done","detail":""}}`

// What a file says otherwise than its own events stays beside what follows from
// them.
func TestVerdictsAreWorkedOutAnew(t *testing.T) {
	log := mustOpen(t, []byte(forged))
	want := []record.Claim{
		{Seq: 1, Verdict: []string{"lost"}},
		{Seq: 3, Verdict: []string{"exact"}, Stream: 2},
		{Seq: 4, Verdict: []string{"exact"}, Stream: 2, Off: 4},
	}
	if got := log.About().Stored[0].Claims; !reflect.DeepEqual(got, want) {
		t.Errorf("claims %+v, want %+v", got, want)
	}
	events := log.Trace().Events
	if got := events[2].Verdict; got != lab.Coalesced {
		t.Errorf("a receive of two sends is %q", got.Names())
	}
	if e := events[3]; e.Verdict != 0 || e.Stream != 0 || string(e.Data) != "no" {
		t.Errorf("bytes that nobody sent are %q of stream %d", e.Verdict.Names(), e.Stream)
	}
	again := mustOpen(t, mustWrite(t, log))
	if stored := again.About().Stored; len(stored) != 2 || !reflect.DeepEqual(stored[0], log.About().Stored[0]) || len(stored[1].Claims) != 0 {
		t.Errorf("opened again: %+v", stored)
	}
}

// A trace of a run that went on ends where it was written: what was not received
// by then may have been later, and is not lost.
func TestATraceOfARunThatGoesOn(t *testing.T) {
	sends, _, _ := strings.Cut(forged, `,
{"seq":3`)
	for reason, lost := range map[string]lab.Verdict{"": 0, "done": lab.Lost} {
		log := mustOpen(t, []byte(sends+`],"end":{"reason":"`+reason+`","detail":""}}`))
		if end, ok := log.Ended(); !ok || (end.Reason == lab.EndUnfinished) != (reason == "") {
			t.Errorf("%q: ended %v %+v", reason, ok, end)
		}
		for _, e := range log.Trace().Events {
			if e.Verdict != lost {
				t.Errorf("%q: the send %d is %q", reason, e.Seq, e.Verdict.Names())
			}
		}
	}
}

type keeper struct {
	by   lab.Who
	kept record.Reader
}

func (k *keeper) Keep(_ context.Context, by lab.Who, r record.Reader) (string, error) {
	k.by, k.kept = by, r
	return "kept", nil
}

func TestOpen(t *testing.T) {
	for name, want := range map[string]string{
		"run.json": "run.json", `C:\traces\run.json`: "run.json", "/tmp/../etc/passwd": "passwd", "": "", "a\x00b\u202ec.json": "abc.json",
		strings.Repeat("长", 200): strings.Repeat("长", 100) + "…",
	} {
		k := &keeper{}
		o := replay.Opener{Keeper: k, Limits: record.TraceLimits{Events: 10, Bytes: 100}, Now: func() time.Time { return at.Add(9) }}
		id, err := o.Open(t.Context(), lab.Who{Addr: "127.0.0.1", Name: "冯"}, name, strings.NewReader(forged))
		if err != nil || id != "kept" || k.by.Addr != "127.0.0.1" {
			t.Fatalf("%q %v, by %+v", id, err, k.by)
		}
		if s := k.kept.About().Stored[0]; s.File != want || s.By != "冯" || !s.At.Equal(at) {
			t.Errorf("%q: %+v, want the file %q", name, s, want)
		}
	}
}

// A file over a limit is not kept.
func TestATraceOverALimitIsRefused(t *testing.T) {
	k := &keeper{}
	o := replay.Opener{Keeper: k, Limits: record.TraceLimits{Events: 3, Bytes: 100}, Now: time.Now}
	_, err := o.Open(t.Context(), lab.Who{}, "x", strings.NewReader(forged))
	var limit *lab.LimitError
	if !errors.As(err, &limit) || limit.Name != record.LimitTraceEvents || k.kept != nil {
		t.Errorf("%v, kept %v", err, k.kept)
	}
}

// Whatever a file says, it is refused or becomes a run that can be written, read
// and asked about.
func FuzzRead(f *testing.F) {
	f.Add(forged)
	for _, pattern := range []string{"../../cmd/stickylab/testdata/traces/v*/*.json", "../record/testdata/wire/*.json"} {
		files, _ := filepath.Glob(pattern)
		for _, file := range files {
			if text, err := os.ReadFile(file); err == nil && len(text) < 64<<10 {
				f.Add(string(text))
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		log, err := replay.Read(t.Context(), strings.NewReader(text), record.TraceLimits{Events: 200, Segments: 200, Bytes: 1 << 16}, record.Stored{At: at})
		if err != nil {
			if refused := (*record.TraceError)(nil); !errors.As(err, &refused) {
				t.Fatalf("refused without a place: %v", err)
			}
			return
		}
		trace, err := record.Collect(t.Context(), log)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := json.Marshal(&trace); err != nil {
			t.Fatal(err)
		}
		mustAnalyse(t, &trace)
	})
}

// A receive after which the sender was probed shows in which queue its messages
// ran together, as it did live.
func TestAFarProbeCountsAgain(t *testing.T) {
	ran := record.NewLog(record.Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	ran.Pair(2, 3)
	for i, text := range []string{"hi", "ho"} {
		ran.Begin(2, 0, record.Piece{Data: []byte(text)})
		ran.Append(&lab.Event{Peer: 1, Conn: 2, Call: lab.CallSend, Asked: 2, Got: 2, Data: []byte(text), Start: int64(100 * i), End: int64(100*i + 10)})
	}
	ran.Unsettled(3, 4, &lab.NoProbe)
	far := lab.NoProbe
	far.Unsent, far.SegsOut = 0, 1
	ran.Append(&lab.Event{Conn: 3, Call: lab.CallRecv, Asked: 9, Got: 4, Data: []byte("hiho"), Start: 300, End: 310, Probe: &lab.NoProbe, Far: &far, FarConn: 2})
	ran.End(lab.End{Reason: lab.EndDone})
	if e := ran.Trace().Events[2]; e.Far == nil || e.Joined == lab.NotJoined {
		t.Fatalf("the run has no far probe: %+v", e)
	}
	same(t, ran, mustOpen(t, mustWrite(t, ran)))
}
