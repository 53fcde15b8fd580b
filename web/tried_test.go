package web

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"stickylab/lab/course"
	"stickylab/lab/script"
)

// Each change that a lesson asks to try is one press away, and it is just the change
// whose claims are held against runs.
func TestWhatALessonAsksToTryIsReady(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	links := regexp.MustCompile(`href="([^"]*)" data-variant`)
	values, whole := 0, 0
	for _, lesson := range course.Shipped().All() {
		found := links.FindAllStringSubmatch(ask(s, http.MethodGet, "/lessons/"+lesson.Slug, "").Body.String(), -1)
		variants := lesson.Variants()
		if len(found) != len(variants) {
			t.Errorf("%s: %d links, want one for each of %d changes", lesson.Slug, len(found), len(variants))
			continue
		}
		for i, link := range found {
			address, err := url.Parse(html.UnescapeString(link[1]))
			if err != nil {
				t.Fatal(err)
			}
			query := address.Query()
			if query.Get("b.try") != "" {
				whole++
			} else {
				values++
			}
			w := ask(s, http.MethodGet, address.String(), "")
			page := w.Body.String()
			if w.Code != http.StatusOK || !strings.Contains(page, "data-run-both") || query.Get("a") != lesson.Slug || len(query) < 3 {
				t.Errorf("%s: change %d: %s is answered with %d", lesson.Slug, i+1, address, w.Code)
			}
			shown := html.UnescapeString(page)
			if want := script.Print(variants[i].Experiment); !strings.Contains(shown, want) {
				t.Errorf("%s: change %d: %s does not show the script\n%s", lesson.Slug, i+1, address, want)
			}
		}
	}
	if values < 12 || whole < 12 {
		t.Errorf("%d changes by values, %d by number", values, whole)
	}
}

// A number that no change has is an error that says how many there are.
func TestAChangeThatIsNotThereIsAnError(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, number := range []string{"0", "3", "x"} {
		w := ask(s, http.MethodGet, "/compare?lang=en&a=cork&b=cork&b.try="+number, "")
		if page := html.UnescapeString(w.Body.String()); w.Code != http.StatusUnprocessableEntity || !strings.Contains(page, "try="+number+": this lesson has 2 changes") {
			t.Errorf("change %s is answered with %d", number, w.Code)
		}
	}
}
