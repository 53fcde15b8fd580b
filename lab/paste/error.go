package paste

import (
	"fmt"

	"stickylab/lab/catalog"
)

var texts = catalog.New(chinese, english)

// Error says where a text cannot be read, and what would be right there.
type Error struct {
	// Kind names the text of the error: "error.KIND".
	Kind string
	// Form is the form that was read.
	Form Form
	// From and To are the place in the text, Line and Column the same counted
	// from 1.
	From, To     int
	Line, Column int
	// Found is what stands there, Want and Have what is expected and there is.
	Found      string
	Want, Have int
}

// Error says it in English.
func (e *Error) Error() string { return e.Text("en") }

// Text says it in "zh" or "en", with line and column.
func (e *Error) Text(lang string) string {
	said := e.Said(lang)
	if e.Kind == "empty" || e.Kind == "form" || e.Kind == "long" {
		return said
	}
	return texts.Text(lang, "error", e.Line, e.Column, said)
}

// In is Text.
func (e *Error) In(lang string) string { return e.Text(lang) }

// Said is Text without the place.
func (e *Error) Said(lang string) string {
	want := any(e.Want)
	have := any(e.Have)
	switch e.Kind {
	case "gap", "dump-line":
		want = fmt.Sprintf("0x%04x", e.Want)
	case "record-sum":
		want, have = fmt.Sprintf("%02X", e.Want), fmt.Sprintf("%02X", e.Have)
	}
	return texts.Text(lang, "error."+e.Kind, shortened(e.Found), want, have)
}

// maxFound is how many characters an error quotes.
const maxFound = 24

func shortened(text string) string {
	if all := []rune(text); len(all) > maxFound {
		return string(all[:maxFound]) + "…"
	}
	return text
}

// Note is something that was left out, or that is worth knowing.
type Note struct {
	// Key names the text: "note.KEY".
	Key string
	// Line and To are the lines that it is about; 0 for none.
	Line, To int
	Args     []any
}

// Text says it in "zh" or "en".
func (n Note) Text(lang string) string {
	said := texts.Text(lang, "note."+n.Key, n.Args...)
	switch {
	case n.Line == 0:
		return said
	case n.To > n.Line:
		return texts.Text(lang, "note.lines", n.Line, n.To, said)
	}
	return texts.Text(lang, "note.line", n.Line, said)
}

// Text is the name of the form in "zh" or "en".
func (f Form) Text(lang string) string { return texts.Text(lang, "form."+string(f)) }
