package web

import (
	"net/url"
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/export"
	"stickylab/lab/order"
	"stickylab/web/view"
)

// literalPrefix begins the parameters that change literals: literal.0=20.
const literalPrefix = "literal."

func literalField(n int) string { return literalPrefix + strconv.Itoa(n) }

// formLiterals returns the values of literal.0, literal.1 and so on; nil when
// the form has none.
func formLiterals(form url.Values) ([]string, error) {
	var literals []string
	for form.Has(literalField(len(literals))) {
		if len(literals) == order.MaxLiterals {
			return nil, badValue("literal")
		}
		literals = append(literals, form.Get(literalField(len(literals))))
	}
	return literals, nil
}

// changedLiterals returns all of an experiment's literals with those of an
// address in their place, which names only some; nil when none differs.
func changedLiterals(exp lab.Experiment, query url.Values, prefix string) []string {
	literals := export.Literals(exp)
	changed := false
	for name, values := range query {
		number, ok := strings.CutPrefix(name, prefix)
		n, err := strconv.Atoi(number)
		if !ok || err != nil || n < 0 || n >= len(literals) || len(values) == 0 || literals[n] == values[0] {
			continue
		}
		literals[n] = values[0]
		changed = true
	}
	if !changed {
		return nil
	}
	return literals
}

// setLiterals puts what was sent into the programs, so that it can be seen and
// corrected where it was changed.
func setLiterals(programs []view.Program, sent []string) {
	for _, program := range programs {
		setTokens(program.Source, sent)
		for _, line := range program.Lines {
			setTokens(line.Tokens, sent)
		}
	}
}

func setTokens(tokens []view.Token, sent []string) {
	for i, token := range tokens {
		if n := token.Literal; n >= 0 && n < len(sent) && token.Text != sent[n] {
			tokens[i].Own, tokens[i].Text = token.Text, sent[n]
		}
	}
}

// editedLiterals returns the parameters of the literals that differ.
func editedLiterals(exp lab.Experiment, literals []string) map[string]string {
	edited := map[string]string{}
	for i, own := range export.Literals(exp) {
		if i < len(literals) && literals[i] != own {
			edited[literalField(i)] = literals[i]
		}
	}
	return edited
}
