package frame

import (
	"strconv"
	"strings"
)

// Grammar is the text form of codecs, as Parse reads and String writes it.
// Strings are written as in Go.
func Grammar() string {
	var rules []string
	for _, k := range registry {
		rules = append(rules, k.rule())
	}
	return "codec  = " + strings.Join(rules, "\n       | ") + " .\n" + `limit  = "max" INT .
FORMAT = STRING .
`
}

// rule is the kind in the grammar.
func (k *Kind) rule() string {
	words, others := []string{strconv.Quote(k.Word)}, []string(nil)
	var inner []string
	for _, p := range k.inText() {
		switch {
		case p.Kind == ValueCodec && p.Word != "":
			inner = append(inner, "[", strconv.Quote(p.Word), p.grammar(), "]")
		case p.Kind == ValueCodec:
			inner = append(inner, p.grammar())
		case p.Word == "":
			words = append(words, p.grammar())
		case p.Word == "max":
			others = append(others, "limit")
		default:
			others = append(others, strings.TrimSpace(strconv.Quote(p.Word)+" "+p.grammar()))
		}
	}
	if len(others) > 0 {
		words = append(words, "{", strings.Join(others, " | "), "}")
	}
	return strings.Join(append(words, inner...), " ")
}
