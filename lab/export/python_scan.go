package export

import "strings"

const keywords = " and break def elif else except for if import in is not pass return try while None True False "

// scan splits a piece of Python into tokens. It knows just the Python that
// this package writes.
func scan(code string) []Token {
	var tokens []Token
	for code != "" {
		kind, size := measure(code)
		if last := len(tokens) - 1; kind == "" && last >= 0 && tokens[last].Kind == "" {
			tokens[last].Text += code[:size]
		} else {
			tokens = append(tokens, Token{Kind: kind, Text: code[:size], Literal: -1})
		}
		code = code[size:]
	}
	return tokens
}

// measure gives the kind and size of the first token.
func measure(code string) (kind string, size int) {
	switch c := code[0]; {
	case c == '#':
		return "comment", len(code)
	case c == '\'':
		return "string", 2 + strings.IndexByte(code[1:], '\'')
	case isDigit(c):
		return "number", span(code, func(c byte) bool { return isDigit(c) || c == '.' })
	case isLetter(c):
		size := span(code, func(c byte) bool { return isLetter(c) || isDigit(c) })
		if strings.Contains(keywords, " "+code[:size]+" ") {
			return "keyword", size
		}
		return "name", size
	}
	return "", 1
}

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' }

// span counts the bytes up to the first that does not belong.
func span(code string, belongs func(byte) bool) int {
	for i := range len(code) {
		if !belongs(code[i]) {
			return i
		}
	}
	return len(code)
}
