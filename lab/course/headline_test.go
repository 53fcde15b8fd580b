package course

import (
	"slices"
	"strings"
	"testing"

	"stickylab/lab/claims"
	"stickylab/lab/record"
)

// lessonWith is a lesson with these sentences of its two choices.
func lessonWith(t *testing.T, expect string, said ...string) (Lesson, error) {
	t.Helper()
	e := mustParse(t, twoPeers)
	x, err := parseExpectation("f", expect, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	l := Lesson{Slug: "x", Experiment: e, expect: x, texts: map[string]Text{"zh": {Asked: Asked{said: said}}}}
	return l, l.readSayings()
}

func TestTheHeadlineIsTheAnswerOfTheChoiceThatHolds(t *testing.T) {
	const one = "end done\nchoice 1: end error\nchoice 2: server recv 1 got 9\n"
	run := joinedTrace()
	tests := []struct {
		name, expect string
		said         []string
		want         string
	}{
		{"with a value of the run", one, []string{"no", "recv({server recv 1 asked}): {server recv 1 got} bytes"}, "recv(10): 9 bytes"},
		{"no sentence of that choice", one, []string{"no", ""}, ""},
		{"a call that was not made", one, []string{"no", "{server recv 7 got} bytes"}, ""},
		{"two choices hold", "end done\nchoice 1: end limit\nchoice 2: server recv 1 got 9\n", []string{"a", "b"}, ""},
		{"none holds", "end done\nchoice 1: end error\nchoice 2: end done\n", []string{"a", "b"}, ""},
		{"what many runs answer counts for nothing", "end done\nchoice 1: mixed\nchoice 2: server recv 1 got 9\n", []string{"a", "b"}, "b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l, err := lessonWith(t, tt.expect, tt.said...)
			if err != nil {
				t.Fatal(err)
			}
			h, ok := l.Headline("fr", run)
			if ok != (tt.want != "") || ok && (h.Text != tt.want || h.Choice != 1) {
				t.Errorf("got %+v, %v, want %q", h, ok, tt.want)
			}
		})
	}
}

func TestTheHeadlineNamesTheEventsOfItsClaims(t *testing.T) {
	l, err := lessonWith(t, "end done\nchoice 1: end error\nchoice 2: either server recv 1 got 9 and server recv 1 got 8 or server recv 1 got 9\n", "", "b")
	if err != nil {
		t.Fatal(err)
	}
	run := joinedTrace()
	h, _ := l.Headline("zh", run)
	want := claimsOf(t, "server recv 1 got 9").Events(claims.NewRun(run, names(l.Experiment)))
	if len(want) != 1 || !slices.Equal(h.Events, want) {
		t.Errorf("events %v, want the receive alone, %v", h.Events, want)
	}
}

func claimsOf(t *testing.T, source string) claims.Claims {
	t.Helper()
	all, err := claims.Parse("f", source, names(mustParse(t, twoPeers)))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestABrokenSentenceIsAnError(t *testing.T) {
	for said, want := range map[string]string{
		"{server recv 1 got":       "no } after {",
		"{nobody recv 1 got}":      `no peer is named "nobody"`,
		"{server recv 1 weight}":   `no property is named "weight"`,
		"{server recv 1 got more}": "not understood",
	} {
		if _, err := lessonWith(t, "end done\nchoice 1: end done\n", said); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want an error with %q", said, err, want)
		}
	}
}

// Whoever takes the texts for one and the same lesson reads the same numbers in both.
func TestSentencesHaveTheSameValuesInBothLanguages(t *testing.T) {
	for _, l := range mustCourse(t).All() {
		for i := range l.expect.choices {
			zh, en := l.texts["zh"].said[i], l.texts["en"].said[i]
			if (zh == "") != (en == "") || strings.Join(valuesOf(zh), " ") != strings.Join(valuesOf(en), " ") {
				t.Errorf("%s: choice %d: %q in Chinese, %q in English", l.Slug, i+1, zh, en)
			}
		}
		if _, ok := l.Headline("zh", record.Trace{}); ok {
			t.Errorf("%s: an empty run answers its question", l.Slug)
		}
	}
}

func valuesOf(said string) []string {
	var all []string
	for part := range strings.SplitSeq(said, "{") {
		if value, _, ok := strings.Cut(part, "}"); ok {
			all = append(all, value)
		}
	}
	slices.Sort(all)
	return all
}
