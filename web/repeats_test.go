package web

import (
	"bufio"
	"encoding/json"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/record"
)

// ended ends a log as soon as it begins, behind one receive of the data.
func ended(data string) func(*record.Log) {
	return func(log *record.Log) {
		log.Append(lab.Event{Peer: 0, Conn: 3, Call: lab.CallRecv, Asked: 10, Got: len(data), Data: []byte(data)})
		log.End(lab.End{Reason: lab.EndDone})
	}
}

func TestRepeatsSayWhatCameOfEachRun(t *testing.T) {
	runner := newFakeRunner()
	runner.began = ended("hellofeng")
	s := mustServer(t, Config{Runner: runner})
	w := post(s, "/api/repeats", `{"experiment":"two-sends-one-recv","n":3}`, "Accept-Encoding", "gzip")
	want := `{"run":"runA","n":1,"outcome":"服务端：b'hellofeng'","end":"done","answers":[false,true,false]}
{"run":"runB","n":2,"outcome":"服务端：b'hellofeng'","end":"done","answers":[false,true,false]}
{"run":"runC","n":3,"outcome":"服务端：b'hellofeng'","end":"done","answers":[false,true,false]}
`
	if w.Code != http.StatusOK || w.Body.String() != want {
		t.Errorf("status %d, body\n%s\nwant 200 and\n%s", w.Code, w.Body, want)
	}
	if got := w.Header().Get("Content-Type"); got != "application/x-ndjson" {
		t.Errorf("content type %q, want application/x-ndjson", got)
	}
	if got := w.Header().Get("Content-Encoding"); got != "" {
		t.Errorf("content encoding %q, want none: lines are sent as they come", got)
	}
}

func TestRepeatsRunOneAfterTheOther(t *testing.T) {
	runner := newFakeRunner()
	begun := make(chan *record.Log, 3)
	runner.began = func(log *record.Log) { begun <- log }
	ts := listen(t, mustServer(t, Config{Runner: runner}))
	response, err := http.Post(ts.URL+"/api/repeats", "application/json", strings.NewReader(`{"experiment":"tcp-echo","n":3}`))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	out := bufio.NewScanner(response.Body)
	for n := 1; n <= 3; n++ {
		log := <-begun
		if got := len(runner.orders()); got != n {
			t.Errorf("%d runs were started before run %d had ended", got, n)
		}
		log.End(lab.End{Reason: lab.EndDone})
		if !out.Scan() {
			t.Fatalf("line %d did not come: %v", n, out.Err())
		}
	}
}

func TestRepeatsStopWhenTheClientGoes(t *testing.T) {
	runner := newFakeRunner()
	begun := make(chan *record.Log, 100)
	runner.began = func(log *record.Log) { begun <- log }
	s := mustServer(t, Config{Runner: runner})
	ts := listen(t, s)
	response, err := http.Post(ts.URL+"/api/repeats", "application/json", strings.NewReader(`{"experiment":"tcp-echo","n":100}`))
	if err != nil {
		t.Fatal(err)
	}
	(<-begun).End(lab.End{Reason: lab.EndDone})
	last := <-begun
	response.Body.Close()
	<-last.Done()
	s.serving.Wait()
	if got := runner.stops(); !reflect.DeepEqual(got, []string{"runB"}) {
		t.Errorf("stopped %q, want runB", got)
	}
	if got := len(runner.orders()); got != 2 {
		t.Errorf("%d runs were started, want 2", got)
	}
}

func TestALimitBreaksRepeatsOffWithAProblem(t *testing.T) {
	runner := newFakeRunner()
	begun := 0
	s := mustServer(t, Config{Runner: runner})
	runner.began = func(log *record.Log) {
		if begun++; begun == 2 {
			runner.err = &lab.LimitError{Name: "runs", Max: 2}
		}
		log.End(lab.End{Reason: lab.EndDone})
	}
	w := post(s, "/api/repeats", `{"experiment":"tcp-echo","n":9}`)
	lines := strings.Split(strings.TrimSpace(w.Body.String()), "\n")
	var problem map[string]any
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &problem); err != nil || len(lines) != 3 || problem["limit"] != "runs" {
		t.Errorf("lines %q (%v), want two runs and the limit as a problem", lines, err)
	}
}
