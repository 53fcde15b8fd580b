package course

import (
	"cmp"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"sync"

	"stickylab/lab/script"
)

//go:embed lessons
var embedded embed.FS

// Files holds the lessons that the lab ships, as Load reads them.
func Files() fs.FS {
	sub, err := fs.Sub(embedded, "lessons")
	if err != nil {
		panic(err) // only an invalid path fails
	}
	return sub
}

// Load reads a course: outline.txt, then the folder of each lesson in it. The
// error names the lesson, the file and, where there is one, the line.
func Load(files fs.FS) (*Course, error) {
	text, err := fs.ReadFile(files, outlineFile)
	if err != nil {
		return nil, fmt.Errorf("course: %w", err)
	}
	places, err := parseOutline(string(text))
	if err != nil {
		return nil, err
	}
	c := &Course{lessons: make([]Lesson, len(places))}
	errs := make([]error, len(places))
	var wait sync.WaitGroup
	for i, p := range places { // side by side: the lab starts with this
		wait.Go(func() { c.lessons[i], errs[i] = LoadLesson(files, p.slug) })
	}
	wait.Wait()
	if err := cmp.Or(errs...); err != nil {
		return nil, err
	}
	teach, err := readTeach(files)
	if err != nil {
		return nil, err
	}
	for i, p := range places {
		l := &c.lessons[i]
		l.teach = teach[p.slug]
		l.Part, l.Cure, l.Was, l.Minutes, l.Core = p.part, p.cure, p.was, p.minutes, p.core
		for _, other := range places {
			if other.cure == p.slug && l.Uncured == "" {
				l.Uncured = other.slug
			}
		}
	}
	return c, nil
}

// LoadLesson reads the folder of one lesson and checks that its parts fit
// together. What the outline says of it is for Load to fill in.
func LoadLesson(lessons fs.FS, slug string) (Lesson, error) {
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
	if err := l.checkTries(); err != nil {
		return Lesson{}, err
	}
	return l, l.readSayings()
}
