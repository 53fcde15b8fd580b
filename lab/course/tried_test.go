package course

import (
	"regexp"
	"strings"
	"testing"
)

// Each change that a lesson asks to try is one press away, on the program that the page
// shows, and it is asked first what will come of it.
func TestEveryChangeIsAQuestion(t *testing.T) {
	elsewhere := regexp.MustCompile(`实验台|\bbench\b|recv exactly|wait (?:client|server|bob)`)
	places, asked := make([]int, maxChoices), 0
	for _, l := range mustCourse(t).All() {
		for _, lang := range []string{"zh", "en"} {
			for i, tried := range l.Text(lang).Tries {
				asked++
				places[tried.Right()]++
				if word := elsewhere.FindString(tried.Change); word != "" {
					t.Errorf("%s %s: change %d says %q, of which the page's program has nothing", l.Slug, lang, i+1, word)
				}
				if len(tried.Choices) < 3 {
					t.Errorf("%s %s: change %d has %d choices, with 2 a guess is a coin", l.Slug, lang, i+1, len(tried.Choices))
				}
				for _, note := range tried.Notes {
					if note != "" && !strings.HasSuffix(note, "。") && !strings.HasSuffix(note, ".") {
						t.Errorf("%s %s: note %q is no sentence", l.Slug, lang, note)
					}
				}
				if right := tried.Choices[tried.Right()]; strings.Contains(tried.Change+tried.Question, right) {
					t.Errorf("%s %s: change %d gives its answer away: %q", l.Slug, lang, i+1, right)
				}
			}
		}
	}
	const most = 45 // percent at one place
	for i, n := range places {
		if n*100 > most*asked {
			t.Errorf("choice %d is right in %d of %d: %v", i+1, n, asked, places)
		}
	}
}
