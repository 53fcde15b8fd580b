package paste

import (
	"encoding/base64"
	"strings"
)

// base64 reads RFC 4648 4 or 5, with or without padding, in lines or in one, and
// behind the "base64," of a data URL. guessed: nobody said that it is base64, so that it may be
// a kin of it.
func (s *source) base64(b *Bytes, guessed bool) *Error {
	if bare, around := s.withoutArmor(); around != "" {
		b.note(Note{Key: "around", Args: []any{shortened(around)}})
		s = s.with(bare)
	}
	if data, ok := ascii85Of(s.text); ok {
		b.Data = data
		b.note(Note{Key: "ascii85"})
		return nil
	}
	if data, ok := base32Of(s.text); ok && guessed && isBase32(s.text) {
		b.Data = data
		b.note(Note{Key: "base32"})
		return nil
	}
	from := 0
	if i := strings.Index(s.text, "base64,"); i >= 0 {
		from = i + len("base64,")
		b.note(Note{Key: "around", Args: []any{shortened(strings.TrimSpace(s.text[:from]))}})
	}
	var digits strings.Builder
	padding, last := 0, from
	for at := from; at < len(s.text); at++ {
		c := s.text[at]
		switch {
		case isBlank(c):
			continue
		case c == '=':
			padding++
		case padding > 0 || !isBase64(c):
			return &Error{Kind: "base64", Found: s.character(at), From: at, To: at + len(s.character(at))}
		case c == '-':
			digits.WriteByte('+')
		case c == '_':
			digits.WriteByte('/')
		default:
			digits.WriteByte(c)
		}
		last = at
	}
	return decoded(b, digits.String(), padding, last)
}

// decoded decodes the digits; last is where the last of them stands.
func decoded(b *Bytes, digits string, padding, last int) *Error {
	if len(digits)%4 == 1 || padding > 0 && (len(digits)+padding)%4 != 0 || padding > 2 {
		return &Error{Kind: "base64-length", From: last, To: last + 1, Have: len(digits) + padding}
	}
	data, err := base64.RawStdEncoding.DecodeString(digits)
	if err != nil {
		return &Error{Kind: "base64-length", From: last, To: last + 1, Have: len(digits)}
	}
	b.Data = data
	return nil
}

func isBase64(c byte) bool {
	return isLetter(c) || isDigit(c) || c == '+' || c == '/' || c == '-'
}
