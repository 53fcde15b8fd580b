package frame

import (
	"strconv"
	"strings"
)

// String writes the struct format, or the prefix and the number of bytes.
func (n Integer) String() string {
	if n.Text != 0 {
		return n.digitFormat()
	}
	const signed = "?bh?i???q"
	code := string(signed[n.Size])
	if code == "?" {
		code = strconv.Itoa(n.Size)
	} else if !n.Signed {
		code = strings.ToUpper(code)
	}
	switch {
	case n.Size == 1:
		return code
	case n.Little:
		return "<" + code
	}
	return "!" + code
}

// written is a codec as Parse reads it.
func written(c Codec) string {
	k := KindOf(c)
	words := []string{k.Word}
	for _, p := range k.inText() {
		if p.IsUsual(c) {
			continue
		}
		if p.Word != "" {
			words = append(words, p.Word)
		}
		if p.Kind != ValueFlag {
			words = append(words, p.written(c))
		}
	}
	return strings.Join(words, " ")
}
