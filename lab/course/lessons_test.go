package course

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"stickylab/lab/record"
	"stickylab/lab/script"
)

func mustCourse(t *testing.T) *Course {
	t.Helper()
	c, err := Load(Files())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEveryEmbeddedLessonLoads(t *testing.T) {
	lessons := mustCourse(t).All()
	var slugs []string
	for _, l := range lessons {
		slugs = append(slugs, l.Slug)
		if got, want := script.Print(l.Experiment), l.Script; got != want {
			t.Errorf("%s: script.txt is not as Print writes it:\n%s\nwant\n%s", l.Slug, want, got)
		}
	}
	for _, l := range lessons {
		if b, ok := l.Beside(); ok && script.Print(b.Experiment) != b.Script {
			t.Errorf("%s: the script beside is not as Print writes it:\n%s\nwant\n%s", l.Slug, b.Script, script.Print(b.Experiment))
		}
	}
	folders, err := fs.ReadDir(Files(), ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range folders {
		if !folder.IsDir() {
			continue
		}
		if !slices.Contains(slugs, folder.Name()) {
			t.Errorf("folder %s is in no outline", folder.Name())
		}
	}
	if len(mustCourse(t).All()) != len(lessons) {
		t.Errorf("All gives %d lessons, want %d", len(mustCourse(t).All()), len(lessons))
	}
}

func TestEveryLessonSpeaksBothLanguages(t *testing.T) {
	chinese := regexp.MustCompile(`\p{Han}`)
	quoted := regexp.MustCompile(`(?s)<code>.*?</code>|<blockquote>.*?</blockquote>`) // programs and faults may have some
	for _, l := range mustCourse(t).All() {
		zh, en := l.Text("zh"), l.Text("en")
		if len(zh.Choices) != len(en.Choices) {
			t.Errorf("%s: %d choices in Chinese, %d in English", l.Slug, len(zh.Choices), len(en.Choices))
		}
		for _, text := range []Text{zh, en} {
			for _, html := range []string{text.Watch, text.Why} {
				if html == "" || strings.Contains(html, "raw HTML omitted") {
					t.Errorf("%s: a section reads %q", l.Slug, html)
				}
			}
		}
		prose := en.Title + en.Lead + en.Question + strings.Join(en.Choices, "") + en.Watch + en.Why
		for _, t := range en.Tries {
			prose += t.Change + t.Question + strings.Join(t.Choices, "") + strings.Join(t.Notes, "") + t.After
		}
		if chinese.MatchString(quoted.ReplaceAllString(prose, "")) {
			t.Errorf("%s: Chinese in the English text", l.Slug)
		}
		if !chinese.MatchString(zh.Title) || !chinese.MatchString(zh.Why) {
			t.Errorf("%s: no Chinese in the Chinese text", l.Slug)
		}
		if got := l.Text("fr"); got.Title != zh.Title {
			t.Errorf("%s: in an unknown language the title is %q, want %q", l.Slug, got.Title, zh.Title)
		}
		if len(l.Variants()) == 0 {
			t.Errorf("%s: what its text asks to try is not in expect.txt", l.Slug)
		}
	}
}

func TestACureKnowsWhatItCures(t *testing.T) {
	ill, ok := mustCourse(t).Find("hello-feng")
	if !ok || ill.Cure != "length-header" || ill.Uncured != "" {
		t.Errorf("hello-feng: found %v, cure %q, uncured %q", ok, ill.Cure, ill.Uncured)
	}
	cure, ok := mustCourse(t).Find("length-header")
	if !ok || cure.Uncured != "hello-feng" || cure.Cure != "" {
		t.Errorf("length-header: found %v, cure %q, uncured %q", ok, cure.Cure, cure.Uncured)
	}
	if _, ok := mustCourse(t).Find("no-such-lesson"); ok {
		t.Error("found no-such-lesson")
	}
}

func TestARunWithoutEventsFitsNoLesson(t *testing.T) {
	for _, l := range mustCourse(t).All() {
		if err := l.Check(record.Trace{}); err == nil {
			t.Errorf("%s: its expectation holds in an empty run", l.Slug)
		}
		if answers := l.Answers(record.Trace{}); slices.Contains(answers, true) {
			t.Errorf("%s: choices that are right in an empty run: %v", l.Slug, answers)
		}
	}
}

func TestLessonsHandedOutAreCopies(t *testing.T) {
	c := mustCourse(t)
	c.All()[0].Text("zh").Choices[0] = "changed"
	c.All()[0] = Lesson{}
	if l := c.All()[0]; l.Slug == "" || l.Text("zh").Choices[0] == "changed" {
		t.Error("a change of what All gave is seen by others")
	}
}

// tried is the change that the texts of brokenLesson ask about.
const tried = "try \"bind\" -> \"bind port 9\"\ntry: end done\n"

// brokenLesson is a sound lesson with one file replaced.
func brokenLesson(file, content string) fs.FS {
	lesson := fstest.MapFS{
		"x/script.txt": {Data: []byte("udp\na:\n    bind\n")},
		"x/zh.md":      {Data: []byte("# 题\n\n导语\n\n## 看什么\n\n甲\n\n## 先猜\n\n问\n\n- 一\n- 二\n\n## 为什么\n\n乙\n\n## 改一改\n\n### 丙\n\n问\n\n- 一\n  > 注。\n- 二\n\n丁\n")},
		"x/en.md":      {Data: []byte("# T\n\nlead\n\n## Watch for\n\na\n\n## Predict\n\nq\n\n- 1\n- 2\n\n## What happened\n\nb\n\n## Try\n\n### c\n\nq\n\n- 1\n  > n.\n- 2\n\nd\n")},
		"x/expect.txt": {Data: []byte("end done\nchoice 1: end done\nchoice 2: end error\n" + tried)},
	}
	if content == "" {
		delete(lesson, file)
	} else if file != "" {
		lesson[file] = &fstest.MapFile{Data: []byte(content)}
	}
	return lesson
}

func TestABrokenLessonIsAnError(t *testing.T) {
	english := "# T\n\nlead\n\n## Watch for\n\na\n\n## Predict\n\nq\n\n- 1\n- 2\n\n## What happened\n\nb\n\n## Try\n\n### c\n\nq\n\n- 1\n  > n.\n- 2\n\nd\n"
	edit := func(from, to string) string { return strings.Replace(english, from, to, 1) }
	tests := []struct{ name, file, content, want string }{
		{"no script", "x/script.txt", "", "script.txt"},
		{"a script that does not parse", "x/script.txt", "tcp\na:\n    fly\n", "x: script.txt: "},
		{"no English", "x/en.md", "", "en.md"},
		{"no Chinese", "x/zh.md", "", "zh.md"},
		{"no expectation", "x/expect.txt", "", "expect.txt"},
		{"no title", "x/en.md", edit("# T", "T"), `want "# TITLE"`},
		{"no lead", "x/en.md", edit("lead", ""), `want "# TITLE"`},
		{"a section missing", "x/en.md", edit("## Try", "Try"), "3 sections"},
		{"a section misnamed", "x/en.md", edit("## Try", "## Do"), `section "Do"`},
		{"a section empty", "x/en.md", edit("\nb\n", "\n"), `section "What happened" is empty`},
		{"raw HTML", "x/en.md", edit("\nb\n", "\nb <b>c</b>\n"), "raw HTML"},
		{"a block of raw HTML", "x/en.md", edit("\nb\n", "\n<div>b</div>\n"), "raw HTML"},
		{"Markdown in a choice", "x/en.md", edit("- 1", "- `1`"), "plain text"},
		{"an empty choice", "x/en.md", edit("- 1", "- "), "plain text"},
		{"one choice", "x/en.md", edit("- 1\n", ""), "1 choices, want 2 to 4"},
		{"five choices", "x/en.md", edit("- 1\n", "- 1\n- 3\n- 4\n- 5\n"), "5 choices, want 2 to 4"},
		{"no question", "x/en.md", edit("\nq\n", "\n"), "question is empty"},
		{"more choices in English", "x/en.md", edit("- 1\n", "- 1\n- 3\n"), "2 choices in zh.md, 3 in en.md"},
		{"text before the changes", "x/en.md", edit("### c", "b\n\n### c"), `"b": want "### CHANGE" first`},
		{"a change without a question", "x/en.md", edit("### c\n\nq", "### c"), `"c": the question is empty`},
		{"a change of which nothing is said afterwards", "x/en.md", edit("\n\nd\n", "\n"), "nothing is said afterwards"},
		{"a change with two right choices", "x/en.md", edit("\n  > n.", ""), "want a note below each choice but one"},
		{"a change without a right choice", "x/en.md", edit("- 2\n\nd", "- 2\n  > m.\n\nd"), "want a note below each choice but one"},
		{"a change with an answer", "x/en.md", edit("- 2\n\nd", "- 2\n  = m\n\nd"), "a change has no answer with values"},
		{"another right choice in English", "x/en.md", edit("- 1\n  > n.\n- 2\n", "- 1\n- 2\n  > n.\n"), "change 1: the choices in zh.md and en.md are not the same"},
		{"a change that nobody is asked about", "x/expect.txt", "end done\nchoice 1: end done\nchoice 2: end error\n" + tried + tried, "expect.txt tries 2 changes, zh.md asks about 1, en.md about 1"},
		{"more choices in the texts", "x/expect.txt", "end done\nchoice 1: end done\n" + tried, "1 choices, the texts have 2"},
		{"a cure that does not parse", "x/cure.txt", "tcp\na:\n    fly\n", "x/cure.txt: "},
		{"a run beside of which nothing is said", "x/uncured.txt", "udp\na:\n    bind\n", "x/expect.txt: claims nothing of uncured.txt"},
		{"claims of a run beside that is not there", "x/expect.txt", "end done\ncure: end done\n", `x/expect.txt:2: no peer is named "cure"`},
		{"a claim that is not understood", "x/expect.txt", "end done\nend soon\n", `x/expect.txt:2: no run ends with "soon"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := LoadLesson(brokenLesson(tt.file, tt.content), "x")
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
	if _, err := LoadLesson(brokenLesson("", "-"), "x"); err != nil {
		t.Errorf("the sound lesson: %v", err)
	}
}
