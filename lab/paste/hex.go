package paste

import (
	"strings"
)

// hexSeparators may stand between bytes.
const hexSeparators = " \t\r\n\v\f:-,;._|%"

// hex reads pairs of hex digits. Runs of them are bytes in their order, so an odd
// run is an error. It goes past a frame of <Buffer ...>, and past 0x before a run.
func (s *source) hex(b *Bytes) *Error {
	if s.severalBuffers() {
		b.note(Note{Key: "buffer"})
		s = s.with(s.insideBuffers())
	}
	if bare, lines := s.withoutColumn(); bare != "" {
		for _, l := range lines {
			b.note(Note{Key: "line-left", Line: l})
		}
		b.note(Note{Key: "column"})
		s = s.with(bare)
	}
	from, end, fault := s.frame(b)
	if inside := hexInOneString.FindStringSubmatchIndex(s.text); inside != nil {
		from, end = inside[2], inside[3]-1
	}
	if bare, label := s.withoutLabels(); label != "" {
		b.note(Note{Key: "around", Args: []any{shortened(label)}})
		s = s.with(bare)
	}
	if inBrackets.MatchString(strings.TrimSpace(s.text)) {
		s = s.with(brackets.Replace(s.text))
	}
	if inside := quotedHex.FindStringSubmatchIndex(s.text); inside != nil {
		from, end = inside[2], inside[3]
	}
	if s.loose = isLoose(s.text[from:end]); s.loose {
		b.note(Note{Key: "single"})
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
	prefixed := at+1 < end && s.text[at] == '0' && s.text[at+1]|0x20 == 'x'
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
	case to-at == 1 && (s.loose || prefixed):
		b.add(nibble(s.text[at]), s.place(at))
		return next, nil
	case (to-at)%2 == 1:
		return at, &Error{Kind: "odd", Found: s.text[at:to], From: at, To: to, Have: to - at}
	}
	for ; at < to; at += 2 {
		b.add(nibble(s.text[at])<<4|nibble(s.text[at+1]), s.place(at))
	}
	return next, nil
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
