package web

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/export"
	"stickylab/lab/order"
)

const formMedia = "application/x-www-form-urlencoded"

func postForm(s http.Handler, form url.Values, headers ...string) *httptest.ResponseRecorder {
	return ask(s, http.MethodPost, "/runs", form.Encode(), append([]string{"Content-Type", formMedia, "Accept", "text/html"}, headers...)...)
}

func TestAFormLeadsToItsRun(t *testing.T) {
	tests := []struct {
		name string
		form url.Values
		slug string
	}{
		{"a lesson", url.Values{"slug": {"tcp-echo"}, "guess": {"1"}}, "tcp-echo"},
		{"a script as a textarea sends it", url.Values{"script": {strings.ReplaceAll(talk, "\n", "\r\n")}}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			runner := newFakeRunner()
			runner.began = ended("hello")
			w := postForm(mustServer(t, Config{Runner: runner}), tt.form)
			if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/runs/runA" {
				t.Fatalf("status %d, Location %q, body %s, want 303 to /runs/runA", w.Code, w.Header().Get("Location"), w.Body)
			}
			started := runner.orders()[0]
			if started.slug != tt.slug || strings.Contains(started.exp.Script, "\r") {
				t.Errorf("started %q with slug %q, want slug %q and no CR", started.exp.Script, started.slug, tt.slug)
			}
		})
	}
}

func TestAFormWithAMistakeIsShownAgain(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	lesson, _ := course.Shipped().Find("hello-feng")
	wrong := url.Values{"slug": {lesson.Slug}}
	for i, value := range export.Literals(lesson.Experiment) {
		wrong.Set(literalField(i), value)
	}
	wrong.Set("literal.1", "<b>zap")
	tests := []struct {
		name string
		form url.Values
		want []string
	}{
		{"a script", url.Values{"script": {"tcp\nserver:\n    <b>lissten\n"}}, []string{"<textarea", "&lt;b&gt;lissten"}},
		{"a literal", wrong, []string{"<form", "&lt;b&gt;zap", `name="literal.1"`, "aria-invalid"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := postForm(s, tt.form)
			if w.Code != http.StatusUnprocessableEntity {
				t.Errorf("status %d, want 422", w.Code)
			}
			for _, want := range tt.want {
				if !strings.Contains(w.Body.String(), want) {
					t.Errorf("the page has no %q", want)
				}
			}
			if strings.Contains(w.Body.String(), "<b>lissten") || strings.Contains(w.Body.String(), "<b>zap") {
				t.Error("what was sent is markup in the page")
			}
		})
	}
	if got := len(runner.orders()); got != 0 {
		t.Errorf("%d runs were started, want none", got)
	}
}

func TestFormsThatCannotBe(t *testing.T) {
	many := url.Values{"slug": {"tcp-echo"}}
	for i := range order.MaxLiterals + 1 {
		many.Set(literalField(i), "1")
	}
	tests := []struct {
		name, media, body string
		status            int
	}{
		{"JSON", "application/json", `{}`, 415},
		{"a file upload", "multipart/form-data; boundary=x", "", 415},
		{"broken escapes", formMedia, "slug=%zz", 400},
		{"too large", formMedia, "script=" + strings.Repeat("x", maxBodyBytes), 413},
		{"an unknown lesson", formMedia, "slug=nope", 404},
		{"too many literals", formMedia, many.Encode(), 400},
	}
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := ask(s, http.MethodPost, "/runs", tt.body, "Content-Type", tt.media, "Accept", "text/html,*/*;q=0.8")
			if w.Code != tt.status || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
				t.Errorf("status %d of type %q, want %d as a page", w.Code, w.Header().Get("Content-Type"), tt.status)
			}
		})
	}
}

func TestAFormMeetsALimit(t *testing.T) {
	runner := newFakeRunner()
	runner.fail(fmt.Errorf("start: %w", &lab.LimitError{Name: "runs", Max: 7}))
	w := postForm(mustServer(t, Config{Runner: runner}), url.Values{"slug": {"tcp-echo"}}, "Accept-Language", "en")
	if w.Code != http.StatusTooManyRequests || !strings.Contains(w.Body.String(), "The limit runs is 7") {
		t.Errorf("status %d, body %s, want 429 that names the limit", w.Code, w.Body)
	}
}
