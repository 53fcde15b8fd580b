package web

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
)

// fakeMeter measures nothing: a test says how far it is and when it ends.
type fakeMeter struct {
	begun  chan struct{} // is sent to as each measurement begins
	shares chan float64  // progress; closed at the end
	err    error
}

func newFakeMeter() *fakeMeter {
	return &fakeMeter{begun: make(chan struct{}, 10), shares: make(chan float64)}
}

// instantMeter has its result at once.
func instantMeter() *fakeMeter {
	m := newFakeMeter()
	close(m.shares)
	return m
}

func (m *fakeMeter) Machine() lab.Machine {
	return lab.Machine{
		Env: lab.Env{OS: "linux", Kernel: "6.18", Arch: "amd64", Capture: "EPERM"}, CPUs: 2, MTU: 65536,
		Settings: []lab.Setting{{Name: "net.ipv4.tcp_rmem", Value: "4096 131072 6291456"}, {Name: "net.core.rmem_max"}},
	}
}

func (m *fakeMeter) Measure(ctx context.Context, progress func(float64)) (lab.Fidelity, error) {
	m.begun <- struct{}{}
	for {
		select {
		case <-ctx.Done():
			return lab.Fidelity{}, ctx.Err()
		case share, going := <-m.shares:
			if going {
				progress(share)
				continue
			}
			return aFidelity(), m.err
		}
	}
}

func aFidelity() lab.Fidelity {
	s := lab.Spread{Low: 6500.2, Median: 6700.4, High: 12800}
	return lab.Fidelity{
		Took: 4500e6, Rounds: 27,
		Pairs: []lab.Cost{{Way: lab.Bare, NsPerPair: s}, {Way: lab.Recorded, NsPerPair: s, Ratio: lab.Spread{Low: 1, Median: 1.04, High: 1.1}}},
		Flood: lab.Sticking{Sends: 5000, Bare: lab.Spread{Median: 7}, Recorded: lab.Spread{Median: 6}, Ratio: lab.Spread{Median: 0.83}},
	}
}

// postMeasure begins or joins a measurement and reads its lines.
func mustMeasure(t *testing.T, address string) (*http.Response, *bufio.Scanner) {
	t.Helper()
	response, err := http.Post("http://"+address+"/api/fidelity", "", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { response.Body.Close() })
	return response, bufio.NewScanner(response.Body)
}

func mustRead(t *testing.T, lines *bufio.Scanner) string {
	t.Helper()
	if !lines.Scan() {
		t.Fatalf("the lines ended: %v", lines.Err())
	}
	return lines.Text()
}

func TestAMeasurementTellsHowFarItIs(t *testing.T) {
	meter := newFakeMeter()
	s := mustServer(t, Config{Runner: newFakeRunner(), Meter: meter})
	address, _ := mustServe(t, s)
	_, lines := mustMeasure(t, address)
	<-meter.begun
	var got []string
	got = append(got, mustRead(t, lines))
	meter.shares <- 0.5
	got = append(got, mustRead(t, lines))
	_, others := mustMeasure(t, address) // who comes later sees the same measurement
	got = append(got, mustRead(t, others))
	want := []string{`{"share":0,"own":true}`, `{"share":0.5,"own":true}`, `{"share":0.5,"own":false}`}
	if !slices.Equal(got, want) {
		t.Errorf("lines %q, want %q", got, want)
	}
	if body := ask(s, http.MethodGet, "/fidelity?lang=en", "").Body.String(); !strings.Contains(body, "data-under-way") {
		t.Error("the page does not say that a measurement is under way")
	}
	close(meter.shares)
	last, same := mustRead(t, lines), mustRead(t, others)
	if last != same || !strings.Contains(last, `"recorded.ns":"6,700（6,500 – 12,800）"`) || !strings.Contains(last, `"bars":`) {
		t.Errorf("results %s and %s, want the same with the cells of the table", last, same)
	}
	if len(meter.begun) != 0 {
		t.Error("a second measurement was begun while the first was under way")
	}
}

func TestAMeasurementStopsWithWhoBeganIt(t *testing.T) {
	meter := newFakeMeter()
	s := mustServer(t, Config{Runner: newFakeRunner(), Meter: meter})
	address, _ := mustServe(t, s)
	own, lines := mustMeasure(t, address)
	<-meter.begun
	mustRead(t, lines)
	_, others := mustMeasure(t, address)
	mustRead(t, others)
	own.Body.Close()
	if got := mustRead(t, others); got != `{"stopped":true}` {
		t.Errorf("the other reader is told %s, want that it was stopped", got)
	}
	if w := ask(s, http.MethodGet, "/api/fidelity", ""); w.Code != http.StatusNotFound {
		t.Errorf("the result of a stopped measurement: status %d, want 404", w.Code)
	}
	mustMeasure(t, address)
	<-meter.begun // another one may begin
}

func TestShutdownStopsAMeasurement(t *testing.T) {
	meter := newFakeMeter()
	s := mustServer(t, Config{Runner: newFakeRunner(), Meter: meter})
	address, _ := mustServe(t, s)
	response, lines := mustMeasure(t, address)
	<-meter.begun
	mustRead(t, lines)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := s.Shutdown(ctx); err != nil {
		t.Fatal(err)
	}
	if got := mustRead(t, lines); !strings.Contains(got, problemType+"closing") {
		t.Errorf("the last line is %s, want the problem closing", got)
	}
	if _, err := io.ReadAll(response.Body); err != nil {
		t.Error(err)
	}
}

func TestAFormMeasuresWithoutJavaScript(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner(), Meter: instantMeter()})
	if body := ask(s, http.MethodGet, "/fidelity?lang=en", "").Body.String(); !strings.Contains(body, "Not measured yet") {
		t.Errorf("before the first measurement the page does not say so: %s", body)
	}
	w := ask(s, http.MethodPost, "/fidelity", "")
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/fidelity#cost" {
		t.Errorf("status %d to %q, want 303 to the page", w.Code, w.Header().Get("Location"))
	}
	body := ask(s, http.MethodGet, "/fidelity?lang=en", "").Body.String()
	for _, want := range []string{"27 rounds of each in 4.5 s", "6,700 (6,500 – 12,800)", "1.04 (1.00 – 1.10)", "0.83", "not measured"} {
		if !strings.Contains(body, want) {
			t.Errorf("after the measurement the page has no %q", want)
		}
	}
}

func TestTheLastMeasurementInNumbers(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner(), Meter: instantMeter()})
	if problem := mustProblem(t, ask(s, http.MethodGet, "/api/fidelity", "")); problem["status"] != 404.0 {
		t.Errorf("before the first one: %v, want 404", problem)
	}
	post(s, "/api/fidelity", "")
	var got struct {
		At     string
		Rounds int
		Pairs  []lab.Cost
	}
	w := ask(s, http.MethodGet, "/api/fidelity", "")
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	if got.At == "" || got.Rounds != 27 || !slices.Equal(got.Pairs, aFidelity().Pairs) {
		t.Errorf("got %+v, want %+v", got, aFidelity())
	}
}

func TestWhoComesTooLateToFollowSeesTheEnd(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner(), Meter: instantMeter()})
	if got := ask(s, http.MethodGet, "/api/fidelity/progress", "").Body.String(); got != `{"stopped":true}`+"\n" {
		t.Errorf("nothing was measured: %q, want that it was stopped", got)
	}
	post(s, "/api/fidelity", "")
	if got := ask(s, http.MethodGet, "/api/fidelity/progress", "").Body.String(); !strings.HasPrefix(got, `{"cells":`) {
		t.Errorf("after a measurement: %q, want its result", got)
	}
}

func TestAMachineThatCannotBeMeasuredSaysSo(t *testing.T) {
	meter := instantMeter()
	meter.err = errors.New("no sockets here")
	for name, s := range map[string]*Server{
		"a meter that fails": mustServer(t, Config{Runner: newFakeRunner(), Meter: meter}),
		"no meter":           mustServer(t, Config{Runner: newFakeRunner()}),
	} {
		if problem := mustProblem(t, ask(s, http.MethodPost, "/fidelity", "")); problem["status"] != 501.0 {
			t.Errorf("%s: %v, want 501", name, problem)
		}
		if got := post(s, "/api/fidelity", "").Body.String(); !strings.Contains(got, problemType+"measure") {
			t.Errorf("%s: lines %q, want the problem as the last", name, got)
		}
		if w := ask(s, http.MethodGet, "/fidelity", ""); w.Code != http.StatusOK {
			t.Errorf("%s: the page has status %d, want 200", name, w.Code)
		}
	}
}

func TestFollowersOfAMeasurementAreBounded(t *testing.T) {
	var m measuring
	var leaves []func()
	for range maxFollowers {
		leave, err := m.follow()
		if err != nil {
			t.Fatal(err)
		}
		leaves = append(leaves, leave)
	}
	if _, err := m.follow(); err == nil || asFault(err).status != http.StatusTooManyRequests {
		t.Errorf("one more follows: %v", err)
	}
	leaves[0]()
	if _, err := m.follow(); err != nil {
		t.Errorf("after one left: %v", err)
	}
}
