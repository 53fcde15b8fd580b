package course

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Tried is what a lesson says in one language of a change that it asks to try: what
// is changed, what comes of it as a question, and what to know once that was seen.
// Its one choice without a note is what the claims of the change say.
type Tried struct {
	Asked
	// Change and After are HTML made from Markdown.
	Change, After string
}

// Right is the index of the choice that the claims of the change say.
func (t Tried) Right() int { return slices.Index(t.Notes, "") }

// parseTries reads the section on trying:
//
//	### CHANGE           in Markdown, for each variant of expect.txt in its order
//	the question, then the choices as a list, each but the right one with its note
//	what to know afterwards, in Markdown
func parseTries(body, lang string) ([]Tried, error) {
	parts := strings.Split("\n"+body, "\n### ")
	if before := strings.TrimSpace(parts[0]); before != "" {
		return nil, fmt.Errorf(`%q: want "### CHANGE" first`, before)
	}
	tries := make([]Tried, len(parts)-1)
	for i, part := range parts[1:] {
		var err error
		if tries[i], err = parseTried(part, lang); err != nil {
			head, _, _ := strings.Cut(part, "\n")
			return nil, fmt.Errorf("%q: %w", head, err)
		}
	}
	return tries, nil
}

func parseTried(part, lang string) (Tried, error) {
	var t Tried
	change, rest, _ := strings.Cut(part, "\n")
	asked, after := rest, ""
	if list := strings.Index(rest, "\n- "); list >= 0 {
		if end := strings.Index(rest[list:], "\n\n"); end >= 0 {
			asked, after = rest[:list+end], rest[list+end:]
		}
	}
	var err error
	if t.Asked, err = parseAsked(strings.TrimSpace(asked), lang); err != nil {
		return Tried{}, err
	}
	if right := slices.Index(t.Notes, ""); right < 0 || slices.Contains(t.Notes[right+1:], "") {
		return Tried{}, errors.New("want a note below each choice but one")
	}
	if slices.ContainsFunc(t.said, func(said string) bool { return said != "" }) {
		return Tried{}, errors.New("a change has no answer with values")
	}
	if t.After, err = Markdown(strings.TrimSpace(after)); err != nil {
		return Tried{}, err
	}
	if t.After == "" {
		return Tried{}, errors.New("nothing is said afterwards")
	}
	t.Change, err = Markdown(strings.TrimSpace(change))
	return t, err
}

// checkTries holds what the texts say of the variants against how many there are.
func (l Lesson) checkTries() error {
	zh, en := l.texts["zh"].Tries, l.texts["en"].Tries
	if n := len(l.expect.tries); len(zh) != n || len(en) != n {
		return fmt.Errorf("lesson %s: expect.txt tries %d changes, zh.md asks about %d, en.md about %d", l.Slug, n, len(zh), len(en))
	}
	for i := range zh {
		if len(zh[i].Choices) != len(en[i].Choices) || zh[i].Right() != en[i].Right() {
			return fmt.Errorf("lesson %s: change %d: the choices in zh.md and en.md are not the same", l.Slug, i+1)
		}
	}
	return nil
}
