package repr

// The kinds of an Error.
const (
	KindValue     = "value"     // no literal begins there
	KindNumber    = "number"    // it begins like a number and is none
	KindQuote     = "quote"     // a string without its end: Want is the quote
	KindEscape    = "escape"    // an escape sequence that there is not
	KindASCII     = "ascii"     // a character in bytes that is not ASCII
	KindSurrogate = "surrogate" // half a character
	KindComma     = "comma"     // values without a comma between them
	KindSum       = "sum"       // a sum that cannot be worked out, at its operator
	KindCall      = "call"      // a method or a call behind a value
	KindWide      = "wide"      // a full-width comma
	KindCurly     = "curly"     // typographic quotes: Want has the others
	KindGroup     = "group"     // a list or a tuple
	KindMany      = "many"      // more than MaxValues
	KindLong      = "long"      // more than MaxText
)

// Error says what is wrong with a text and where.
type Error struct {
	Kind string
	// Off is the offset in the text, in bytes.
	Off int
	// Found is what stands there, shortened; Want what would be right.
	Found, Want string
}

// Error names the kind and the place. What a reader is told is for the pages
// to say.
func (e *Error) Error() string { return e.Kind + ": " + e.Found }

func fault(kind string, off int, found string) *Error {
	return &Error{Kind: kind, Off: off, Found: brief(found)}
}

// brief is as much of a text as a sentence bears.
func brief(text string) string {
	const most = 40
	runes := []rune(text)
	if len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
