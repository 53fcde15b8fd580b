package frame

import (
	"strconv"
	"strings"
)

// DefaultMax is the maximum frame length of a codec whose text names none.
const DefaultMax = 1 << 20

// defaultMaxHeader is the same for the JSON text of a JSONHeader and for the
// header section of HTTP.
const defaultMaxHeader = 64 << 10

// Grammar is the text form of codecs, as Parse reads and String writes it.
// Strings are written as in Go.
const Grammar = `codec  = "length" FORMAT { "offset" INT | "adjust" [ "-" ] INT | "strip" INT | limit | "late" }
       | "varint" { "offset" INT | limit | "late" }
       | "delimiter" STRING { STRING } { "escape" STRING | "keep" | limit | "late" }
       | "line" { limit | "late" }
       | "fixed" INT { "pad" STRING }
       | "json" FORMAT { "key" STRING | "header" INT | limit }
       | "resp" { limit }
       | "http" { "chunked" | "header" INT | limit }
       | "websocket" { "mask" STRING | limit } .
limit  = "max" INT .
FORMAT = STRING .
`

// MaxSpec bounds the text of a codec.
const MaxSpec = 1 << 10

// Parse reads the text form of a codec and validates it. What a text does not
// say is usual: the header is stripped, a frame has at most DefaultMax bytes.
// The error is an *Error of KindSpec, with the place, or of KindCodec.
func Parse(text string) (Codec, error) {
	p := &parser{text: text}
	if len(text) > MaxSpec {
		return nil, &Error{Kind: KindSpec, Off: MaxSpec, Parameter: "…", Value: []string{strconv.Itoa(MaxSpec)}}
	}
	p.next()
	c := p.codec()
	if p.err == nil && p.token != "" {
		p.want(p.known...)
	}
	if p.err != nil {
		return nil, p.err
	}
	if err := c.Validate(); err != nil {
		return nil, err
	}
	return c, nil
}

// parser reads tokens: words, integers and strings.
type parser struct {
	text  string
	at    int    // of the token
	token string // as written; empty at the end
	known []string
	err   *Error
}

// next goes to the next token.
func (p *parser) next() {
	p.at += len(p.token)
	for p.at < len(p.text) && (p.text[p.at] == ' ' || p.text[p.at] == '\t') {
		p.at++
	}
	rest := p.text[p.at:]
	if quoted, err := strconv.QuotedPrefix(rest); err == nil && rest[0] == '"' {
		p.token = quoted
		return
	}
	if end := strings.IndexAny(rest, " \t"); end >= 0 {
		rest = rest[:end]
	}
	p.token = rest
}

// want complains that something else stands there.
func (p *parser) want(words ...string) {
	if p.err == nil {
		p.err = &Error{Kind: KindSpec, Off: int64(p.at), Parameter: p.token, Value: words}
	}
}

// take reports whether a word stands there, and goes past it.
func (p *parser) take(word string) bool {
	if p.err != nil || p.token != word {
		p.known = append(p.known, word)
		return false
	}
	p.known = nil
	p.next()
	return true
}

func (p *parser) integer() int {
	n, err := strconv.Atoi(p.token)
	if err != nil {
		p.want("INT")
		return 0
	}
	p.next()
	return n
}

func (p *parser) quoted() string {
	if !strings.HasPrefix(p.token, `"`) {
		p.want("STRING")
		return ""
	}
	s, err := strconv.Unquote(p.token)
	if err != nil {
		p.want("STRING")
		return ""
	}
	p.next()
	return s
}

func (p *parser) isString() bool { return p.err == nil && strings.HasPrefix(p.token, `"`) }

// oneByte reads a string of one byte.
func (p *parser) oneByte() byte {
	at, token := p.at, p.token
	s := p.quoted()
	if len(s) != 1 {
		p.at, p.token = at, token
		p.want(`"\x00"`)
		return 0
	}
	return s[0]
}

func (p *parser) format() Integer {
	at := p.at
	format := p.quoted()
	if p.err != nil {
		return Integer{}
	}
	n, err := ParseInteger(format)
	if err != nil {
		p.at, p.token = at, format
		p.want(`"!I"`, `"<H"`, `"B"`, `"!3"`)
	}
	return n
}

func (p *parser) codec() Codec {
	switch {
	case p.take("length"):
		return p.length()
	case p.take("varint"):
		return p.varint()
	case p.take("delimiter"):
		return p.delimiter()
	case p.take("line"):
		c := Line(DefaultMax)
		for p.take("max") && p.limit(&c.Max) || p.take("late") && yes(&c.Late) {
		}
		return c
	case p.take("fixed"):
		c := Fixed{Size: p.integer()}
		if p.take("pad") {
			c.Pad = p.oneByte()
		}
		return c
	case p.take("json"):
		return p.json()
	case p.take("resp"):
		c := RESP{Max: DefaultMax}
		for p.take("max") && p.limit(&c.Max) {
		}
		return c
	case p.take("http"):
		return p.http()
	case p.take("websocket"):
		return p.websocket()
	}
	p.want(p.known...)
	return nil
}

// limit and yes set a parameter, so that the loops over parameters are one
// condition.
func (p *parser) limit(n *int) bool { *n = p.integer(); return true }

func yes(flag *bool) bool { *flag = true; return true }

func (p *parser) length() Codec {
	c := LengthField{Length: p.format(), Max: DefaultMax}
	stripped := false
	for p.take("offset") && p.limit(&c.Offset) || p.take("adjust") && p.limit(&c.Adjustment) ||
		p.take("strip") && p.limit(&c.Strip) && yes(&stripped) || p.take("max") && p.limit(&c.Max) || p.take("late") && yes(&c.Late) {
	}
	if !stripped {
		c.Strip = c.head()
	}
	return c
}

func (p *parser) varint() Codec {
	c := Varint{Max: DefaultMax}
	for p.take("offset") && p.limit(&c.Offset) || p.take("max") && p.limit(&c.Max) || p.take("late") && yes(&c.Late) {
	}
	return c
}

func (p *parser) delimiter() Codec {
	c := Delimiter{By: [][]byte{[]byte(p.quoted())}, Max: DefaultMax}
	for p.isString() {
		c.By = append(c.By, []byte(p.quoted()))
	}
	escape := func() bool { c.Escape, c.Escaped = p.oneByte(), true; return true }
	for p.take("escape") && escape() || p.take("keep") && yes(&c.Keep) || p.take("max") && p.limit(&c.Max) || p.take("late") && yes(&c.Late) {
	}
	return c
}

func (p *parser) json() Codec {
	c := JSONHeader{Length: p.format(), Key: "size", MaxHeader: defaultMaxHeader, Max: DefaultMax}
	key := func() bool { c.Key = p.quoted(); return true }
	for p.take("key") && key() || p.take("header") && p.limit(&c.MaxHeader) || p.take("max") && p.limit(&c.Max) {
	}
	return c
}

func (p *parser) http() Codec {
	c := HTTP{MaxHeader: defaultMaxHeader, Max: DefaultMax}
	for p.take("chunked") && yes(&c.Chunked) || p.take("header") && p.limit(&c.MaxHeader) || p.take("max") && p.limit(&c.Max) {
	}
	return c
}

func (p *parser) websocket() Codec {
	c := WebSocket{Max: DefaultMax}
	key := func() bool { c.Mask = p.quoted(); return true }
	for p.take("mask") && key() || p.take("max") && p.limit(&c.Max) {
	}
	return c
}
