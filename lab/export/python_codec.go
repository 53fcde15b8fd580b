package export

import (
	"fmt"
	"slices"
	"strings"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/repr"
)

// codecPart is the number of a literal of a codec: of its parameter at an index,
// and of several in that the one at another.
func codecPart(parameter, one int) int { return parameter*frame.MaxDelimiters + one }

// codec writes the object that the frames below are made by. That a codec tells
// late of what is too long is not in it: it is told as soon as it is known.
func (p *python) codec(do lab.Codec) {
	p.line(nil, slices.Concat([]any{"codec = "}, object(do.Codec), []any{")"})...)
}

// object gives the constructor of a codec, without its closing bracket. A
// parameter that has a word is given by it, and only where it is not usual.
func object(c frame.Codec) []any {
	k := frame.KindOf(c).Long()
	a := call(k.Python.Class(c))
	for i, p := range k.Parameters {
		if p.Hidden || p.IsUsual(c) && !p.Shown {
			continue
		}
		switch all := codecLiterals(p, i, p.Get(c)); {
		case p.Word == "":
			for _, l := range all {
				a.add(l)
			}
		case p.Kind == frame.ValueStrings:
			a.add(append([]any{keyword(p) + "("}, listed(all)...)...)
		default:
			a.add(append([]any{keyword(p)}, all...)...)
		}
	}
	return a.pieces
}

// keyword is what an argument begins with that is given by its name.
func keyword(p frame.Parameter) string {
	if p.Argument != "" {
		return p.Argument + "="
	}
	return p.Word + "="
}

// listed are the values of a tuple, up to its closing bracket.
func listed(all []any) (pieces []any) {
	for _, l := range all {
		pieces = append(pieces, l, ", ")
	}
	return append(pieces[:len(pieces)-1], ",)"[min(len(all)-1, 1):])
}

// inner is the constructor of a codec within another one: its values are those of
// the whole codec, which cannot be edited one by one.
func inner(c frame.Codec) string {
	var b strings.Builder
	for _, piece := range object(c) {
		if l, ok := piece.(literal); ok {
			piece = l.text
		}
		fmt.Fprint(&b, piece)
	}
	return b.String() + ")"
}

// codecLiterals are the values of a parameter; True cannot be edited.
func codecLiterals(p frame.Parameter, at int, value any) []any {
	part := codecPart(at, 0)
	switch value := value.(type) {
	case int:
		least, most := p.Bounds()
		return []any{countLiteral(part, value, least, most)}
	case bool:
		return []any{boolText(value)}
	case frame.Integer:
		return []any{literal{part: part, text: repr.Quote(value.String()), read: readForm}}
	case byte:
		return []any{byteLiteral(part, value)}
	case []byte:
		return []any{bytesLiteral(part, value)}
	case string:
		return []any{literal{part: part, text: repr.Quote(value), read: readKey}}
	case [][]byte:
		var all []any
		for i, one := range value {
			all = append(all, bytesLiteral(codecPart(at, i), one))
		}
		return all
	case frame.Codec:
		return []any{inner(value)}
	}
	panic(fmt.Sprintf("export: unknown value %T of a codec", value))
}

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

// bytesLiteral writes bytes; text beyond ASCII too, for it is no text here.
func bytesLiteral(part int, value []byte) literal {
	return literal{part: part, text: lab.Bytes(value), read: readBytes}
}

func byteLiteral(part int, value byte) literal {
	l := bytesLiteral(part, []byte{value})
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
	k := frame.KindOf(do.Codec).Long()
	at, one := part/frame.MaxDelimiters, part%frame.MaxDelimiters
	if all, ok := k.Parameters[at].Get(do.Codec).([][]byte); ok {
		all = slices.Clone(all)
		all[one] = value.([]byte)
		value = all
	}
	return lab.Codec{Codec: k.With(do.Codec, at, value)}
}
