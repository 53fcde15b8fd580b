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
		p.err.Codec, _ = Mended(text)
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
		if p.at, p.token = at, format; format == "" {
			p.token = `""`
		}
		p.want(`"!I"`, `"<H"`, `"B"`, `"!3"`)
	}
	return n
}

// codec reads the word of a kind and its parameters.
func (p *parser) codec() Codec {
	for _, k := range registry {
		if p.take(k.Word) {
			return p.parameters(k)
		}
	}
	p.want(p.known...)
	return nil
}

// parameters reads those of a kind: first what must be given, then the others,
// each by its word; codecs within it come behind both.
func (p *parser) parameters(k *Kind) Codec {
	c, given := k.usual, make([]bool, len(k.Parameters))
	for _, inner := range [...]bool{false, true} {
		for i, q := range k.Parameters {
			if q.Word == "" && inner == (q.Kind == ValueCodec) {
				c, given[i] = p.set(c, q), true
			}
		}
		for at := p.named(k, inner); at >= 0; at = p.named(k, inner) {
			c, given[at] = p.set(c, k.Parameters[at]), true
		}
	}
	for i, q := range k.Parameters {
		if q.follows && !given[i] {
			c = q.Set(c, q.usual(c))
		}
	}
	return c
}

// named goes past the word of a parameter, a codec or none, and returns its index,
// or -1.
func (p *parser) named(k *Kind, inner bool) int {
	for i, q := range k.Parameters {
		if q.Word != "" && inner == (q.Kind == ValueCodec) && p.take(q.Word) {
			return i
		}
	}
	return -1
}

// set reads a value and returns the codec with it.
func (p *parser) set(c Codec, q Parameter) Codec {
	var value any
	if q.called != nil {
		value = p.oneOf(q.called)
	} else {
		value = p.value(q.Kind)
	}
	if p.err != nil {
		return c
	}
	return q.Set(c, value)
}

func (p *parser) value(kind ValueKind) any {
	switch kind {
	case ValueCount, ValueSigned:
		return p.integer()
	case ValueFormat:
		return p.format()
	case ValueByte:
		return p.oneByte()
	case ValueBytes:
		return []byte(p.quoted())
	case ValueText:
		return p.quoted()
	case ValueStrings:
		return p.strings()
	case ValueCodec:
		return p.codec()
	}
	return true // a flag is its word
}

// oneOf reads a string that is one of some names; called lists those that a word may mean.
func (p *parser) oneOf(called func(word string) []string) string {
	at, token := p.at, p.token
	name := strings.Trim(token, `"`)
	if p.isString() {
		name = p.quoted()
	}
	names := called(name)
	if p.err == nil && (at == p.at || len(names) != 1 || names[0] != name) {
		for i := range names {
			names[i] = strconv.Quote(names[i])
		}
		p.at, p.token = at, token
		p.want(names...)
	}
	return name
}

// strings reads one string and those that follow it.
func (p *parser) strings() [][]byte {
	all := [][]byte{[]byte(p.quoted())}
	for p.isString() {
		all = append(all, []byte(p.quoted()))
	}
	return all
}
