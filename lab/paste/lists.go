package paste

import (
	"regexp"
	"strconv"
	"strings"
)

// Lists in which numbers and strings stand side by side: binaries of Erlang and Elixir,
// what assemblers write behind db, #13#10'ab' of Pascal, sums of chr(0).
var isMixedList = regexp.MustCompile(`^(?:<<.*>>\.?$|(?i:\.?(?:db|byte|defb|dc\.b|fcb|ascii))\s+[^:;{}()]+$|#\$?[0-9A-Fa-f]+(?:#\$?[0-9A-Fa-f]+|'[^'\n]*')*$|` + chrs + `(?:\s*(?:\.\.?|\+|&|\|\|)\s*` + chrs + `)+$)`)

// chrs is a part of a sum of characters: chr(0) . "hi".
const chrs = `(?:(?i:chr)\(\s*(?:0x[0-9A-Fa-f]+|\d+)\s*\)|'[^'\n]*'|"[^"\n]*")`

// aheadOfMixed is what stands in front of the first element of such a list.
var aheadOfMixed = regexp.MustCompile(`^\s*(?:<<|(?i:\.?(?:db|byte|defb|dc\.b|fcb|ascii))\s)?`)

// mixed reads such a list.
func (s *source) mixed(b *Bytes) (fault *Error) {
	end := len(strings.TrimRight(s.text, " \t\r\n.>"))
	for at := len(aheadOfMixed.FindString(s.text)); at < end && fault == nil; {
		switch c := s.text[at]; {
		case c == '"' || c == '\'':
			if at, fault = s.quoted(b, at, len(s.text), Options{}); fault == nil {
				at, fault = s.behindNumber(b, at, max(at, end))
			}
		case strings.HasPrefix(strings.ToLower(s.text[at:]), "chr("):
			at += len("chr(")
		case strings.IndexByte(")+&|.", c) >= 0, c == '#' && at+1 < end && isDigit(s.text[at+1]):
			at++
		default:
			if next := s.sized(b, at, end); next > 0 {
				at = next
				continue
			}
			at, fault = s.number(b, at, end)
		}
	}
	return fault
}

// fieldsBehind are those that Node prints in the brackets of a typed array.
var fieldsBehind = regexp.MustCompile(`,\s*(?:buffer: ArrayBuffer|byteLength:|byteOffset:)[^\])]*(?:\)[^\])]*)*`)

// packOfNumbers is what Ruby, Perl and PHP make bytes of numbers with.
var packOfNumbers = regexp.MustCompile(`\bpack\s*\(?\s*['"][Cc]\*['"]\s*,?`)

// nameInFront is what stands in front of a list without brackets: $b = 0,5.
var nameInFront = regexp.MustCompile(`^\s*(?:\[byte\[\]\]\s*)?\$?\w+\s*=\s*`)

// numbersBehind reports whether numbers with commas alone follow a name.
func numbersBehind(text string) bool {
	name := nameInFront.FindString(text)
	return name != "" && strings.Contains(text, ",") && numbersOnly.MatchString(text[len(name):])
}

// withoutFields writes blanks in place of what stands in or before a list and is no byte.
func withoutFields(text string) string {
	blanks := func(part string) string { return strings.Repeat(" ", len(part)) }
	switch {
	case strings.Contains(text, "byteLength:"), strings.Contains(text, "ArrayBuffer"):
		return fieldsBehind.ReplaceAllStringFunc(text, blanks)
	case strings.Contains(text, "pack") && packOfNumbers.MatchString(text):
		return packOfNumbers.ReplaceAllStringFunc(text, func(part string) string { return "pack(" + blanks(part[:max(0, len(part)-5)]) })
	case numbersBehind(text):
		return nameInFront.ReplaceAllStringFunc(text, blanks)
	}
	return text
}

// based are numbers with another way to say their base: &H45 of Basic, $45 of Pascal and
// assemblers, 16#45 of Erlang and PLCs, 8'h45 of Verilog, 45h, 0x45_u8 of Rust.
var based = []*regexp.Regexp{
	regexp.MustCompile(`^&[hH]([0-9A-Fa-f]{1,2})&?`),
	regexp.MustCompile(`^#?\$([0-9A-Fa-f]{1,2})\b`),
	regexp.MustCompile(`^16#([0-9A-Fa-f]{1,2})#?`),
	regexp.MustCompile(`^8'[hH]([0-9A-Fa-f]{1,2})\b`),
	regexp.MustCompile(`^0?([0-9A-Fa-f]{2})[hH]\b`),
	regexp.MustCompile(`^0[xX]([0-9A-Fa-f]{1,2})_[ui]8\b`),
}

// What may stand behind a number and says no more than its type: .toByte(), an index of
// gdb, the fields of a typed array that Node prints behind its bytes.
var (
	typeBehind = regexp.MustCompile(`^(?:\.to(?:U?Byte|Char)\(\)|\s'(?:\\.[^']*|[^'\\])'(?:[,}]|$)|_[ui]8\b)`)
	repeatsOf  = regexp.MustCompile(`^\s<repeats (\d+) times>`)
	sizeBehind = regexp.MustCompile(`^:(8|16|24|32|40|48|56|64)(?:/?(big|little|integer|unsigned|signed|unit:\d+)?)(?:-[\w-]+)?`)
	kindBehind = regexp.MustCompile(`^(?:/|::)(?:binary|bytes|utf8|integer|unsigned)\b`)
)

// maxNumber is how far a number and what belongs to it can reach.
const maxNumber = 64

// basedNumber reads a number that is written in one of those ways; 0 where it is not.
func (s *source) basedNumber(b *Bytes, at, end int) (next int) {
	word := s.text[at:min(end, at+maxNumber)]
	if c := word[0]; !isHex(c) && c != '&' && c != '$' && c != '#' {
		return 0
	}
	if !strings.ContainsAny(word[:min(4, len(word))], "&$#'hH") && !strings.Contains(word[:min(5, len(word))], "_") {
		return 0
	}
	for _, way := range based {
		parts := way.FindStringSubmatch(word)
		if parts == nil {
			continue
		}
		value, _ := strconv.ParseUint(parts[1], 16, 8) // two digits at most
		b.add(byte(value), s.place(at))
		return at + len(parts[0])
	}
	return 0
}

// behindNumber goes past what belongs to the number of which the last byte is.
func (s *source) behindNumber(b *Bytes, at, end int) (next int, fault *Error) {
	rest := s.text[at:min(end, at+maxNumber)]
	if rest == "" || strings.IndexByte(".:/_ <", rest[0]) < 0 || rest[0] == ' ' && (len(rest) < 2 || rest[1] != '\'' && rest[1] != '<') {
		return at, nil
	}
	if parts := repeatsOf.FindStringSubmatch(rest); parts != nil {
		return at + len(parts[0]), s.repeat(b, parts[1], at, len(b.Data)-1)
	}
	for _, way := range []*regexp.Regexp{typeBehind, kindBehind} {
		if word := way.FindString(rest); word != "" {
			return at + len(strings.TrimRight(word, ",}")), nil
		}
	}
	return at, nil
}

// sized reads a number of Erlang with its size in bits, the most significant byte first;
// 0 where none stands there.
func (s *source) sized(b *Bytes, at, end int) (next int) {
	to := at
	for to < min(end, at+maxNumber) && isDigit(s.text[to]) {
		to++
	}
	parts := sizeBehind.FindStringSubmatch(s.text[to:min(end, to+maxNumber)])
	value, err := strconv.ParseUint(s.text[at:to], 10, 64)
	if parts == nil || err != nil {
		return 0
	}
	bits, _ := strconv.Atoi(parts[1])
	if bits < 64 && value>>bits != 0 {
		return 0
	}
	little := strings.Contains(parts[0], "little")
	for i := range bits / 8 {
		shift := bits - 8 - 8*i
		if little {
			shift = 8 * i
		}
		b.add(byte(value>>shift), s.place(at))
	}
	return to + len(parts[0])
}

// aList is a list of numbers alone, with what Node prints behind those of a typed array.
var aList = regexp.MustCompile(`[\[{(]\s*((?:(?:0[xX][0-9a-fA-F]{1,2}|-?\d{1,3})\s*,\s*)*(?:0[xX][0-9a-fA-F]{1,2}|-?\d{1,3}))\s*,?\s*[\])}]`)

// severalLists reports whether there are lists of numbers behind each other, as Wireshark
// writes one for each segment: none of them is left out.
func severalLists(b *Bytes, bare string) bool {
	lists := aList.FindAllString(bare, -1)
	long := 0
	for _, list := range lists {
		if strings.Contains(list, ",") {
			long++
		}
	}
	if long < 2 {
		return false
	}
	b.note(Note{Key: "lists", Args: []any{long}})
	return true
}

// listAfterList reads them in their order.
func (s *source) listAfterList(b *Bytes, bare string) *Error {
	inner := s.with(bare)
	for _, place := range aList.FindAllStringSubmatchIndex(bare, -1) {
		if !strings.Contains(bare[place[0]:place[1]], ",") {
			continue // the length of an array
		}
		for at := place[2]; at < place[3]; {
			next, fault := inner.number(b, at, place[3])
			if fault != nil {
				return fault
			}
			at = next
		}
	}
	return nil
}
