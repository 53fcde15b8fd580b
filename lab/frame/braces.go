package frame

import (
	"bytes"
	_ "embed"

	"stickylab/lab/catalog"
)

// Braces finds where a JSON object or array ends by counting its brackets, as JSON
// values follow each other with nothing between them but white space. Brackets within
// strings do not count, nor do quotes behind a backslash.
//
//	{"a":1}{"b":"}"}  [1, 2]
//
// Brackets are only counted: whether it is JSON, its reader says.
type Braces struct {
	// Max bounds the value.
	Max int
}

//go:embed python/braces.py
var bracesPython string

var _ = enter[Braces](Kind{
	Word: "braces", Rank: 163,
	usual:      Braces{Max: DefaultMax},
	Parameters: []Parameter{maxOf("maxObjectLength", "", func(c *Braces) *int { return &c.Max })},
	Python:     class("Braces", bracesPython),
	texts: catalog.New(catalog.Texts{
		"name":                        "数括号（JSON）",
		"about":                       "JSON 对象或数组一个接一个，括号配平了就是一帧；字符串里的括号不算。Netty：JsonObjectDecoder。",
		"field/max/about":             "这么多字节里括号还没有配平就报错，丢到下一个 { 或 [。",
		"fault/protocol/braces-begin": "一帧以 { 或者 [ 开头，前面只能有空白",
	}, catalog.Texts{
		"name":                        "Counted brackets (JSON)",
		"about":                       "JSON objects or arrays back to back: a frame ends where its brackets do, those in strings not counted. Netty: JsonObjectDecoder.",
		"field/max/about":             "Brackets that are not closed within so many bytes are an error; frames begin again at the next { or [.",
		"fault/protocol/braces-begin": "a frame begins with { or [, and only white space may stand before it",
	}),
})

// String writes the codec as Parse reads it.
func (c Braces) String() string { return written(c) }

// Validate implements Codec.
func (c Braces) Validate() error {
	if c.Max < 2 {
		return codecError("max", c.Max)
	}
	return nil
}

// Encode implements Codec: a message is a JSON object or array as it is.
func (c Braces) Encode(dst, body []byte) ([]byte, error) {
	if len(body) == 0 || body[0] != '{' && body[0] != '[' {
		return nil, protocolError("braces-begin", 0, body)
	}
	return wholeFrame(c, dst, body)
}

// What the progress of Braces has in its state: within a string, and behind a
// backslash there.
const (
	inString = 1 << iota
	escaped
)

func (c Braces) look(buf []byte, p *progress) step {
	if p.seen == 0 {
		blank := len(buf) - len(bytes.TrimLeft(buf, " \t\r\n"))
		switch {
		case blank > 0:
			return step{idle: blank}
		case len(buf) == 0:
			return more(1, PartHeader, noLength)
		case buf[0] != '{' && buf[0] != '[':
			return step{err: protocolError("braces-begin", 0, buf[:1]), skip: untilResync, part: PartHeader, length: noLength}
		}
	}
	end := c.end(buf[:min(len(buf), c.Max)], p)
	switch {
	case end > 0:
		return step{need: int64(end), length: noLength, frame: Frame{Raw: buf[:end], Body: buf[:end]}}
	case len(buf) >= c.Max:
		fault := &Error{Kind: KindNoDelimiter, Length: noLength, Max: c.Max}
		return step{err: fault, skip: int64(c.Max), seek: true, part: PartDelimiter, length: noLength}
	}
	return more(int64(len(buf)+1), PartDelimiter, noLength)
}

// end goes on where it stopped and returns where the outermost bracket closes; 0 while
// it does not.
func (c Braces) end(buf []byte, p *progress) int {
	depth, state := p.size, p.lines
	for i := p.seen; i < len(buf); i++ {
		b := buf[i]
		switch {
		case state&escaped != 0:
			state = inString
		case state&inString != 0 && b == '\\':
			state |= escaped
		case b == '"':
			state ^= inString
		case state&inString != 0:
			// A string is gone through faster than byte by byte.
			if n := bytes.IndexAny(buf[i:], `"\`); n > 0 {
				i += n - 1
			} else if n < 0 {
				i = len(buf) - 1
			}
		case b == '{' || b == '[':
			depth++
		case b == '}' || b == ']':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	p.seen, p.size, p.lines = len(buf), depth, state
	return 0
}

// resync throws everything away up to the next { or [.
func (c Braces) resync(buf []byte) (skip int, found bool) {
	if at := bytes.IndexAny(buf, "{["); at >= 0 {
		return at, true
	}
	return len(buf), false
}
