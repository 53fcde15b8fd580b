package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/export"
	"stickylab/lab/order"
)

func TestStartingARun(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	tests := []struct {
		name, body, slug string
	}{
		{"a script", mustJSON(t, map[string]string{"script": talk}), ""},
		{"a lesson", `{"experiment":"hello-feng"}`, "hello-feng"},
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := post(s, "/api/runs", tt.body)
			id := "run" + string(rune('A'+i))
			want := fmt.Sprintf(`{"id":%q,"url":"/runs/%s","feed":"/api/runs/%s/feed"}`+"\n", id, id, id)
			if w.Code != http.StatusCreated || w.Body.String() != want {
				t.Fatalf("status %d, body %s, want 201 and %s", w.Code, w.Body, want)
			}
			if got, want := w.Header().Get("Location"), "/api/runs/"+id; got != want {
				t.Errorf("Location %q, want %q", got, want)
			}
			last := runner.orders()[i]
			if last.slug != tt.slug || last.by != (lab.Who{Addr: "192.0.2.1"}) || last.exp.Transport != lab.TCP {
				t.Errorf("started %+v, want slug %q for client 192.0.2.1 on tcp", last, tt.slug)
			}
		})
	}
}

func TestRequestsThatCannotBe(t *testing.T) {
	lesson, _ := course.Shipped().Find("hello-feng")
	literals := export.Literals(lesson.Experiment)
	literals[1] = "zap"
	tests := []struct {
		name, target, body string
		status             int
		kind               string
		members            map[string]any
	}{
		{"no JSON", "/api/runs", `{"script"`, 400, "request", nil},
		{"more than one value", "/api/runs", `{} {}`, 400, "request", nil},
		{"an array", "/api/runs", `[]`, 400, "request", nil},
		{"null", "/api/runs", `null`, 400, "request", nil},
		{"an empty body", "/api/runs", ``, 400, "request", nil},
		{"a wrong codec of an exercise", "/api/runs", `{"framing":"codec=lines"}`, 422, "codec", nil},
		{"an exercise and a script", "/api/runs", `{"framing":"preset=tls","script":"tcp"}`, 400, "choice", nil},
		{"nothing to run", "/api/runs", `{}`, 400, "choice", nil},
		{"two things to run", "/api/runs", `{"script":"","experiment":"x"}`, 400, "choice", nil},
		{"literals of a script", "/api/runs", `{"script":"tcp","literals":[]}`, 400, "choice", nil},
		{"unknown fields", "/api/runs", `{"zeal":1,"experiment":"x","extra":2}`, 400, "fields", map[string]any{"fields": []any{"extra", "zeal"}}},
		{"a name in other letters", "/api/runs", `{"Script":"tcp"}`, 400, "fields", map[string]any{"fields": []any{"Script"}}},
		{"n without repeats", "/api/runs", `{"script":"tcp","n":2}`, 400, "fields", map[string]any{"fields": []any{"n"}}},
		{"a value of another type", "/api/runs", `{"script":7}`, 400, "value", map[string]any{"fields": []any{"script"}}},
		{"too many literals", "/api/runs", `{"experiment":"tcp-echo","literals":[` + strings.Repeat(`"",`, order.MaxLiterals) + `""]}`, 400, "value", nil},
		{"an unknown lesson", "/api/runs", `{"experiment":"nope"}`, 404, "lesson.gone", nil},
		{"a literal that cannot be", "/api/runs", mustJSON(t, map[string]any{"experiment": lesson.Slug, "literals": literals}), 422, "literal", map[string]any{"literal": 1.0}},
		{"too few literals", "/api/runs", `{"experiment":"hello-feng","literals":["5"]}`, 422, "literal", nil},
		{"a script with two", "/api/runs", `{"script":"tcp\nserver:\n    lissten 5\n    recv １０\n"}`, 422, "script", map[string]any{
			"line": 3.0, "more": []any{"第 4 行第 10 列：１ 是全角符号。请改成半角的 1"},
		}},
		{"a script with an error", "/api/runs", `{"script":"tcp\nserver:\n    lissten 5\n"}`, 422, "script", map[string]any{"line": 3.0, "col": 5.0}},
		{"too large a body", "/api/runs", `{"script":"` + strings.Repeat("x", maxProgramsBody) + `"}`, 413, "large", map[string]any{"max": float64(maxProgramsBody)}},
		{"too large a body of repeats", "/api/repeats", `{"script":"` + strings.Repeat("x", maxBodyBytes) + `"}`, 413, "large", map[string]any{"max": float64(maxBodyBytes)}},
		{"no repeats", "/api/repeats", `{"experiment":"tcp-echo","n":0}`, 400, "repeats", map[string]any{"max": 1000.0}},
		{"repeats left out", "/api/repeats", `{"experiment":"tcp-echo"}`, 400, "repeats", nil},
		{"too many repeats", "/api/repeats", `{"experiment":"tcp-echo","n":1001}`, 400, "repeats", nil},
		{"half a repeat", "/api/repeats", `{"experiment":"tcp-echo","n":1.5}`, 400, "value", map[string]any{"fields": []any{"n"}}},
	}
	runner := newFakeRunner()
	runner.began = ended("x") // what is started all the same holds nothing up
	s := mustServer(t, Config{Runner: runner})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := post(s, tt.target, tt.body)
			problem := mustProblem(t, w)
			if w.Code != tt.status || problem["type"] != problemType+tt.kind {
				t.Errorf("status %d, problem %v, want %d of type %s", w.Code, problem, tt.status, tt.kind)
			}
			for name, want := range tt.members {
				if !reflect.DeepEqual(problem[name], want) {
					t.Errorf("member %s is %v, want %v", name, problem[name], want)
				}
			}
		})
	}
	if started := runner.orders(); len(started) != 0 {
		t.Errorf("%d runs were started, want none", len(started))
	}
}

func mustJSON(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestProblemsNameTheFieldInTheReadersLanguage(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for lang, want := range map[string][2]string{
		"zh": {"字段", "experiment、framing、literals、options、outside、own、programs、script、transport"}, "en": {"field", "experiment, framing, literals, options, outside, own, programs, script, transport"},
	} {
		detail, _ := mustProblem(t, post(s, "/api/runs", `{"bad<b>":1}`, "Accept-Language", lang))["detail"].(string)
		for _, part := range []string{want[0], `"bad<b>"`, want[1]} {
			if !strings.Contains(detail, part) {
				t.Errorf("%s: detail %q, want %q in it", lang, detail, part)
			}
		}
	}
}

func TestOnlyJSONIsReadAsJSON(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, media := range []string{"", "text/plain", "application/x-www-form-urlencoded", "application/jsonp", ";"} {
		w := ask(s, http.MethodPost, "/api/runs", `{"experiment":"tcp-echo"}`, "Content-Type", media)
		if mustProblem(t, w); w.Code != http.StatusUnsupportedMediaType || w.Header().Get("Accept-Post") != "application/json" {
			t.Errorf("content type %q: status %d, Accept-Post %q, want 415 and application/json", media, w.Code, w.Header().Get("Accept-Post"))
		}
	}
	if w := ask(s, http.MethodPost, "/api/runs", `{"experiment":"tcp-echo"}`, "Content-Type", "application/json; charset=utf-8"); w.Code != http.StatusCreated {
		t.Errorf("with a charset: status %d, want 201", w.Code)
	}
}

func TestLimitsOfTheRunner(t *testing.T) {
	runner := newFakeRunner()
	runner.fail(fmt.Errorf("start: %w", &lab.LimitError{Name: "client-runs", Max: 8, Wait: 28600 * time.Millisecond}))
	s := mustServer(t, Config{Runner: runner})
	w := post(s, "/api/runs", `{"experiment":"tcp-echo"}`)
	problem := mustProblem(t, w)
	if w.Code != http.StatusTooManyRequests || problem["limit"] != "client-runs" || problem["max"] != 8.0 || w.Header().Get("Retry-After") != "29" {
		t.Errorf("status %d, problem %v, Retry-After %q, want 429 with the limit's name and value", w.Code, problem, w.Header().Get("Retry-After"))
	}
}

func TestOtherErrorsOfTheRunnerAreNotShown(t *testing.T) {
	runner := newFakeRunner()
	runner.fail(errors.New("secret cause"))
	s := mustServer(t, Config{Runner: runner})
	w := post(s, "/api/runs", `{"experiment":"tcp-echo"}`)
	if mustProblem(t, w); w.Code != http.StatusInternalServerError || strings.Contains(w.Body.String(), "secret") {
		t.Errorf("status %d, body %s, want 500 without the cause", w.Code, w.Body)
	}
}

func TestTheTraceOfARun(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	log := newLog()
	log.Append(new(sent(0, 5)))
	runner.add("some", log)
	var trace struct {
		Version int
		Events  []struct{ Data []byte }
	}
	w := ask(s, http.MethodGet, "/api/runs/some", "")
	if err := json.Unmarshal(w.Body.Bytes(), &trace); err != nil || trace.Version != 2 || len(trace.Events) != 1 || string(trace.Events[0].Data) != "xxxxx" {
		t.Errorf("trace %s (%v), want version 2 with one send of xxxxx", w.Body, err)
	}
}

func TestStoppingARun(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	runner.add("some", newLog())
	if w := ask(s, http.MethodDelete, "/api/runs/some", ""); w.Code != http.StatusNoContent || w.Body.Len() != 0 {
		t.Errorf("status %d, body %q, want 204 without one", w.Code, w.Body)
	}
	if got := runner.stops(); !reflect.DeepEqual(got, []string{"some"}) {
		t.Errorf("stopped %q, want some", got)
	}
	for _, method := range []string{http.MethodDelete, http.MethodGet} {
		w := ask(s, method, "/api/runs/other", "")
		if problem := mustProblem(t, w); w.Code != http.StatusNotFound || problem["type"] != problemType+"run.gone" {
			t.Errorf("%s of a run that is not there: %v, want 404 run.gone", method, problem)
		}
	}
}

func TestExperimentsAreListed(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	var list []listedExperiment
	w := ask(s, http.MethodGet, "/api/experiments", "", "Accept-Language", "en")
	if err := json.Unmarshal(w.Body.Bytes(), &list); err != nil || len(list) == 0 {
		t.Fatalf("list %s (%v), want lessons", w.Body, err)
	}
	for _, e := range list {
		if e.Slug == "" || e.Title == "" || e.Part == 0 || e.Script == "" {
			t.Errorf("experiment %+v lacks something", e)
		}
	}
}
