package web

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
)

// joinedLog is a run in which one receive took two messages.
func joinedLog() *record.Log {
	log := newLog()
	log.Pair(2, 3)
	segs := int32(0)
	for _, data := range []string{"hello", "feng"} {
		segs++
		p := lab.NoProbe
		p.Unsent, p.SegsOut = 0, segs
		log.Begin(2, 0, record.Piece{Data: []byte(data)})
		log.Append(&lab.Event{Peer: 1, Conn: 2, Call: lab.CallSend, Asked: len(data), Got: len(data), Data: []byte(data), Probe: &p})
	}
	log.Append(&lab.Event{Conn: 3, Call: lab.CallRecv, Asked: 10, Got: 9, Data: []byte("hellofeng")})
	log.Append(&lab.Event{Conn: 3, Call: lab.CallRecv, Asked: 10, EOF: true})
	log.Segment(lab.Segment{From: 2, To: 3, Flags: lab.PSH | lab.ACK, Seq: 0, Ack: 0, Len: 5, Count: 1, Window: 65536})
	return log
}

func TestWhyOfAnEvent(t *testing.T) {
	runner := newFakeRunner()
	runner.add("kept", joinedLog())
	s := mustServer(t, Config{Runner: runner})
	w := ask(s, http.MethodGet, "/api/runs/kept/why/3", "", "Accept-Language", "zh")
	var got struct {
		Seq      int
		Joined   string
		Title    string
		Lines    []string
		Segments []map[string]any
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != http.StatusOK {
		t.Fatalf("status %d, %v: %s", w.Code, err, w.Body)
	}
	if got.Seq != 3 || got.Joined != "receive queue" || got.Title != "粘在接收队列" || len(got.Lines) != 2 {
		t.Errorf("got %+v", got)
	}
	if len(got.Segments) != 1 || got.Segments[0]["len"] != 5.0 || got.Segments[0]["from"] != 2.0 {
		t.Errorf("segments %v", got.Segments)
	}
	if lang := w.Header().Get("Content-Language"); !strings.HasPrefix(lang, "zh") {
		t.Errorf("Content-Language %q", lang)
	}
}

func TestWhatHasNoReasonIsNotFound(t *testing.T) {
	runner := newFakeRunner()
	runner.add("kept", joinedLog())
	s := mustServer(t, Config{Runner: runner})
	for _, path := range []string{"kept/why/1", "kept/why/4", "kept/why/0", "kept/why/99", "kept/why/-3", "kept/why/one", "none/why/3"} {
		w := ask(s, http.MethodGet, "/api/runs/"+path, "", "Accept", "application/json")
		if w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "urn:stickylab:problem:") {
			t.Errorf("%s: status %d, %s", path, w.Code, w.Body)
		}
	}
}

func TestTheRunPageFoldsTheReasonsAway(t *testing.T) {
	runner := newFakeRunner()
	log := joinedLog()
	log.End(lab.End{Reason: lab.EndDone})
	runner.add("kept", log)
	w := ask(mustServer(t, Config{Runner: runner}), http.MethodGet, "/runs/kept", "", "Accept-Language", "zh")
	for _, want := range []string{`<details class="why">`, "凭什么这么说？", "事件 1 的第 1–5 字节"} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("the page has no %q", want)
		}
	}
}
