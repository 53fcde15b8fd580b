package frame

import (
	"bytes"
	_ "embed"
	"strconv"

	"stickylab/lab/catalog"
)

// Number frames a message by a length in decimal digits, or hexadecimal ones, that a
// delimiter ends: a netstring, a chunk, the lines of NATS and memcached, the BodyLength
// of FIX.
//
//	5:hello,                              netstring
//	PUB a 5\r\nhello\r\n                  NATS: the last word of the line
//	8=FIX.4.4|9=65|35=A|...|10=062|       FIX: behind 9=
type Number struct {
	// By is what ends the number, and with it the header.
	By []byte
	// After is what the number stands behind; empty for the beginning of the frame.
	After []byte
	// Word is which of the words of the header, parted by blanks, is the number: 1 for
	// the first, -1 for the last, 0 where it is all of it.
	Word int
	// Hex: the digits are hexadecimal.
	Hex bool
	// Adjustment is added to the number for the bytes behind the header.
	Adjustment int
	// Keep leaves the header in the Body.
	Keep bool
	// MaxHeader bounds the header, Max the bytes behind it.
	MaxHeader, Max int
}

//go:embed python/number.py
var numberPython string

var _ = enter[Number](Kind{
	Word: "number", Rank: 160,
	Example: `number ":"`, Preset: `number "\r\n" hex`, Cures: []string{`number ":"`, `end "," number ":" adjust 1`},
	usual: Number{MaxHeader: defaultMaxHeader, Max: DefaultMax},
	Parameters: []Parameter{
		of(Parameter{Name: "by", Kind: ValueBytes}, func(c *Number) *[]byte { return &c.By }),
		of(Parameter{Name: "after", Word: "after", Kind: ValueBytes}, func(c *Number) *[]byte { return &c.After }).usually([]byte(nil)),
		of(Parameter{Name: "word", Word: "word", Kind: ValueSigned}, func(c *Number) *int { return &c.Word }).usually(0),
		of(Parameter{Name: "hex", Word: "hex", Kind: ValueFlag}, func(c *Number) *bool { return &c.Hex }).usually(false),
		of(Parameter{Name: "adjust", Word: "adjust", Kind: ValueSigned, Faults: []string{"adjustment"}}, func(c *Number) *int { return &c.Adjustment }).usually(0),
		of(Parameter{Name: "keep", Word: "keep", Kind: ValueFlag}, func(c *Number) *bool { return &c.Keep }).usually(false),
		headerOf("", "", func(c *Number) *int { return &c.MaxHeader }),
		maxOf("", "", func(c *Number) *int { return &c.Max }),
	},
	Python: class("Number", numberPython),
	texts: catalog.New(catalog.Texts{
		"name":                       "文本长度，后接分隔符",
		"about":                      "长度写成数字，到分隔符为止：netstring 的 5:、NATS 和 memcached 的命令行、FIX 的 9=。",
		"preset":                     "十六进制长度行",
		"preset/about":               "先一行十六进制的长度，再是正文：HTTP 的分块就这样写（分块后面另有一个换行）。",
		"field/by":                   "分隔符",
		"field/by/about":             "数字到它为止，头部也到它为止。",
		"field/after":                "在什么后面",
		"field/after/about":          "数字前面的字符：FIX 是 \"\\x019=\"。空着：数字在帧的开头。",
		"field/word":                 "第几个词",
		"field/word/about":           "头部用空格分开，长度是其中第几个：1 是第一个，-1 是最后一个。0：整个头部就是数字。",
		"field/hex":                  "十六进制",
		"field/hex/about":            "勾上：数字是十六进制的。",
		"field/adjust":               "长度修正",
		"field/adjust/about":         "加到长度上的数：后面还有一个逗号没算进去写 1，一个换行写 2。",
		"field/keep":                 "保留头部",
		"field/keep/about":           "勾上：头部跟正文一起交付。",
		"field/header/about":         "头部最多多少字节。",
		"field/max/about":            "头部后面的字节超过它就报错，不再等。",
		"fault/codec/by":             "要 1 到 64 个字节",
		"fault/codec/after":          "最多 64 个字节",
		"fault/codec/word":           "要一个从 -64 到 64 的数",
		"fault/codec/adjustment":     "要一个字节数，例如后面的换行没算进去时是 2",
		"fault/protocol/number":      "这里应当是长度的数字",
		"fault/protocol/number-made": "头部还有别的词，不能只由正文写出来：整帧一起发（keep）",
	}, catalog.Texts{
		"name":                       "Length as text, then a delimiter",
		"about":                      "A length in digits up to a delimiter: 5: of netstrings, the command lines of NATS and memcached, 9= of FIX.",
		"preset":                     "A line with the length",
		"preset/about":               "A line with the length in hexadecimal digits, then the body: so HTTP writes chunks, with one more line end behind each.",
		"field/by":                   "Delimiter",
		"field/by/about":             "It ends the number, and the header.",
		"field/after":                "After",
		"field/after/about":          "What the number stands behind: \"\\x019=\" in FIX. Empty: it begins the frame.",
		"field/word":                 "Word",
		"field/word/about":           "Which of the header's words, parted by blanks, is the length: 1 the first, -1 the last. 0: all of it is.",
		"field/hex":                  "Hexadecimal",
		"field/hex/about":            "On: the digits are hexadecimal.",
		"field/adjust":               "Adjustment",
		"field/adjust/about":         "Added to the length: 1 for a comma behind the data that it does not count, 2 for a line end.",
		"field/keep":                 "Keep the header",
		"field/keep/about":           "On: it is delivered with the body.",
		"field/header/about":         "The most bytes of the header.",
		"field/max/about":            "More bytes behind the header are an error at once.",
		"fault/codec/by":             "1 to 64 bytes are needed",
		"fault/codec/after":          "at most 64 bytes",
		"fault/codec/word":           "a number from -64 to 64 is needed",
		"fault/codec/adjustment":     "a number of bytes is needed, such as 2 for a line end that is not counted",
		"fault/protocol/number":      "the digits of a length are needed here",
		"fault/protocol/number-made": "the header has other words and cannot be made of a body: send whole frames (keep)",
	}),
})

// maxWord bounds Word.
const maxWord = 64

// String writes the codec as Parse reads it.
func (c Number) String() string { return written(c) }

// Validate implements Codec.
func (c Number) Validate() error {
	switch {
	case len(c.By) == 0 || len(c.By) > MaxDelimiterBytes:
		return codecError("by", string(c.By))
	case len(c.After) > MaxDelimiterBytes:
		return codecError("after", string(c.After))
	case c.Word < -maxWord || c.Word > maxWord:
		return codecError("word", c.Word)
	case c.Adjustment < -MaxFrame || c.Adjustment > MaxFrame:
		return codecError("adjustment", c.Adjustment)
	case c.MaxHeader < 2 || c.MaxHeader > MaxFrame:
		return codecError("max-header", c.MaxHeader)
	case c.Max < 0:
		return codecError("max", c.Max)
	}
	return nil
}

// Encode implements Codec. A header of which the number is only a part is the
// message's own: with Keep a message is a whole frame.
func (c Number) Encode(dst, body []byte) ([]byte, error) {
	if c.Keep {
		return wholeFrame(c, dst, body)
	}
	value := int64(len(body) - c.Adjustment)
	switch {
	case c.Word != 0 || len(c.After) > 0:
		return nil, protocolError("number-made", 0, body)
	case len(body) > c.Max:
		return nil, &Error{Kind: KindTooLong, Length: int64(len(body)), Max: c.Max}
	case value < 0:
		return nil, &Error{Kind: KindNegative, Length: value}
	}
	base := 10
	if c.Hex {
		base = 16
	}
	return append(append(strconv.AppendInt(dst, value, base), c.By...), body...), nil
}

// wholeFrame appends a message that must be one frame of a codec, and delivered as
// it is.
func wholeFrame(c Codec, dst, body []byte) ([]byte, error) {
	f, err := decoded(c, bytes.Clone(body))
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(f.Body, body) {
		return nil, &Error{Kind: KindDelimiter, Off: int64(len(f.Body))}
	}
	return append(dst, body...), nil
}

func (c Number) look(buf []byte, p *progress) step {
	if p.head == 0 {
		if s, found := c.header(buf, p); !found {
			return s
		}
	}
	total := int64(p.head) + p.size
	if int64(len(buf)) < total {
		return more(total, PartBody, p.size-int64(c.Adjustment))
	}
	f := Frame{Raw: buf[:total], Head: p.head, Body: buf[p.head:total]}
	if c.Keep {
		f.Body = f.Raw
	}
	return step{need: total, length: p.size - int64(c.Adjustment), frame: f}
}

// header finds the end of the header and reads the number.
func (c Number) header(buf []byte, p *progress) (s step, found bool) {
	if !p.data { // it is not known yet where the number begins
		end, s, found := c.find(buf, c.After, p)
		if !found {
			return s, false
		}
		p.at, p.data = end, true
	}
	end, s, found := c.find(buf, c.By, p)
	if !found {
		return s, false
	}
	field, at := c.word(buf[p.at:end-len(c.By)], p.at)
	value, ok := c.read(field)
	if !ok {
		if len(field) == 0 { // what ends it is what stands there
			field = c.By
		}
		return fatal(protocolError("number", at, field)), false
	}
	size := value + int64(c.Adjustment)
	switch {
	case size < 0:
		return fatal(&Error{Kind: KindNegative, Length: size, Field: quoted(field)}), false
	case size > int64(c.Max):
		fault := &Error{Kind: KindTooLong, Length: size, Max: c.Max, Field: quoted(field)}
		return step{err: fault, skip: int64(end) + size, part: PartBody, length: value}, false
	}
	p.head, p.size = end, size
	return step{}, true
}

// find returns the end of what is looked for, from p.seen on.
func (c Number) find(buf, what []byte, p *progress) (end int, s step, found bool) {
	section := buf[:min(len(buf), c.MaxHeader)]
	if at := bytes.Index(section[p.seen:], what); at >= 0 {
		p.seen += at + len(what)
		return p.seen, step{}, true
	}
	if len(section) == c.MaxHeader {
		return 0, fatal(&Error{Kind: KindNoDelimiter, Length: noLength, Max: c.MaxHeader}), false
	}
	p.seen = max(p.seen, len(section)-len(what)+1)
	return 0, more(int64(len(buf)+1), PartHeader, noLength), false
}

// word returns the word of a header that is the number, and where in the frame it is.
func (c Number) word(header []byte, at int) (word []byte, from int) {
	if c.Word == 0 {
		return header, at
	}
	words := bytes.Fields(header)
	i := c.Word - 1
	if c.Word < 0 {
		i = len(words) + c.Word
	}
	if i < 0 || i >= len(words) {
		return nil, at
	}
	if c.Word < 0 {
		return words[i], at + bytes.LastIndex(header, words[i])
	}
	return words[i], at + bytes.Index(header, words[i])
}

// read reads the digits.
func (c Number) read(field []byte) (int64, bool) {
	if !c.Hex {
		return digits(field)
	}
	v := int64(0)
	for _, b := range field {
		d := digitOf(b)
		if d < 0 {
			return 0, false
		}
		v = min(v*16+int64(d), tooLarge/16)
	}
	return v, len(field) > 0
}

func (c Number) resync([]byte) (int, bool) { return 0, true }
