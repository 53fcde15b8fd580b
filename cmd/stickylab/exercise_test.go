package main

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"stickylab/lab/exercise"
)

// A page without scripts does exercises, too: what is written is run, what is not met
// is said, and the run that it was told from can be looked at.
func TestExerciseOverHTTP(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(asProgram, "1")
	base := mustServe(t, self).base
	for slug, runs := range map[string]int{"answer-in-capitals": 1, "line-by-line": 2} {
		x, ok := exercise.Find(slug)
		if !ok {
			t.Fatalf("%s is not there", slug)
		}
		unmet := mustCheck(t, base, slug, x.Start, http.StatusOK)
		if !strings.Contains(unmet, "Not yet:") || len(runLinks(unmet)) != 1 {
			t.Errorf("%s: the start: runs %q in\n%s", slug, runLinks(unmet), unmet)
		}
		passed := mustCheck(t, base, slug, strings.ReplaceAll(x.Answer, "\n", "\r\n"), http.StatusOK)
		if !strings.Contains(passed, "data-passed") || len(runLinks(passed)) != runs {
			t.Errorf("%s: the answer: runs %q in\n%s", slug, runLinks(passed), passed)
		}
		for _, link := range runLinks(passed) {
			if page := mustGet(t, base+link); !strings.Contains(page, "data-stage") {
				t.Errorf("%s is no page of a run", link)
			}
		}
		if wrong := mustCheck(t, base, slug, "tcp\nserver:\n    fly\n", http.StatusUnprocessableEntity); !strings.Contains(wrong, "fly") {
			t.Errorf("%s: of what is no script it says\n%s", slug, wrong)
		}
	}
}

// runLinks lists the runs that a page of an exercise leads to.
func runLinks(page string) []string {
	return regexp.MustCompile(`/runs/[a-z0-9]+`).FindAllString(page, -1)
}

func mustCheck(t *testing.T, base, slug, text string, status int) string {
	t.Helper()
	form := url.Values{"script": {text}}.Encode()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, base+"/exercises/"+slug, strings.NewReader(form))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Accept-Language", "en")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != status {
		t.Fatalf("%s: status %d, want %d, error %v\n%s", slug, response.StatusCode, status, err, page)
	}
	return string(page)
}
