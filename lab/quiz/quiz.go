// Package quiz has questions on what was learned: a quiz for each part of the course,
// and questions of interviews.
package quiz

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

var (
	//go:embed quiz.txt
	quizSource string
	//go:embed interview.txt
	interviewSource string
)

// Question is a question with choices; one of an interview has none.
type Question struct {
	// Part is the part of the course that it is about, 0 in interviews.
	Part int
	// Right is the index of the right choice.
	Right int
	// Lesson is the slug of the lesson that shows it.
	Lesson string
	// Shows are what runs show of the answer to a question of an interview: a slug, and a
	// line of what that lesson claims.
	Shows []string

	text, why both
	choices   []both
}

// both is a text in Chinese and English.
type both struct{ zh, en string }

func (b both) in(lang string) string {
	if lang == "en" {
		return b.en
	}
	return b.zh
}

// Text returns the question in "en", or in Chinese for any other language.
func (q *Question) Text(lang string) string { return q.text.in(lang) }

// Why returns the answer with its reason.
func (q *Question) Why(lang string) string { return q.why.in(lang) }

// Choices returns the choices in their order.
func (q *Question) Choices(lang string) []string {
	all := make([]string, len(q.choices))
	for i, c := range q.choices {
		all[i] = c.in(lang)
	}
	return all
}

// Part returns the quiz of a part of the course; none where it has none.
func Part(part int) []Question {
	return slices.DeleteFunc(must(quizzes()), func(q Question) bool { return q.Part != part })
}

// Interview returns the questions of interviews.
func Interview() []Question { return must(interviews()) }

// must panics where questions are broken: the binary was built without its tests.
func must(all []Question, err error) []Question {
	if err != nil {
		panic(err)
	}
	return slices.Clone(all)
}

var (
	quizzes    = sync.OnceValues(func() ([]Question, error) { return parse(quizSource) })
	interviews = sync.OnceValues(func() ([]Question, error) { return parse(interviewSource) })
)

// parse reads questions: "part N" for all behind it; of each "zh" and "en", "+" and
// "-" with a choice in both languages, "why" and "lesson".
func parse(text string) ([]Question, error) {
	var all []Question
	part := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		word, rest, _ := strings.Cut(line, " ")
		var err error
		switch {
		case line == "" || word == "#":
			continue
		case word == "part":
			part, err = strconv.Atoi(rest)
		case word == "zh":
			all = append(all, Question{Part: part, Right: -1, text: both{zh: rest}})
		case len(all) == 0:
			err = errors.New("want zh first")
		default:
			err = all[len(all)-1].read(word, rest)
		}
		if err != nil {
			return nil, fmt.Errorf("quiz: %q: %w", line, err)
		}
	}
	return all, nil
}

// read takes one line of a question.
func (q *Question) read(word, rest string) error {
	switch word {
	case "en":
		q.text.en = rest
		return nil
	case "lesson":
		q.Lesson = rest
		return nil
	case "shows":
		q.Shows = append(q.Shows, rest)
		return nil
	}
	zh, en, ok := strings.Cut(rest, " | ")
	if !ok {
		return errors.New("want Chinese | English")
	}
	switch {
	case word == "why":
		q.why = both{zh, en}
	case word == "+" && q.Right >= 0:
		return errors.New("a second right choice")
	case word == "+":
		q.Right = len(q.choices)
		fallthrough
	case word == "-":
		q.choices = append(q.choices, both{zh, en})
	default:
		return errors.New("not understood")
	}
	return nil
}
