package pack

import (
	"math"
	"strings"
)

// parser walks a format once, laying out its fields.
type parser struct {
	text   string
	pos    int
	from   int  // where the item under way begins
	native bool // native sizes and alignment
	big    bool
	format *Format
}

// parse compiles a format without the cache.
func parse(text string) (*Format, *Error) {
	if err := checkASCII(text); err != nil {
		return nil, err
	}
	if strings.IndexByte(text, 0) >= 0 {
		return nil, structError("embedded null character")
	}
	p := newParser(text)
	if err := p.items(); err != nil {
		return nil, err
	}
	p.format.placeInWord()
	return p.format, nil
}

func newParser(text string) *parser {
	return &parser{text: text, format: &Format{text: strings.Clone(text), dense: true}}
}

// Fault gives where the item that makes a format wrong begins and ends in its
// text, in bytes. Both are 0 for a format that is right, or wrong as a whole.
func Fault(format string) (from, to int) {
	p := newParser(format)
	if checkASCII(format) != nil || p.items() == nil {
		return 0, 0
	}
	for p.pos < len(format) && isDigit(format[p.pos]) {
		p.pos++ // a count that is too large was not read to its end
	}
	return p.from, p.pos
}

// items reads the prefix and every item.
func (p *parser) items() *Error {
	p.prefix()
	for p.pos < len(p.text) {
		if isSpace(p.text[p.pos]) {
			p.pos++
			continue
		}
		p.from = p.pos
		if err := p.item(); err != nil {
			return err
		}
	}
	return nil
}

// prefix reads the byte order, which only the very first character can set.
func (p *parser) prefix() {
	p.native = true
	if p.text == "" {
		return
	}
	switch p.text[0] {
	case '@':
	case '=', '<':
		p.native = false
	case '>', '!':
		p.native, p.big = false, true
	default:
		return
	}
	p.pos = 1
}

// item reads a count and a code, with nothing allowed between the two.
func (p *parser) item() *Error {
	count, err := p.count()
	if err != nil {
		return err
	}
	if p.pos == len(p.text) {
		return structError("repeat count given without format specifier")
	}
	code := p.text[p.pos]
	p.pos++
	sp, known := lookup(code, p.native)
	if !known {
		return structError("bad char in struct format")
	}
	return p.place(code, count, sp)
}

func (p *parser) count() (int, *Error) {
	if !isDigit(p.text[p.pos]) {
		return 1, nil
	}
	n := 0
	for ; p.pos < len(p.text) && isDigit(p.text[p.pos]); p.pos++ {
		digit := int(p.text[p.pos] - '0')
		if n > (math.MaxInt-digit)/10 {
			return 0, tooLong()
		}
		n = n*10 + digit
	}
	return n, nil
}

// place puts the item after those already read, aligned if the format is
// native, even when its count is 0.
func (p *parser) place(code byte, count int, sp spec) *Error {
	f := p.format
	padding := 0
	if p.native {
		padding = (sp.align() - f.size%sp.align()) % sp.align()
	}
	if padding > math.MaxInt-f.size {
		return tooLong()
	}
	offset := f.size + padding
	if count > (math.MaxInt-offset)/sp.width {
		return tooLong()
	}
	field := Field{
		Code: code, Count: count, Padding: padding,
		Offset: offset, Size: count * sp.width, Width: sp.width, From: p.from, To: p.pos,
	}
	if sp.kind == kindString || sp.kind == kindPascal {
		field.Width = count
	}
	f.size = offset + field.Size
	f.fields = append(f.fields, field)
	p.keepItem(field, sp.kind)
	return nil
}

func (p *parser) keepItem(field Field, k kind) {
	f, repeat := p.format, field.ValueCount()
	if repeat > 0 {
		f.valueCount += repeat
		f.items = append(f.items, newItem(field, k, p.native, p.big))
	}
	single := repeat == 1 && f.items[len(f.items)-1].layout != layoutNone
	f.dense = f.dense && single && field.Padding == 0
}

func tooLong() *Error { return structError("total struct size too long") }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isSpace knows the six blanks of C's isspace.
func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }
