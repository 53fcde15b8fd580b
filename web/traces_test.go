package web

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"stickylab/lab"
	"stickylab/lab/record"
)

// fakeTraces reads a trace and puts it among the runs, as it is.
type fakeTraces struct {
	runner *fakeRunner
	name   string
	by     lab.Who
}

func (f *fakeTraces) Open(_ context.Context, by lab.Who, name string, r io.Reader) (string, error) {
	trace, err := record.ReadTrace(r, record.TraceLimits{Events: 10, Bytes: 100})
	if err != nil {
		return "", err
	}
	f.name, f.by = name, by
	about := trace.Header
	about.Stored = []record.Stored{{
		File: name, At: time.Date(2026, 11, 29, 2, 6, 0, 0, time.UTC),
		Claims: []record.Claim{{Seq: 1, Verdict: []string{"lost"}}}, More: 7,
	}}
	log := record.NewLog(about)
	for i := range trace.Events {
		log.Append(&trace.Events[i])
	}
	log.End(trace.End)
	f.runner.mu.Lock()
	defer f.runner.mu.Unlock()
	f.runner.logs["stored"] = log
	return "stored", nil
}

func storedTrace(order string) string {
	return `{"version":2,"script":"tcp\nclient:\n    connect\n",` + order + `"transport":"tcp","peers":["client"],` +
		`"env":{"os":"linux","arch":"amd64","kernel":"6.1","address":""},` +
		`"events":[{"seq":1,"peer":"client","conn":2,"call":"send","stream":2,"asked":2,"got":2,"data":"aGk="}],"end":{"reason":"done","detail":""}}`
}

func mustTraceServer(t *testing.T) (*Server, *fakeTraces) {
	t.Helper()
	runner := newFakeRunner()
	traces := &fakeTraces{runner: runner}
	return mustServer(t, Config{Runner: runner, Traces: traces}), traces
}

func postTrace(s http.Handler, text string, headers ...string) *httptest.ResponseRecorder {
	return ask(s, http.MethodPost, "/api/traces?name=%E7%B2%98.json", text, append([]string{"Content-Type", "application/json"}, headers...)...)
}

func TestATraceIsOpened(t *testing.T) {
	s, traces := mustTraceServer(t)
	w := postTrace(s, strings.Repeat(" ", maxBodyBytes)+storedTrace(""))
	if w.Code != http.StatusCreated || w.Header().Get("Location") != "/runs/stored" || strings.TrimSpace(w.Body.String()) != `{"id":"stored","url":"/runs/stored"}` {
		t.Fatalf("%d %q %s", w.Code, w.Header().Get("Location"), w.Body)
	}
	if traces.name != "粘.json" || traces.by.Addr == "" {
		t.Errorf("opened %q for %+v", traces.name, traces.by)
	}
	for lang, want := range map[string][]string{
		"en": {
			"From a file, not measured here.", "粘.json · opened 2026-11-29 02:06 UTC · made on linux 6.1 amd64, as the file says",
			`<a href="?sel=event.1">Event 1</a>: the file says lost.`, "and 7 more", "<h1>From a file: 粘.json</h1>",
		},
		"zh": {"来自文件，不是这里测的。", "第 1 个事件</a>：文件里写的是丢失。", "还有 7 处"},
	} {
		page := ask(s, http.MethodGet, "/runs/stored", "", "Accept", "text/html", "Accept-Language", lang).Body.String()
		for _, text := range want {
			if !strings.Contains(page, text) {
				t.Errorf("%s: no %q on the page", lang, text)
			}
		}
		if strings.Contains(page, `action="/runs"`) {
			t.Errorf("%s: the page offers to run what nothing says was run", lang)
		}
		_, strip, _ := strings.Cut(page, "data-stored")
		if strip, _, _ = strings.Cut(strip, "</section>"); strip == "" || strings.Contains(strip, "<details") {
			t.Errorf("%s: the strip can be folded", lang)
		}
		compared := ask(s, http.MethodGet, "/compare?a=stored", "", "Accept", "text/html", "Accept-Language", lang).Body.String()
		if !strings.Contains(compared, want[0]) {
			t.Errorf("%s: a comparison does not say that the run is from a file", lang)
		}
	}
	var trace struct{ Stored []record.Stored }
	if err := json.Unmarshal(ask(s, http.MethodGet, "/api/runs/stored", "").Body.Bytes(), &trace); err != nil || len(trace.Stored) != 1 || trace.Stored[0].File != "粘.json" {
		t.Errorf("%v, the trace has %+v", err, trace.Stored)
	}
}

// A run can be made again where the order of the file says what it was, and then
// it is what the order says.
func TestAStoredTraceIsRunByItsOrder(t *testing.T) {
	for name, c := range map[string]struct{ order, want string }{
		"a lesson":          {`"slug":"tcp-echo","order":{"experiment":"tcp-echo"},`, `name="slug" value="tcp-echo"`},
		"a script":          {`"order":{"script":"udp\nserver:\n    bind\n"},`, "name=\"script\" value=\"udp\nserver:"},
		"an unknown lesson": {`"slug":"x","order":{"experiment":"x"},`, ""},
		"no order":          {`"slug":"tcp-echo",`, ""},
	} {
		s, _ := mustTraceServer(t)
		if w := postTrace(s, storedTrace(c.order)); w.Code != http.StatusCreated {
			t.Fatalf("%s: %d %s", name, w.Code, w.Body)
		}
		page := ask(s, http.MethodGet, "/runs/stored", "", "Accept", "text/html", "Accept-Language", "en").Body.String()
		if got := strings.Contains(page, "Run here what the file asked for"); got != (c.want != "") || !strings.Contains(page, c.want) {
			t.Errorf("%s: offered %v, want %q", name, got, c.want)
		}
	}
}

func TestABadTraceIsRefusedInWords(t *testing.T) {
	s, _ := mustTraceServer(t)
	bad := strings.Replace(storedTrace(""), `"got":2`, `"got":1`, 1)
	for lang, want := range map[string]string{
		"en": `event 1 (byte 163), "data": got is 1, but there are 2 bytes of data; both must be the same.`,
		"zh": `第 1 个事件（第 163 个字节之后）的 "data"：got 是 1，data 却有 2 个字节；两者必须一样。`,
	} {
		w := postTrace(s, bad, "Accept-Language", lang)
		var said struct {
			Detail, List, Member string
			Number, Offset       int
		}
		if err := json.Unmarshal(w.Body.Bytes(), &said); err != nil || w.Code != http.StatusUnprocessableEntity || !strings.Contains(said.Detail, want) {
			t.Errorf("%s: %d %v %s, want %s", lang, w.Code, err, w.Body, want)
		}
		if said.List != "events" || said.Number != 1 || said.Offset != 163 || said.Member != "data" {
			t.Errorf("%s: %+v", lang, said)
		}
		page := postTraceForm(t, s, "trace", "x.json", bad, "Accept-Language", lang)
		if page.Code != http.StatusUnprocessableEntity || !strings.Contains(page.Body.String(), strings.NewReplacer(`"`, "&#34;").Replace(want)) {
			t.Errorf("%s: the form got %d, without %s", lang, page.Code, want)
		}
	}
	for name, c := range map[string]struct {
		w    *httptest.ResponseRecorder
		code int
	}{
		"another site":   {postTrace(s, storedTrace(""), "Origin", "http://evil.example"), http.StatusForbidden},
		"another media":  {ask(s, http.MethodPost, "/api/traces", storedTrace(""), "Content-Type", "text/plain"), http.StatusUnsupportedMediaType},
		"too many":       {postTrace(s, strings.Replace(storedTrace(""), `"got":2,"data":"aGk="`, `"got":120,"data":"`+strings.Repeat("A", 160)+`"`, 1)), http.StatusUnprocessableEntity},
		"another field":  {postTraceForm(t, s, "file", "x.json", storedTrace("")), http.StatusBadRequest},
		"no file":        {postTraceForm(t, s, "trace", "", ""), http.StatusBadRequest},
		"another form":   {ask(s, http.MethodPost, "/traces", "trace=x", "Content-Type", formMedia), http.StatusUnsupportedMediaType},
		"a site's form":  {postTraceForm(t, s, "trace", "x.json", storedTrace(""), "Origin", "http://evil.example"), http.StatusForbidden},
		"no boundary":    {ask(s, http.MethodPost, "/traces", "x", "Content-Type", "multipart/form-data"), http.StatusBadRequest},
		"other methods":  {ask(s, http.MethodGet, "/api/traces", ""), http.StatusMethodNotAllowed},
		"a lab without":  {postTrace(mustServer(t, Config{Runner: newFakeRunner()}), storedTrace("")), http.StatusNotFound},
		"an empty trace": {postTrace(s, ""), http.StatusUnprocessableEntity},
	} {
		if c.w.Code != c.code {
			t.Errorf("%s: %d, want %d: %s", name, c.w.Code, c.code, c.w.Body)
		}
	}
}

// Without JavaScript a trace is opened by a form, which is on the first page, on
// the bench and on the page of a run.
func TestAFormOpensATrace(t *testing.T) {
	s, traces := mustTraceServer(t)
	w := postTraceForm(t, s, "trace", "run.json", storedTrace(""))
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/runs/stored" || traces.name != "run.json" {
		t.Fatalf("%d %q %q %s", w.Code, w.Header().Get("Location"), traces.name, w.Body)
	}
	for _, path := range []string{"/", "/script", "/runs/stored"} {
		page := ask(s, http.MethodGet, path, "", "Accept", "text/html").Body.String()
		if !strings.Contains(page, `action="/traces" enctype="multipart/form-data"`) || !strings.Contains(page, `type="file" name="trace"`) {
			t.Errorf("%s has no form that opens a trace", path)
		}
	}
}

func postTraceForm(t *testing.T, s http.Handler, field, file, text string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile(field, file)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(part, text); err != nil {
		t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return ask(s, http.MethodPost, "/traces", body.String(), append([]string{"Content-Type", form.FormDataContentType(), "Accept", "text/html"}, headers...)...)
}
