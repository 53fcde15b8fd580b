package claims

import (
	"strconv"
	"strings"

	"stickylab/lab/catalog"
)

// Error is a line that is not understood, or a claim that does not hold and
// what is so instead.
type Error struct {
	key  string
	args []any
}

// Error returns the English text.
func (e *Error) Error() string { return e.In("en") }

// In returns the text in a language, "zh" or "en". The words of claims stay as
// they are written.
func (e *Error) In(lang string) string { return texts.Text(lang, e.key, e.args...) }

func wrong(key string, args ...any) *Error { return &Error{key: key, args: args} }

func quote(s string) string { return strconv.Quote(s) }

// found is a quoted token, empty at the end of a line.
type found string

// In returns the token, or words for the end of the line.
func (f found) In(lang string) string {
	if f == "" {
		return texts.Text(lang, "line-end")
	}
	return string(f)
}

// names are those of peers.
type names []string

// In lists them.
func (n names) In(string) string { return strings.Join(n, ", ") }

// reasons are what stands against each of several ways.
type reasons []error

// In puts each on a line of its own.
func (r reasons) In(lang string) string {
	lines := make([]string, len(r))
	for i, err := range r {
		if words, ok := err.(catalog.InLanguage); ok {
			lines[i] = words.In(lang)
		} else {
			lines[i] = err.Error()
		}
	}
	return strings.Join(lines, "\n")
}
