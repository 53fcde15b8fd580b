package course

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"stickylab/lab"
	"stickylab/lab/claims"
	"stickylab/lab/record"
	"stickylab/lab/script"
)

// Beside is another experiment on the same messages, to be compared with a
// lesson's own: with the cure where the lesson goes without, or the other way.
type Beside struct {
	// Cure tells that it is the cured one of the two.
	Cure       bool
	Script     string
	Experiment lab.Experiment

	claims claims.Claims
}

// The names of its file, without .txt, and of its claims.
const (
	besideCure    = "cure"
	besideUncured = "uncured"
)

// word is how the lesson's files call it.
func (b *Beside) word() string {
	if b.Cure {
		return besideCure
	}
	return besideUncured
}

// Beside gives the experiment that the lesson's folder has beside its own,
// false when it has none.
func (l Lesson) Beside() (Beside, bool) {
	if l.beside == nil {
		return Beside{}, false
	}
	return *l.beside, true
}

// File is the name of its script in the lesson's folder.
func (b Beside) File() string { return b.word() + ".txt" }

// Check holds what the lesson says of it against a run of it.
func (b Beside) Check(t record.Trace) error {
	return b.claims.Check(claims.NewRun(t, names(b.Experiment)))
}

// loadBeside reads cure.txt or uncured.txt, nil when the folder has neither.
func loadBeside(lessons fs.FS, slug string) (*Beside, error) {
	var found *Beside
	for _, b := range []*Beside{{Cure: true}, {}} {
		file := path.Join(slug, b.word()+".txt")
		text, err := fs.ReadFile(lessons, file)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return nil, fmt.Errorf("lesson %s: %w", slug, err)
		case found != nil:
			return nil, fmt.Errorf("lesson %s: both %s.txt and %s.txt", slug, besideCure, besideUncured)
		}
		b.Script = string(text)
		if b.Experiment, err = script.Parse(b.Script); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		found = b
	}
	return found, nil
}
