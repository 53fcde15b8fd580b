// Package glossary has the words of the course in Chinese and English, and links a
// text's first use of each to what it means.
package glossary

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed glossary.txt
var source string

// Term is one word of the course.
type Term struct {
	// Name is its place on the page, Lesson the slug of the lesson that shows it.
	Name, Lesson string

	zh, en said
}

// said is a term in one language: the word, what it means, and further forms in
// which texts have it.
type said struct {
	word, means string
	forms       []string
}

func (t *Term) in(lang string) *said {
	if lang == "en" {
		return &t.en
	}
	return &t.zh
}

// Word returns the term in "en", or in Chinese for any other language.
func (t *Term) Word(lang string) string { return t.in(lang).word }

// Means returns what the term means.
func (t *Term) Means(lang string) string { return t.in(lang).means }

// Terms returns all terms in their order. It panics where they are broken: the
// binary was built without its tests.
func Terms() []Term {
	all, err := parsed()
	if err != nil {
		panic(err)
	}
	return slices.Clone(all)
}

var parsed = sync.OnceValues(func() ([]Term, error) { return parse(source) })

// parse reads NAME, then lines "zh WORD | MEANING { | FORM }", "en ..." and
// "lesson SLUG", for each term.
func parse(text string) ([]Term, error) {
	var all []Term
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		word, rest, more := strings.Cut(line, " ")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
			continue
		case !more:
			all = append(all, Term{Name: word})
			continue
		case len(all) == 0:
			return nil, errors.New("glossary: want a name first")
		}
		t := &all[len(all)-1]
		switch word {
		case "zh", "en":
			fields := strings.Split(rest, " | ")
			if len(fields) < 2 {
				return nil, fmt.Errorf("glossary: %s: %q has no meaning", t.Name, rest)
			}
			*t.in(word) = said{fields[0], fields[1], fields[2:]}
		case "lesson":
			t.Lesson = rest
		default:
			return nil, fmt.Errorf("glossary: %q is not understood", line)
		}
	}
	return all, nil
}
