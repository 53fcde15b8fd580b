package paste

import (
	"regexp"
	"strconv"
	"strings"
)

// Files of bytes with addresses, as linkers write them and programmers of chips read them.
//
//	:10 0100 00 214601360121470136007EFE09D21901 40    Intel HEX: count, address, type, data, sum
//	S1 13 0000 285F245F2212226A000424290008237C 2A     S-record: type, count, address, data, sum
//	@0100                                              Verilog and TI-TXT: address, lines of hex
//	31 40 00 03
var (
	intelLine   = regexp.MustCompile(`^:([0-9A-Fa-f]{2})([0-9A-Fa-f]{4})([0-9A-Fa-f]{2})((?:[0-9A-Fa-f]{2})*)([0-9A-Fa-f]{2})$`)
	motorLine   = regexp.MustCompile(`^S([0-9])([0-9A-Fa-f]{2})((?:[0-9A-Fa-f]{2})+)([0-9A-Fa-f]{2})$`)
	addressLine = regexp.MustCompile(`^@([0-9A-Fa-f]{1,8})$`)
)

// record is a line of such a file: the bytes at an address, or none.
type record struct {
	address int64
	// from is where the digits of the data begin in the line, n how many bytes they are.
	from, n int
	// none is set where the line has no data; base is then what is added to the addresses
	// behind it, where setsBase is.
	none, setsBase bool
	base           int64
	// wrong is the kind of the error of a line that is damaged, want and have its numbers.
	wrong      string
	want, have int
}

// isRecords reports whether the first line is one of such a file.
func (s *source) isRecords() bool {
	first, rest, _ := strings.Cut(strings.TrimSpace(s.text), "\n")
	first = strings.TrimSpace(first)
	if addressLine.MatchString(first) {
		return hexShare(strings.SplitN(rest, "@", 2)[0]) > mostlyHex
	}
	r, ok := recordOf(first)
	return ok && (first[0] == ':' || r.wrong != "record-length")
}

// recordOf reads a line of Intel HEX or of S-records; false where it is neither.
func recordOf(text string) (record, bool) {
	if parts := intelLine.FindStringSubmatchIndex(text); parts != nil {
		return intelRecord(text, parts), true
	}
	if parts := motorLine.FindStringSubmatchIndex(text); parts != nil {
		return motorRecord(text, parts), true
	}
	return record{}, false
}

// hexAt is the number that stands in hex digits; there are 16 of them at most.
func hexAt(text string) int64 {
	n, _ := strconv.ParseInt(text, 16, 64)
	return n
}

// sumOf adds up bytes in hex digits.
func sumOf(text string) (sum int) {
	for i := 0; i+1 < len(text); i += 2 {
		sum += int(nibble(text[i])<<4 | nibble(text[i+1]))
	}
	return sum & 0xff
}

// intelRecord is a line of Intel HEX: its bytes with the checksum add up to 0. Types 2 and
// 4 are the upper part of the addresses behind them, 0 is data.
func intelRecord(text string, parts []int) record {
	r := record{address: hexAt(text[parts[4]:parts[5]]), from: parts[8], n: (parts[9] - parts[8]) / 2}
	kind, data := hexAt(text[parts[6]:parts[7]]), text[parts[8]:parts[9]]
	if r.want, r.have = int(hexAt(text[parts[2]:parts[3]])), r.n; r.want != r.have {
		r.wrong = "record-length"
	} else if r.want, r.have = (0x100-sumOf(text[1:parts[10]]))&0xff, sumOf(text[parts[10]:]); r.want != r.have {
		r.wrong = "record-sum"
	}
	if r.none = kind != 0; (kind == 2 || kind == 4) && r.n == 2 {
		r.setsBase, r.base = true, hexAt(data)<<4
		if kind == 4 {
			r.base = hexAt(data) << 16
		}
	}
	return r
}

// motorRecord is a line of S-records: the count is that of address, data and checksum,
// which is the complement of the sum. S1, S2 and S3 are data with addresses of 2 to 4 bytes.
func motorRecord(text string, parts []int) record {
	kind := int(text[parts[2]] - '0')
	address := kind + 1
	r := record{none: kind < 1 || kind > 3}
	have := (parts[7]-parts[6])/2 + 1
	if r.want, r.have = int(hexAt(text[parts[4]:parts[5]])), have; r.want != r.have || !r.none && have <= address {
		r.wrong = "record-length"
	} else if r.want, r.have = 0xff-sumOf(text[2:parts[8]]), sumOf(text[parts[8]:]); r.want != r.have {
		r.wrong = "record-sum"
	}
	if !r.none && r.wrong == "" {
		r.address, r.from, r.n = hexAt(text[parts[6]:parts[6]+2*address]), parts[6]+2*address, have-1-address
	}
	return r
}

// records reads such a file. Each address must be that of the bytes in front of it.
func (s *source) records(b *Bytes) *Error {
	var base, next int64
	begun, lines := false, 0
	for _, l := range s.lines() {
		text := strings.TrimSpace(l.text)
		from := l.from + strings.Index(l.text, text)
		r, ok := recordOf(text)
		switch parts := addressLine.FindStringSubmatch(text); {
		case text == "" || text == "q" || strings.HasPrefix(text, "//"):
			continue
		case parts != nil:
			r = record{address: hexAt(parts[1]), none: !begun || hexAt(parts[1]) == next}
			if begun = true; r.none {
				next = r.address
				continue
			}
		case !ok && begun && lines == 0:
			had := len(b.Data)
			if fault := s.hexWords(b, from, from+len(text)); fault != nil {
				return fault
			}
			next += int64(len(b.Data) - had)
			continue
		case !ok:
			return &Error{Kind: "record", Found: text, From: from, To: from + len(text)}
		case r.wrong != "":
			return &Error{Kind: r.wrong, Found: text, From: from, To: from + len(text), Want: r.want, Have: r.have}
		}
		if lines++; r.none {
			if r.setsBase {
				base = r.base
			}
			continue
		}
		if here := base + r.address; !begun {
			begun, next = true, here
		} else if here != next {
			return &Error{Kind: "gap", Found: "0x" + strconv.FormatInt(here, 16), From: from, To: from + len(text), Want: int(next), Have: int(here)}
		}
		next += int64(r.n)
		for i := range r.n {
			at := from + r.from + 2*i
			b.add(nibble(s.text[at])<<4|nibble(s.text[at+1]), s.place(at))
		}
	}
	if lines > 0 {
		b.note(Note{Key: "records", Args: []any{lines}})
	} else {
		b.note(Note{Key: "addresses"})
	}
	return nil
}

// hexWords reads pairs of hex digits between two indices.
func (s *source) hexWords(b *Bytes, from, to int) (fault *Error) {
	for at := from; at < to && fault == nil; {
		at, fault = s.hexRun(b, at, to)
	}
	return fault
}
