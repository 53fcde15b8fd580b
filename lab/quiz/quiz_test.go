package quiz

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"stickylab/lab/course"
)

var han = regexp.MustCompile(`\p{Han}`)

// Each part has its quiz; nobody does well by the places of the choices alone.
func TestQuizzesAreWhole(t *testing.T) {
	places, all := map[int]int{}, 0
	for part := 1; part <= 5; part++ {
		questions := Part(part)
		if len(questions) < 4 {
			t.Errorf("part %d has %d questions, want 4 at least", part, len(questions))
		}
		for _, q := range questions {
			check(t, q)
			if lesson, _ := course.Shipped().Find(q.Lesson); lesson.Part != part {
				t.Errorf("%q of part %d is shown by a lesson of part %d", q.Text("en"), part, lesson.Part)
			}
			if len(q.choices) != 3 || q.Right < 0 {
				t.Errorf("%q: choices %q, right %d", q.Text("en"), q.Choices("en"), q.Right)
			}
			places[q.Right]++
			all++
		}
	}
	for place, n := range places {
		if n*100 > 45*all {
			t.Errorf("choice %d is right in %d of %d: %v", place+1, n, all, places)
		}
	}
	if len(Part(6)) > 0 {
		t.Error("part 6 has a quiz")
	}
}

func TestInterviewsAreWhole(t *testing.T) {
	questions := Interview()
	if len(questions) != 10 {
		t.Errorf("%d questions, want 10", len(questions))
	}
	for _, q := range questions {
		check(t, q)
		if !strings.HasPrefix(q.Shows[0], q.Lesson+" ") {
			t.Errorf("%q rests on %q first, want its own lesson %s", q.Text("en"), q.Shows[0], q.Lesson)
		}
		for _, line := range q.Shows {
			lesson, claim, _ := strings.Cut(line, " ")
			if !slices.Contains(claimsOf(t, lesson), claim) {
				t.Errorf("%q rests on what %s does not claim: %q", q.Text("en"), lesson, claim)
			}
		}
	}
}

// claimsOf lists the lines of what a lesson claims, which its own tests hold.
func claimsOf(t *testing.T, lesson string) []string {
	t.Helper()
	claimed, err := os.ReadFile(filepath.Join("../course/lessons", lesson, "expect.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(claimed), "\n")
}

// check holds the texts of a question.
func check(t *testing.T, q Question) {
	t.Helper()
	if _, ok := course.Shipped().Find(q.Lesson); !ok {
		t.Errorf("%q is shown by %q, which is no lesson", q.Text("en"), q.Lesson)
	}
	for _, text := range append(q.Choices("en"), q.Text("en"), q.Why("en")) {
		if text == "" {
			t.Errorf("%q has an empty text", q.Text("zh"))
		}
	}
	if !han.MatchString(q.Text("zh")) || !han.MatchString(q.Why("fr")) || han.MatchString(regexp.MustCompile("你好").ReplaceAllString(q.Text("en")+q.Why("en"), "")) {
		t.Errorf("%q: %q", q.Text("en"), q.Text("zh"))
	}
}

func TestErrorsOfAQuiz(t *testing.T) {
	for _, broken := range []string{"en a", "part x", "zh a\n+ b", "zh a\n+ b | c\n+ d | e", "zh a\n* b | c"} {
		if _, err := parse(broken); err == nil {
			t.Errorf("%q is read", broken)
		}
	}
}
