package course

import (
	"fmt"
	"strings"

	"stickylab/lab/claims"
	"stickylab/lab/record"
)

// maxNamed bounds the events that a Headline names.
const maxNamed = 8

// Headline is what a run answers to its lesson's question, in one sentence.
type Headline struct {
	Choice int // that holds, by its index
	Text   string
	Events []int // the Seqs of events that it rests on, a few at most
}

// Headline returns what the run answers in "en", or in Chinese for any other language.
// It is false where not just one choice holds, where the lesson has no sentence for
// that, or where a number of the sentence was not measured.
func (l Lesson) Headline(lang string, t record.Trace) (Headline, bool) {
	r := claims.NewRun(t, names(l.Experiment))
	choice, held := -1, 0
	for i := range l.expect.choices {
		if l.holds(r, i) {
			choice, held = i, held+1
		}
	}
	says, ok := l.saying[lang]
	if !ok {
		says = l.saying["zh"]
	}
	if held != 1 {
		return Headline{}, false
	}
	text, ok := says[choice].in(r)
	events := l.expect.choices[choice].Events(r)
	return Headline{Choice: choice, Text: text, Events: events[:min(len(events), maxNamed)]}, ok
}

// holds reports whether a choice is right in a run. What only many runs answer, one
// does not.
func (l Lesson) holds(r *claims.Run, choice int) bool {
	return !l.expect.mixed[choice] && l.expect.choices[choice].Check(r) == nil
}

// saying is a sentence with values of a run: before each of them stands a text, and one
// after the last.
type saying struct {
	texts  []string
	values []claims.Value
}

// in returns the sentence with the values of a run; false where one of them is unknown,
// or where there is no sentence.
func (s saying) in(r *claims.Run) (string, bool) {
	var b strings.Builder
	for i, text := range s.texts {
		b.WriteString(text)
		if i == len(s.values) {
			break
		}
		value, ok := s.values[i](r)
		if !ok {
			return "", false
		}
		b.WriteString(value)
	}
	return b.String(), b.Len() > 0
}

// readSayings reads the sentences of the choices in each language.
func (l *Lesson) readSayings() error {
	l.saying = map[string][]saying{}
	for lang, text := range l.texts {
		for i, said := range text.said {
			s, err := parseSaying(said, names(l.Experiment))
			if err != nil {
				return fmt.Errorf("lesson %s: %s.md: choice %d: %w", l.Slug, lang, i+1, err)
			}
			l.saying[lang] = append(l.saying[lang], s)
		}
	}
	return nil
}

// parseSaying reads TEXT {VALUE} TEXT ...
func parseSaying(source string, peers []string) (saying, error) {
	var s saying
	for {
		text, rest, more := strings.Cut(source, "{")
		s.texts = append(s.texts, text)
		if !more {
			return s, nil
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			return saying{}, fmt.Errorf("%q: no } after {", source)
		}
		value, err := claims.ParseValue(name, peers)
		if err != nil {
			return saying{}, fmt.Errorf("{%s}: %w", name, err)
		}
		s.values = append(s.values, value)
		source = after
	}
}
