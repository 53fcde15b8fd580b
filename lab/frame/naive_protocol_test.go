package frame

import (
	"math/big"
	"regexp"
	"slices"
	"strings"
)

// The naive decoders of protocols read a text with regular expressions, from
// the beginning of each frame, and recursively where the protocol is so.

// unfinished is how a naive reader leaves off.
const unfinished = "unfinished"

func naiveRESP(c RESP, s []byte) (bodies []string, kind string) {
	for text := string(s); ; {
		end, kind := respValue(c, text, 0, 0, 0)
		switch {
		case kind == unfinished:
			return bodies, ""
		case kind != "":
			return bodies, kind
		}
		raw := text[:end]
		first := raw[:strings.Index(raw, "\r\n")+2]
		switch raw[0] {
		case '*':
			bodies = append(bodies, raw[len(first):])
		case '$':
			bodies = append(bodies, strings.TrimSuffix(raw[len(first):], "\r\n"))
		default:
			bodies = append(bodies, first[1:len(first)-2])
		}
		text = text[end:]
	}
}

var (
	respNumber = regexp.MustCompile(`^[+-]?[0-9]+$`)
	respLength = regexp.MustCompile(`^-?[0-9]+$`)
)

// respValue reads the value that begins at a place; behind is how many bytes
// the values that must follow it take at least.
func respValue(c RESP, s string, at, depth, behind int) (end int, kind string) {
	if at == len(s) {
		return 0, unfinished
	}
	limit := c.Max
	if strings.IndexByte(":$*", s[at]) >= 0 {
		limit = min(limit, at+32)
	} else if s[at] != '+' && s[at] != '-' {
		return 0, KindProtocol
	}
	line, kind := naiveLine(s, at, limit)
	if kind != "" {
		return 0, kind
	}
	at2 := at + len(line) + 2
	number := line[1:]
	switch s[at] {
	case ':':
		n, ok := new(big.Int).SetString(strings.TrimPrefix(number, "+"), 10)
		if !respNumber.MatchString(number) || !ok || !n.IsInt64() {
			return 0, KindProtocol
		}
		return at2, ""
	case '+', '-':
		return at2, ""
	}
	if number == "-1" {
		return at2, ""
	}
	if !respLength.MatchString(number) {
		return 0, KindProtocol
	}
	if number[0] == '-' {
		return 0, KindNegative
	}
	n, _ := new(big.Int).SetString(number, 10)
	least := new(big.Int).Add(n, big.NewInt(2))
	if s[at] == '*' {
		least.Mul(n, big.NewInt(3))
	}
	if least.Add(least, big.NewInt(int64(at2+behind))).Cmp(big.NewInt(int64(c.Max))) > 0 {
		return 0, KindTooLong
	}
	count := int(n.Int64())
	if s[at] == '$' {
		end := at2 + count + 2
		switch {
		case end > len(s):
			return 0, unfinished
		case s[end-2:end] != "\r\n":
			return 0, KindProtocol
		}
		return end, ""
	}
	if count > 0 && depth == 32 {
		return 0, KindProtocol
	}
	for i := range count {
		at2, kind = respValue(c, s, at2, depth+1, behind+3*(count-1-i))
		if kind != "" {
			return 0, kind
		}
	}
	return at2, ""
}

// naiveLine reads the line at a place, which must end within a limit, both
// from the beginning of the frame.
func naiveLine(s string, at, limit int) (line, kind string) {
	whole := s[at:min(len(s), limit)]
	bad := regexp.MustCompile(`\r[^\n]|^\n|[^\r]\n`).FindStringIndex(whole)
	end := strings.Index(whole, "\r\n")
	switch {
	case bad != nil && (end < 0 || bad[0] < end):
		return "", KindProtocol
	case end >= 0:
		return whole[:end], ""
	case len(whole) == limit-at:
		return "", KindNoDelimiter
	}
	return "", unfinished
}

var (
	naiveRequest = regexp.MustCompile("^[0-9A-Za-z!#$%&'*+.^_`|~-]+ [^ ]+ HTTP/1\\.[0-9]$")
	naiveAnswer  = regexp.MustCompile(`^HTTP/1\.[0-9] [0-9]{3}( .*)?$`)
	naiveField   = regexp.MustCompile("^([0-9A-Za-z!#$%&'*+.^_`|~-]+):[ \t]*(.*?)[ \t]*$")
	naiveControl = regexp.MustCompile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
	naiveChunk   = regexp.MustCompile(`^([0-9A-Fa-f]+)([ \t]*;.*)?$`)
)

func naiveHTTP(c HTTP, s []byte) (bodies []string, kind string) {
	for text := string(s); ; {
		body, end, kind := httpMessage(c, text)
		switch {
		case kind == unfinished:
			return bodies, ""
		case kind != "":
			return bodies, kind
		}
		bodies = append(bodies, body)
		text = text[end:]
	}
}

func textLine(s string, at, limit int) (line, kind string) {
	whole := s[at:min(len(s), limit)]
	line, kind = naiveLine(s, at, limit)
	if kind == "" {
		whole = line
	}
	if naiveControl.MatchString(whole) && kind != KindProtocol {
		return "", KindProtocol
	}
	return line, kind
}

func httpMessage(c HTTP, s string) (body string, end int, kind string) {
	at := 0
	if strings.HasPrefix(s, "\r\n") && c.MaxHeader > 1 {
		at = 2
	}
	var lines []string
	for {
		line, kind := textLine(s, at, c.MaxHeader)
		if kind != "" {
			return "", 0, kind
		}
		at += len(line) + 2
		if line == "" && len(lines) > 0 {
			break
		}
		first := len(lines) == 0
		if first && !naiveRequest.MatchString(line) && !naiveAnswer.MatchString(line) || !first && !naiveField.MatchString(line) {
			return "", 0, KindProtocol
		}
		lines = append(lines, line)
	}
	var sizes, codings []string
	for _, line := range lines[1:] {
		field := naiveField.FindStringSubmatch(line)
		switch strings.ToLower(field[1]) {
		case "content-length":
			sizes = append(sizes, regexp.MustCompile("[ \t]*,[ \t]*").Split(field[2], -1)...)
		case "transfer-encoding":
			codings = append(codings, regexp.MustCompile("[ \t]*,[ \t]*").Split(strings.ToLower(field[2]), -1)...)
		}
	}
	size := big.NewInt(0)
	for i, text := range sizes {
		n, ok := new(big.Int).SetString(text, 10)
		if !ok || !regexp.MustCompile(`^[0-9]+$`).MatchString(text) || i > 0 && n.Cmp(size) != 0 {
			return "", 0, KindProtocol
		}
		size = n
	}
	answer := strings.HasPrefix(lines[0], "HTTP/")
	version := regexp.MustCompile(`^HTTP/1\..|HTTP/1\..$`).FindString(lines[0])
	last := slices.Index(codings, "chunked")
	switch {
	case answer && regexp.MustCompile(`^HTTP/... (1..|204|304)`).MatchString(lines[0]):
		return "", at, ""
	case codings != nil && (sizes != nil || version == "HTTP/1.0"):
		return "", 0, KindProtocol
	case codings != nil && last == len(codings)-1:
		return httpChunks(c, s, at)
	case codings != nil && !answer:
		return "", 0, KindProtocol
	case sizes == nil && answer:
		if len(s)-at > c.Max {
			return "", 0, KindTooLong
		}
		return "", 0, unfinished
	case size.Cmp(big.NewInt(int64(c.Max))) > 0:
		return "", 0, KindTooLong
	case size.Cmp(big.NewInt(int64(len(s)-at))) > 0:
		return "", 0, unfinished
	}
	end = at + int(size.Int64())
	return s[at:end], end, ""
}

func httpChunks(c HTTP, s string, at int) (body string, end int, kind string) {
	limit := at + c.Max
	for {
		line, kind := textLine(s, at, limit)
		if kind != "" {
			return "", 0, kind
		}
		chunk := naiveChunk.FindStringSubmatch(line)
		if chunk == nil {
			return "", 0, KindProtocol
		}
		at += len(line) + 2
		size, _ := new(big.Int).SetString(chunk[1], 16)
		if size.Sign() == 0 {
			break
		}
		switch {
		case size.Cmp(big.NewInt(int64(limit-at-2))) > 0:
			return "", 0, KindTooLong
		case int(size.Int64())+at+2 > len(s):
			return "", 0, unfinished
		}
		body += s[at : at+int(size.Int64())]
		if at += int(size.Int64()) + 2; s[at-2:at] != "\r\n" {
			return "", 0, KindProtocol
		}
	}
	for {
		line, kind := textLine(s, at, limit)
		if kind != "" {
			return "", 0, kind
		}
		at += len(line) + 2
		if line == "" {
			return body, at, ""
		}
		if !naiveField.MatchString(line) {
			return "", 0, KindProtocol
		}
	}
}

func naiveWebSocket(c WebSocket, s []byte) (bodies []string, kind string) {
	for len(s) >= 2 {
		fin, reserved, opcode, masked := s[0]/128 == 1, s[0]/16%8, s[0]%16, s[1]/128 == 1
		if reserved != 0 || !slices.Contains([]byte{0, 1, 2, 8, 9, 10}, opcode) {
			return bodies, KindProtocol
		}
		if opcode > 7 && (!fin || s[1]%128 > 125) {
			return bodies, KindProtocol
		}
		size, field := big.NewInt(int64(s[1]%128)), Integer{}
		switch s[1] % 128 {
		case 126:
			field.Size = 2
		case 127:
			field.Size = 8
		}
		head := 2 + field.Size
		if masked {
			head += 4
		}
		if len(s) < head {
			return bodies, ""
		}
		if field.Size > 0 {
			size = number(field, s[2:])
		}
		switch {
		case size.BitLen() == 64:
			return bodies, KindNegative
		case field.Size == 2 && size.Cmp(big.NewInt(126)) < 0, field.Size == 8 && size.Cmp(big.NewInt(65536)) < 0:
			return bodies, KindProtocol
		case size.Cmp(big.NewInt(int64(c.Max))) > 0:
			return bodies, KindTooLong
		case size.Cmp(big.NewInt(int64(len(s)-head))) > 0:
			return bodies, ""
		}
		n := int(size.Int64())
		body := make([]byte, n)
		for i := range body {
			body[i] = s[head+i]
			if masked {
				body[i] ^= s[head-4+i%4]
			}
		}
		bodies = append(bodies, string(body))
		s = s[head+n:]
	}
	return bodies, ""
}
