package script

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"stickylab/lab/catalog"
)

// Error tells what is wrong in a script, where, and what would be right.
type Error struct {
	// Line and Col count from 1; Col counts characters, not bytes.
	Line, Col int
	// More are the errors of the lines behind, of the first one.
	More []*Error

	texts *catalog.Catalog // that the key is of, nil for those of this package
	key   string
	args  []any
}

// Error gives the English text with the place before it.
func (e *Error) Error() string { return e.In("en") }

// In gives the text in a language, "zh" or "en", with the place before it.
// Any other language is English.
func (e *Error) In(lang string) string {
	if lang == "zh" {
		return fmt.Sprintf("第 %d 行第 %d 列：%s", e.Line, e.Col, e.Message(lang))
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Col, e.Message(lang))
}

// Message is In without the place.
func (e *Error) Message(lang string) string {
	text := cmp.Or(e.texts, texts).Text(lang, e.key, e.args...)
	return strings.ReplaceAll(text, " "+chineseEnd, chineseEnd) // a space stands before script text only
}

// texts are those of the errors.
var texts = catalog.New(chinese, english)

// chineseEnd is the end of a line in Chinese.
const chineseEnd = "行尾"

// list is several words to choose from.
type list []string

// In joins them as the language does.
func (l list) In(lang string) string {
	if lang == "zh" {
		return strings.Join(l, "、")
	}
	return strings.Join(l, ", ")
}

// got is what stands in the script in place of what is wanted; empty at the
// end of a line.
type got string

// maxShown is how many bytes of the script an error repeats.
const maxShown = 40

// In shortens what is long.
func (g got) In(lang string) string {
	switch {
	case g == "" && lang == "zh":
		return chineseEnd
	case g == "":
		return "the end of the line"
	case len(g) <= maxShown:
		return string(g)
	}
	cut := maxShown
	for !utf8.RuneStart(g[cut]) {
		cut--
	}
	return string(g[:cut]) + "…"
}
