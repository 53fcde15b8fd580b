package paste

import (
	"regexp"
	"strings"
)

// hexSeparators may stand between bytes.
const hexSeparators = " \t\r\n\v\f:-,;._|%"

// hex reads pairs of hex digits. Runs of them are bytes in their order, so an odd
// run is an error. It goes past a frame of <Buffer ...>, and past 0x before a run.
func (s *source) hex(b *Bytes) *Error {
	from, end, fault := s.frame(b)
	if bare, label := s.withoutLabels(); label != "" {
		b.note(Note{Key: "around", Args: []any{shortened(label)}})
		s = &source{original: s.original, text: bare, moves: s.moves}
	}
	if inBrackets.MatchString(strings.TrimSpace(s.text)) {
		s = &source{original: s.original, text: brackets.Replace(s.text), moves: s.moves}
	}
	for at := from; at < end && fault == nil; {
		at, fault = s.hexRun(b, at, end)
	}
	return fault
}

// hexRun reads one run of digits, or goes past a separator.
func (s *source) hexRun(b *Bytes, at, end int) (next int, fault *Error) {
	if strings.IndexByte(hexSeparators, s.text[at]) >= 0 {
		return at + 1, nil
	}
	if at+1 < end && (s.text[at] == '0' || s.text[at] == '\\') && s.text[at+1]|0x20 == 'x' {
		at += 2
	}
	to := at
	for to < end && isHex(s.text[to]) {
		to++
	}
	next = to
	if to-at == 2 && to < end && s.text[to]|0x20 == 'h' { // 45h, as assemblers write it
		next = to + 1
	}
	switch {
	case to == at, next < end && strings.IndexByte(hexSeparators, s.text[next]) < 0:
		word := s.wordAt(at, end)
		return at, &Error{Kind: "hex", Found: word, From: at, To: at + len(word)}
	case (to-at)%2 == 1:
		return at, &Error{Kind: "odd", Found: s.text[at:to], From: at, To: to, Have: to - at}
	}
	for ; at < to; at += 2 {
		b.add(nibble(s.text[at])<<4|nibble(s.text[at+1]), s.place(at))
	}
	return next, nil
}

// labelled is a line of a log: words and a mark, and then at least four bytes in hex.
var labelled = regexp.MustCompile(`^(.*[:>\])=-])[ \t]+((?:0[xX])?[0-9A-Fa-f]{2}(?:[ \t,:-]+(?:0[xX])?[0-9A-Fa-f]{2}){3,}[ \t,]*)$`)

// stamp is a date or a time in front of a label: its digits are no bytes.
var stamp = regexp.MustCompile(`\d{4}[-/]\d\d[-/]\d\d|\d\d:\d\d:\d\d(?:[.,]\d+)?`)

// labelEnd is what stands between the two somewhere.
var labelEnd = regexp.MustCompile(`[:>\])=-][ \t]`)

// withoutLabels returns the text with blanks in place of what stands in front of the bytes
// in each line, and the first of that; nothing where a line is not so, or is hex alone.
func (s *source) withoutLabels() (bare, label string) {
	if !labelEnd.MatchString(s.text) {
		return "", ""
	}
	out := []byte(s.text)
	for _, l := range s.lines() {
		parts := labelled.FindStringSubmatchIndex(l.text)
		switch {
		case strings.TrimSpace(l.text) == "":
		case parts == nil || hexShare(stamp.ReplaceAllString(l.text[:parts[3]], "")) > 0 && !strings.ContainsAny(l.text[:parts[3]], "()[]<>"):
			if hexShare(l.text) < 1 {
				return "", ""
			}
		default:
			if label == "" {
				label = strings.TrimSpace(l.text[:parts[3]])
			}
			for i := range parts[3] {
				out[l.from+i] = ' '
			}
		}
	}
	return string(out), label
}

// wordAt is what stands at an index, up to a separator.
func (s *source) wordAt(at, end int) string {
	if n := strings.IndexAny(s.text[at:end], hexSeparators); n >= 0 {
		return s.text[at : at+n]
	}
	return s.text[at:end]
}

// character is the one that begins at an index.
func (s *source) character(at int) string {
	for _, r := range s.text[at:] {
		return string(r)
	}
	return ""
}
