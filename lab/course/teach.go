package course

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
)

// teachFile has notes for teachers, of lessons by their slugs. A lesson is SLUG, then
//
//	ask CHINESE | ENGLISH     what to ask once its run was seen
//	draw CHINESE | ENGLISH    what to draw on the board
const teachFile = "teach.txt"

// Notes are for whoever teaches a lesson, beside what its choices and their notes say:
// what to ask once its run was seen, and what to draw on the board. A course of one's
// own may have none.
type Notes struct{ Ask, Draw string }

// Teach returns the notes in "en", or in Chinese for any other language.
func (l Lesson) Teach(lang string) Notes {
	if lang == "en" {
		return l.teach[1]
	}
	return l.teach[0]
}

// readTeach reads the notes of lessons, none where there is no file; in Chinese, then
// in English.
func readTeach(files fs.FS) (map[string][2]Notes, error) {
	text, err := fs.ReadFile(files, teachFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("course: %w", err)
	}
	all, slug := map[string][2]Notes{}, ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		word, rest, more := strings.Cut(line, " ")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if !more {
			slug = line
			continue
		}
		zh, en, ok := strings.Cut(rest, " | ")
		notes := all[slug]
		switch {
		case slug == "" || !ok:
			return nil, fmt.Errorf("%s: %q: want SLUG, then ask or draw CHINESE | ENGLISH", teachFile, line)
		case word == "ask":
			notes[0].Ask, notes[1].Ask = zh, en
		case word == "draw":
			notes[0].Draw, notes[1].Draw = zh, en
		default:
			return nil, fmt.Errorf("%s: %q is not understood", teachFile, line)
		}
		all[slug] = notes
	}
	return all, nil
}
