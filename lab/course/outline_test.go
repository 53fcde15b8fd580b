package course

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestACourseIsLoadedFromAnyFolder(t *testing.T) {
	files := brokenLesson("", "-").(fstest.MapFS)
	files["y/script.txt"] = files["x/script.txt"]
	for _, name := range []string{"zh.md", "en.md", "expect.txt"} {
		files["y/"+name] = files["x/"+name]
	}
	files[outlineFile] = &fstest.MapFile{Data: []byte("part 1\ny core cure x minutes 12 was z # comes first\n\npart 2\nx\n")}
	c, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range c.All() {
		got = append(got, l.Slug)
	}
	if want := []string{"y", "x"}; !slices.Equal(got, want) {
		t.Errorf("lessons %q, want %q", got, want)
	}
	x, _ := c.Find("x")
	if y, _ := c.Find("y"); y.Cure != "x" || y.Part != 1 || x.Uncured != "y" || x.Part != 2 {
		t.Errorf("y: part %d, cure %q; x: part %d, uncured %q", y.Part, y.Cure, x.Part, x.Uncured)
	}
	if y, x := c.All()[0], c.All()[1]; !y.Core || y.Minutes != 12 || x.Core || x.Minutes != 0 {
		t.Errorf("y: core %v, %d minutes; x: core %v, %d minutes", y.Core, y.Minutes, x.Core, x.Minutes)
	}
	if z, ok := c.Find("z"); !ok || z.Slug != "y" {
		t.Errorf("by its old name y is %q, %v", z.Slug, ok)
	}
	if none, ok := c.Find(""); ok {
		t.Errorf("without a name there is %q", none.Slug)
	}
	delete(files, "y/en.md")
	if _, err := Load(files); err == nil || !strings.Contains(err.Error(), "lesson y") {
		t.Errorf("without a text: %v, want an error that names the lesson", err)
	}
	delete(files, outlineFile)
	if _, err := Load(files); err == nil || !strings.Contains(err.Error(), outlineFile) {
		t.Errorf("without an outline: %v, want an error that names the file", err)
	}
}

func TestErrorsOfAnOutline(t *testing.T) {
	for text, want := range map[string]string{
		"":                              "outline.txt: names no lesson",
		"x":                             "outline.txt:1: want part 1 before the first lesson",
		"part 2":                        "outline.txt:1: part 2, want part 1 next",
		"part one":                      "outline.txt:1: part one, want part 1 next",
		"part":                          "outline.txt:1: part , want part 1 next",
		"part 1\nx\npart 1":             "outline.txt:3: part 1, want part 2 next",
		"part 1\nx\nx":                  "outline.txt:3: lesson x is there twice",
		"part 1\nx heals y":             `outline.txt:2: "x heals y" is not understood, want part N, SLUG, core, minutes N, cure OTHER or was OLD`,
		"part 1\nx cure y cure z":       `outline.txt:2: "x cure y cure z" is not understood, want part N, SLUG, core, minutes N, cure OTHER or was OLD`,
		"part 1\nx was":                 `outline.txt:2: "x was" is not understood, want part N, SLUG, core, minutes N, cure OTHER or was OLD`,
		"part 1\nx minutes 61":          `outline.txt:2: "x minutes 61" is not understood, want part N, SLUG, core, minutes N, cure OTHER or was OLD`,
		"part 1\nx core core":           `outline.txt:2: "x core core" is not understood, want part N, SLUG, core, minutes N, cure OTHER or was OLD`,
		"part 1\nx was y\ny":            "outline.txt:3: lesson y is there twice",
		"part 1\nx\ny was x":            "outline.txt:3: lesson y is there twice",
		"part 1\nx cure y":              "outline.txt: the cure of x, y, is no lesson of the course",
		"part 1\n" + many(maxLessons+1): "outline.txt:502: more than 500 lessons",
	} {
		if _, err := parseOutline(text); err == nil || err.Error() != want {
			t.Errorf("%.40q: got %v, want %s", text, err, want)
		}
	}
}

// many lists n lessons, a line each.
func many(n int) string {
	var lines strings.Builder
	for i := range n {
		lines.WriteString("x" + strings.Repeat("y", i) + "\n")
	}
	return lines.String()
}

// A part fills a morning at most, and the core path a double lesson.
func TestTheCourseIsCutForClasses(t *testing.T) {
	const coreMinutes, fewest, most = 90, 6, 10
	core := 0
	parts := map[int]int{}
	for _, l := range mustCourse(t).All() {
		parts[l.Part]++
		if l.Minutes < 5 || l.Minutes > 20 {
			t.Errorf("%s takes %d minutes, want 5 to 20", l.Slug, l.Minutes)
		}
		if l.Core {
			core += l.Minutes
		}
	}
	if core != coreMinutes {
		t.Errorf("the core path takes %d minutes, want %d", core, coreMinutes)
	}
	for part, n := range parts {
		if n < fewest || n > most {
			t.Errorf("part %d has %d lessons, want %d to %d", part, n, fewest, most)
		}
	}
}
