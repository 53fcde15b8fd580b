package paste

import (
	"regexp"
	"strings"
)

// fence is a line that begins or ends code in Markdown.
var fence = regexp.MustCompile("^\\s*```[\\w+-]*\\s*$")

// unfence writes blanks in place of what Markdown and mail put around a text: fences,
// and a > in front of each line.
func (s *source) unfence() {
	trimmed := strings.TrimSpace(s.text)
	fenced := strings.HasPrefix(trimmed, "```")
	if !fenced && !strings.HasPrefix(trimmed, "> ") {
		return
	}
	out := []byte(s.text)
	blank := func(from, n int) {
		for i := range n {
			out[from+i] = ' '
		}
	}
	fences := 0
	for _, l := range s.lines() {
		switch {
		case fenced && fence.MatchString(l.text):
			fences++
			blank(l.from, len(l.text))
		case !fenced && strings.HasPrefix(strings.TrimLeft(l.text, " \t"), ">"):
			blank(l.from, strings.IndexByte(l.text, '>')+1)
		case !fenced && strings.TrimSpace(l.text) != "":
			return // not each line is quoted
		}
	}
	if !fenced || fences == 2 {
		s.text = string(out)
		s.notes = append(s.notes, Note{Key: "around", Args: []any{trimmed[:1]}})
	}
}

// directive is what assemblers write in front of bytes.
var directive = regexp.MustCompile(`^\s*(?:\w+:)?\s*(?i:\.byte|\.db|db|defb|dc\.b|fcb)\s`)

// undirect writes blanks in place of the directive of each line but the first, where each
// line has one.
func (s *source) undirect() {
	if !directive.MatchString(s.text) || !strings.Contains(s.text, "\n") {
		return
	}
	out := []byte(s.text)
	for i, l := range s.lines() {
		part := directive.FindString(l.text + " ")
		switch {
		case strings.TrimSpace(l.text) == "":
		case part == "":
			return
		case i > 0:
			copy(out[l.from:], ","+strings.Repeat(" ", min(len(part), len(l.text))-1))
		}
	}
	s.text = strings.ReplaceAll(string(out), "\n", " ")
}

// oneString is a line with one string in quotes: what stands in front, the string, and what
// stands behind.
var oneString = regexp.MustCompile(`^([^'"]*?)([bB]?[rR]?)("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')([^'"]*)$`)

// bytesInLine is a literal of bytes in a line that has other strings, as in what print writes of
// a call of recvfrom.
var bytesInLine = regexp.MustCompile(`^(.*?(?:^|[^\w'"\\]))([bB][rR]?)("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')(.*)$`)

// onlyOfBytes finds it where there is just one.
func onlyOfBytes(text string) []int {
	parts := bytesInLine.FindStringSubmatchIndex(text)
	if parts == nil || bytesInLine.MatchString(" "+text[parts[8]:]) {
		return nil
	}
	return parts
}

// onlyStrings returns the text with blanks in place of all but the strings, where each
// line has one: calls that strace wrote, the lines of a log, sends one below the other.
// The Error is of a string that strace cut.
func (s *source) onlyStrings() (bare, around string, fault *Error) {
	if bare, all, fault := s.calls(); all || fault != nil {
		return bare, "strace", fault
	}
	if !strings.ContainsAny(s.text, `'"`) {
		return "", "", nil
	}
	out, inWords := []byte(strings.Repeat(" ", len(s.text))), false
	for _, l := range s.lines() {
		parts := oneString.FindStringSubmatchIndex(l.text)
		if parts == nil {
			parts = onlyOfBytes(l.text)
		}
		switch {
		case strings.TrimSpace(l.text) == "":
		case parts == nil:
			return "", "", nil
		default:
			front := strings.TrimSpace(l.text[:parts[3]])
			prefixed := parts[4] < parts[5]
			if front != "" && !prefixed && !strings.HasSuffix(front, "(") && !anEscape.MatchString(l.text[parts[6]:parts[7]]) {
				return "", "", nil
			}
			if around == "" {
				around = front
			}
			inWords = inWords || prefixed && aWord.MatchString(front)
			copy(out[l.from+parts[4]:], l.text[parts[4]:parts[7]])
		}
	}
	if strings.Count(strings.TrimSpace(s.text), "\n") == 0 && !inWords && !asInLogs.MatchString(around) {
		around = "" // the reader of literals knows more of what may stand around one
	}
	return string(out), around, nil
}

// aWord is what print writes in front of a literal of bytes.
var aWord = regexp.MustCompile(`^[A-Za-z][a-z]{2,}:?$`)

// asInLogs is the front of a line that no language would have in front of a literal.
var asInLogs = regexp.MustCompile(`\d\)$|\d[:.,]\d|^\w+(?: \w+)+:?$|[)\]:] \w+:?$|^[A-Z]\w+:`)

// anEscape is an escape that stands for a byte.
var anEscape = regexp.MustCompile(`\\(?:x[0-9a-fA-F]{2}|x\{|u\{?[0-9a-fA-F]|[0-7]{1,3})`)
