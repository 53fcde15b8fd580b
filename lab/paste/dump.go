package paste

import (
	"slices"
	"strconv"
	"strings"
)

// base is the base of the offsets: 16, or 8 or 10 where only that fits the bytes, as
// od writes them.
func base(rows []row) int {
	best, most := 16, -1
	for _, base := range []int{16, 8, 10} {
		if base == 8 && (rows[0].closed || len(rows[0].digits) != 7) {
			continue // od writes 0000020
		}
		fits := 0
		for i := 0; i+1 < len(rows); i++ {
			here, err := strconv.ParseInt(rows[i].digits, base, 64)
			next, err2 := strconv.ParseInt(rows[i+1].digits, base, 64)
			if err == nil && err2 == nil && len(rows[i].tokens) > 0 && next-here == int64(count(rows[i].tokens)) {
				fits++
			}
		}
		if fits > most {
			best, most = base, fits
		}
	}
	return best
}

// dump reads lines with offsets. Each offset must be that of the bytes in front of it;
// one that begins again is another dump behind the first.
func (s *source) dump(b *Bytes) *Error {
	if read, ok := s.od(); ok {
		b.Data, b.Places, b.Notes = read.Data, read.Places, append(b.Notes, read.Notes...)
		return nil
	}
	if s.isSocat() {
		return s.socat(b)
	}
	if s.isRecords() {
		return s.records(b)
	}
	rows, others := s.rows()
	if len(rows) == 0 {
		return &Error{Kind: "no-dump", Found: shortened(strings.TrimSpace(s.text))}
	}
	d := dumper{source: s, out: b, rows: rows, base: base(rows)}
	d.column = d.textColumn()
	d.words = d.areWords()
	for i := range rows {
		if fault := d.row(i); fault != nil {
			return d.besides(fault, others)
		}
	}
	d.notes(others)
	return nil
}

// besides makes a gap one of a line that could not be read, where there is one in it.
func (d *dumper) besides(fault *Error, others []line) *Error {
	for _, l := range others {
		if fault.Kind == "gap" && l.from > d.before && l.from < fault.From {
			text := strings.TrimSpace(l.text)
			from := l.from + strings.Index(l.text, text)
			return &Error{Kind: "dump-line", Found: text, From: from, To: from + len(text), Want: fault.Want, Have: fault.Have}
		}
	}
	return fault
}

// dumper reads the rows of one text.
type dumper struct {
	*source
	out    *Bytes
	rows   []row
	base   int
	column int  // where the text column begins; -1 where that is not known
	words  bool // the groups are words of a little-endian machine

	begun    bool
	first    int64 // the offset of the first byte of the dump
	at       int64 // the offset behind the bytes that were read
	last     []byte
	repeats  bool
	before   int // where the row in front begins
	hasText  bool
	reversed bool
}

// offset is that of a row.
func (d *dumper) offset(i int) (int64, *Error) {
	r := d.rows[i]
	n, err := strconv.ParseInt(r.digits, d.base, 64)
	if err != nil {
		from := r.from + strings.Index(r.text, r.digits)
		return 0, &Error{Kind: "offset", Found: r.digits, From: from, To: from + len(r.digits)}
	}
	return n, nil
}

// row reads one row.
func (d *dumper) row(i int) *Error {
	r := d.rows[i]
	if r.repeats {
		d.repeats = true
		return nil
	}
	here, fault := d.offset(i)
	if fault == nil {
		fault = d.reach(r, here)
	}
	if fault != nil {
		return fault
	}
	n, fault := d.bytesOf(i, here)
	if fault != nil {
		return fault
	}
	from := len(d.out.Data)
	d.take(r, n)
	d.last = d.out.Data[from:]
	d.check(r, n)
	d.at = here + int64(len(d.last))
	d.before = r.from
	return nil
}

// reach goes to the offset of a row: it is the next one, or begins another dump, or
// stands behind repeated bytes.
func (d *dumper) reach(r row, here int64) *Error {
	at := r.from + strings.Index(r.text, r.digits)
	switch {
	case !d.begun:
		d.begun, d.first, d.at = true, here, here
		if here != 0 {
			d.out.note(Note{Key: "begins", Line: r.number, Args: []any{here}})
		}
	case here == d.at:
	case here > d.at && d.repeats && len(d.last) > 0 && here-d.at > int64(MaxText-len(d.out.Data)):
		return &Error{Kind: "long", From: at, To: at + len(r.digits), Want: MaxText}
	case here > d.at && d.repeats && len(d.last) > 0:
		d.out.note(Note{Key: "repeated", Line: r.number, Args: []any{here - d.at}})
		for i := 0; d.at < here; d.at++ {
			d.out.add(d.last[i%len(d.last)], d.place(at))
			i++
		}
	case here == d.first && len(r.tokens) > 0:
		d.out.note(Note{Key: "again", Line: r.number})
		d.at = here
	default:
		return &Error{Kind: "gap", Found: r.digits, From: at, To: at + len(r.digits), Want: int(d.at), Have: int(here)}
	}
	d.repeats = false
	return nil
}

// bytesOf is how many bytes of the row are its own: up to the next offset, or up to
// the text column.
func (d *dumper) bytesOf(i int, here int64) (n int, fault *Error) {
	r := d.rows[i]
	have := count(r.tokens)
	if want := d.distance(i, here); want > 0 && want <= have {
		return want, nil
	} else if want > 0 {
		return have, d.notHex(r)
	}
	if d.column < 0 && r.bar < len(r.text) {
		return have, nil
	}
	n = d.lastRow(r)
	if n == have {
		return n, d.notHex(r)
	}
	return n, nil
}

// distance is how far the next row's offset is; 0 where no row follows, or another
// dump does, or one behind repeated bytes.
func (d *dumper) distance(i int, here int64) int {
	if i+1 == len(d.rows) || d.rows[i+1].repeats {
		return 0
	}
	next, fault := d.offset(i + 1)
	if fault != nil || next <= here {
		return 0
	}
	return int(min(next-here, MaxText))
}

// lastRow is how many bytes a row has whose end no offset tells.
func (d *dumper) lastRow(r row) int {
	if d.column >= 0 {
		n := 0
		for _, t := range r.tokens {
			if t.to > d.column {
				break
			}
			n += t.bytes()
		}
		return n
	}
	for i := len(r.tokens); i > 0; i-- {
		n, tail := count(r.tokens[:i]), strings.TrimSpace(r.text[r.tokens[i-1].to:])
		if tail != "" && matches(padded(tail, n), d.values(r, n)) {
			return n
		}
	}
	return count(r.tokens)
}

// notHex finds what in a row is neither a byte nor the text column: it stands one blank
// behind a byte.
func (d *dumper) notHex(r row) *Error {
	if len(r.tokens) == 0 {
		return nil
	}
	end := r.tokens[len(r.tokens)-1].to
	tail := skipBlanks(r.text, end)
	if tail == len(r.text) || tail-end > 1 || d.column >= 0 && tail >= d.column || r.text[tail] == '|' {
		return nil
	}
	word, _, _ := strings.Cut(r.text[tail:], " ")
	if len(r.text)-tail == count(r.tokens) && matches(r.text[tail:], d.values(r, count(r.tokens))) {
		return nil
	}
	return &Error{Kind: "hex", Found: word, From: r.from + tail, To: r.from + tail + len(word)}
}

// textColumn is where the text begins in the first rows whose bytes the next offset
// counts; -1 where there is none.
func (d *dumper) textColumn() int {
	for i := range d.rows {
		r := d.rows[i]
		here, fault := d.offset(i)
		if fault != nil || r.repeats {
			continue
		}
		if want := d.distance(i, here); want > 0 && want <= count(r.tokens) {
			n := 0
			for _, t := range r.tokens {
				if n += t.bytes(); n >= want {
					if column := skipBlanks(r.text, t.to); column < len(r.text) {
						return column
					}
				}
			}
		}
	}
	return -1
}

// values are the first n bytes of a row.
func (d *dumper) values(r row, n int) []byte {
	var data []byte
	for _, t := range r.tokens {
		for i := 0; i < t.bytes() && len(data) < n; i++ {
			data = append(data, t.value(r.text, t.from+2*i))
		}
	}
	return data
}

// take appends the first n bytes of a row.
func (d *dumper) take(r row, n int) {
	d.reversed = d.reversed || d.words && len(r.tokens) > 0 && r.tokens[0].bytes() > 1
	for _, t := range r.tokens {
		for i := 0; i < t.bytes() && n > 0; i++ {
			at := t.from + 2*i
			if d.words {
				at = t.to - 2 - 2*i
			}
			d.out.add(t.value(r.text, at), d.place(r.from+at))
			n--
		}
	}
}

// areWords reports whether the groups of a dump are words of a little-endian machine: as
// hexdump without -C and od -x write them, or where more rows fit their text column so.
func (d *dumper) areWords() bool {
	plain, back := 0, 0
	for _, r := range d.rows {
		if len(r.tokens) == 0 || r.tokens[0].bytes() == 1 {
			continue
		}
		if r.prefixed {
			return true // gdb: x/4xw
		}
		n := d.lastRow(r)
		tail, values := d.tail(r, n), d.values(r, n)
		if tail == "" && !r.closed && len(r.digits) == 7 && r.tokens[0].bytes() > 1 {
			return true
		}
		as, asWords := matches(tail, values), matches(tail, d.reversedGroups(r, n))
		plain, back = plain+one(as && !asWords), back+one(asWords && !as)
	}
	return back > plain
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// reversedGroups are the first n bytes of a row with those of each group turned round.
func (d *dumper) reversedGroups(r row, n int) []byte {
	data := d.values(r, n)
	at := 0
	for _, t := range r.tokens {
		slices.Reverse(data[at:min(at+t.bytes(), n)])
		if at += t.bytes(); at >= n {
			break
		}
	}
	return data
}

// tail is the text column of a row whose first n bytes are its own.
func (d *dumper) tail(r row, n int) string {
	if n == 0 {
		return ""
	}
	end := 0
	for _, t := range r.tokens {
		if n <= 0 {
			break
		}
		n, end = n-t.bytes(), t.to
	}
	return strings.Trim(strings.TrimSpace(r.text[end:]), "|")
}

// matches reports whether a text column is that of the bytes: what can be seen of them
// is itself, anything else is a dot or other sign.
func matches(tail string, data []byte) bool {
	if len(tail) != len(data) {
		return false
	}
	for i, c := range []byte(tail) {
		seen := data[i] > ' ' && data[i] < 0x7f
		if seen && c != data[i] || !seen && isLetterOrDigit(c) {
			return false
		}
	}
	return true
}

// padded puts blanks behind a text column, which lost those at its end.
func padded(tail string, n int) string {
	return tail + strings.Repeat(" ", max(0, n-len(tail)))
}

func isLetterOrDigit(c byte) bool { return isLetter(c) && c != '_' || isDigit(c) }

// check holds the text column of a row against its bytes.
func (d *dumper) check(r row, n int) {
	tail := d.tail(r, n)
	if tail == "" {
		return
	}
	d.hasText = true
	if len(tail) <= len(d.last) && isASCII(tail) && !matches(padded(tail, len(d.last)), d.last) && !isColumn(r.text, d.last) {
		d.out.note(Note{Key: "differs", Line: r.number})
	}
}

// isColumn reports whether a line ends with the text column of bytes of which the first is
// a blank or a bar, or the last.
func isColumn(text string, data []byte) bool {
	for n := len(data); n > 0; n-- {
		if n <= len(text) && matches(padded(text[len(text)-n:], len(data)), data) {
			return true
		}
		if data[n-1] != ' ' { // a blank at the end may be lost
			return false
		}
	}
	return false
}

// notes say what was left out.
func (d *dumper) notes(others []line) {
	d.out.note(Note{Key: "offsets", Args: []any{d.base}})
	if d.hasText {
		d.out.note(Note{Key: "column"})
	}
	if d.reversed {
		d.out.note(Note{Key: "words"})
	}
	for _, l := range others {
		d.out.note(Note{Key: "line-left", Line: l.number})
	}
}
