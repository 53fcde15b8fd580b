package web

import (
	"bufio"
	"encoding/json"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
)

// ended ends a log as soon as it begins, behind one receive of the data.
func ended(data string) func(*record.Log) {
	return func(log *record.Log) {
		log.Append(&lab.Event{Peer: 0, Conn: 3, Call: lab.CallRecv, Asked: 10, Got: len(data), Data: []byte(data)})
		log.End(lab.End{Reason: lab.EndDone})
	}
}

// repeatLine is any line of a repeat.
type repeatLine struct {
	repeated
	repeatTable
	Repeat string `json:"repeat"`
	Status int    `json:"status"`
	Limit  string `json:"limit"`
}

func mustLine(t *testing.T, text string) repeatLine {
	t.Helper()
	var line repeatLine
	if err := json.Unmarshal([]byte(text), &line); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return line
}

func mustLines(t *testing.T, body string) []repeatLine {
	t.Helper()
	var all []repeatLine
	for text := range strings.Lines(body) {
		all = append(all, mustLine(t, text))
	}
	return all
}

// runsOf are the ids of the runs that the lines tell of.
func runsOf(all []repeatLine) []string {
	var runs []string
	for _, l := range all {
		if l.Run != "" {
			runs = append(runs, l.Run)
		}
	}
	return runs
}

func TestRepeatsSayWhatCameOfEachRun(t *testing.T) {
	runner := newFakeRunner()
	n := 0
	runner.began = func(log *record.Log) {
		n++
		ended([]string{"hellofeng", "hello", "hellofeng"}[n-1])(log)
	}
	s := mustServer(t, Config{Runner: runner})
	w := post(s, "/api/repeats", `{"experiment":"hello-feng","n":3}`, "Accept-Encoding", "gzip")
	if w.Code != http.StatusOK {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	if got := w.Header().Get("Content-Type"); got != "application/x-ndjson" {
		t.Errorf("content type %q, want application/x-ndjson", got)
	}
	if got := w.Header().Get("Content-Encoding"); got != "" {
		t.Errorf("content encoding %q, want none: lines are sent as they come", got)
	}
	all := mustLines(t, w.Body.String())
	if all[0].Repeat == "" || all[0].N != 3 {
		t.Errorf("the first line is %+v, want the id of a repeat of 3", all[0])
	}
	var got []repeated
	for _, l := range all {
		if l.Run != "" {
			got = append(got, l.repeated)
		}
	}
	want := []repeated{
		{Run: "runA", N: 1, Group: 0, Outcome: "服务端：b'hellofeng'", End: "done", Answers: []bool{false, true, false}},
		{Run: "runB", N: 2, Group: 1, Outcome: "服务端：b'hello'", End: "done", Answers: []bool{true, false, false}},
		{Run: "runC", N: 3, Group: 0, Outcome: "服务端：b'hellofeng'", End: "done", Answers: []bool{false, true, false}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("runs\n%+v\nwant\n%+v", got, want)
	}
	last := all[len(all)-1]
	if last.Ended != "done" || last.Gone != 0 || last.Table.Runs != 3 || len(last.Table.Groups) != 2 {
		t.Fatalf("the last line is %+v, want the whole table", last)
	}
	if g := last.Table.Groups[0]; g.Group != 0 || g.Runs != 2 || g.Percent != "66.7%" || g.Range != "20.8–93.9%" {
		t.Errorf("the largest group is %+v", g)
	}
}

func TestRepeatsRunOneAfterTheOther(t *testing.T) {
	runner := newFakeRunner()
	begun := make(chan *record.Log, 3)
	runner.began = func(log *record.Log) { begun <- log }
	ts := listen(t, mustServer(t, Config{Runner: runner}))
	out := mustRepeat(t, ts.URL, `{"experiment":"tcp-echo","n":3}`)
	for n := 1; n <= 3; n++ {
		log := <-begun
		if got := len(runner.orders()); got != n {
			t.Errorf("%d runs were started before run %d had ended", got, n)
		}
		log.End(lab.End{Reason: lab.EndDone})
		out.untilRun(n)
	}
}

// repeatStream reads the lines of a repeat as they come.
type repeatStream struct {
	t        *testing.T
	response *http.Response
	lines    *bufio.Scanner
}

func mustRepeat(t *testing.T, base, body string) *repeatStream {
	t.Helper()
	response, err := http.Post(base+"/api/repeats", "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	return &repeatStream{t, response, bufio.NewScanner(response.Body)}
}

func (s *repeatStream) next() repeatLine {
	s.t.Helper()
	if !s.lines.Scan() {
		s.t.Fatalf("the lines ended: %v", s.lines.Err())
	}
	return mustLine(s.t, s.lines.Text())
}

// untilRun reads up to the line of the n-th run.
func (s *repeatStream) untilRun(n int) {
	s.t.Helper()
	for {
		if line := s.next(); line.Run != "" && line.N == n {
			return
		}
	}
}

func TestRepeatsStopWhenTheClientGoes(t *testing.T) {
	runner := newFakeRunner()
	begun := make(chan *record.Log, 100)
	runner.began = func(log *record.Log) { begun <- log }
	s := mustServer(t, Config{Runner: runner})
	out := mustRepeat(t, listen(t, s).URL, `{"experiment":"tcp-echo","n":100}`)
	(<-begun).End(lab.End{Reason: lab.EndDone})
	last := <-begun
	out.response.Body.Close()
	<-last.Done()
	s.state.life.serving.Wait()
	if got := runner.stops(); !reflect.DeepEqual(got, []string{"runB"}) {
		t.Errorf("stopped %q, want runB", got)
	}
	if got := len(runner.orders()); got != 2 {
		t.Errorf("%d runs were started, want 2", got)
	}
	if n := len(s.state.repeating.clients) + len(s.state.repeating.going); n != 0 {
		t.Errorf("%d things are left of the repeat", n)
	}
}

func TestAStoppedRepeatTellsWhatItHas(t *testing.T) {
	runner := newFakeRunner()
	begun := make(chan *record.Log, 100)
	runner.began = func(log *record.Log) { begun <- log }
	s := mustServer(t, Config{Runner: runner})
	url := listen(t, s).URL
	out := mustRepeat(t, url, `{"experiment":"tcp-echo","n":100}`)
	id := out.next().Repeat
	(<-begun).End(lab.End{Reason: lab.EndDone})
	out.untilRun(1)
	<-begun                                                    // the second run is on its way
	other := ask(s, http.MethodDelete, "/api/repeats/"+id, "") // from another address
	if problem := mustProblem(t, other); other.Code != http.StatusForbidden || problem["type"] != problemType+"owner" {
		t.Fatalf("somebody else stops it: %d %v, want 403 owner", other.Code, problem)
	}
	if code := mustDelete(t, url+"/api/repeats/"+id); code != http.StatusNoContent {
		t.Fatalf("status %d, want 204", code)
	}
	line := out.next()
	for line.Ended == "" {
		line = out.next()
	}
	if line.Ended != "stopped" || line.Table.Runs != 1 {
		t.Errorf("the last line is %+v, want stopped with one run", line)
	}
	if out.lines.Scan() {
		t.Errorf("behind the end came %s", out.lines.Text())
	}
	s.state.life.serving.Wait()
	if got := runner.stops(); !reflect.DeepEqual(got, []string{"runB"}) {
		t.Errorf("stopped %q, want runB", got)
	}
	w := ask(s, http.MethodDelete, "/api/repeats/"+id, "")
	if problem := mustProblem(t, w); w.Code != http.StatusNotFound {
		t.Errorf("a repeat that has ended: %v", problem)
	}
}

func mustDelete(t *testing.T, url string) (code int) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodDelete, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close() // nothing of it is read
	return response.StatusCode
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
	all := mustLines(t, w.Body.String())
	table, problem := all[len(all)-2], all[len(all)-1]
	if len(runsOf(all)) != 2 || table.Ended != "broken" || table.Table.Runs != 2 || problem.Limit != "runs" {
		t.Errorf("lines %+v, want two runs, their table, and the limit as a problem", all)
	}
}

func TestRunsThatAreNoLongerKeptAreCounted(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	begun := 0
	runner.began = func(log *record.Log) {
		if begun++; begun == 4 { // a lab has room for so many only
			delete(runner.logs, "runA")
			delete(runner.logs, "runB")
		}
		log.End(lab.End{Reason: lab.EndDone})
	}
	all := mustLines(t, post(s, "/api/repeats", `{"experiment":"tcp-echo","n":4}`).Body.String())
	if last := all[len(all)-1]; last.Gone != 2 || last.Table.Runs != 4 {
		t.Errorf("the last line is %+v, want 2 of 4 runs gone", last)
	}
}

func TestAClientRepeatsOneAtATime(t *testing.T) {
	runner := newFakeRunner()
	begun := make(chan *record.Log, 100)
	runner.began = func(log *record.Log) { begun <- log }
	s := mustServer(t, Config{Runner: runner})
	s.state.repeating.wait = time.Millisecond
	base := listen(t, s).URL
	out := mustRepeat(t, base, `{"experiment":"tcp-echo","n":5}`)
	<-begun
	response, err := http.Post(base+"/api/repeats", "application/json", strings.NewReader(`{"experiment":"tcp-echo","n":5}`))
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode == http.StatusOK {
		t.Fatal("a second repeat of the client goes on")
	}
	if body := readAll(t, response.Body); response.StatusCode != http.StatusTooManyRequests || !strings.Contains(body, `"repeats-per-client"`) {
		t.Errorf("status %d, %s; want the limit repeats-per-client", response.StatusCode, body)
	}
	// Somebody else may, and so may the same one when the first has gone.
	if _, _, end, err := s.state.repeating.begin(t.Context(), "192.0.2.1"); err != nil {
		t.Errorf("another client: %v", err)
	} else {
		end()
	}
	s.state.repeating.wait = time.Hour
	out.response.Body.Close()
	again := mustRepeat(t, base, `{"experiment":"tcp-echo","n":1}`)
	(<-begun).End(lab.End{Reason: lab.EndDone})
	again.untilRun(1)
}

func TestRepeatsOfAllClientsAreBounded(t *testing.T) {
	r := newRepeating(1)
	for i := range maxRepeating {
		if _, over := r.tryEnter(strconv.Itoa(i)); over != nil {
			t.Fatal(over)
		}
	}
	ended, over := r.tryEnter("one more")
	if over == nil || over.Max != maxRepeating || over.Name != "repeats" {
		t.Fatalf("one more entered: %v", over)
	}
	r.leave("", "0")
	<-ended
	if _, over := r.tryEnter("one more"); over != nil {
		t.Errorf("after one ended: %v", over)
	}
}
