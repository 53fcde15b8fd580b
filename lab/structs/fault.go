package structs

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"stickylab/lab/pack"
	"stickylab/lab/repr"
)

// literalFault puts an error of package repr in the form of the pages.
func literalFault(text string, err error) *bytesFault {
	var wrong *repr.Error
	if !errors.As(err, &wrong) {
		return &bytesFault{kind: repr.KindValue, found: text, to: len(text)}
	}
	found := wrong.Found
	if wrong.Kind == repr.KindQuote {
		found = wrong.Want
	}
	return &bytesFault{kind: wrong.Kind, found: found, want: wrong.Want, from: wrong.Off, to: endOf(text, wrong)}
}

// endOf is where what an error is about ends: with the literal for a number,
// after one character for anything else.
func endOf(text string, wrong *repr.Error) int {
	if found := strings.TrimSuffix(wrong.Found, "…"); wrong.Kind == repr.KindNumber || wrong.Kind == repr.KindEscape || wrong.Kind == repr.KindCurly {
		return min(wrong.Off+len(found), len(text))
	}
	if wrong.Kind == repr.KindMany || wrong.Kind == repr.KindLong || wrong.Kind == repr.KindGroup {
		return len(text)
	}
	if wrong.Kind == repr.KindValue {
		return wrong.Off + wordLength(text[wrong.Off:])
	}
	_, size := utf8.DecodeRuneInString(text[wrong.Off:])
	return wrong.Off + size
}

// wordLength is how far a text goes up to a comma or blank.
func wordLength(text string) int {
	switch i := strings.IndexAny(text, ", \t\r\n"); {
	case i < 0:
		return len(text)
	case i > 0:
		return i
	}
	return 1
}

// syntaxError is a text that Python would not read as literals either.
func (q Request) syntaxError(in, text string, wrong *bytesFault) *Fault {
	e := &Fault{Kind: KindSyntax, Arg: -1, In: in, From: wrong.from, To: wrong.to}
	if wrong.pasted != nil {
		e.Hint = wrong.pasted.Text(q.Lang)
	} else {
		e.Hint = texts.Text(q.Lang, "syntax."+wrong.kind, wrong.found, wrong.want)
	}
	e.Marked = marked(text, e.From, e.To)
	return e
}

// limitError is a record that the lab does not make.
func (q Request) limitError(in, text string, size int) *Fault {
	e := &Fault{
		Kind: KindLimit, Arg: -1, In: in, To: len(text),
		Hint: texts.Text(q.Lang, "limit", MaxRecord, size),
	}
	e.Marked = marked(text, 0, len(text))
	return e
}

// pythonError begins an error with what Python says.
func (q Request) pythonError(err error) *Fault {
	e := &Fault{Kind: "struct.error", Message: err.Error(), Arg: -1}
	var wrong *pack.Error
	if errors.As(err, &wrong) {
		e.Kind, e.Message, e.Arg = wrong.Kind, wrong.Msg, wrong.Arg
	}
	if key := hintFor(e.Message); key != "" {
		e.Hint = q.hint(key)
	}
	return e
}

// formatError is a format that is wrong.
func (q Request) formatError(format string, err error) *Fault {
	e := q.pythonError(err)
	e.In = InFormat
	if e.From, e.To = pack.Fault(format); e.To == 0 {
		e.To = len(format)
	}
	if better := q.formatHint(format, e); better != "" {
		e.Hint = better
	}
	e.Marked = marked(format, e.From, e.To)
	return e
}

// FormatFault is what is wrong with a format; nil for one that is right.
func FormatFault(lang, format string) *Fault {
	if _, err := pack.Compile(format); err != nil {
		return Request{Lang: lang}.formatError(format, err)
	}
	return nil
}

// packError is values that cannot be packed.
func (q Request) packError(rec Record, given []repr.Value, err error) *Fault {
	e := q.pythonError(err)
	switch {
	case e.Arg >= 0 && e.Arg < len(given):
		e.In, e.From, e.To = InValues, given[e.Arg].From, given[e.Arg].To
	case len(given) > rec.Count:
		e.In, e.From, e.To = InValues, given[rec.Count].From, given[len(given)-1].To
	case len(given) < rec.Count:
		f := fieldOf(rec.Fields, len(given))
		e.In, e.From, e.To = InFormat, f.From, f.To
	}
	e.Hint = q.withOlder(e.Hint, rec.Format, given)
	e.Marked = marked(q.textIn(rec, e.In), e.From, e.To)
	return e
}

// unpackError is bytes that are more or less than the record.
func (q Request) unpackError(rec Record, read placedBytes, err error) *Fault {
	e := q.pythonError(err)
	e.Hint = q.sizeHint(rec, len(read.data))
	switch have := len(read.data); {
	case have > rec.Size && read.places != nil:
		e.In, e.From, e.To = q.In, read.places[rec.Size], len(strings.TrimRight(q.Bytes, " \t\r\n:"))
	case have < rec.Size:
		at := slices.IndexFunc(rec.Fields, func(f Field) bool { return f.Offset+f.Size > have })
		e.In, e.From, e.To = InFormat, rec.Fields[at].From, rec.Fields[at].To
	default:
		e.In, e.To = q.In, len(q.Bytes)
	}
	e.Marked = marked(q.textIn(rec, e.In), e.From, e.To)
	return e
}

// textIn is the text that an error is in.
func (q Request) textIn(rec Record, in string) string {
	switch in {
	case InFormat:
		return rec.Format
	case InValues:
		return q.Values
	}
	return q.Bytes
}

// fieldOf is the field that takes the value of that index.
func fieldOf(fields []Field, arg int) Field {
	at := slices.IndexFunc(fields, func(f Field) bool {
		return slices.ContainsFunc(f.Values, func(v Value) bool { return v.Arg == arg })
	})
	return fields[max(at, 0)]
}

// mostAround is how many characters are shown before and after a fault, and
// of the fault itself.
const mostAround = 48

// marked cuts a text around a fault and shortens what is long.
func marked(text string, from, to int) []string {
	before, bad, after := []rune(text[:from]), []rune(text[from:to]), []rune(text[to:])
	if len(before) > mostAround {
		before = append([]rune{'…'}, before[len(before)-mostAround:]...)
	}
	return []string{string(before), shortened(bad), shortened(after)}
}

func shortened(text []rune) string {
	if len(text) > mostAround {
		return string(text[:mostAround]) + "…"
	}
	return string(text)
}
