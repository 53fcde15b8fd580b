package frame

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// guessProtocol finds what bytes are that a protocol does not allow.
func guessProtocol(e *Error, before, buf []byte) []Guess {
	for _, guess := range [...]func(*Error, []byte, []byte) (Guess, bool){
		guessTLS, guessOtherVersion, guessHeaders, guessBlank, guessLF, guessDeflate, guessDataLength, guessMessage, guessWords,
	} {
		if found, ok := guess(e, before, buf); ok {
			return []Guess{found}
		}
	}
	return nil
}

// guessOtherVersion: a type of RESP3, or the preface of HTTP/2 (RFC 9113 3.4).
func guessOtherVersion(e *Error, _, buf []byte) (Guess, bool) {
	switch {
	case e.Why == "resp-type" && bytes.IndexByte([]byte("_#,(!=%~>|"), buf[e.Have]) >= 0:
		return Guess{Kind: GuessRESP3}, true
	case e.Why == "http-version" && bytes.HasPrefix(buf, []byte("PRI * HTTP/2")):
		return Guess{Kind: GuessHTTP2}, true
	}
	return Guess{}, false
}

// guessLF: a line that ends with \n has no \r before it.
func guessLF(e *Error, _, _ []byte) (Guess, bool) {
	n := len(e.Field)
	ok := e.Why == "line" && e.Field[n-1] == '\n' && (n == 1 || e.Field[n-2] != '\r')
	return Guess{Kind: GuessLF}, ok
}

// guessDeflate: RSV1 is how RFC 7692 6 marks the frame of a compressed message,
// its first, which is text or binary.
func guessDeflate(e *Error, _, buf []byte) (Guess, bool) {
	ok := e.Why == "ws-reserved" && buf[0]&reservedBits == 0x40 && (buf[0]&0x0f == opText || buf[0]&0x0f == opBinary)
	return Guess{Kind: GuessDeflate}, ok && !printable(buf[:2])
}

// guessDataLength: data that do not end where they should do so a little aside.
func guessDataLength(e *Error, _, buf []byte) (Guess, bool) {
	if e.Why != "data-end" {
		return Guess{}, false
	}
	data, found := dataUpToEnd(buf, e.Have-int(e.Length))
	switch {
	case !found:
		return Guess{}, false
	case utf8.Valid(data) && int64(utf8.RuneCount(data)) == e.Length:
		return Guess{Kind: GuessCharacters, Text: string([]rune(string(data))[:min(int(e.Length), maxQuoted)])}, true
	}
	return Guess{Kind: GuessLength, Value: int64(len(data))}, true
}

// dataUpToEnd gives the data up to the first \r\n behind which the protocol
// goes on, or nothing has come yet.
func dataUpToEnd(buf []byte, begin int) (data []byte, found bool) {
	next := "0123456789abcdefABCDEF" // a chunk's size
	if strings.IndexByte(respTypes, buf[0]) >= 0 {
		next = respTypes
	}
	for at := begin; ; at += 2 {
		i := bytes.Index(buf[at:], []byte("\r\n"))
		if i < 0 {
			return nil, false
		}
		at += i
		if at+2 == len(buf) || strings.IndexByte(next, buf[at+2]) >= 0 {
			return buf[begin:at], true
		}
	}
}

// guessMessage: where HTTP does not begin it does so a little aside, for the
// message before was longer or shorter than its Content-Length.
func guessMessage(e *Error, before, buf []byte) (Guess, bool) {
	if e.Why != "http-start" && e.Why != "http-version" {
		return Guess{}, false
	}
	if cut, ok := guessCharacters(e, before, buf); ok {
		return cut, true
	}
	around := append(bytes.Clone(before), buf[:min(len(buf), maxAside)]...)
	for distance := 1; distance <= maxAside; distance++ {
		for _, by := range [...]int{distance, -distance} {
			if at := len(before) + by; at >= 0 && at < len(around) && httpBegins(around[at:]) {
				return Guess{Kind: GuessMessage, By: by}, true
			}
		}
	}
	return Guess{}, false
}

// maxAside is how far aside a message is looked for.
const maxAside = 256

// httpBegins tells of bytes that a start line begins with them.
func httpBegins(p []byte) bool {
	for _, begin := range [...]string{"HTTP/1.1 ", "HTTP/1.0 ", "GET /", "POST /", "HEAD /", "PUT /", "DELETE /", "OPTIONS ", "PATCH /"} {
		if bytes.HasPrefix(p, []byte(begin)) {
			return true
		}
	}
	line, _, complete := bytes.Cut(p[:min(len(p), maxAside)], []byte("\r\n"))
	method, _, _ := strings.Cut(string(line), " ")
	return complete && slices.Contains(httpMethods, method) && badStartLine(line) == ""
}

// httpMethods are those that a request is known by whatever its target is (RFC 9110 9.3,
// RFC 5789, RFC 4918 9, UPnP).
var httpMethods = []string{"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH", "PROPFIND", "REPORT", "M-SEARCH", "NOTIFY", "SUBSCRIBE"}

// guessWords: someone writes text, HTTP perhaps, or commands by hand.
func guessWords(e *Error, _, buf []byte) (Guess, bool) {
	words := buf[e.Have:]
	end := 0
	for end < len(words) && end < maxQuoted && printable(words[end:end+1]) {
		end++
	}
	words = words[:end]
	switch {
	case end < 2 || !strings.HasPrefix(e.Why, "ws-") && e.Why != "resp-type":
		return Guess{}, false
	case httpBegins(words):
		return Guess{Kind: GuessHTTP, Text: string(words)}, true
	case e.Why == "resp-type":
		return Guess{Kind: GuessInline, Text: string(words)}, true
	}
	return Guess{Kind: GuessText, Text: string(words)}, true
}
