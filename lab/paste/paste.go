// Package paste reads bytes from a text in the forms that people have them in: dumps
// with offsets and a text column, hex, lists of numbers, literals of programming
// languages, escapes, base64 and plain text.
//
// It says which form it read and what it left out. Offsets of a dump are held
// against the bytes, so that a dump with a gap is an Error and not other bytes.
package paste

import (
	"bytes"
	"slices"
	"strings"
)

// Form is a way to write bytes.
type Form string

// The forms.
const (
	FormDump    Form = "dump"    // lines of an offset, hex and perhaps text
	FormHex     Form = "hex"     // pairs of hex digits
	FormNumbers Form = "numbers" // a list of numbers, each a byte
	FormLiteral Form = "literal" // quoted strings of Python, Go, C, Java, JavaScript
	FormEscapes Form = "escapes" // \x45\x00 without quotes
	FormBase64  Form = "base64"  // RFC 4648 4 and 5
	FormText    Form = "text"    // the characters themselves
)

// Forms lists the forms in the order in which they are tried.
func Forms() []Form {
	return []Form{FormDump, FormLiteral, FormEscapes, FormHex, FormNumbers, FormBase64, FormText}
}

// MaxText is the most bytes of a text, MaxNotes the most notes that are kept.
const (
	MaxText  = 16 << 20
	MaxNotes = 20
)

// Options say how to read a text.
type Options struct {
	// Form is the form to read; empty to find it out.
	Form Form
	// Encoding is that of characters which stand for bytes: one of Encodings,
	// empty for UTF-8.
	Encoding string
	// Coded refuses plain text: what has no other form is an Error.
	Coded bool
}

// Bytes are what was read.
type Bytes struct {
	Data []byte
	Form Form
	// Places has where in the text each byte begins; nil where that is not known.
	Places []int
	// Notes say what was left out and what is worth knowing; More counts those
	// over MaxNotes.
	Notes []Note
	More  int
	// Others are forms in which the text is other bytes, with good reason.
	Others []Form
}

// Read reads the bytes of a text. The error is an *Error.
func Read(text string, o Options) (*Bytes, error) {
	s, fault := newSource(text)
	if fault != nil {
		return nil, fault
	}
	if o.Form != "" {
		return s.as(o.Form, o)
	}
	form := s.guess(o)
	read, err := s.as(form, o)
	if form == FormLiteral && !o.Coded && !quoteFirst.MatchString(s.text) && isOfText(err) {
		form = FormText // JSON, CSV and XML have quotes too
		read, err = s.as(form, o)
	}
	if err != nil {
		return nil, err
	}
	for _, other := range s.doubts(form) {
		if o.Coded && other == FormText {
			continue
		}
		if again, err := s.as(other, o); err == nil && !bytes.Equal(again.Data, read.Data) {
			read.Others = append(read.Others, other)
		}
	}
	return read, nil
}

// as reads the text in one form.
func (s *source) as(form Form, o Options) (*Bytes, error) {
	b := &Bytes{Form: form}
	for _, note := range s.notes {
		asIs := form == FormText || form == FormLiteral || form == FormEscapes && note.Key == "wide"
		if note.Key == "bom" || !asIs || note.Key == "quotes" && form != FormText {
			b.note(note)
		}
	}
	fault := s.into(b, o)
	if fault == nil && len(b.Data) == 0 {
		fault = &Error{Kind: "empty", To: len(s.original)}
	}
	if fault == nil {
		return b, nil
	}
	fault.Form = form
	if fault.From, fault.To = s.place(fault.From), s.place(fault.To); fault.Kind == "empty" {
		fault.From, fault.To = 0, len(s.original)
	}
	fault.Line, fault.Column = lineAndColumn(s.original, fault.From)
	return nil, fault
}

func (s *source) into(b *Bytes, o Options) *Error {
	switch b.Form {
	case FormDump:
		return s.dump(b)
	case FormHex:
		return s.hex(b)
	case FormNumbers:
		return s.numbers(b)
	case FormLiteral:
		return s.literals(b, o)
	case FormEscapes:
		return s.escapes(b, o)
	case FormBase64:
		return s.base64(b, o.Form == "")
	case FormText:
		return s.plain(b, o)
	}
	return &Error{Kind: "form", Found: string(b.Form)}
}

// add appends a byte that begins at an index of the normal text.
func (b *Bytes) add(value byte, at int) {
	b.Data, b.Places = append(b.Data, value), append(b.Places, at)
}

// note keeps a note, or counts it. Notes of the same key in lines that follow each
// other become one.
func (b *Bytes) note(n Note) {
	if last := len(b.Notes) - 1; last >= 0 && b.Notes[last].Key == n.Key && n.Line > 0 && b.Notes[last].To+1 == n.Line {
		b.Notes[last].To = n.Line
		return
	}
	if len(b.Notes) == MaxNotes {
		b.More++
		return
	}
	if n.To == 0 {
		n.To = n.Line
	}
	b.Notes = append(b.Notes, n)
}

// FindForm returns the form of a name.
func FindForm(name string) (Form, bool) {
	return Form(name), slices.Contains(Forms(), Form(name))
}

// isHex reports whether a byte is a hex digit.
func isHex(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b && b <= 'f' || 'A' <= b && b <= 'F'
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func isBlank(b byte) bool {
	return b == ' ' || b == '\t' || b == '\r' || b == '\n' || b == '\v' || b == '\f'
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' || b == '_' }

// nibble is the value of a hex digit.
func nibble(b byte) byte {
	switch {
	case b <= '9':
		return b - '0'
	case b >= 'a':
		return b - 'a' + 10
	}
	return b - 'A' + 10
}

// allHex reports whether a text is nothing but hex digits.
func allHex(text string) bool {
	return text != "" && strings.IndexFunc(text, func(r rune) bool { return r > 0x7f || !isHex(byte(r)) }) < 0
}

// Said says in "zh" or "en" in which form the bytes were read, in which else they could
// be, and each note.
func (b *Bytes) Said(lang string) []string {
	all := []string{texts.Text(lang, "read", b.Form.Text(lang), len(b.Data))}
	for _, other := range b.Others {
		all = append(all, texts.Text(lang, "other", other.Text(lang)))
	}
	for _, n := range b.Notes {
		all = append(all, n.Text(lang))
	}
	if b.More > 0 {
		all = append(all, texts.Text(lang, "more", b.More))
	}
	return all
}
