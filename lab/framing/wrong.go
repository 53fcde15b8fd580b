package framing

import (
	"errors"
	"strings"

	"stickylab/lab/frame"
)

// Wrong is what is wrong with the codec of an exercise.
type Wrong struct {
	*frame.Error
	// Field is the name of the parameter at fault, where that is known.
	Field string
	// Marked is the codec's text in three parts, of which the second is at
	// fault; nil where no place is known.
	Marked []string
}

// Wrong returns what is wrong with the codec; nil when nothing is.
func (e Exercise) Wrong() *Wrong {
	var fault *frame.Error
	if !errors.As(e.Err, &fault) {
		return nil
	}
	if fault.Kind == frame.KindCodec {
		return &Wrong{Error: fault, Field: fieldOfParameter(KindOf(e.Text), fault.Parameter)}
	}
	at := int(max(0, min(fault.Off, int64(len(e.Text)))))
	return &Wrong{Error: fault, Field: fieldBefore(e.Text[:at]), Marked: markedAt(e.Text, at)}
}

// markedAt cuts a text before and behind the word at a place.
func markedAt(text string, at int) []string {
	end := at
	for end < len(text) && text[end] != ' ' {
		end++
	}
	bad := text[at:end]
	if bad == "" {
		bad = "…"
	}
	return []string{text[:at], bad, text[end:]}
}

// fieldOfParameter returns the field of what a codec of a kind complains of.
func fieldOfParameter(kind, parameter string) string {
	if p, ok := frame.FindKind(kind).Parameter(parameter); ok {
		return p.Name
	}
	return parameter
}

// fieldBefore returns the field whose value is behind a text.
func fieldBefore(text string) string {
	words := strings.Fields(text)
	if len(words) == 0 {
		return ""
	}
	last := words[len(words)-1]
	for _, p := range Parameters(words[0]) {
		if p.Word == last && p.Kind != FieldFlag || p.Word == "" && len(words) == 1 {
			return p.Name
		}
	}
	return ""
}
