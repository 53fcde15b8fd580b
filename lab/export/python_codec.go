package export

import (
	"fmt"
	"slices"
	"strings"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/repr"
	"stickylab/lab/script"
)

// The parts of a codec that can be edited; delimiters are those from endPart on.
const (
	formPart = iota
	offsetPart
	adjustPart
	stripPart
	keyPart
	headerPart
	bytesPart // what fixed frames are padded with, an escape, a mask
	numberPart
	maxPart
	endPart
)

// codec writes the object that the frames below are made by. That a codec tells
// late of what is too long is not in it: it is told as soon as it is known.
func (p *python) codec(do lab.Codec) {
	p.line(nil, slices.Concat([]any{"codec = "}, object(do.Codec), []any{")"})...)
}

// object gives the constructor of a codec, without its closing bracket.
func object(c frame.Codec) []any {
	switch c := c.(type) {
	case frame.LengthField:
		return length(c)
	case frame.Varint:
		a := call("Varint")
		a.count("offset", offsetPart, c.Offset, 0)
		return a.max(c.Max)
	case frame.Delimiter:
		return delimiter(c)
	case frame.Fixed:
		a := call("Fixed")
		a.add(countLiteral(numberPart, c.Size, 1, script.MaxFrame))
		if c.Pad != 0 {
			a.add("pad=", byteLiteral(c.Pad))
		}
		return a.pieces
	case frame.JSONHeader:
		a := call(inBytes(c.Length) + "JSONHeader")
		a.add(formLiteral(c.Length))
		if c.Key != "size" {
			a.add("key=", literal{part: keyPart, text: repr.Quote(c.Key), read: readKey})
		}
		a.count("header", headerPart, c.MaxHeader, defaultHeader)
		return a.max(c.Max)
	case frame.RESP:
		return call("RESP").max(c.Max)
	case frame.HTTP:
		a := call("HTTP")
		if c.Chunked {
			a.add("chunked=True")
		}
		a.count("header", headerPart, c.MaxHeader, defaultHeader)
		return a.max(c.Max)
	case frame.WebSocket:
		a := call("WebSocket")
		if c.Mask != "" {
			a.add("mask=", bytesLiteral(bytesPart, []byte(c.Mask)))
		}
		return a.max(c.Max)
	}
	panic(fmt.Sprintf("export: unknown codec %T", c))
}

// defaultHeader is the longest header of a codec that names none.
const defaultHeader = 64 << 10

// arguments are those of a call that is being written.
type arguments struct {
	pieces []any
	any    bool
}

func call(name string) *arguments { return &arguments{pieces: []any{name + "("}} }

func (a *arguments) add(pieces ...any) {
	if a.any {
		a.pieces = append(a.pieces, ", ")
	}
	a.any = true
	a.pieces = append(a.pieces, pieces...)
}

// count adds a number unless it is the usual one.
func (a *arguments) count(name string, part, value, usual int) {
	if value != usual {
		a.add(name+"=", countLiteral(part, value, 0, script.MaxFrame))
	}
}

// max adds the most bytes of a frame.
func (a *arguments) max(value int) []any {
	a.add("max=", countLiteral(maxPart, value, 0, script.MaxFrame))
	return a.pieces
}

func length(c frame.LengthField) []any {
	a := call(inBytes(c.Length) + "Length")
	a.add(formLiteral(c.Length))
	a.count("offset", offsetPart, c.Offset, 0)
	if c.Adjustment != 0 {
		a.add("adjust=", countLiteral(adjustPart, c.Adjustment, -script.MaxFrame, script.MaxFrame))
	}
	a.count("strip", stripPart, c.Strip, c.Offset+c.Length.Size)
	return a.max(c.Max)
}

// inBytes is what the name of a class begins with for lengths that struct has
// no format for.
func inBytes(n frame.Integer) string {
	if strings.ContainsAny(n.String(), "12345678") {
		return "Byte"
	}
	return ""
}

func delimiter(c frame.Delimiter) []any {
	a := call("Delimiter")
	for i, by := range c.By {
		a.add(bytesLiteral(endPart+i, by))
	}
	if c.Escaped {
		a.add("escape=", byteLiteral(c.Escape))
	}
	if c.Keep {
		a.add("keep=True")
	}
	return a.max(c.Max)
}

func formLiteral(n frame.Integer) literal {
	return literal{part: formPart, text: repr.Quote(n.String()), read: readForm}
}

// bytesLiteral writes bytes; text beyond ASCII too, for it is no text here.
func bytesLiteral(part int, value []byte) literal {
	return literal{part: part, text: lab.Bytes(value), read: readBytes}
}

func byteLiteral(value byte) literal {
	l := bytesLiteral(bytesPart, []byte{value})
	l.read = readByte
	return l
}

// readForm reads how a length is written.
func readForm(text string) (any, *EditError) {
	q, err := plainStr(text, "format")
	if err != nil {
		return nil, err
	}
	n, bad := frame.ParseInteger(string(q.Value))
	if bad != nil {
		return nil, wrong("length-format", brief(text))
	}
	return n, nil
}

func readKey(text string) (any, *EditError) {
	q, err := plainStr(text, "key")
	return string(q.Value), err
}

func readByte(text string) (any, *EditError) {
	value, err := readBytes(text)
	if err != nil {
		return nil, err
	}
	if one := value.([]byte); len(one) == 1 {
		return one[0], nil
	}
	return nil, wrong("one-byte", brief(text))
}

// replaceInCodec gives the codec with a value in place of one of its literals.
func replaceInCodec(do lab.Codec, part int, value any) lab.Action {
	switch c := do.Codec.(type) {
	case frame.LengthField:
		return lab.Codec{Codec: replaceInLength(c, part, value)}
	case frame.Varint:
		set(part, value, map[int]*int{offsetPart: &c.Offset, maxPart: &c.Max})
		return lab.Codec{Codec: c}
	case frame.Delimiter:
		return lab.Codec{Codec: replaceInDelimiter(c, part, value)}
	case frame.Fixed:
		if set(part, value, map[int]*int{numberPart: &c.Size}); part == bytesPart {
			c.Pad = value.(byte)
		}
		return lab.Codec{Codec: c}
	case frame.JSONHeader:
		set(part, value, map[int]*int{headerPart: &c.MaxHeader, maxPart: &c.Max})
		switch part {
		case formPart:
			c.Length = value.(frame.Integer)
		case keyPart:
			c.Key = value.(string)
		}
		return lab.Codec{Codec: c}
	case frame.RESP:
		set(part, value, map[int]*int{maxPart: &c.Max})
		return lab.Codec{Codec: c}
	case frame.HTTP:
		set(part, value, map[int]*int{headerPart: &c.MaxHeader, maxPart: &c.Max})
		return lab.Codec{Codec: c}
	case frame.WebSocket:
		if set(part, value, map[int]*int{maxPart: &c.Max}); part == bytesPart {
			c.Mask = string(value.([]byte))
		}
		return lab.Codec{Codec: c}
	}
	return do
}

// set changes the number that a part is, if it is one.
func set(part int, value any, numbers map[int]*int) {
	if n := numbers[part]; n != nil {
		*n = value.(int)
	}
}

// replaceInLength keeps stripping the whole header where it was stripped.
func replaceInLength(c frame.LengthField, part int, value any) frame.LengthField {
	stripped := c.Strip == c.Offset+c.Length.Size
	set(part, value, map[int]*int{offsetPart: &c.Offset, adjustPart: &c.Adjustment, stripPart: &c.Strip, maxPart: &c.Max})
	if part == formPart {
		c.Length = value.(frame.Integer)
	}
	if stripped && part != stripPart {
		c.Strip = c.Offset + c.Length.Size
	}
	return c
}

func replaceInDelimiter(c frame.Delimiter, part int, value any) frame.Delimiter {
	set(part, value, map[int]*int{maxPart: &c.Max})
	switch {
	case part == bytesPart:
		c.Escape = value.(byte)
	case part >= endPart:
		c.By = slices.Clone(c.By)
		c.By[part-endPart] = value.([]byte)
	}
	return c
}
