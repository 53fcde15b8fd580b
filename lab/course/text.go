package course

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// minChoices and maxChoices bound the choices of a lesson's question.
const (
	minChoices = 2
	maxChoices = 4
)

// Text is what a lesson says in one language. Title and Lead are plain text; Watch
// and Why are HTML made from Markdown in which raw HTML is an error, so they may stand
// in a page as they are.
type Text struct {
	Title, Lead string
	// Answer is a title that gives the answer away, for after the run; empty where
	// Title is all there is to say.
	Answer string
	Asked
	Watch, Why string
	// Tries are the changes that the lesson asks to try, as Lesson.Variants has them.
	Tries []Tried
}

// Asked is a question with its choices, all plain text.
type Asked struct {
	Question string
	Choices  []string
	// Notes say of each wrong choice what is wrong with it, in one sentence; the
	// right one has an empty one.
	Notes []string

	said []string // of each choice, how a run says that it holds; empty where none does
}

// heads names the sections of a text by language: watch, question, why, try.
func heads(lang string) [4]string {
	if lang == "en" {
		return [4]string{"Watch for", "Predict", "What happened", "Try"}
	}
	return [4]string{"看什么", "先猜", "为什么", "改一改"}
}

// parseText reads a lesson's Markdown:
//
//	# TITLE
//	# ANSWER             where there is one
//	lead
//	## Watch for
//	## Predict           the question, then the choices as a list; below a choice,
//	                     indented, "= " and how a run says that it holds, no more than
//	                     its claims do, with values of lab/claims in braces; below a
//	                     wrong one "> " and its note
//	## What happened
//	## Try               as parseTries reads it
func parseText(source []byte, lang string) (Text, error) {
	sections := strings.Split("\n"+strings.TrimSpace(string(source)), "\n## ")
	want := heads(lang)
	if len(sections) != len(want)+1 {
		return Text{}, fmt.Errorf("%d sections, want %q", len(sections)-1, want)
	}
	var bodies [len(want)]string
	for i, section := range sections[1:] {
		head, body, _ := strings.Cut(section, "\n")
		if head != want[i] {
			return Text{}, fmt.Errorf("section %q, want %q", head, want[i])
		}
		if bodies[i] = strings.TrimSpace(body); bodies[i] == "" {
			return Text{}, fmt.Errorf("section %q is empty", head)
		}
	}
	var t Text
	title, lead, _ := strings.Cut(strings.TrimSpace(sections[0]), "\n")
	t.Title = strings.TrimSpace(strings.TrimPrefix(title, "# "))
	if answer, rest, _ := strings.Cut(lead, "\n"); strings.HasPrefix(answer, "# ") {
		t.Answer, lead = strings.TrimSpace(strings.TrimPrefix(answer, "# ")), rest
	}
	t.Lead = oneLine(lead, lang)
	if t.Title == title || t.Title == "" || t.Lead == "" {
		return Text{}, errors.New(`want "# TITLE" and a lead before the sections`)
	}
	for _, plain := range []string{t.Title, t.Lead} {
		if err := mustBePlain(plain); err != nil {
			return Text{}, err
		}
	}
	var err error
	if t.Asked, err = parseAsked(bodies[1], lang); err != nil {
		return Text{}, err
	}
	if t.Tries, err = parseTries(bodies[3], lang); err != nil {
		return Text{}, fmt.Errorf("section %q: %w", want[3], err)
	}
	for i, out := range []*string{0: &t.Watch, 2: &t.Why} {
		if out == nil {
			continue
		}
		html, err := Markdown(bodies[i])
		if err != nil {
			return Text{}, fmt.Errorf("section %q: %w", want[i], err)
		}
		*out = html
	}
	return t, nil
}

// parseAsked reads a question and the list of choices after it.
func parseAsked(body, lang string) (Asked, error) {
	var a Asked
	question, list, _ := strings.Cut("\n"+body, "\n- ")
	a.Question = oneLine(question, lang)
	for choice := range strings.SplitSeq(list, "\n- ") {
		choice, note, _ := strings.Cut(choice, "\n  > ")
		choice, said, _ := strings.Cut(choice, "\n  = ")
		a.Choices, a.Notes = append(a.Choices, oneLine(choice, lang)), append(a.Notes, oneLine(note, lang))
		a.said = append(a.said, oneLine(said, lang))
	}
	if a.Question == "" {
		return Asked{}, errors.New("the question is empty")
	}
	if n := len(a.Choices); n < minChoices || n > maxChoices {
		return Asked{}, fmt.Errorf("%d choices, want %d to %d", n, minChoices, maxChoices)
	}
	for _, plain := range append([]string{a.Question}, a.Choices...) {
		if err := mustBePlain(plain); err != nil {
			return Asked{}, err
		}
	}
	return a, nil
}

func mustBePlain(text string) error {
	if text == "" || strings.ContainsAny(text, "`<>") || strings.Contains(text, "**") {
		return fmt.Errorf("%q: want plain text without Markdown", text)
	}
	return nil
}

// oneLine joins the lines of a paragraph, in Chinese without a space.
func oneLine(s, lang string) string {
	space := " "
	if lang == "zh" {
		space = ""
	}
	lines := strings.Split(strings.TrimSpace(s), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Join(lines, space)
}

// markdown makes HTML. A line break between two Chinese characters is no space.
var markdown = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(goldmark.WithExtensions(extension.NewCJK(extension.WithEastAsianLineBreaks())))
})

// Markdown makes HTML from Markdown, which may stand in a page as it is. goldmark leaves raw HTML out unless told
// otherwise; here it is an error, so that nothing is left out unseen.
func Markdown(markup string) (string, error) {
	source := []byte(markup)
	md := markdown()
	doc := md.Parser().Parse(text.NewReader(source))
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.Kind() {
		case ast.KindRawHTML, ast.KindHTMLBlock:
			return ast.WalkStop, errors.New("raw HTML")
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	if err := md.Renderer().Render(&out, source, doc); err != nil {
		return "", err
	}
	return out.String(), nil
}
