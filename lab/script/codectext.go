package script

import (
	"errors"
	"strings"

	"stickylab/lab/frame"
)

// CodecText writes a codec as the step codec has it, with the strings of the
// script language.
func CodecText(c frame.Codec) string { return specText(c.String()) }

// ParseCodec reads what CodecText writes, or anybody. The error is a
// *frame.Error whose Off, when it is of KindSpec, counts in the text.
func ParseCodec(text string) (frame.Codec, error) {
	spec, zeros := goStrings(text)
	c, err := frame.Parse(spec)
	var fault *frame.Error
	if errors.As(err, &fault) && fault.Kind == frame.KindSpec {
		moved := *fault
		for _, at := range zeros {
			if int64(at) < fault.Off {
				moved.Off -= int64(len(goZero) - len(scriptZero))
			}
		}
		return nil, &moved
	}
	return c, err
}

// A zero byte as a script and as Go writes it; all other escapes of scripts are
// those of Go.
const (
	scriptZero = `\0`
	goZero     = `\x00`
)

// goStrings writes the strings of a text as Go has them, and tells where in it
// the zeros are.
func goStrings(text string) (spec string, zeros []int) {
	var b strings.Builder
	for inside := false; text != ""; {
		n := 1
		switch {
		case inside && strings.HasPrefix(text, scriptZero):
			zeros = append(zeros, b.Len())
			b.WriteString(goZero)
			text = text[len(scriptZero):]
			continue
		case inside && text[0] == '\\' && len(text) > 1:
			n = 2
		case text[0] == '"':
			inside = !inside
		}
		b.WriteString(text[:n])
		text = text[n:]
	}
	return b.String(), zeros
}
