package script

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

type kind uint8

const (
	atEnd kind = iota
	isWord
	isNumber // an integer or a duration
	isString
	isMark // one of the marks
)

// token is one word of a line. The last token of a line is atEnd.
type token struct {
	kind  kind
	col   int    // of its first character, from 1
	text  string // as written
	bytes []byte // of a string: its value, never nil
}

func (t token) is(text string) bool { return t.text == text && t.kind != isString }

// line is one line of a script that holds more than a comment.
type line struct {
	no, indent int
	tokens     []token
	// code is the number of bytes before the comment.
	code int
}

// lexer splits one line; err is the first error.
type lexer struct {
	no, pos, col int
	src          string
	err          *Error
}

// lex splits line number no. Only spaces may indent.
func lex(no int, src string) (line, *Error) {
	x := &lexer{no: no, col: 1, src: strings.TrimSuffix(src, "\r")}
	x.skip(" ")
	l := line{no: no, indent: x.pos}
	if x.peek() == '\t' {
		x.skip(" \t")
		if c := x.peek(); c != '#' && c != utf8.RuneError {
			return l, &Error{Line: no, Col: l.indent + 1, key: "tab"}
		}
	}
	for x.err == nil {
		t := x.token()
		l.tokens = append(l.tokens, t)
		if t.kind == atEnd {
			break
		}
	}
	l.code = x.pos
	return l, x.err
}

// peek gives the next character, or RuneError at the end of the line.
func (x *lexer) peek() rune {
	r, _ := utf8.DecodeRuneInString(x.src[x.pos:])
	return r
}

func (x *lexer) next() rune {
	r, size := utf8.DecodeRuneInString(x.src[x.pos:])
	x.pos += size
	x.col++
	if r == utf8.RuneError && size == 1 {
		x.fail(x.col-1, "utf8")
	}
	return r
}

func (x *lexer) skip(set string) {
	for x.pos < len(x.src) && strings.IndexByte(set, x.src[x.pos]) >= 0 {
		x.next()
	}
}

func (x *lexer) fail(col int, key string, args ...any) {
	if x.err == nil {
		x.err = &Error{Line: x.no, Col: col, key: key, args: args}
	}
}

func (x *lexer) token() token {
	x.skip(" \t")
	t := token{col: x.col}
	if x.pos == len(x.src) || x.peek() == '#' {
		return t
	}
	start := x.pos
	switch c := x.next(); {
	case c == '"':
		t.kind, t.bytes = isString, x.quoted(t.col)
	case letter(c):
		t.kind = isWord
		x.while(func(r rune) bool { return letter(r) || digit(r) })
	case digit(c) || c == '-' && digit(x.peek()):
		t.kind = isNumber
		x.while(func(r rune) bool { return letter(r) || digit(r) || r == '.' || r == 'µ' })
	case strings.ContainsRune("/<>", c) && x.peek() == c, strings.ContainsRune("=!<>", c) && x.peek() == '=':
		x.next()
		t.kind = isMark
	case strings.ContainsRune(":+*,-|&%()<>", c):
		t.kind = isMark
	default:
		x.stray(t.col, c)
	}
	t.text = x.src[start:x.pos]
	return t
}

func letter(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '_' }
func digit(r rune) bool  { return '0' <= r && r <= '9' }

func (x *lexer) while(belongs func(rune) bool) {
	for x.pos < len(x.src) && belongs(x.peek()) {
		x.next()
	}
}

// Signs of a Chinese keyboard and of word processors, and what they stand for.
const wideSigns, narrowSigns = "“”‘’＂＇「」『』《》、", "\"\"\"\"\"\"\"\"\"\"\"\","

// signs are those of mathematics and Markdown that stand for signs of the language.
var signs = map[rune]string{'×': "*", '·': "*", '÷': "//", '≥': ">=", '≤': "<=", '≠': "!=", '`': `"`, '″': `"`, '−': "-", '–': "-", '—': "-"}

// The full-width forms of ASCII (Unicode, block Halfwidth and Fullwidth Forms).
const firstWide, lastWide, toNarrow = '！', '～', '！' - '!'

// blanks are names of signs that look like a blank, hidden those of signs that cannot
// be seen.
var (
	blanks = map[rune]string{
		'\u00a0': "no-break space", '\u3000': "ideographic space", '\u2002': "en space", '\u2003': "em space",
		'\u2009': "thin space", '\u202f': "narrow no-break space", '\u2007': "figure space", '\u200a': "hair space", '\u205f': "medium mathematical space",
		'\u1680': "ogham space mark", '\v': "line tabulation", '\f': "form feed",
	}
	hidden = map[rune]string{
		'\u200b': "zero width space", '\u200c': "zero width non-joiner", '\u200d': "zero width joiner", '\ufeff': "byte order mark",
		'\u2060': "word joiner", '\u200e': "left-to-right mark", '\u200f': "right-to-left mark", '\r': "carriage return", 0: "NUL",
		'\u00ad': "soft hyphen", '\u2028': "line separator", '\u2029': "paragraph separator", '\u0085': "next line", '\u180e': "Mongolian vowel separator",
		'\u202a': "left-to-right embedding", '\u202b': "right-to-left embedding", '\u202c': "pop directional formatting", '\u202d': "left-to-right override", '\u202e': "right-to-left override",
		'\u2066': "left-to-right isolate", '\u2067': "right-to-left isolate", '\u2068': "first strong isolate", '\u2069': "pop directional isolate", 0x1b: "escape", 0x08: "backspace", 0x7f: "delete",
	}
)

// stray complains of a character that begins no token, and names one that nobody
// can see.
func (x *lexer) stray(col int, c rune) {
	at := strings.IndexRune(wideSigns, c)
	named := fmt.Sprintf("U+%04X", c)
	switch {
	case signs[c] != "":
		x.fail(col, "sign", string(c), signs[c])
	case c == '；':
		x.fail(col, "semicolon", string(c))
	case c == '。':
		x.fail(col, "stop", string(c))
	case c == '\'':
		x.fail(col, "single")
	case c == '=':
		x.fail(col, "equals")
	case at >= 0:
		x.fail(col, "wide", string(c), string(narrowSigns[utf8.RuneCountInString(wideSigns[:at])]))
	case c >= firstWide && c <= lastWide:
		x.fail(col, "wide", string(c), string(c-toNarrow))
	case hidden[c] != "":
		x.fail(col, "hidden", named+" "+hidden[c])
	case blanks[c] != "":
		x.fail(col, "blank", named+" "+blanks[c])
	case unicode.IsSpace(c):
		x.fail(col, "blank", named)
	case !unicode.IsPrint(c):
		x.fail(col, "hidden", named)
	case unicode.IsLetter(c):
		x.fail(col, "letter", string(c))
	default:
		x.fail(col, "char", string(c))
	}
}

// quoted reads the rest of a string whose quote stands at column col.
func (x *lexer) quoted(col int) []byte {
	value := []byte{}
	for x.err == nil {
		if x.pos == len(x.src) {
			x.fail(col, "quote")
			break
		}
		start := x.pos
		switch x.next() {
		case '"':
			return value
		case '\\':
			value = append(value, x.escape())
		default:
			value = append(value, x.src[start:x.pos]...)
		}
	}
	return value
}

// octal reads up to three digits from start on, as Python does. More than a byte is
// none.
func (x *lexer) octal(start int) (byte, bool) {
	for x.pos < len(x.src) && x.pos < start+3 && '0' <= x.src[x.pos] && x.src[x.pos] <= '7' {
		x.next()
	}
	b, err := strconv.ParseUint(x.src[start:x.pos], 8, 8)
	return byte(b), err == nil
}

func (x *lexer) escape() byte {
	start, col := x.pos, x.col-1
	if x.pos < len(x.src) {
		switch c := x.next(); c {
		case 'n':
			return '\n'
		case 'r':
			return '\r'
		case 't':
			return '\t'
		case '0', '1', '2', '3', '4', '5', '6', '7':
			if b, ok := x.octal(start); ok {
				return b
			}
		case '\\', '"', '\'':
			return byte(c)
		case 'x':
			if x.pos+2 <= len(x.src) {
				if b, err := strconv.ParseUint(x.src[x.pos:x.pos+2], 16, 8); err == nil {
					x.next()
					x.next()
					return byte(b)
				}
			}
		}
	}
	if r, ok := x.codePoint(start); ok {
		x.fail(col, "escape-character", `\`+x.src[start:start+5], string(r))
		return 0
	}
	x.fail(col, "escape", `\`+x.src[start:x.pos])
	return 0
}

// codePoint reads the four digits of a character as Python, Java and JavaScript write it.
func (x *lexer) codePoint(start int) (rune, bool) {
	if len(x.src) < start+5 || x.src[start] != 'u' {
		return 0, false
	}
	r, err := strconv.ParseUint(x.src[start+1:start+5], 16, 32)
	return rune(r), err == nil && unicode.IsPrint(rune(r))
}
