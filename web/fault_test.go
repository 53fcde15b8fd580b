package web

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"stickylab/lab"
	"stickylab/lab/export"
	"stickylab/lab/order"
	"stickylab/lab/script"
)

func TestEveryFaultHasWordsInBothLanguages(t *testing.T) {
	_, badSyntax := script.Parse("tcp\nx")
	_, badEdit := export.Edit(lab.Experiment{}, []string{"5"})
	faults := []*fault{
		asFault(errors.New("anything")), asFault(&lab.LimitError{Name: "runs", Max: 1}), asFault(badSyntax),
		asFault(badEdit), asFault(&http.MaxBytesError{Limit: 7}), unreadable(nil), notUTF8(3), badValue("x"),
		unknownFields([]string{"x"}, []string{"y"}), badOrder(&order.Error{Kind: order.KindChoice}), badRepeats(3), wrongMediaType("x/y"), noPage(),
		noLesson("x"), noRun(), notOwner(), wrongMethod("PUT", nil), wrongHost("x"), wrongOrigin(), noUpgrade(), closing(), draining(), notReady(errors.New("no folder")), notReady(&lab.LimitError{Name: "addresses"}),
	}
	for _, f := range faults {
		for _, lang := range []string{zh, en} {
			said := f.title(lang) + " " + f.detail(lang)
			if strings.ContainsAny(said, "{}") || f.title(lang) == "" {
				t.Errorf("%s in %s: %q lacks a word or a value", f.kind, lang, said)
			}
		}
		if f.title(zh) == f.title(en) {
			t.Errorf("%s has the same title %q in both languages", f.kind, f.title(en))
		}
	}
}

func FuzzDecodeObject(f *testing.F) {
	for _, seed := range []string{`{}`, `{"script":"tcp"}`, `{"n":1e9}`, `{"literals":[null]}`, `[`, `{"a":1,"a":2}`, "\xff", `{"script":null}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		var (
			o orderFields
			n int
		)
		fields := o.fields()
		fields["n"] = &n
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		if err := decodeObject(r, fields); err != nil && asFault(err).status != http.StatusBadRequest {
			t.Errorf("body %q: %v, want nil or a bad request", body, err)
		}
	})
}

// Bytes that are no UTF-8 are refused with their place, and not sent as others.
func TestABodyThatIsNoUTF8IsRefused(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	w := post(s, "/api/runs", "{\"script\":\"udp\\nclient:\\n    connect\\n    send \\\"\xc4\xe3\\\"\\n\"}")
	if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "problem:utf8") || !strings.Contains(w.Body.String(), "49") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// Half of a character is refused with its place; a whole one, and a backslash that is one,
// are not.
func TestHalfACharacterIsRefused(t *testing.T) {
	for text, want := range map[string]int{
		`a`: 200, `\ud83d\ude00`: 200, `\\ud800`: 200, `\u0041`: 200,
		`\ud800`: 400, `\ude00`: 400, `\ud83dx`: 400, `\ud83d\u0041`: 400, `\\\udc00`: 400, `\ud83d\ud83d\ude00`: 400,
	} {
		s := mustServer(t, Config{Runner: newFakeRunner()})
		w := post(s, "/api/bytes", `{"codec":"line","text":"`+text+`"}`)
		if w.Code != want || strings.Contains(w.Body.String(), "problem:surrogate") != (want == http.StatusBadRequest) {
			t.Errorf("%s: %d %.300s, want %d", text, w.Code, w.Body, want)
		}
	}
}
