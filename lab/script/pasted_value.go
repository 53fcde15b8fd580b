package script

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Values of Python as a script writes them. What has no equal in a script has none here:
// a translation neither loses a part of the line nor makes one up.

// split cuts a text at a sign that stands outside of strings and brackets. rest is what
// stands behind the bracket that closes the text, if one does.
func split(text string, sep byte) (parts []string, rest string, closed bool) {
	depth, start := 0, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"' || c == '\'':
			for i++; i < len(text) && text[i] != c; i++ {
				if text[i] == '\\' {
					i++
				}
			}
		case strings.IndexByte("([{", c) >= 0:
			depth++
		case strings.IndexByte(")]}", c) >= 0 && depth > 0:
			depth--
		case c == ')':
			return cutPart(parts, text[start:i]), text[i+1:], true
		case c == sep && depth == 0:
			parts, start = append(parts, strings.TrimSpace(text[start:i])), i+1
		}
	}
	return cutPart(parts, text[min(start, len(text)):]), "", false
}

// cutPart adds the last part, which is none where it is empty.
func cutPart(parts []string, last string) []string {
	if last = strings.TrimSpace(last); last == "" {
		return parts
	}
	return append(parts, last)
}

var (
	literalForm  = regexp.MustCompile(`^([bB]?)(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')$`)
	encodedForm  = regexp.MustCompile(`^(.*)\.encode\(\s*(?:['"](?i:utf-?8|ascii)['"]\s*)?\)$`)
	packForm     = regexp.MustCompile(`^struct\.pack\((.*)$`)
	hexForm      = regexp.MustCompile(`^bytes\.fromhex\(\s*['"]([0-9a-fA-F ]+)['"]\s*\)$`)
	digitsForm   = regexp.MustCompile(`^[0-9]+$`)
	numberForm   = regexp.MustCompile(`^\s*([0-9.]+)`)
	nameForm     = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	receivedForm = regexp.MustCompile(`^(?:same|data|msg|message|buf|buffer|chunk|piece|part|request|req|reply|resp|response|payload|packet|received|body|d)$`)
	sumForm      = regexp.MustCompile(`^[\w\s+*/%&|<>()-]+$`)
	noSumForm    = regexp.MustCompile(`\w\s*\(|\w\s+\w`)
)

// literalOf writes a string or bytes of Python with the quotes and escapes of a script.
func literalOf(text string) (string, bool) {
	m := literalForm.FindStringSubmatch(text)
	if m == nil {
		return "", false
	}
	value, ok := unescaped(m[2]+m[3], m[1] != "")
	return Quote(value), ok
}

// unescaped is what stands between the quotes of Python; raw: they are bytes.
func unescaped(text string, raw bool) ([]byte, bool) {
	short := map[byte]byte{'a': 7, 'b': 8, 'f': 12, 'n': 10, 'r': 13, 't': 9, 'v': 11, '\\': '\\', '\'': '\'', '"': '"'}
	var value []byte
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' {
			value = append(value, text[i])
			continue
		}
		i++
		digits, base := 0, 8
		switch c := text[i]; {
		case short[c] != 0:
			value = append(value, short[c])
			continue
		case c == 'x':
			digits, base, i = 2, 16, i+1
		case '0' <= c && c <= '7':
			for digits < 3 && i+digits < len(text) && '0' <= text[i+digits] && text[i+digits] <= '7' {
				digits++
			}
		case raw && c < utf8.RuneSelf:
			value = append(value, '\\', c)
			continue
		default:
			return nil, false // such as \u
		}
		b, err := strconv.ParseUint(text[i:min(i+digits, len(text))], base, 8)
		if err != nil || i+digits > len(text) || !raw && b >= utf8.RuneSelf {
			return nil, false
		}
		value, i = append(value, byte(b)), i+digits-1
	}
	return value, true
}

// sumOf writes a whole number, a name or what is worked out of them.
func sumOf(text string) (string, bool) {
	plain := strings.ReplaceAll(text, "//", "")
	return text, sumForm.MatchString(text) && !noSumForm.MatchString(text) && !strings.Contains(plain, "/")
}

// termsOf writes what a call sends as the terms of a send.
func termsOf(text string) (string, bool) {
	if len(text) > 4*mostWritten {
		return "", false
	}
	parts, _, closed := split(text, '+')
	if closed || len(parts) == 0 {
		return "", false
	}
	terms := make([]string, len(parts))
	for i, part := range parts {
		term, ok := termOf(part, strings.Join(parts[i+1:], "+"))
		if !ok {
			return "", false
		}
		terms[i] = term
	}
	return strings.Join(terms, " + "), true
}

// termOf writes one term; behind are those that follow it.
func termOf(text, behind string) (string, bool) {
	if m := encodedForm.FindStringSubmatch(text); m != nil && !strings.HasPrefix(strings.ToLower(m[1]), "b") {
		return literalOf(m[1])
	}
	if m := hexForm.FindStringSubmatch(text); m != nil {
		return `hex "` + m[1] + `"`, true
	}
	if m := packForm.FindStringSubmatch(text); m != nil {
		return packOf(m[1], behind)
	}
	if name, upper := strings.CutSuffix(text, ".upper()"); receivedForm.MatchString(name) {
		if upper {
			return "upper", true
		}
		return "same", true
	}
	factors, _, _ := split(text, '*')
	if len(factors) == 2 && digitsForm.MatchString(factors[0]) {
		factors[0], factors[1] = factors[1], factors[0]
	}
	if len(factors) == 2 && digitsForm.MatchString(factors[1]) {
		literal, ok := literalOf(factors[0])
		return literal + " * " + factors[1], ok
	}
	return literalOf(text)
}

// packOf writes the rest of a call of struct.pack. A length is that of the terms behind.
func packOf(rest, behind string) (string, bool) {
	args, rest, closed := split(rest, ',')
	if !closed || rest != "" || len(args) < 2 {
		return "", false
	}
	format, ok := literalOf(args[0])
	for i, arg := range args[1:] {
		if behind != "" {
			arg = strings.ReplaceAll(unspaced(arg), "len("+unspaced(behind)+")", "len")
		}
		sum, whole := sumOf(arg)
		if _, err := strconv.ParseInt(sum, 10, 64); err != nil && !nameForm.MatchString(sum) {
			sum = "(" + sum + ")"
		}
		args[1+i], ok = sum, ok && whole
	}
	return "pack " + format + " " + strings.Join(args[1:], ", "), ok
}

func unspaced(text string) string { return strings.ReplaceAll(text, " ", "") }
