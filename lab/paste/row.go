package paste

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// row is a line of a dump.
//
//	00000010  45 00 00 3c  |E..<|
//	offset    tokens       tail
type row struct {
	line
	// digits is the offset as it was written, closed set where a colon or bar ends it.
	digits string
	closed bool
	tokens []token
	// bar is the index in the line of a bar behind the tokens, len without one.
	bar int
	// prefixed is set where 0x stands in front of tokens.
	prefixed bool
	// repeats is set by a line of one asterisk: the bytes in front, again.
	repeats bool
}

// token is a run of hex digits in a line; gap counts the blanks in front of it. With bits
// it is the eight bits of one byte.
type token struct {
	from, to, gap int
	bits          bool
}

// value is the byte of the token that stands at an index of the row.
func (t token) value(text string, at int) (value byte) {
	if !t.bits {
		return nibble(text[at])<<4 | nibble(text[at+1])
	}
	for _, bit := range text[t.from:t.to] {
		value = value<<1 | byte(bit-'0')
	}
	return value
}

func (t token) bytes() int {
	if t.bits {
		return 1
	}
	return (t.to - t.from) / 2
}

// behindOffset is what may end an offset: a colon or a bar, a dash of openssl, the name of a
// variable of gdb; and the offset itself behind a segment (0B3F:0100) or the upper half of
// an address of WinDbg.
var behindOffset = regexp.MustCompile("^(?::([0-9A-Fa-f]{4})\\b|`([0-9A-Fa-f]{8})\\b|h?[:|]|h\\b| - | <[^>]*>:)")

// offsetInBrackets is an offset with the blanks behind it.
var offsetInBrackets = regexp.MustCompile(`^\[([0-9A-Fa-f]{4,8})\]\s\s+`)

// rowOf reads a line as one of a dump; false where it is none.
func rowOf(l line) (r row, ok bool) {
	r = row{line: l, bar: len(l.text)}
	at := skipBlanks(l.text, 0)
	if strings.TrimSpace(l.text) == "*" {
		r.repeats = true
		return r, true
	}
	if at < len(l.text) && l.text[at] == '|' {
		at = skipBlanks(l.text, at+1)
	}
	if parts := offsetInBrackets.FindStringSubmatch(l.text[at:]); parts != nil { // as ncat -x has them
		r.digits, r.closed = parts[1], true
		r.read(at + len(parts[0]))
		return r, true
	}
	if strings.HasPrefix(l.text[at:], "0x") || strings.HasPrefix(l.text[at:], "0X") {
		at += 2
	}
	end := at
	for end < len(l.text) && isHex(l.text[end]) {
		end++
	}
	if r.digits = l.text[at:end]; len(r.digits) < 3 || len(r.digits) > 16 {
		return r, false
	}
	if behind := behindOffset.FindStringSubmatch(l.text[end:]); behind != nil {
		if low := behind[1] + behind[2]; low != "" {
			r.digits = low
		}
		r.closed = true
		end += len(behind[0])
	}
	if end < len(l.text) && !isBlank(l.text[end]) && !r.closed {
		return r, false
	}
	r.read(end)
	return r, true
}

func skipBlanks(text string, at int) int {
	for at < len(text) && isBlank(text[at]) {
		at++
	}
	return at
}

// read takes the tokens from an index on, up to what is no hex or up to a bar with
// tokens in front of it.
func (r *row) read(at int) {
	for at < len(r.text) {
		from := skipBlanks(r.text, at)
		if from < len(r.text) && r.text[from] == '|' && (len(r.tokens) == 0 || hexBehind(r.text, from+1)) {
			at = from + 1
			continue
		}
		if rest := r.text[from:]; len(rest) >= 4 && rest[0] == '0' && rest[1]|0x20 == 'x' && r.closed && (r.prefixed || len(r.tokens) == 0) {
			from += 2 // as gdb writes bytes and words
			r.prefixed = true
		}
		to := from
		for to < len(r.text) && isHex(r.text[to]) {
			to++
		}
		if to < len(r.text) && r.text[to] == '-' && to-from == 2 { // 07-08, as some write the middle
			r.tokens = append(r.tokens, token{from: from, to: to, gap: from - at})
			at = to + 1
			continue
		}
		if to == from || to < len(r.text) && !isBlank(r.text[to]) || (to-from)%2 == 1 {
			if from < len(r.text) && r.text[from] == '|' {
				r.bar = from
			}
			return
		}
		r.tokens = append(r.tokens, token{from: from, to: to, gap: from - at})
		at = to
	}
}

// hexBehind reports whether a bar in the middle of a row stands between bytes, as
// hexyl writes it, and not in front of the text: another bar follows the bytes.
func hexBehind(text string, at int) bool {
	rest := text[at:]
	bar := strings.IndexByte(rest, '|')
	if bar < 0 || strings.Count(rest, "|") < 2 {
		return false
	}
	fields := strings.Fields(rest[:bar])
	return len(fields) > 0 && !slices.ContainsFunc(fields, func(f string) bool { return len(f) != 2 || !allHex(f) })
}

// count is how many bytes the first n tokens are.
func count(tokens []token) (n int) {
	for _, t := range tokens {
		n += t.bytes()
	}
	return n
}

// rows are the lines of the text that are lines of a dump.
func (s *source) rows() (rows []row, others []line) {
	for _, l := range s.lines() {
		if r, ok := rowOf(l); ok {
			rows = append(rows, r)
		} else if strings.TrimSpace(l.text) != "" {
			others = append(others, l)
		}
	}
	asBits(rows)
	return rows, others
}

// rowOfBits is how many bytes xxd -b writes in a row.
const rowOfBits = 6

// asBits makes groups of eight ones and zeros the bits of bytes, where the offsets count
// them so, as in what xxd -b writes.
func asBits(rows []row) {
	if len(rows) == 0 || !rows[0].closed || rows[0].bits() == 0 || len(rows) == 1 && rows[0].bits() != rowOfBits {
		return
	}
	for i := 1; i < len(rows); i++ {
		here, err := strconv.ParseInt(rows[i].digits, 16, 64)
		before, err2 := strconv.ParseInt(rows[i-1].digits, 16, 64)
		if err != nil || err2 != nil || here-before != int64(rows[i-1].bits()) || rows[i].bits() == 0 {
			return
		}
	}
	for i := range rows {
		rows[i].tokens = rows[i].tokens[:rows[i].bits()]
		for j := range rows[i].tokens {
			rows[i].tokens[j].bits = true
		}
	}
}

// bits counts the groups of eight ones and zeros that a row begins with.
func (r row) bits() (n int) {
	for _, t := range r.tokens {
		if t.to-t.from != 8 || strings.Trim(r.text[t.from:t.to], "01") != "" {
			break
		}
		n++
	}
	return n
}
