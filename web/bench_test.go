package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"stickylab/lab/course"
	"stickylab/lab/export"
)

// What somebody changed in a lesson goes with them to the bench.
func TestALessonGoesToTheBenchAsItWasEdited(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	lesson, _ := course.Shipped().Find("hello-feng")
	values := export.Literals(lesson.Experiment)
	edited := func(value string) url.Values {
		query := url.Values{"slug": {lesson.Slug}, "guess": {"1"}}
		for i, v := range values {
			if v == "10" && value != "" {
				v = value
			}
			query.Set(literalField(i), v)
		}
		return query
	}
	tests := []struct {
		name   string
		query  url.Values
		status int
		want   string
	}{
		{"unchanged", edited(""), http.StatusOK, "    recv 10\n"},
		{"changed", edited("4"), http.StatusOK, "    recv 4\n"},
		{"by its name alone", url.Values{"slug": {lesson.Slug}}, http.StatusOK, "    recv 10\n"},
		{"changed to what cannot be: the lesson again, with it", edited("ten"), http.StatusUnprocessableEntity, `value="ten"`},
		{"no such lesson", url.Values{"slug": {"what"}}, http.StatusNotFound, "what"},
	}
	for _, tt := range tests {
		w := ask(s, http.MethodGet, "/script?"+tt.query.Encode(), "", "Accept", "text/html")
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.want) {
			t.Errorf("%s: status %d, want %d and %q in %s", tt.name, w.Code, tt.status, tt.want, w.Body)
		}
	}
}
