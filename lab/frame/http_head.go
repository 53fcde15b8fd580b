package frame

import (
	"bytes"
	"slices"
	"strings"
)

// httpHead is what a header section says of the body.
type httpHead struct {
	body   body
	length int64
	// line is what the length was read from or what is wrong, for the reason
	// why, at so many bytes into the frame.
	line []byte
	at   int
	why  string
}

// readHTTPHead reads a header section of which each line is well written.
func readHTTPHead(section []byte) httpHead {
	h := httpHead{}
	var first string
	var codings []string
	lengths := 0
	for at := 0; at < len(section); {
		end := at + bytes.IndexByte(section[at:], '\n') + 1
		line := section[at : end-2]
		name, value, _ := strings.Cut(string(line), ":")
		value = strings.Trim(value, " \t")
		switch {
		case first == "":
			first = string(line)
		case strings.EqualFold(name, "Transfer-Encoding"):
			codings = append(codings, splitList(strings.ToLower(value))...)
			h.line, h.at = line, at
		case strings.EqualFold(name, "Content-Length"):
			for _, one := range splitList(value) {
				n, ok := digits([]byte(one))
				if !ok || lengths > 0 && n != h.length {
					return httpHead{line: line, at: at, why: "http-length"}
				}
				h.length, lengths = n, lengths+1
			}
			h.line, h.at = line, at
		}
		at = end
	}
	h.settle(first, codings, lengths > 0)
	return h
}

func splitList(value string) []string {
	list := strings.Split(value, ",")
	for i := range list {
		list[i] = strings.Trim(list[i], " \t")
	}
	return list
}

// settle decides how the body ends, in the order of RFC 9112 6.3.
func (h *httpHead) settle(first string, codings []string, sized bool) {
	answer := strings.HasPrefix(first, "HTTP/")
	old := answer && strings.HasPrefix(first, "HTTP/1.0") || !answer && strings.HasSuffix(first, " HTTP/1.0")
	coded := len(codings) > 0
	chunked := coded && slices.Index(codings, "chunked") == len(codings)-1
	switch {
	case answer && hasNoContent(first):
		h.body, h.length = bodySized, 0
	case coded && sized:
		h.why = "http-both"
	case coded && (old || !chunked && !answer):
		h.why = "http-coding"
	case chunked:
		h.body = bodyChunks
	case sized || !answer:
		h.body = bodySized
	default:
		h.body = bodyToEnd
	}
}

// hasNoContent tells of a status line that its answer never has a body: 1xx,
// 204 and 304.
func hasNoContent(first string) bool {
	_, status, _ := strings.Cut(first, " ")
	status = status[:3]
	return status[0] == '1' || status == "204" || status == "304"
}

// badStartLine says what is wrong with a request line or a status line (RFC
// 9112 3 and 4).
func badStartLine(line []byte) string {
	words := strings.SplitN(string(line), " ", 3)
	var version string
	switch {
	case len(words) > 1 && strings.HasPrefix(words[0], "HTTP/"):
		if version = words[0]; len(words[1]) != 3 || !allDigits(words[1]) {
			return "http-start"
		}
	case len(words) == 3 && isToken(words[0]) && words[1] != "" && strings.HasPrefix(words[2], "HTTP/"):
		version = words[2]
	default:
		return "http-start"
	}
	if len(version) != len("HTTP/1.1") || !strings.HasPrefix(version, "HTTP/1.") || !allDigits(version[7:]) {
		return "http-version"
	}
	return ""
}

func allDigits(text string) bool {
	_, ok := digits([]byte(text))
	return ok
}

// badField says what is wrong with a field line: no name, blanks about it, or
// no colon (RFC 9112 5.1; the folding of 5.2 is out of use).
func badField(line []byte) string {
	name, _, found := bytes.Cut(line, []byte(":"))
	if !found || !isToken(string(name)) {
		return "http-field"
	}
	return ""
}

// isToken tells of a name that its characters are those of RFC 9110 5.6.2.
func isToken(name string) bool {
	for _, r := range name {
		letter := r|0x20 >= 'a' && r|0x20 <= 'z'
		if !letter && !strings.ContainsRune("0123456789!#$%&'*+-.^_`|~", r) {
			return false
		}
	}
	return name != ""
}
