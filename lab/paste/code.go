package paste

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// quoteFirst is a text that begins with a literal.
var quoteFirst = regexp.MustCompile(`^\s*(?:[bBrRuU]{0,2}['"` + "`" + `]|[bBcC]?[rR]#+")`)

// isOfText reports whether an error is one that text with quotes in it has, too.
func isOfText(err error) bool {
	var fault *Error
	return errors.As(err, &fault) && slices.Contains([]string{"behind-literal", "no-literal", "quote", "escape", "escape-x"}, fault.Kind)
}

// isJSONObject is how a text begins that is a message itself.
var isJSONObject = regexp.MustCompile(`^\{\s*"[^"]*"\s*:`)

// inCode are beginnings of a literal in the languages that have signs of their own for it:
// prefixes of C, C#, Rust, SQL and PostgreSQL, b'...' behind anything, an escape in quotes.
var inCode = []*regexp.Regexp{
	regexp.MustCompile(`^\s*(?:\w+\s*=\s*)?(?:string\(\d+\)|<Raw\s+load=b?|BinData\(\d+,)\s*["']`),
	regexp.MustCompile(`^(?:u8|[LuU@]|[bBcC]?[rR]#+|E)['"]`),
	regexp.MustCompile(`^[^'"\n]*[\s=:(\[,>][bB][rR]?["']`),
	regexp.MustCompile(`^[^'"]*["'][^"'\n]*\\(?:x[0-9a-fA-F]{2}|x\{|u\{?[0-9a-fA-F]|[0-7]{1,3})`),
	regexp.MustCompile(`(?:^|\W)[xX]'(?:[0-9A-Fa-f]{2})+'`),
	regexp.MustCompile(`^"[^"\n]*"(?:u8|\.\w+)`),
	regexp.MustCompile(`\bpack\s*\(?\s*['"]H\*['"]`),
}

// head is how much of a text is looked at to see in which language it is.
const head = 4096

// isCode reports whether a text has a literal of a programming language in it.
func isCode(text string) bool {
	text = text[:min(len(text), head)]
	for _, begins := range inCode {
		if begins.MatchString(text) {
			return true
		}
	}
	open := strings.IndexAny(text, `'"`)
	return open >= 0 && (hexCall.MatchString(text[:open+1]) || base64Call.MatchString(text[:open+1]))
}

// hexCall and base64Call are what stands in front of a string that is hex or base64;
// hexMethod and base64Method what stands behind one.
var (
	hexCall      = regexp.MustCompile(`(?i)(?:fromhex|unhexlify|hex\.decode(?:string)?|hex2bin|unhex|hex!|parsehex(?:binary)?|fromhexstring|hex::decode|decodehex|hextobytes?|hex2bytes|pack)\s*\(\s*b?['"]|(?:^|\W)x['"]$`)
	base64Call   = regexp.MustCompile(`(?i)(?:b64decode|atob|base64[\w.()]*)\s*\(\s*b?['"]$|(?i)bindata\(\d+,\s*["']$`)
	hexMethod    = regexp.MustCompile(`(?i)^['"]\s*(?:[,)\]]\s*)*(?:\.(?:pack|hex\w*|decodehex)\(\s*)?(?:['"]h\*?(?:ex)?['"]|\)|$)`)
	decodeMethod = regexp.MustCompile(`(?i)^['"]\s*\.(?:hextobytearray|decodehex|unhex|hexdecode)`)
	base64Method = regexp.MustCompile(`(?i)^['"]\s*(?:[,)\]]\s*)*(?:\.\w+\(\s*)?['"]base64['"]`)
	packCall     = regexp.MustCompile(`\b(?:struct\.)?pack\(\s*["']$`)
	structPack   = regexp.MustCompile(`\bstruct\.pack\(\s*["']`)
	packOfHex    = regexp.MustCompile(`\bpack\s*\(?\s*['"]H\*['"]\s*,\s*['"]`)
	hexOfBytea   = regexp.MustCompile(`^\\{1,2}x(?:[0-9A-Fa-f]{2})+$`)
	namesHex     = regexp.MustCompile(`(?i)['"]h(?:ex|\*)['"]`)
)

// decodedLiteral reads bytes.fromhex("..."), unhexlify and their like, of which the
// string is hex or base64.
func (s *source) decodedLiteral(b *Bytes) (done bool, fault *Error) {
	open := strings.IndexAny(s.text, "'\"")
	if place := packOfHex.FindStringIndex(s.text[:min(len(s.text), head)]); place != nil {
		open = place[1] - 1 // Perl and PHP name the form in front
	}
	if open < 0 {
		return false, nil
	}
	closing := strings.IndexByte(s.text[open+1:], s.text[open])
	if closing < 0 {
		return false, nil
	}
	end := open + 1 + closing
	inner := s.with(s.text[:end])
	front, content, behind := s.text[:open+1], s.text[open+1:end], s.text[end:]
	from := open + 1
	if hexOfBytea.MatchString(content) && strings.HasPrefix(content, `\\`) {
		from++
	}
	inner.text = strings.Repeat(" ", from) + inner.text[from:]
	if packCall.MatchString(front) && !packOfHex.MatchString(front) {
		return true, &Error{Kind: "call", Found: packCall.FindString(front), From: packCall.FindStringIndex(front)[0], To: open}
	}
	call := hexCall.FindString(front)
	switch {
	case packOfHex.MatchString(front), call != "" && !strings.HasPrefix(strings.ToLower(call), "pack"), from > open+1, decodeMethod.MatchString(behind), hexMethod.MatchString(behind) && namesHex.MatchString(behind[:min(len(behind), maxNumber)]):
		b.note(Note{Key: "call-hex"})
		return true, inner.hex(b)
	case base64Call.MatchString(front), base64Method.MatchString(behind):
		b.note(Note{Key: "call-base64"})
		return true, inner.base64(b, false)
	}
	return false, nil
}

// encodingSaid is an encoding that a call names: .encode("gbk"), bytes("...", "utf-8").
var encodingSaid = regexp.MustCompile(`(?i)['"]\s*(?:\.(?:encode|getbytes|force_encoding)\(|,)\s*(?:encoding\s*=\s*)?['"]([\w-]+)['"]\s*\)`)

// saidEncoding is the encoding that the text itself names.
func (s *source) saidEncoding() string {
	parts := encodingSaid.FindStringSubmatch(s.text[max(0, len(s.text)-head):])
	if parts == nil {
		return ""
	}
	name := strings.ToLower(parts[1])
	if name == "gb2312" {
		name = "gbk"
	}
	if !HasEncoding(name) {
		return ""
	}
	return name
}

// What may stand right behind a literal: a suffix, calls of methods, the encoding or the
// length as another argument, how often.
var (
	suffix = regexp.MustCompile(`^(?:u8\b|::\w+|(?:\.[A-Za-z_]\w*[!?]?(?:\((?:[^()"'\\]|["'][\w-]*["']|\(\))*\))?)+)(?:\s*(?:\.[A-Za-z_]\w*[!?]?(?:\([^()"'\\]*\))?)+)*`)
	second = regexp.MustCompile(`^\s*,\s*(?:(?:encoding\s*=\s*)?["'](?i:utf-?8|ascii|latin-?1|gbk|gb2312|gb18030|big5|utf-16\w*)["']|\d+)\s*\)`)
	often  = regexp.MustCompile(`^\s*(?:\*\s*|<repeats )(\d+)(?: times>)?`)
	// inShell is what a command line has behind what it prints.
	inShell = regexp.MustCompile(`^\s*(?:\||>{1,2}|&&)\s*[^'"` + "`" + `]*$`)
	shell   = regexp.MustCompile(`^\s*(?:\$ )?(?:printf|echo)\s`)
)

// behind goes past what belongs to the literal that ends at an index and whose bytes are
// those from one on: "hi".encode(), b"\0" * 4.
func (s *source) behind(b *Bytes, at, from int) (next int, fault *Error) {
	rest := s.text[at:min(len(s.text), at+4*maxNumber)]
	if rest == "" || strings.IndexByte("u:. ,*\t", rest[0]) < 0 {
		return at, nil
	}
	if word := suffix.FindString(rest); word != "" {
		b.note(Note{Key: "behind", Args: []any{shortened(word)}})
		return at + len(word), nil
	}
	if word := second.FindString(rest); word != "" {
		b.note(Note{Key: "behind", Args: []any{shortened(strings.TrimSpace(word))}})
		return at + len(word), nil
	}
	if shell.MatchString(s.text) && inShell.MatchString(s.text[at:]) {
		b.note(Note{Key: "behind", Args: []any{shortened(strings.TrimSpace(s.text[at:]))}})
		return len(s.text), nil
	}
	parts := often.FindStringSubmatch(rest)
	if parts == nil {
		return at, nil
	}
	return at + len(parts[0]), s.repeat(b, parts[1], at, from)
}

// repeat puts the bytes from one on so often in a row.
func (s *source) repeat(b *Bytes, digits string, at, from int) *Error {
	n, err := strconv.Atoi(digits)
	size := len(b.Data) - from
	if err != nil || n > MaxText || len(b.Data)+size*n > MaxText {
		return &Error{Kind: "long", From: at, To: at, Want: MaxText}
	}
	if n == 0 {
		b.Data, b.Places = b.Data[:from], b.Places[:from]
		return nil
	}
	for i := range size * (n - 1) {
		b.add(b.Data[from+i%size], b.Places[from+i%size])
	}
	return nil
}

// hashes are those of a raw string of Rust: br#"..."#.
func (s *source) hashes(at int) string {
	from := at
	for from > 0 && s.text[from-1] == '#' {
		from--
	}
	if from == 0 || from == at || s.text[from-1]|0x20 != 'r' {
		return ""
	}
	return s.text[from:at]
}

// rawTo reads what is between an index and a closing, as it is.
func (s *source) rawTo(b *Bytes, at, end int, closing string, o Options) (next int, fault *Error) {
	for at < end {
		if strings.HasPrefix(s.text[at:end], closing) {
			return at + len(closing), nil
		}
		if at, fault = s.written(b, at, o); fault != nil {
			return at, fault
		}
	}
	return at, &Error{Kind: "quote", Found: closing, From: end, To: end}
}

// Escapes of Lua and Haskell are decimal: \104. They are told by one that cannot be
// octal, or by what only Lua has.
var (
	notOctal      = regexp.MustCompile(`(?:^|[^\\])(?:\\\\)*\\(?:[89]|[1-9][89]|[1-9][0-9][89]|[4-9][0-9]{2})`)
	aNumberEscape = regexp.MustCompile(`\\[0-9]`)
	inLua         = regexp.MustCompile(`^\s*local\s|\\z`)
	// octalOrDecimal is an escape that would be another byte in decimal, and that C would
	// write with three digits.
	octalOrDecimal = regexp.MustCompile(`(?:^|[^\\])(?:\\\\)*\\(?:[1-7][0-7]{1,2})`)
)

// hasDecimalEscapes reports whether numbers behind backslashes are decimal.
func hasDecimalEscapes(text string) bool {
	text = text[:min(len(text), 16*head)]
	return aNumberEscape.MatchString(text) && (inLua.MatchString(text) || notOctal.MatchString(text)) || inHaskell.MatchString(text)
}

// decimalEscape reads \0, \12 or \104 of Lua and Haskell.
func (s *source) decimalEscape(b *Bytes, at, end int) (next int, fault *Error) {
	to := at + 1
	for to < end && to < at+4 && isDigit(s.text[to]) {
		to++
	}
	value, _ := strconv.Atoi(s.text[at+1 : to]) // three digits at most
	if value > 255 {
		return at, &Error{Kind: "range", Found: s.text[at:to], From: at, To: to}
	}
	b.add(byte(value), s.place(at))
	return to, nil
}
