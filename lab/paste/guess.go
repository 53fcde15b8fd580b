package paste

import (
	"regexp"
	"slices"
	"strings"
)

// maxSample bounds what is looked at to find the form of a text: what is in one form for so
// long is in no other.
const maxSample = 256 << 10

// sample is the text up to a line's end or a blank near that bound.
func (s *source) sample() *source {
	if len(s.text) <= maxSample {
		return s
	}
	end := strings.LastIndexByte(s.text[:maxSample], '\n')
	if end < maxSample/2 {
		end = max(end, strings.LastIndexAny(s.text[:maxSample], " ,"))
	}
	if end < maxSample/2 {
		end = maxSample
	}
	return s.with(s.text[:end])
}

// guess returns the form that a text most likely is in.
func (s *source) guess(o Options) Form {
	long := s.isLong()
	s = s.sample()
	text := strings.TrimSpace(s.text)
	switch {
	case text == "":
		return FormHex
	case isJSONObject.MatchString(text) && !jsonList.MatchString(text):
		return FormText
	case long, structPack.MatchString(text):
		return FormLiteral
	case s.isRecords(), s.isSocat():
		return FormDump
	case isASCII85(text), isBase32(text):
		return FormBase64
	case baseOfWords(text) > 0:
		return FormNumbers
	case isLoose(text):
		return FormHex
	case isArmored(text):
		return FormBase64
	case isPercent(text), isQuotedPrintable(text):
		return FormEscapes
	case hexInOneString.MatchString(text):
		return FormHex
	case jsonList.MatchString(text):
		return FormNumbers
	case s.isOd(), s.isDump():
		return FormDump
	case isMixedList.MatchString(text) && !quoteFirst.MatchString(text) && hexShare(text) < 1, strings.Contains(text, "pack") && packOfNumbers.MatchString(text),
		isList(text) && !quoteFirst.MatchString(text) && strings.ContainsAny(text, `'"`), numbersBehind(text):
		return FormNumbers
	case literal.MatchString(text), isCode(text), s.isTraced():
		return FormLiteral
	case hexOfColumn.MatchString(text), framed.MatchString(text), inBrackets.MatchString(text):
		return FormHex
	case strings.HasPrefix(text, `\`):
		return FormEscapes
	case s.isLog(), s.severalBuffers(), s.hasColumn():
		return FormHex
	case isList(text):
		return FormNumbers
	case dataURL.MatchString(text):
		return FormBase64
	}
	share := hexShare(text)
	switch {
	case share == 1:
		return FormHex
	case numbersOnly.MatchString(text) && strings.ContainsAny(text, ", \t\n") && !zeroInFront.MatchString(text):
		return FormNumbers
	case surelyBase64(text):
		return FormBase64
	case share >= mostlyHex || isHexWithMistake(text) || o.Coded:
		return FormHex
	}
	return FormText
}

// mostlyHex is the share of pairs of digits from which on a text is hex with a mistake
// and not plain text.
const mostlyHex = 0.75

var (
	literal     = regexp.MustCompile(`^(?:[bBrRuUxX]{0,2}['"` + "`" + `]|[\w.\[\]:= \t*&<>]*[=(,{]\s*[bBrRuU]{0,2}["` + "`" + `]|[\w.]+\(\s*b?'|[\w.]+\s*=\s*[bBrRuU]{0,2}'|(?:printf|echo(?:\s+-\w+)*)\s+[$]?['"])`)
	jsonList    = regexp.MustCompile(`^\{(?:\s*"\w+"\s*:\s*(?:"\w*"|\d+)\s*,)*\s*"\w+"\s*:\s*\[\s*-?\d`)
	dataURL     = regexp.MustCompile(`^data:[^,]*;base64,`)
	numbersOnly = regexp.MustCompile(`^[-+]?\d+(?:[\s,;]+[-+]?\d+)*[\s,;]*$`)
	zeroInFront = regexp.MustCompile(`(?:^|[^0-9])0[0-9]`)
	aCast       = regexp.MustCompile(`\([A-Za-z_][\w ]*\)`)
	aNumber     = regexp.MustCompile(`^[-+]?(?:0[xX][0-9a-fA-F]{1,2}|0[bB][01]{1,8}|0[oO][0-7]{1,3}|\d{1,3})(?:_?[ui]8|[uUlL]|\.toU?Byte\(\))*$|^'.{1,4}'$|^b'(?:[^'\\]|\\x..|\\.)'$|^(?:&[hH]|\$|8'[hH])[0-9a-fA-F]{1,2}$|^<repeats$|^times>$`)
	basedOnly   = regexp.MustCompile(`^(?:(?:&[hH]|\$|8'[hH])[0-9a-fA-F]{1,2}[\s,;]*){2,}$`)
	sizedBytes  = regexp.MustCompile(`^(?:bytes|bytearray|new byte)[(\[]\s*\d+\s*[)\]]$`)
)

// isDump reports whether there are lines that begin with the offset of their bytes.
func (s *source) isDump() bool {
	rows, _ := s.rows()
	var filled []row
	closed := 0
	for _, r := range rows {
		if r.repeats {
			continue
		}
		filled = append(filled, r)
		if r.closed && len(r.tokens) > 0 {
			closed++
		}
	}
	switch {
	case len(filled) == 0:
		return false
	case closed > 0 && closed*2 >= len(filled):
		return true
	case len(filled) == 1:
		return isOffset(filled[0])
	}
	return offsetsGrow(filled)
}

// isTraced reports whether each line has one string of bytes, as those of strace and of logs.
func (s *source) isTraced() bool {
	_, around, _ := s.onlyStrings()
	return around != ""
}

// isLog reports whether each line has bytes behind a label.
func (s *source) isLog() bool {
	_, label := s.withoutLabels()
	return label != ""
}

// isOffset reports whether the first word of a single line is an offset: it is longer
// than a byte, and the groups behind it are of another length.
func isOffset(r row) bool {
	if len(r.tokens) == 0 || r.tokens[0].to-r.tokens[0].from == len(r.digits) {
		return false
	}
	return len(r.digits) >= 4 && strings.Trim(r.digits, "0") == "" || len(r.digits) >= 7 && len(r.digits)%2 == 1
}

// offsetsGrow reports whether the first words of lines count bytes: each is larger
// than the one in front, and one at least by as much as there are bytes.
func offsetsGrow(rows []row) bool {
	b, fits := base(rows), 0
	d := dumper{rows: rows, base: b}
	for i := 0; i+1 < len(rows); i++ {
		here, fault := d.offset(i)
		next, fault2 := d.offset(i + 1)
		if fault != nil || fault2 != nil {
			return false
		}
		far := next - here
		switch {
		case far == int64(count(rows[i].tokens)), far > 0 && far <= int64(count(rows[i].tokens)) && isTextBehind(rows[i]):
			fits++
		case far <= 0 && next != 0:
			return false
		}
	}
	return fits > 0 || !slices.ContainsFunc(rows, func(r row) bool { return !isOffset(r) || strings.Trim(r.digits, "0") != "" })
}

// isTextBehind reports whether something stands behind the tokens of a row.
func isTextBehind(r row) bool {
	return len(r.tokens) > 0 && len(strings.TrimSpace(r.text[r.tokens[0].to:])) > 0
}

// binary is a list of bytes in binary digits, which could be read as hex, too.
var binary = regexp.MustCompile(`^\s*0[bB][01]{8}(?:[\s,;]+0[bB][01]{8})*[\s,;]*$`)

// isList reports whether a text is a list of numbers: there are brackets or 0x, and
// most of its words are numbers.
func isList(text string) bool {
	if binary.MatchString(text) || basedOnly.MatchString(text) {
		return true
	}
	if sizedBytes.MatchString(text) {
		return false // bytes(4) is four zeros
	}
	if !strings.ContainsAny(text, openBrackets+",") && !strings.Contains(text, "0x") {
		return false
	}
	bare := withoutFields(withoutComments(text))
	from, to := listIn(bare)
	bracket := from > 0 && strings.IndexByte(openBrackets, bare[from-1]) >= 0
	numbers, others, hexes := 0, 0, 0
	for _, word := range strings.FieldsFunc(aCast.ReplaceAllString(bare[from:to], " "), func(r rune) bool { return strings.ContainsRune(" \t\r\n,;", r) }) {
		if strings.HasPrefix(word, "...") {
			break // a printer left the rest out
		}
		if aNumber.MatchString(word) {
			numbers++
			hexes += strings.Count(word, "0x")
		} else {
			others++
		}
	}
	if around := strings.Trim(bare[:max(from-1, 0)]+bare[min(to+1, len(bare)):], " \t\r\n,;"); numbers == 1 && bracket && around != "" && strings.ContainsAny(around, " \n") {
		return false // a number in brackets is a count, as in app[123]: or 5 bytes (0x5)
	}
	return numbers > 0 && others*4 <= numbers && (bracket || hexes > 0)
}

// hexShare is the share of a text's words that are hex of whole bytes.
func hexShare(text string) float64 {
	words := strings.FieldsFunc(text, func(r rune) bool { return r < 0x80 && strings.IndexByte(hexSeparators, byte(r)) >= 0 })
	good := 0
	for _, word := range words {
		word = strings.TrimPrefix(strings.TrimPrefix(word, "0x"), "0X")
		if len(word) == 3 {
			word = strings.TrimRight(word, "hH")
		}
		if allHex(word) && len(word)%2 == 0 {
			good++
		}
	}
	if len(words) == 0 {
		return 0
	}
	return float64(good) / float64(len(words))
}

// surelyBase64 reports whether a text that is no hex can hardly be anything but base64:
// of its alphabet alone, in fours, with padding or with letters of both cases and digits.
func surelyBase64(text string) bool {
	joined := strings.Join(strings.Fields(text), "")
	bare := strings.TrimRight(joined, "=")
	if len(bare) < 2 || len(joined)-len(bare) > 2 || strings.IndexFunc(bare, func(r rune) bool { return r > 0x7f || !isBase64(byte(r)) }) >= 0 {
		return false
	}
	if strings.ContainsAny(strings.TrimSpace(text), " \t") {
		return false
	}
	padded := len(joined) > len(bare) && len(joined)%4 == 0
	mixed := strings.ContainsAny(bare, "0123456789+/") && strings.ContainsAny(bare, upper) && strings.ContainsAny(bare, strings.ToLower(upper))
	return padded || mixed && len(bare) >= 12 && len(bare)%4 != 1
}

const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// doubts are the other forms that a text in a form may be in.
func (s *source) doubts(form Form) []Form {
	s = s.sample()
	text := strings.TrimSpace(s.text)
	switch form {
	case FormHex:
		var all []Form
		if numbersOnly.MatchString(text) {
			all = append(all, FormNumbers)
		}
		if looksBase64(text) {
			all = append(all, FormBase64)
		}
		if hexOfColumn.MatchString(text) {
			all = append(all, FormEscapes)
		}
		if word := strings.Trim(text, "0123456789"); word == text && !strings.ContainsAny(text, " \n") {
			all = append(all, FormText) // decade, facade
		}
		if s.mayBeDump() {
			all = append(all, FormDump)
		}
		return all
	case FormLiteral:
		if quotedHex.MatchString(text) {
			return []Form{FormHex} // what repr of bytes.hex() is
		}
	case FormEscapes:
		if s.signOfEscapes() != 0 {
			return []Form{FormText}
		}
	case FormNumbers:
		return []Form{FormHex}
	case FormBase64:
		return []Form{FormText}
	case FormText:
		if looksBase64(text) {
			return []Form{FormBase64}
		}
	case FormDump:
		return []Form{FormHex}
	}
	return nil
}

// looksBase64 reports whether a text is one word of base64, in fours.
func looksBase64(text string) bool {
	bare := strings.TrimRight(text, "=")
	return len(text)%4 == 0 && len(text) >= 8 && strings.IndexFunc(bare, func(r rune) bool { return r > 0x7f || !isBase64(byte(r)) }) < 0
}

// mayBeDump reports whether each line could begin with an offset.
func (s *source) mayBeDump() bool {
	rows, others := s.rows()
	return len(rows) > 0 && len(others) == 0 && len(rows[0].tokens) > 0 && strings.Trim(rows[0].digits, "0") == ""
}
