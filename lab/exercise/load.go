package exercise

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"stickylab/lab"
	"stickylab/lab/claims"
	"stickylab/lab/course"
	"stickylab/lab/script"
)

//go:embed exercises
var embedded embed.FS

// hints is how many steps lead to the answer of an exercise.
const hints = 3

// Shipped returns the exercises of the lab in their order. It panics when an
// embedded one is broken: the binary was built without its tests.
func Shipped() []Exercise {
	all, err := shipped()
	if err != nil {
		panic(err)
	}
	return slices.Clone(all)
}

var shipped = sync.OnceValues(func() ([]Exercise, error) {
	files, err := fs.Sub(embedded, "exercises")
	if err != nil {
		return nil, err
	}
	return Load(files)
})

// Find returns the exercise with the slug.
func Find(slug string) (Exercise, bool) {
	all := Shipped()
	i := slices.IndexFunc(all, func(x Exercise) bool { return x.Slug == slug })
	if i < 0 {
		return Exercise{}, false
	}
	return all[i], true
}

// Load reads exercises: outline.txt, with lines "part N" and SLUG, then the folder
// of each. The error names the file.
func Load(files fs.FS) ([]Exercise, error) {
	outline, err := fs.ReadFile(files, "outline.txt")
	if err != nil {
		return nil, fmt.Errorf("exercises: %w", err)
	}
	var all []Exercise
	part := 0
	for line := range strings.Lines(string(outline)) {
		line, _, _ = strings.Cut(line, "#")
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
		case len(words) == 2 && words[0] == "part":
			if part, err = strconv.Atoi(words[1]); err != nil {
				return nil, fmt.Errorf("exercises: %w", err)
			}
		case len(words) == 1 && part > 0:
			x, err := load(files, words[0])
			if err != nil {
				return nil, fmt.Errorf("exercise %s: %w", words[0], err)
			}
			x.Part = part
			all = append(all, x)
		default:
			return nil, fmt.Errorf("exercises: %q is not understood, want part N or SLUG", strings.TrimSpace(line))
		}
	}
	return all, nil
}

func load(files fs.FS, slug string) (Exercise, error) {
	x := Exercise{Slug: slug, texts: map[string]Text{}}
	read := func(name string) (string, error) {
		text, err := fs.ReadFile(files, path.Join(slug, name))
		return string(text), err
	}
	for name, into := range map[string]*string{"start.txt": &x.Start, "answer.txt": &x.Answer} {
		var err error
		if *into, err = read(name); err != nil {
			return x, err
		}
	}
	var err error
	if x.start, err = script.Parse(x.Start); err != nil {
		return x, fmt.Errorf("start.txt: %w", err)
	}
	for n := 1; ; n++ {
		text, err := read(fmt.Sprintf("wrong-%d.txt", n))
		if err != nil {
			break
		}
		x.Wrong = append(x.Wrong, text)
	}
	for n := 1; ; n++ {
		text, err := read(fmt.Sprintf("case-%d.txt", n))
		if err != nil {
			break
		}
		one, err := script.Parse(text)
		if err != nil {
			return x, fmt.Errorf("case-%d.txt: %w", n, err)
		}
		x.cases = append(x.cases, one)
	}
	for lang, head := range map[string][2]string{"zh": {"提示", "之后"}, "en": {"Hint", "Afterwards"}} {
		text, err := read(lang + ".md")
		if err != nil {
			return x, err
		}
		if x.texts[lang], err = parseText(text, head[0], head[1]); err != nil {
			return x, fmt.Errorf("%s.md: %w", lang, err)
		}
	}
	check, err := read("check.txt")
	if err != nil {
		return x, err
	}
	for line := range strings.Lines(check) {
		if err := x.readCheck(strings.TrimSpace(line)); err != nil {
			return x, fmt.Errorf("check.txt: %q: %w", strings.TrimSpace(line), err)
		}
	}
	if len(x.musts) == 0 || (len(x.cases) > 0) != (len(x.yours) > 0) {
		return x, errors.New("check.txt: want conditions, and yours just where there are cases")
	}
	return x, nil
}

// readCheck reads a line of check.txt.
func (x *Exercise) readCheck(line string) error {
	word, rest, _ := strings.Cut(line, " ")
	if word == "" || strings.HasPrefix(word, "#") {
		return nil
	}
	if word == "zh" || len(x.musts) == 0 && word != "yours" {
		x.musts = append(x.musts, must{})
	}
	if word == "yours" {
		x.yours = strings.Fields(rest)
		return nil
	}
	m := &x.musts[len(x.musts)-1]
	switch word {
	case "zh":
		m.unmet.zh = rest
	case "en":
		m.unmet.en = rest
	case "keep":
		m.programs = append(m.programs, keeps(strings.Fields(rest)))
	case "without":
		m.programs = append(m.programs, without(strings.Fields(rest)))
	case "change":
		n, err := strconv.Atoi(rest)
		if err != nil {
			return err
		}
		m.programs = append(m.programs, changes(n))
	default:
		l := claims.NewLine(line, names(x.start))
		l.Claims()
		if err := l.Finish(); err != nil {
			return err
		}
		m.claims = append(m.claims, line)
	}
	return nil
}

func names(e lab.Experiment) []string {
	all := make([]string, len(e.Peers))
	for i, p := range e.Peers {
		all[i] = p.Name
	}
	return all
}

// parseText reads a title, a task, three hints and what is said afterwards.
func parseText(source, hint, after string) (Text, error) {
	sections := strings.Split("\n"+source, "\n## ")
	if len(sections) != 1+hints+1 {
		return Text{}, fmt.Errorf("%d sections, want a task, %d hints and %q", len(sections), hints, after)
	}
	title, task, _ := strings.Cut(strings.TrimSpace(sections[0]), "\n")
	t := Text{Title: strings.TrimPrefix(title, "# ")}
	var err error
	if t.Task, err = course.Markdown(task); err != nil {
		return t, err
	}
	for i, section := range sections[1:] {
		head, body, _ := strings.Cut(section, "\n")
		html, err := course.Markdown(body)
		switch {
		case err != nil:
			return t, err
		case i < hints && head == hint:
			t.Hints = append(t.Hints, html)
		case i == hints && head == after:
			t.Why = html
		default:
			return t, fmt.Errorf("section %q", head)
		}
	}
	return t, nil
}
