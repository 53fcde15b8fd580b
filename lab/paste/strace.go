package paste

import (
	"regexp"
	"strings"
)

// traced is a line that strace writes of a call with bytes: what stands before the
// string, the string, and dots where strace left the rest out.
var traced = regexp.MustCompile(`^(.*\b(?:send|sendto|write|recv|recvfrom|read)\(\d+(?:<[^>]*>)?, )("(?:[^"\\]|\\.)*")(\.\.\.)?, .*$`)

// calls returns the text with blanks in place of all but the strings of such lines;
// false where another line stands among them. The Error is of a string that is cut.
func (s *source) calls() (bare string, all bool, fault *Error) {
	if !strings.Contains(s.text, "(") {
		return "", false, nil
	}
	out := []byte(strings.Repeat(" ", len(s.text)))
	for _, l := range s.lines() {
		parts := traced.FindStringSubmatchIndex(l.text)
		switch {
		case parts == nil && strings.TrimSpace(l.text) != "":
			return "", false, nil
		case parts == nil:
		case parts[6] >= 0 && fault == nil:
			fault = &Error{Kind: "cut", Found: "...", From: l.from + parts[6], To: l.from + parts[7]}
		default:
			copy(out[l.from+parts[4]:], l.text[parts[4]:parts[5]])
			all = true
		}
	}
	return string(out), all || fault != nil, fault
}
