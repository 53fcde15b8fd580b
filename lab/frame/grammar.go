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
	for _, p := range k.Parameters {
		switch p.Word {
		case "":
			words = append(words, p.grammar())
		case "max":
			others = append(others, "limit")
		default:
			others = append(others, strings.TrimSpace(strconv.Quote(p.Word)+" "+p.grammar()))
		}
	}
	if len(others) > 0 {
		words = append(words, "{", strings.Join(others, " | "), "}")
	}
	return strings.Join(words, " ")
}
