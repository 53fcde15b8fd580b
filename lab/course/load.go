package course

import (
	"embed"
	"fmt"
	"io/fs"
	"path"

	"stickylab/lab/script"
)

//go:embed lessons
var embeddedFiles embed.FS

func files() fs.FS {
	sub, err := fs.Sub(embeddedFiles, "lessons")
	if err != nil {
		panic(err) // only an invalid path fails
	}
	return sub
}

// place is where a lesson stands in the course.
type place struct {
	slug string
	part int
	cure string
}

// outline is the course in order.
func outline() []place {
	return []place{
		{slug: "socket-layer", part: 1},
		{slug: "tcp-echo", part: 1},
		{slug: "tcp-loop", part: 1},
		{slug: "empty-send", part: 1},
		{slug: "backlog", part: 1},
		{slug: "udp-echo", part: 1},
		{slug: "two-sends-one-recv", part: 2, cure: "length-header"},
		{slug: "as-written", part: 2, cure: "length-header"},
		{slug: "one-send-two-recvs", part: 2},
		{slug: "small-sends", part: 2},
		{slug: "nagle-delay", part: 2},
		{slug: "nodelay-is-no-cure", part: 2, cure: "length-header"},
		{slug: "sleep-is-no-cure", part: 2, cure: "length-header"},
		{slug: "cork", part: 2},
		{slug: "udp-boundaries", part: 2},
		{slug: "udp-truncation", part: 2},
		{slug: "udp-loss", part: 2},
		{slug: "unix-stream", part: 2},
		{slug: "remote-command", part: 2, cure: "length-header"},
		{slug: "length-header", part: 3},
		{slug: "struct-pack", part: 3},
		{slug: "header-in-pieces", part: 3},
		{slug: "byte-order", part: 3},
		{slug: "bytes-not-characters", part: 3},
		{slug: "json-header-file", part: 3},
		{slug: "delimiter", part: 3},
		{slug: "fixed-length", part: 3},
		{slug: "length-attack", part: 3},
		{slug: "short-send", part: 4},
		{slug: "close-and-reset", part: 4},
		{slug: "send-is-not-delivered", part: 4},
		{slug: "recv-exactly", part: 4},
	}
}

// load reads the lessons of the outline from a folder of folders.
func load(lessons fs.FS) ([]Lesson, error) {
	places := outline()
	all := make([]Lesson, 0, len(places))
	for _, p := range places {
		l, err := loadLesson(lessons, p.slug)
		if err != nil {
			return nil, err
		}
		l.Part, l.Cure = p.part, p.cure
		for _, other := range places {
			if other.cure == p.slug && l.Uncured == "" {
				l.Uncured = other.slug
			}
		}
		all = append(all, l)
	}
	return all, nil
}

// loadLesson reads one lesson and checks that its parts fit together.
func loadLesson(lessons fs.FS, slug string) (Lesson, error) {
	l := Lesson{Slug: slug, texts: map[string]Text{}}
	text, err := fs.ReadFile(lessons, path.Join(slug, "script.txt"))
	if err != nil {
		return Lesson{}, fmt.Errorf("lesson %s: %w", slug, err)
	}
	l.Script = string(text)
	if l.Experiment, err = script.Parse(l.Script); err != nil {
		return Lesson{}, fmt.Errorf("lesson %s: script.txt: %w", slug, err)
	}
	for _, lang := range []string{"zh", "en"} {
		file := path.Join(slug, lang+".md")
		source, err := fs.ReadFile(lessons, file)
		if err != nil {
			return Lesson{}, fmt.Errorf("lesson %s: %w", slug, err)
		}
		if l.texts[lang], err = parseText(source, lang); err != nil {
			return Lesson{}, fmt.Errorf("%s: %w", file, err)
		}
	}
	if a, b := len(l.texts["zh"].Choices), len(l.texts["en"].Choices); a != b {
		return Lesson{}, fmt.Errorf("lesson %s: %d choices in zh.md, %d in en.md", slug, a, b)
	}
	file := path.Join(slug, "expect.txt")
	source, err := fs.ReadFile(lessons, file)
	if err != nil {
		return Lesson{}, fmt.Errorf("lesson %s: %w", slug, err)
	}
	if l.beside, err = loadBeside(lessons, slug); err != nil {
		return Lesson{}, err
	}
	l.expect, err = parseExpectation(file, string(source), l.Experiment, l.beside)
	if err != nil {
		return Lesson{}, err
	}
	if l.beside != nil {
		l.beside.claims = l.expect.beside
	}
	if a, b := len(l.expect.choices), len(l.texts["zh"].Choices); a != b {
		return Lesson{}, fmt.Errorf("%s: %d choices, the texts have %d", file, a, b)
	}
	return l, nil
}
