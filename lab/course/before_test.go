package course

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// right returns the index of the choice that has no note; the lessons of
// lab/player/lessons hold it against runs.
func right(t Text) int { return slices.Index(t.Notes, "") }

// Each wrong choice has a sentence that says why, in both languages; the right
// one is the one that needs none.
func TestEveryWrongChoiceSaysWhy(t *testing.T) {
	for _, l := range mustCourse(t).All() {
		zh, en := l.Text("zh"), l.Text("en")
		if right(zh) != right(en) {
			t.Errorf("%s: choice %d has no note in zh.md, %d in en.md", l.Slug, right(zh), right(en))
		}
		for lang, text := range map[string]Text{"zh": zh, "en": en} {
			if without := count(text.Notes, ""); without != 1 {
				t.Errorf("%s %s: %d choices have no note, want the right one only: %q", l.Slug, lang, without, text.Notes)
			}
			if len(text.Choices) < 3 {
				t.Errorf("%s %s: %d choices, with 2 a guess is a coin", l.Slug, lang, len(text.Choices))
			}
			for _, note := range text.Notes {
				if note != "" && !strings.HasSuffix(note, "。") && !strings.HasSuffix(note, ".") {
					t.Errorf("%s %s: note %q is no sentence", l.Slug, lang, note)
				}
			}
		}
	}
}

func count(all []string, one string) int {
	n := 0
	for _, s := range all {
		if s == one {
			n++
		}
	}
	return n
}

// Nobody can do well by the place of the choice alone.
func TestRightChoicesAreSpread(t *testing.T) {
	const most = 45 // percent at one place
	lessons := mustCourse(t).All()
	places := make([]int, maxChoices)
	for _, l := range lessons {
		places[right(l.Text("zh"))]++
	}
	for i, n := range places {
		if n*100 > most*len(lessons) {
			t.Errorf("choice %d is right in %d of %d lessons: %v", i+1, n, len(lessons), places)
		}
	}
}

var (
	// measured are what a run shows: bytes, numbers, errors.
	measured = regexp.MustCompile(`b'[^']*'|\d+|E[A-Z]{4,}|struct\.error`)
	// outcomes are words that say how something came out.
	outcomes = regexp.MustCompile(`还是粘|也会粘|隔不开|粘在|丢了|会丢|没了|毁|只发出|不等于|边界还|时限|收够|` +
		`(?i)\bstick|\blost\b|\bloses?\b|destroy|\bcure|not delivered|only a part|until you have|\blimit of\b|\bno-|truncat|boundar|reset`)
)

// What stands on the pages before a run leaves the question open: the name of a
// lesson in its address and in lists, its title there, its lead and its question
// have none of the values that only the right choice has, and no word that says
// how it comes out.
func TestNothingBeforeARunGivesTheAnswer(t *testing.T) {
	for _, l := range mustCourse(t).All() {
		for _, lang := range []string{"zh", "en"} {
			text := l.Text(lang)
			before := strings.Join([]string{l.Slug, text.Title, text.Lead, text.Question}, "\n")
			if word := outcomes.FindString(before); word != "" {
				t.Errorf("%s %s says %q before the run:\n%s", l.Slug, lang, word, before)
			}
			if text.Answer != "" && strings.Contains(before, text.Answer) {
				t.Errorf("%s %s has %q before the run", l.Slug, lang, text.Answer)
			}
			for _, value := range telling(text) {
				if slices.Contains(measured.FindAllString(before, -1), value) {
					t.Errorf("%s %s: %q of the right choice stands before the run:\n%s", l.Slug, lang, value, before)
				}
			}
		}
	}
}

// telling lists the values that the right choice has and no other.
func telling(text Text) []string {
	var wrong []string
	for i, choice := range text.Choices {
		if i != right(text) {
			wrong = append(wrong, measured.FindAllString(choice, -1)...)
		}
	}
	return slices.DeleteFunc(measured.FindAllString(text.Choices[right(text)], -1), func(value string) bool {
		return slices.Contains(wrong, value)
	})
}
