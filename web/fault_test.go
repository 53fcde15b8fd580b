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
		asFault(badEdit), asFault(&http.MaxBytesError{Limit: 7}), unreadable(nil), badValue("x"),
		unknownFields([]string{"x"}, []string{"y"}), badOrder(&order.Error{Kind: order.KindChoice}), badRepeats(3), wrongMediaType("x/y"), noPage(),
		noLesson("x"), noRun(), notOwner(), wrongMethod("PUT", nil), wrongHost("x"), wrongOrigin(), noUpgrade(), closing(),
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
