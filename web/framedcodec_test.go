package web

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/record"
)

// A run that is not of the bytes on the page says nothing of them.
func TestFramingPageShowsNoOtherRun(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	w := post(s, "/api/runs", `{"script":"tcp\nserver:\n    codec line\n    listen 5\n    accept\n    recv frame\nclient:\n    connect\n"}`)
	var started startedRun
	if err := json.Unmarshal(w.Body.Bytes(), &started); err != nil || started.ID == "" {
		t.Fatalf("%d %v %s", w.Code, err, w.Body)
	}
	w = ask(s, http.MethodGet, "/framing?preset=line&run="+started.ID, "", "Accept", "text/html")
	if shown := strings.Contains(w.Body.String(), `data-run="`+started.ID+`"`); w.Code != http.StatusOK || shown {
		t.Errorf("status %d, and the run is shown: %v", w.Code, shown)
	}
}

// With several codecs the events alone tell what of a frame is its body.
func TestBodiesOfSeveralCodecs(t *testing.T) {
	for _, test := range []struct{ steps, want string }{
		{"    codec line\n    listen 5\n    accept\n    recv frame\n", `b'hello'`},
		{"    listen 5\n    accept\n    codec fixed 1\n    recv frame\n    codec line\n    recv frame\n", `b'hello'`},
		{"    listen 5\n    accept\n    codec fixed 1\n    loop 2:\n        recv frame\n        codec line\n", `b'hello'`},
	} {
		trace := record.Trace{Header: record.Header{
			Script: "tcp\nserver:\n" + test.steps + "client:\n    connect\n", Peers: []string{"server", "client"}, Transport: lab.TCP,
		}, Events: []lab.Event{
			{Seq: 1, Call: lab.CallRecv, Got: 6, Data: []byte("hello\n")},
			{Seq: 2, Call: lab.CallDecode, Decode: &lab.Decode{Part: frame.PartFrame, Have: 6, Need: 6, Length: -1, Tail: 1}},
		}}
		drawn := framed("en", trace, framingPreset{})
		if len(drawn.After) != 1 || drawn.After[0].Body != test.want {
			t.Errorf("%s: got %+v, want %s", test.steps, drawn.After, test.want)
		}
	}
}
