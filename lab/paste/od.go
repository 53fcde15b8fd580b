package paste

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// odRow is a line that od or hexdump writes of words in octal or decimal, of bytes in octal
// (-b) or decimal (-tu1), or of characters (-c): an offset, and fields of the same width.
//
//	0000000 002400 062550        two bytes each, of a little-endian machine
//	0000000  \0 005   h          one byte each
var odRow = regexp.MustCompile(`^([0-9a-f]{7})(?: (.*))?$`)

// odEscapes are the characters that od -c writes as two.
var odEscapes = map[string]byte{`\0`: 0, `\a`: 7, `\b`: 8, `\t`: 9, `\n`: 10, `\v`: 11, `\f`: 12, `\r`: 13}

// odKind is how od wrote a byte or a word: what a field of so many characters is.
// odNames are the characters that od -a names, from 0 on.
var odNames = strings.Fields("nul soh stx etx eot enq ack bel bs ht nl vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us sp")

type odKind struct {
	note        string
	width, size int
	value       func(field string) (int, bool)
}

var odKinds = [...]odKind{
	{"od-words", 7, 2, func(field string) (int, bool) { return octal(field, 6) }},
	{"od-bytes", 4, 1, func(field string) (int, bool) { return octal(field, 3) }},
	{"od-bytes", 4, 1, func(field string) (int, bool) {
		word := strings.TrimLeft(field, " ")
		if c, known := odEscapes[word]; known {
			return int(c), true
		}
		switch len(word) {
		case 0:
			return ' ', true
		case 1:
			return int(word[0]), word[0] < 0x80
		}
		n, ok := octal(field, 3)
		return n, ok && (n < ' ' || n >= 0x7f)
	}},
	{"od-names", 4, 1, func(field string) (int, bool) {
		word := strings.TrimLeft(field, " ")
		if at := slices.Index(odNames, word); at >= 0 {
			return at, true
		}
		if word == "del" || word == "nl" {
			return map[string]int{"del": 0x7f, "nl": '\n'}[word], true
		}
		return int((word + " ")[0]), len(word) < 2 && (word + " ")[0] < 0x7f
	}},
	{"od-decimal", 4, 1, func(field string) (int, bool) { return decimal(field, 0, 255) }},
	{"od-decimal", 5, 1, func(field string) (int, bool) { return decimal(field, -128, 127) }},
	{"od-decimal-words", 6, 2, func(field string) (int, bool) { return decimal(field, 0, 65535) }},
	{"od-decimal-words", 7, 2, func(field string) (int, bool) { return decimal(field, -32768, 32767) }},
	{"od-decimal-words", 8, 2, func(field string) (int, bool) { return decimal(field, 0, 65535) }},
	{"od-decimal-wide", 11, 4, func(field string) (int, bool) { return decimal(field, 0, 1<<32-1) }},
	{"od-decimal-wide", 12, 4, func(field string) (int, bool) { return decimal(field, -1<<31, 1<<31-1) }},
	{"od-decimal-wide", 21, 8, func(field string) (int, bool) { return decimal(field, -1<<63, 1<<63-1) }},
}

// decimal reads a field of blanks and a decimal number.
func decimal(field string, least, most int) (int, bool) {
	n, err := strconv.Atoi(strings.TrimLeft(field, " "))
	return n, err == nil && field[0] == ' ' && least <= n && n <= most
}

// octal reads a field of a blank and so many octal digits.
func octal(field string, digits int) (int, bool) {
	n, err := strconv.ParseUint(strings.TrimPrefix(field, " "), 8, 16)
	return int(n), err == nil && len(field) == digits+1 && field[0] == ' '
}

// isOd reports whether a text is what od writes so.
func (s *source) isOd() bool {
	_, ok := s.od()
	return ok
}

// od reads a text as od writes it by one of odKinds; false where it does not.
func (s *source) od() (*Bytes, bool) {
	if !strings.HasPrefix(strings.TrimLeft(s.text, " \t\r\n"), "0000000") {
		return s.odBare()
	}
	for _, base := range []int{8, 16} {
		for _, kind := range odKinds {
			if b, ok := s.odAs(kind, base); ok {
				return b, true
			}
		}
	}
	return nil, false
}

// odBare reads rows of characters as od -An -c and -a write them, without offsets: each has 16
// columns of four, but the last.
func (s *source) odBare() (*Bytes, bool) {
	lines := s.with(strings.TrimRight(s.text, " \t\r\n")).lines()
	for i, l := range lines {
		if l.text == "" || l.text[0] != ' ' || len(l.text)%4 != 0 || i+1 < len(lines) && len(l.text) != 64 || len(l.text) > 64 {
			return nil, false
		}
	}
	for _, kind := range []odKind{odKinds[2], odKinds[3]} {
		b, wide, ok := &Bytes{}, 0, true
		for _, l := range lines {
			for from := 0; from < len(l.text) && ok; from += 4 {
				field := l.text[from : from+4]
				value, read := kind.value(field)
				ok = read && field[0] == ' '
				wide += one(len(strings.TrimLeft(field, " ")) > 1)
				b.add(byte(value), s.place(l.from+from))
			}
		}
		if ok && wide > 0 {
			b.note(Note{Key: kind.note})
			return b, true
		}
	}
	return nil, false
}

// odAs reads all rows as one kind, with offsets in a base: od has octal ones, hexdump hex.
// Each must be that of the bytes in front.
func (s *source) odAs(kind odKind, base int) (*Bytes, bool) {
	b := &Bytes{}
	var last []byte // the row in front, which ends where the next offset says
	repeats, rows := false, 0
	for _, l := range s.lines() {
		parts := odRow.FindStringSubmatchIndex(l.text)
		switch {
		case strings.TrimSpace(l.text) == "":
			continue
		case strings.TrimSpace(l.text) == "*" && len(last) > 0:
			repeats = true
			continue
		case parts == nil:
			return nil, false
		}
		at, err := strconv.ParseInt(l.text[parts[2]:parts[3]], base, 64)
		if err != nil || at > MaxText || !b.odReach(int(at), last, repeats, kind.size) {
			return nil, false
		}
		repeats, last = false, nil
		if parts[4] >= 0 {
			from, end := parts[4]-1, len(l.text)
			if base == 16 {
				end = len(strings.TrimRight(l.text, " ")) // hexdump fills its last row with blanks
			}
			for ; from < end; from += kind.width {
				value, ok := kind.value(l.text[from:min(from+kind.width, end)])
				if !ok {
					return nil, false
				}
				for i := range kind.size {
					b.add(byte(value>>(8*i)), s.place(l.from+from))
				}
				rows++
			}
			last = b.Data[at:]
		}
	}
	b.note(Note{Key: "offsets", Args: []any{base}})
	b.note(Note{Key: kind.note})
	return b, rows > 0
}

// odReach makes the bytes end at an offset: blanks at the end of a row are lost, a last
// word may be half there, a row may be repeated.
func (b *Bytes) odReach(at int, last []byte, repeats bool, size int) bool {
	for i := 0; repeats && len(b.Data) < at; i++ {
		b.add(last[i%len(last)], b.Places[len(b.Places)-1])
	}
	for size == 1 && len(last) > 0 && len(b.Data) < at && at%16 == 0 && at-len(b.Data) < 16 {
		b.add(' ', b.Places[len(b.Places)-1])
	}
	if len(b.Data) > at && len(b.Data)-at < size {
		b.Data, b.Places = b.Data[:at], b.Places[:at]
	}
	return len(b.Data) == at
}
