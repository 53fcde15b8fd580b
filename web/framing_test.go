package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/cure"
	"stickylab/lab/frame"
	"stickylab/lab/record"
	"stickylab/lab/script"
)

func TestFramingAsked(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, test := range []struct{ name, query, address, field, script string }{
		{"a preset", "preset=tls", "/framing?preset=tls", "", "wait client end\n"},
		{"a codec", "preset=tls&codec=line&cut=each", "/framing?codec=line&cut=each&preset=tls", "", "codec line\n"},
		{"cut in the header", "preset=dns&cut=header&at=1", "/framing?at=1&cut=header&preset=dns", "", " cut 1 gap 10ms"},
		{"bytes of a receive", "preset=dns&by=3", "/framing?by=3&preset=dns", "", "recv frame by 3\n"},
		{"numbers out of range", "preset=dns&by=0&cut=header&at=1000", "/framing?at=64&by=1&cut=header&preset=dns", "", "recv frame by 1\n"},
		{"a format that is none", "preset=tls&codec=length+%22%21Z%22", "/framing?codec=length+%22%21Z%22&preset=tls", "format", ""},
		{"an offset that is none", "preset=tls&codec=length+%22%21H%22+offset+x", "/framing?codec=length+%22%21H%22+offset+x&preset=tls", "offset", ""},
		{"a negative one", "preset=tls&codec=length+%22%21H%22+offset+-1", "/framing?codec=length+%22%21H%22+offset+-1&preset=tls", "offset", ""},
		{"a size that is none", "preset=fixed&codec=fixed+0", "/framing?codec=fixed+0&preset=fixed", "size", ""},
		{"a text that is too long", "codec=line" + strings.Repeat("+", 300), "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := ask(s, http.MethodGet, "/api/framing?"+test.query, "", "Accept-Language", "en")
			var got framingAnswer
			if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
				t.Fatal(err)
			}
			if test.address != "" && got.Address != test.address {
				t.Errorf("address %s, want %s", got.Address, test.address)
			}
			if (got.Problem == nil) != (got.Order.Framing != "") {
				t.Errorf("problem %v, order %+v, want one of them", got.Problem, got.Order)
			}
			if (got.Problem == nil) != (test.script != "") || !strings.Contains(got.Script, test.script) {
				t.Errorf("problem %v, script\n%s", got.Problem, got.Script)
			}
			if got.Problem != nil && (got.Problem.Field != test.field || got.Problem.Text == "") {
				t.Errorf("problem %+v, want the field %q", got.Problem, test.field)
			}
		})
	}
}

func TestFramingPages(t *testing.T) {
	runner := newFakeRunner()
	runner.began = func(l *record.Log) { l.End(lab.End{Reason: lab.EndDone}) }
	s := mustServer(t, Config{Runner: runner})
	w := ask(s, http.MethodGet, "/framing?preset=tls&was=x&kind=length&codec=line", "", "Accept", "text/html")
	if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != "/framing?codec=line&preset=tls" {
		t.Errorf("a form led to %d %s", w.Code, got)
	}
	form := []string{"Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html"}
	w = ask(s, http.MethodPost, "/framing", "preset=tls&codec=line", form...)
	if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != "/framing?codec=line&preset=tls&run=runA" {
		t.Errorf("a run led to %d %s", w.Code, got)
	}
	w = ask(s, http.MethodGet, "/framing?codec=line&preset=tls&run=runA", "", "Accept", "text/html")
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `data-run="runA"`) {
		t.Errorf("the run is not on the page of %d", w.Code)
	}
	w = ask(s, http.MethodGet, "/framing?codec=line&cut=each&preset=tls&run=runA", "", "Accept", "text/html")
	if w.Code != http.StatusOK || strings.Contains(w.Body.String(), `data-run="runA"`) {
		t.Errorf("the run of another cut is on the page of %d", w.Code)
	}
	w = ask(s, http.MethodPost, "/framing", "preset=tls&codec=lines", form...)
	if w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "framing-problem") {
		t.Errorf("a wrong codec gave %d", w.Code)
	}
	if n := len(runner.orders()); n != 1 {
		t.Errorf("%d runs, want 1", n)
	}
}

func TestCures(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	for _, test := range []struct {
		name, body string
		passes     bool
		kind       string
		pieces     []int
	}{
		{"a lesson by length", `{"experiment":"hello-feng","codec":"length \"!I\"","seed":3}`, true, "", slices.Repeat([]int{1}, 17)},
		{"a delimiter in a message", `{"messages":"\"hello\"\n\"a\\nb\"","codec":"delimiter \"\\n\""}`, false, frame.KindDelimiter, []int{4}},
		{"no codec", `{"messages":"\"hello\"","codec":"none"}`, false, "", []int{1, 4}},
		{"a script", `{"script":"tcp\nclient:\n    connect\n    send \"x\" * 300\n","codec":"length \"B\""}`, false, frame.KindUnwritable, []int{301}},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := post(s, "/api/cures", test.body, "Accept-Language", "en")
			var got triedCure
			if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != http.StatusCreated {
				t.Fatalf("%d %v %s", w.Code, err, w.Body)
			}
			kind := ""
			if got.Case.Refused != nil {
				kind = got.Case.Refused.Kind
			}
			if got.Passes != test.passes || kind != test.kind || !slices.Equal(got.Case.Pieces, test.pieces) || len(got.Lines) < 2 {
				t.Errorf("got passes %v, %q, %v, %q", got.Passes, kind, got.Case.Pieces, got.Lines)
			}
			orders := runner.orders()
			if last := orders[len(orders)-1]; last.exp.Script != got.Case.Script || got.URL != "/runs/"+got.ID {
				t.Errorf("the run %s is of\n%s", got.ID, last.exp.Script)
			}
		})
	}
}

func TestCuresThatAreNone(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner})
	for _, test := range []struct {
		name, body, field string
		status            int
	}{
		{"nothing to try", `{"codec":"line"}`, "", http.StatusBadRequest},
		{"too much to try", `{"messages":"\"a\"","experiment":"tcp-echo","codec":"line"}`, "", http.StatusBadRequest},
		{"a lesson that is none", `{"experiment":"x","codec":"line"}`, "", http.StatusNotFound},
		{"a codec that is none", `{"messages":"\"a\"","codec":"lines"}`, "codec", http.StatusUnprocessableEntity},
		{"a parameter that cannot be", `{"messages":"\"a\"","codec":"fixed 0"}`, "codec", http.StatusUnprocessableEntity},
		{"a codec without end", `{"messages":"\"a\"","codec":"` + strings.Repeat("x", 300) + `"}`, "codec", http.StatusUnprocessableEntity},
		{"messages without quotes", `{"messages":"hello","codec":"line"}`, "messages", http.StatusUnprocessableEntity},
		{"no messages", `{"messages":"\n\n","codec":"line"}`, "messages", http.StatusUnprocessableEntity},
		{"messages without end", `{"messages":"` + strings.Repeat("x", maxMessagesText+1) + `","codec":"line"}`, "", http.StatusRequestEntityTooLarge},
		{"a seed that is none", `{"messages":"\"a\"","codec":"line","seed":-1}`, "seed", http.StatusBadRequest},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := post(s, "/api/cures", test.body)
			problem := mustProblem(t, w)
			if w.Code != test.status {
				t.Errorf("status %d, want %d: %v", w.Code, test.status, problem)
			}
			if fields, _ := problem["fields"].([]any); test.field != "" && (len(fields) != 1 || fields[0] != test.field) {
				t.Errorf("fields %v, want %s", problem["fields"], test.field)
			}
		})
	}
	if n := len(runner.orders()); n != 0 {
		t.Errorf("%d runs were started", n)
	}
	runner.fail(&lab.LimitError{Name: "runs", Max: 4})
	if w := post(s, "/api/cures", `{"messages":"\"a\"","codec":"line"}`); w.Code != http.StatusTooManyRequests {
		t.Errorf("over a limit: %d", w.Code)
	}
}

// TestCuresOfForms is the card without JavaScript.
func TestCuresOfForms(t *testing.T) {
	runner := newFakeRunner()
	runner.began = func(l *record.Log) { l.End(lab.End{Reason: lab.EndDone}) }
	s := mustServer(t, Config{Runner: runner})
	form := []string{"Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html", "Accept-Language", "en"}
	for _, test := range []struct {
		body, want string
		status     int
	}{
		{"slug=tcp-echo&messages=%22a%22%0D%0A%22b%22&codec=line&seed=1", "It holds", http.StatusOK},
		{"slug=tcp-echo&messages=%22a%22&codec=lines", "codec, at character 1", http.StatusUnprocessableEntity},
	} {
		w := ask(s, http.MethodPost, "/cures", test.body, form...)
		if w.Code != test.status || !strings.Contains(w.Body.String(), test.want) || !strings.Contains(w.Body.String(), `href="/lessons/tcp-echo"`) {
			t.Errorf("%s: %d, no %q", test.body, w.Code, test.want)
		}
	}
}

// TestLargestCureCanBeRun: the script of whatever is tried is one.
func TestLargestCureCanBeRun(t *testing.T) {
	messages := slices.Repeat([][]byte{bytes.Repeat([]byte("\xff"), cure.MaxMessage)}, 30)
	kept, _ := cure.Bound(messages)
	for _, codec := range []string{"", `length "!I"`, `length "B"`, `fixed 2000`, `fixed 8`} {
		var c frame.Codec
		if codec != "" {
			c, _ = script.ParseCodec(codec)
		}
		text := cure.Try(c, kept, 1).Case.Script(c)
		_, err := script.Parse(text)
		var wrong *script.Error
		if errors.As(err, &wrong) {
			t.Errorf("%q: %v", codec, wrong)
		}
	}
}

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
