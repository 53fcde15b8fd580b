package view

import (
	"slices"
	"strings"
)

// ProblemDetail says what is wrong in a problem of a kind. A []string among the
// args is listed as the language does.
func ProblemDetail(lang, kind string, args []any) string {
	args = slices.Clone(args)
	for i, arg := range args {
		if words, ok := arg.([]string); ok {
			args[i] = strings.Join(words, T(lang, "problem.between"))
		}
	}
	return T(lang, "problem."+kind+".detail", args...)
}
