package paste

import (
	"regexp"
	"strconv"
	"strings"
)

// Bytes as words without brackets or 0x: eight bits each, or three octal digits as od -An -b
// writes them.
var (
	bitsOnly  = regexp.MustCompile(`^[01]{8}(?:[\s,;]+[01]{8})+[\s,;]*$`)
	octalOnly = regexp.MustCompile(`^[0-3][0-7]{2}(?:[\s,;]+[0-3][0-7]{2}){3,}[\s,;]*$`)
)

// baseOfWords is 2 or 8 where all words are so, else 0.
func baseOfWords(text string) int {
	switch {
	case bitsOnly.MatchString(text):
		return 2
	case octalOnly.MatchString(text) && zeroInFront.MatchString(text):
		return 8
	}
	return 0
}

// numbersIn reads words of digits in a base.
func (s *source) numbersIn(b *Bytes, base int) {
	key := "bits"
	if base == 8 {
		key = "octal"
	}
	for at := 0; at < len(s.text); at++ {
		to := at
		for to < len(s.text) && isDigit(s.text[to]) {
			to++
		}
		if to > at {
			value, _ := strconv.ParseUint(s.text[at:to], base, 8) // eight bits, or below 0400
			b.add(byte(value), s.place(at))
			at = to
		}
	}
	b.note(Note{Key: key})
}

// isLoose reports whether all words are one or two hex digits, and none of two begins with
// a zero: %x prints bytes so, and a word of one digit is not one that lost its zero.
func isLoose(text string) bool {
	short, long := 0, 0
	for word := range strings.FieldsFuncSeq(text, isHexSeparator) {
		word = strings.TrimPrefix(strings.TrimPrefix(word, "0x"), "0X")
		switch {
		case !allHex(word) || len(word) > 2 || len(word) == 2 && word[0] == '0':
			return false
		case len(word) == 1:
			short++
		default:
			long++
		}
	}
	return short > 0 && long > 0 && short+long >= 4 && strings.ContainsAny(text, "0123456789")
}

func isHexSeparator(r rune) bool { return r < 0x80 && strings.IndexByte(hexSeparators, byte(r)) >= 0 }

// isHexWithMistake reports whether a text is short words of which most are bytes in hex and
// each other one is as long: 00 05 6l.
func isHexWithMistake(text string) bool {
	good, all := 0, 0
	for word := range strings.FieldsFuncSeq(text, isHexSeparator) {
		all++
		if len(word) > 2 {
			return false
		}
		if allHex(word) && len(word) == 2 && strings.ContainsAny(word, "0123456789") {
			good++
		}
	}
	return all >= 3 && good*2 > all
}

// Lines of one byte each with its index, as debuggers list an array: [0] 0x00 '\0', 0 = 5.
var indexedLine = regexp.MustCompile(`^\s*(?:\[(\d{1,7})\]\s*[=:]?|(\d{1,7}) =)\s*(0[xX][0-9a-fA-F]{1,2}|-?\d{1,3})(?:[\s,;].*)?$`)

// isIndexObject is what JSON.stringify makes of a Uint8Array.
var (
	isIndexObject = regexp.MustCompile(`^\{\s*"0"\s*:\s*\d{1,3}\s*(?:,\s*"\d{1,8}"\s*:\s*\d{1,3}\s*)*\}$`)
	indexKey      = regexp.MustCompile(`"\d+"\s*:`)
)

// addressed is a line of bytes in decimal that gdb prints: x/8ub, x/8db, x/8cb.
var (
	addressed  = regexp.MustCompile(`^0x[0-9a-f]+(?: <[^>]*>)?:((?:\t-?\d{1,3}(?: '(?:[^'\\]|\\[^']+|\\')')?)+)$`)
	inQuotes   = regexp.MustCompile(`'(?:[^'\\]|\\[^']+|\\')'`)
	blanksOnly = regexp.MustCompile(`[^\n]`)
)

// unaddress writes blanks in place of the addresses and the characters of such lines.
func (s *source) unaddress() {
	if !strings.HasPrefix(strings.TrimSpace(s.text), "0x") {
		return
	}
	out := []byte(s.text)
	for _, l := range s.lines() {
		parts := addressed.FindStringSubmatchIndex(l.text)
		if parts == nil {
			if strings.TrimSpace(l.text) == "" {
				continue
			}
			return
		}
		bytes := inQuotes.ReplaceAllStringFunc(l.text[parts[2]:], func(part string) string { return strings.Repeat(" ", len(part)) })
		copy(out[l.from:], blanksOnly.ReplaceAllString(l.text[:parts[2]], " ")+bytes)
	}
	s.text = string(out)
	s.notes = append(s.notes, Note{Key: "gdb"})
}

// unindex writes blanks in place of the indices of such a list.
func (s *source) unindex() {
	trimmed := strings.TrimSpace(s.text)
	if isIndexObject.MatchString(trimmed) {
		s.text = indexKey.ReplaceAllStringFunc(s.text, func(part string) string { return strings.Repeat(" ", len(part)) })
		s.text = strings.NewReplacer("{", "[", "}", "]").Replace(s.text)
		s.notes = append(s.notes, Note{Key: "index"})
		return
	}
	first, _, _ := strings.Cut(trimmed, "\n")
	if !indexedLine.MatchString(strings.TrimRight(first, "\r")) || !strings.Contains(trimmed, "\n") {
		return
	}
	out, index := []byte(strings.Repeat(" ", len(s.text))), -1
	for _, l := range s.lines() {
		parts := indexedLine.FindStringSubmatchIndex(l.text)
		if parts == nil {
			if strings.TrimSpace(l.text) == "" {
				continue
			}
			return
		}
		n, _ := strconv.Atoi(l.text[max(parts[2], parts[4]):max(parts[3], parts[5])])
		if index >= 0 && n != index+1 {
			return
		}
		index = n
		copy(out[l.from+parts[6]:], l.text[parts[6]:parts[7]])
		if end := l.from + parts[7]; end < len(out) {
			out[end] = ','
		}
	}
	s.text = string(out)
	s.notes = append(s.notes, Note{Key: "index"})
}
