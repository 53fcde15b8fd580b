package record

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// bodies are what programs got of frames: what lies between head and tail, the
// whole frame, a part of it, other bytes, nothing, and one that is not known.
var bodies = []*lab.Body{
	nil, {From: 0, To: 9}, {From: 5, To: 9}, {Bytes: []byte("helln")}, {From: 4, To: 4}, {Unknown: true},
}

func bodiesRun() *Log {
	l := NewLog(Header{Transport: lab.TCP, Peers: []string{"server", "client"}})
	l.Pair(2, 3)
	const each = "\x00\x00\x00\x05hello"
	all := strings.Repeat(each, len(bodies))
	l.Append(new(send(2, 4, 10_000, all)))
	l.Append(new(recv(3, 6, 20_000, 1024, all)))
	for i, body := range bodies {
		l.Append(new(decode(int64(30_000+1000*i), int64(i*len(each)), lab.Decode{
			Part: frame.PartFrame, Have: 9, Need: 9, Length: 5, Head: 4, Body: body,
		})))
	}
	l.Append(&lab.Event{
		Peer: 1, Conn: 2, Call: lab.CallBind, Start: 50_000, End: 50_500, Err: "EADDRINUSE", Address: "127.9.8.7:8080", Holder: "TIME_WAIT",
	})
	held := lab.NoProbe
	held.OutQ, held.Unsent, held.Window, held.Limited, held.Memory = 100, 90, 28_672, 52_000, 832
	l.Append(&lab.Event{
		Peer: 1, Conn: 2, Call: lab.CallConnect, Start: 60_000, End: 60_500, Probe: &held, Accepts: &lab.AcceptQueue{Conn: 1, Waiting: 2, Max: 1},
	})
	l.End(lab.End{Reason: lab.EndDone})
	return l
}

// What a program got of a frame is in the trace as it is in the log, and what is
// not there is not known.
func TestTraceKeepsWhatProgramsGot(t *testing.T) {
	l := bodiesRun()
	var file bytes.Buffer
	if err := WriteTrace(t.Context(), &file, l); err != nil {
		t.Fatal(err)
	}
	for i, body := range bodiesOf(t, file.String()) {
		if want := bodies[i]; !reflect.DeepEqual(body, want) {
			t.Errorf("frame %d: got %+v, want %+v", i, body, want)
		}
	}
	old := file.String()
	for _, body := range []string{
		`"body":{"from":4,"to":9}`, `"body":{"from":0,"to":9}`, `"body":{"from":5,"to":9}`,
		`"body":{"from":0,"to":0,"bytes":"aGVsbG4="}`, `"body":{"from":4,"to":4}`,
	} {
		if !strings.Contains(old, ","+body) {
			t.Fatalf("the trace has no %s:\n%s", body, old)
		}
		old = strings.ReplaceAll(old, ","+body, "")
	}
	for i, body := range bodiesOf(t, old) {
		if body == nil || !body.Unknown {
			t.Errorf("frame %d of a trace from before: got %+v", i, body)
		}
	}
	for _, wrong := range []string{`{"from":4,"to":10}`, `{"from":5,"to":4}`, `{"from":-1,"to":4}`} {
		forged := strings.Replace(file.String(), `{"from":5,"to":9}`, wrong, 1)
		if _, err := readBodies(forged); err == nil {
			t.Errorf("%s is a body", wrong)
		}
	}
}

func bodiesOf(t *testing.T, file string) []*lab.Body {
	t.Helper()
	all, err := readBodies(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != len(bodies) {
		t.Fatalf("got %d frames", len(all))
	}
	return all
}

func readBodies(file string) (all []*lab.Body, err error) {
	tr, err := ReadTrace(strings.NewReader(file), TraceLimits{})
	if err != nil {
		return nil, err
	}
	for _, e := range tr.Events {
		if e.Decode != nil {
			all = append(all, e.Decode.Body)
		}
	}
	return all, nil
}
