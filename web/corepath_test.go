package web

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"testing"

	"stickylab/lab/course"
)

// The lectures of the core path lead from its first lesson to its last and back, and
// each other lesson leads into it.
func TestCorePathIsOneNextAfterAnother(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	beside := func(slug, name string) string {
		page := ask(s, http.MethodGet, "/lessons/"+slug, "").Body.String()
		found := regexp.MustCompile(` data-` + name + `="([^"]*)"`).FindStringSubmatch(page)
		if found == nil {
			t.Fatalf("%s has no data-%s", slug, name)
		}
		return found[1]
	}
	var core []string
	minutes := 0
	for _, lesson := range course.Shipped().All() {
		if lesson.Core {
			core, minutes = append(core, lesson.Slug), minutes+lesson.Minutes
		}
	}
	home := ask(s, http.MethodGet, "/", "").Body.String()
	first := regexp.MustCompile(`href="/lessons/([^"?]+)\?[^"]*path=core"`).FindStringSubmatch(home)
	if first == nil {
		t.Fatal("the first page does not lead to the lecture of the core path")
	}
	walked := []string{first[1]}
	for next := beside(first[1], "next-core"); next != "" && len(walked) <= len(core); next = beside(next, "next-core") {
		walked = append(walked, next)
	}
	if !slices.Equal(walked, core) || minutes != 90 {
		t.Errorf("the lectures go through %q (%d minutes), want %q", walked, minutes, core)
	}
	for i, slug := range core {
		if got, want := beside(slug, "core-placed"), fmt.Sprintf("必修第 %d 课，共 %d 课", i+1, len(core)); got != want {
			t.Errorf("the place of %s is %q, want %q", slug, got, want)
		}
	}
	for i, slug := range core[1:] {
		if got := beside(slug, "previous-core"); got != core[i] {
			t.Errorf("before %s the core path has %q, want %q", slug, got, core[i])
		}
	}
	if got := beside("socket-layer", "next-core"); got != core[0] {
		t.Errorf("from socket-layer the core path begins with %q, want %q", got, core[0])
	}
	sheet := ask(s, http.MethodGet, "/handout/core?sheet=teacher", "").Body.String()
	if got := len(regexp.MustCompile(`<section>`).FindAllString(sheet, -1)); got != len(core) || !regexp.MustCompile(`90`).MatchString(sheet) {
		t.Errorf("the notes of the core path have %d lessons, want %d", got, len(core))
	}
}
