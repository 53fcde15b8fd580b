package frame

import (
	"bytes"
	_ "embed"

	"stickylab/lab/catalog"
)

// Delimiter frames a message by bytes that come after it.
type Delimiter struct {
	// By is what a message ends with; several stand for any of them, and the
	// one that is complete first counts.
	By [][]byte
	// Escape, when Escaped, is a byte that takes the one behind it as it is,
	// so that a message may contain a delimiter.
	Escape  byte
	Escaped bool
	// Keep leaves the delimiter in the Body.
	Keep bool
	// Max bounds the frame without its delimiter.
	Max int
	// Late is LengthField's.
	Late bool
	// Rest makes a frame of what the stream ends in. Nothing but a program says so.
	Rest bool
}

// MaxDelimiters and MaxDelimiterBytes bound By.
const (
	MaxDelimiters     = 8
	MaxDelimiterBytes = 64
)

// Line gives the codec of lines that end with \n or \r\n.
func Line(max int) Delimiter {
	return Delimiter{By: [][]byte{[]byte("\r\n"), []byte("\n")}, Max: max}
}

// Validate implements Codec.
func (c Delimiter) Validate() error {
	if len(c.By) == 0 || len(c.By) > MaxDelimiters {
		return codecError("delimiters", len(c.By))
	}
	for _, by := range c.By {
		if len(by) == 0 || len(by) > MaxDelimiterBytes {
			return codecError("delimiter", string(by))
		}
		if c.Escaped && bytes.IndexByte(by, c.Escape) >= 0 {
			return codecError("escape", string(c.Escape))
		}
	}
	if c.Max < 0 {
		return codecError("max", c.Max)
	}
	return nil
}

// Encode implements Codec with the first delimiter. Without an escape a
// message that contains a delimiter cannot be carried.
func (c Delimiter) Encode(dst, body []byte) ([]byte, error) {
	begin := len(dst)
	if c.Escaped {
		dst = c.escape(dst, body)
	} else {
		dst = append(dst, body...)
	}
	if n := len(dst) - begin; n > c.Max {
		return nil, &Error{Kind: KindTooLong, Length: int64(n), Max: c.Max}
	}
	length := len(dst) - begin
	dst = append(dst, c.By[0]...)
	// What the decoder would cut first must be the delimiter just written: a
	// body may contain one, or make one together with its beginning.
	if at, _, found := c.find(dst[begin:], 0, new(int)); !found || at != length {
		return nil, &Error{Kind: KindDelimiter, Off: int64(at)}
	}
	return dst, nil
}

// escape puts the escape before itself and before each byte that a delimiter
// begins with.
func (c Delimiter) escape(dst, body []byte) []byte {
	for _, b := range body {
		if b == c.Escape || c.begins(b) {
			dst = append(dst, c.Escape)
		}
		dst = append(dst, b)
	}
	return dst
}

func (c Delimiter) begins(b byte) bool {
	for _, by := range c.By {
		if by[0] == b {
			return true
		}
	}
	return false
}

// unescape takes the escapes out; it copies only when there is one.
func (c Delimiter) unescape(p []byte) []byte {
	if !c.Escaped || bytes.IndexByte(p, c.Escape) < 0 {
		return p
	}
	out := make([]byte, 0, len(p))
	for i := 0; i < len(p); i++ {
		if p[i] == c.Escape && i+1 < len(p) {
			i++
		}
		out = append(out, p[i])
	}
	return out
}

// find looks for the delimiter that ends first, which is the same however the
// stream is cut; of two that end together the longer one counts. None ends
// among the first seen bytes.
//
// Of several delimiters one may be far away, or nowhere: they are looked for in a
// window that grows, so that no frame costs more than twice its length.
func (c Delimiter) find(buf []byte, seen int, looked *int) (at, length int, found bool) {
	window := len(buf)
	if len(c.By) > 1 {
		window = firstWindow
	}
	for ; ; window *= 2 {
		end := min(len(buf)-seen, window) + seen
		*looked += len(c.By) * (end - seen)
		at, length, found = c.findWithin(buf[:end], seen)
		if found || end == len(buf) {
			return at, length, found
		}
		seen = end
	}
}

// firstWindow is how many bytes are gone through for each delimiter at first.
const firstWindow = 16

// findWithin is find in bytes that are all gone through.
func (c Delimiter) findWithin(buf []byte, seen int) (at, length int, found bool) {
	at = len(buf)
	for _, by := range c.By {
		i, ok := c.findOne(buf, by, max(0, seen-len(by)+1))
		if !ok || found && (i+len(by) > at+length || i+len(by) == at+length && len(by) <= length) {
			continue
		}
		at, length, found = i, len(by), true
	}
	return at, length, found
}

// findOne looks for a delimiter that does not begin with an escaped byte.
func (c Delimiter) findOne(buf, by []byte, from int) (at int, found bool) {
	for {
		i := bytes.Index(buf[from:], by)
		if i < 0 {
			return 0, false
		}
		if at = from + i; c.escapes(buf[:at])%2 == 0 {
			return at, true
		}
		from = at + 1
	}
}

// escapes counts the escape bytes at the end: an odd one takes what follows
// as it is.
func (c Delimiter) escapes(p []byte) int {
	n := 0
	for c.Escaped && n < len(p) && p[len(p)-1-n] == c.Escape {
		n++
	}
	return n
}

func (c Delimiter) look(buf []byte, p *progress) step {
	at, length, found := c.find(buf, p.seen, &p.looked)
	p.seen = len(buf)
	if at > c.Max && (found || len(buf)-c.longest() >= c.Max) {
		fault := &Error{Kind: KindNoDelimiter, Length: noLength, Max: c.Max}
		s := step{err: fault, skip: untilResync, late: c.Late, part: PartDelimiter, length: noLength}
		if found {
			s.skip = int64(at + length)
		}
		return s
	}
	if !found {
		s := more(int64(len(buf)+1), PartDelimiter, noLength)
		s.open, s.frame = c.Rest && len(buf) > 0, Frame{Raw: buf, Body: buf}
		return s
	}
	total := at + length
	f := Frame{Raw: buf[:total], Tail: length, Body: c.unescape(buf[:at])}
	if c.Keep {
		f.Body = append(append([]byte(nil), f.Body...), buf[at:total]...)
	}
	return step{need: int64(total), length: noLength, frame: f}
}

func (c Delimiter) longest() int {
	most := 0
	for _, by := range c.By {
		most = max(most, len(by))
	}
	return most
}

func (c Delimiter) careless(body []byte) ([]byte, bool) {
	return append(bytes.Clone(body), c.By[0]...), true
}

// resync throws everything away up to and with the next delimiter, but keeps
// what may be the beginning of one, and an escape that goes before it.
func (c Delimiter) resync(buf []byte) (skip int, found bool) {
	at, length, found := c.find(buf, 0, new(int))
	if found {
		return at + length, true
	}
	skip = max(0, len(buf)-c.longest()+1)
	return skip - c.escapes(buf[:skip])%2, false
}

//go:embed python/delimiter.py
var delimiterPython string

var _ = enter[Delimiter](Kind{
	Word: "delimiter", Rank: 30,
	Example: `delimiter "\n"`, Preset: `delimiter "|"`, Cures: []string{`delimiter "\n"`, `delimiter "\n" escape "\\"`},
	usual: Delimiter{Max: DefaultMax},
	is: func(c Codec) bool {
		own, ok := c.(Delimiter)
		return ok && !own.lines()
	},
	Parameters: []Parameter{
		of(Parameter{Name: "by", Kind: ValueStrings, Netty: "delimiters", Tokio: "seek_delimiters", Faults: []string{"delimiter", "delimiters"}},
			func(c *Delimiter) *[][]byte { return &c.By }),
		escapeOf(),
		of(Parameter{Name: "keep", Word: "keep", Kind: ValueFlag, Netty: "stripDelimiter = false"}, func(c *Delimiter) *bool { return &c.Keep }).usually(false),
		maxOf("maxFrameLength", "max_length", func(c *Delimiter) *int { return &c.Max }),
		lateOf("failFast = false", func(c *Delimiter) *bool { return &c.Late }),
	},
	Python: class("Delimiter", delimiterPython),
	texts: catalog.New(catalog.Texts{
		"name":                   "分隔符",
		"about":                  "Netty：DelimiterBasedFrameDecoder；tokio：AnyDelimiterCodec。",
		"preset":                 "分隔符",
		"preset/about":           "每条消息后面加一个 |。消息自己含有 | 怎么办？要转义，或者改用长度。",
		"field/by":               "分隔符",
		"field/by/about":         "写成带引号的字符串；有几个就写几个，先出现的算数。",
		"field/escape":           "转义字节",
		"field/escape/about":     "它后面的一个字节按原样取，这样消息里也可以有分隔符。空着：不转义。",
		"field/keep":             "保留分隔符",
		"field/keep/about":       "勾上：分隔符跟正文一起交付。",
		"field/max/about":        "这么多字节里还没有分隔符就报错，不再等。",
		"fault/codec/delimiters": "要 1 到 8 个分隔符",
		"fault/codec/delimiter":  "要 1 到 64 个字节",
		"fault/codec/escape":     "要一个不在分隔符里的字节",
	}, catalog.Texts{
		"name":                   "Delimiter",
		"about":                  "Netty: DelimiterBasedFrameDecoder; tokio: AnyDelimiterCodec.",
		"preset":                 "Delimiter",
		"preset/about":           "A | after each message. And if a message contains one? Then it needs an escape, or a length.",
		"field/by":               "Delimiters",
		"field/by/about":         "Strings in quotes; of several the one that comes first counts.",
		"field/escape":           "Escape",
		"field/escape/about":     "The byte behind it is taken as it is, so that messages may contain a delimiter. Empty: none.",
		"field/keep":             "Keep the delimiter",
		"field/keep/about":       "On: it is delivered with the body.",
		"field/max/about":        "No delimiter within so many bytes is an error.",
		"fault/codec/delimiters": "1 to 8 delimiters are needed",
		"fault/codec/delimiter":  "1 to 64 bytes are needed",
		"fault/codec/escape":     "a byte is needed that is in no delimiter",
	}),
})

// String writes the codec as Parse reads it.
func (c Delimiter) String() string { return written(c) }

// escapeOf is the escape: a byte, or nil for none.
func escapeOf() Parameter {
	p := Parameter{Name: "escape", Word: "escape", Kind: ValueByte}.usually(nil)
	p.get = func(c Codec) any {
		if own := c.(Delimiter); own.Escaped {
			return own.Escape
		}
		return nil
	}
	p.set = func(c Codec, value any) Codec {
		own := c.(Delimiter)
		own.Escape, own.Escaped = value.(byte), true
		return own
	}
	return p
}

// lines reports whether the codec is that of Line.
func (c Delimiter) lines() bool {
	return len(c.By) == 2 && string(c.By[0]) == "\r\n" && string(c.By[1]) == "\n" && !c.Escaped && !c.Keep
}
