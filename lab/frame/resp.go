package frame

import (
	"bytes"
	_ "embed"
	"strconv"

	"stickylab/lab/catalog"
)

// RESP frames messages as Redis does, in version 2 of its protocol: a type, a
// line, and behind it the bytes of a bulk string or the values of an array,
// which may be arrays again.
//
//	+OK\r\n    -ERR no\r\n    :42\r\n    $5\r\nhello\r\n    *2\r\n$3\r\nGET\r\n$1\r\nk\r\n
//
// A frame is one whole value. Its Body is the text behind the type, the bytes
// of a bulk string, or all values of an array as they are on the stream.
type RESP struct {
	// Max bounds the whole frame.
	Max int
}

const (
	// MaxRESPDepth bounds how deep arrays may be in arrays; the deepest answer of
	// Redis itself, to COMMAND DOCS, has about ten.
	MaxRESPDepth = 32
	// maxRESPNumber is how long the line of a number may be: a type, a sign, 19
	// digits and \r\n, and some zeros in front.
	maxRESPNumber = 32
	// minRESPValue is what a value takes at least: +\r\n.
	minRESPValue = 3
	// respTypes are what a value may begin with.
	respTypes = "+-:$*"
)

// Validate implements Codec.
func (c RESP) Validate() error {
	if c.Max < minRESPValue {
		return codecError("max", c.Max)
	}
	return nil
}

// Encode implements Codec: a message is carried as a bulk string.
func (c RESP) Encode(dst, body []byte) ([]byte, error) {
	begin := len(dst)
	dst = append(dst, '$')
	dst = strconv.AppendInt(dst, int64(len(body)), 10)
	dst = append(dst, "\r\n"...)
	dst = append(append(dst, body...), "\r\n"...)
	if n := len(dst) - begin; n > c.Max {
		return nil, &Error{Kind: KindTooLong, Length: int64(n), Max: c.Max}
	}
	return dst, nil
}

func (c RESP) look(buf []byte, p *progress) step {
	for {
		s, done := c.value(buf, p)
		if !done {
			return s
		}
		if p.settle() {
			return c.frame(buf, p)
		}
	}
}

// value goes past a simple value, the line of an array or of a bulk string, or
// the data of one. It reports whether a value is complete with it.
func (c RESP) value(buf []byte, p *progress) (s step, done bool) {
	if p.data {
		return p.chunk(buf)
	}
	begin := p.at
	if begin == len(buf) {
		return more(int64(begin+1), PartHeader, noLength), false
	}
	kind, limit := buf[begin], min(c.Max, begin+maxRESPNumber)
	switch kind {
	case '+', '-':
		limit = c.Max
	case ':', '$', '*':
	default:
		return fatal(protocolError("resp-type", begin, buf[begin:begin+1])), false
	}
	line, s, found := p.line(buf, limit, true)
	if !found {
		return s, false
	}
	if p.head == 0 {
		p.head = p.at
	}
	switch kind {
	case ':':
		if !isNumber(line[1:]) {
			return fatal(protocolError("resp-number", begin, line)), false
		}
	case '$', '*':
		return c.length(buf, p, begin, line)
	}
	return step{}, true
}

// isNumber tells whether a text is an integer, as :-5 has it.
func isNumber(text []byte) bool {
	_, err := strconv.ParseInt(string(text), 10, 64)
	return err == nil
}

// length reads what a bulk string or an array announces; -1 is the null.
func (c RESP) length(buf []byte, p *progress, begin int, line []byte) (s step, done bool) {
	if string(line[1:]) == "-1" {
		return step{}, true
	}
	negative := bytes.HasPrefix(line[1:], []byte("-"))
	n, ok := digits(bytes.TrimPrefix(line[1:], []byte("-")))
	least := n + 2
	if line[0] == '*' {
		least = n * minRESPValue
	}
	for _, left := range p.owed {
		least += int64(left-1) * minRESPValue
	}
	switch {
	case !ok:
		return fatal(protocolError("resp-number", begin, line)), false
	case negative:
		return fatal(&Error{Kind: KindNegative, Length: -n, Field: bytes.Clone(line)}), false
	case plus(int64(p.at), least) > int64(c.Max):
		fault := &Error{Kind: KindTooLong, Length: plus(int64(p.at), least), Max: c.Max, Field: bytes.Clone(line)}
		if line[0] == '$' && begin == 0 {
			return step{err: fault, skip: fault.Length, part: PartBody, length: n}, false
		}
		return fatal(fault), false
	case line[0] == '$':
		p.data, p.size = true, n
		return p.chunk(buf)
	case n == 0:
		return step{}, true
	case len(p.owed) == MaxRESPDepth:
		return fatal(protocolError("resp-depth", begin, line)), false
	}
	p.owed = append(p.owed, int(n)+1) // the array itself is one of what it waits for: settle takes it off
	return step{}, true
}

// settle takes a value off what the arrays wait for and reports whether none
// of them waits any more.
func (p *progress) settle() bool {
	for n := len(p.owed); n > 0; n = len(p.owed) {
		if p.owed[n-1]--; p.owed[n-1] > 0 {
			return false
		}
		p.owed = p.owed[:n-1]
	}
	return true
}

// frame gives the value that ends at p.at.
func (c RESP) frame(buf []byte, p *progress) step {
	f := Frame{Raw: buf[:p.at], Head: 1, Tail: 2}
	switch {
	case buf[0] == '*', buf[0] == '$' && p.head == p.at:
		f.Head, f.Tail = p.head, 0
	case buf[0] == '$':
		f.Head = p.head
	}
	f.Body = f.Raw[f.Head : p.at-f.Tail]
	return step{need: int64(p.at), length: int64(len(f.Body)), frame: f}
}

func (c RESP) resync([]byte) (int, bool) { return 0, true }

//go:embed python/resp.py
var respPython string

var _ = enter[RESP](Kind{
	Word: "resp", Rank: 70,
	usual:      RESP{Max: DefaultMax},
	Parameters: []Parameter{maxOf("maxInlineMessageLength", "", func(c *RESP) *int { return &c.Max })},
	Python:     class("RESP", respPython),
	texts: catalog.New(catalog.Texts{
		"name":                       "RESP",
		"about":                      "Netty：RedisDecoder。一个值是一帧，数组连同它的元素算一个值。",
		"fault/protocol/resp-type":   "每个值都以 + - : $ 或 * 开头",
		"fault/protocol/resp-number": "这里要一个数",
		"fault/protocol/resp-depth":  "这里的数组最多嵌套 32 层",
	}, catalog.Texts{
		"name":                       "RESP",
		"about":                      "Netty: RedisDecoder. A frame is one value, an array with all its elements.",
		"fault/protocol/resp-type":   "a value begins with + - : $ or *",
		"fault/protocol/resp-number": "a number is needed",
		"fault/protocol/resp-depth":  "arrays can be 32 deep in arrays here",
	}),
})

// String writes the codec as Parse reads it.
func (c RESP) String() string { return written(c) }
