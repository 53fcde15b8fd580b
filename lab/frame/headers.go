package frame

import (
	"bytes"
	_ "embed"
	"slices"
	"strconv"

	"stickylab/lab/catalog"
)

// Headers frames a message by lines of text, an empty line, and as many bytes as one
// of the lines says: the Language Server Protocol, SIP, RTSP, STOMP. What the first
// line is does not matter, so that requests, answers and commands all come out.
//
//	Content-Length: 5\r\n
//	\r\n
//	hello
type Headers struct {
	// Fields are the names of the line with the length, in any case.
	Fields [][]byte
	// Until, when not empty, ends a frame: one whose lines have no length goes up to
	// it, behind the others it must stand. STOMP has a zero byte there.
	Until []byte
	// Must: a frame without a length is a fault, not one without a body.
	Must bool
	// Keep leaves the lines in the Body.
	Keep bool
	// MaxHeader bounds the lines, Max the bytes behind them.
	MaxHeader, Max int
}

//go:embed python/headers.py
var headersPython string

var _ = enter[Headers](Kind{
	Word: "headers", Rank: 161,
	Example: `headers "Content-Length"`, Preset: `headers "Content-Length"`,
	Cures: []string{`headers "Content-Length"`},
	usual: Headers{MaxHeader: defaultMaxHeader, Max: DefaultMax},
	Parameters: []Parameter{
		of(Parameter{Name: "fields", Kind: ValueStrings}, func(c *Headers) *[][]byte { return &c.Fields }),
		of(Parameter{Name: "until", Word: "until", Kind: ValueBytes}, func(c *Headers) *[]byte { return &c.Until }).usually([]byte(nil)),
		of(Parameter{Name: "must", Word: "must", Kind: ValueFlag}, func(c *Headers) *bool { return &c.Must }).usually(false),
		of(Parameter{Name: "keep", Word: "keep", Kind: ValueFlag}, func(c *Headers) *bool { return &c.Keep }).usually(false),
		headerOf("", "", func(c *Headers) *int { return &c.MaxHeader }),
		maxOf("", "", func(c *Headers) *int { return &c.Max }),
	},
	Python: class("Headers", headersPython),
	texts: catalog.New(catalog.Texts{
		"name":                          "文本头部里的长度",
		"about":                         "几行文本，一个空行，再是其中一行说的那么多字节：LSP、SIP、RTSP、STOMP。起始行是什么都可以。",
		"preset":                        "Content-Length（LSP）",
		"preset/about":                  "Content-Length: 5，一个空行，5 个字节：语言服务器协议（LSP）就这样分帧。",
		"field/fields":                  "哪一行是长度",
		"field/fields/about":            "写成带引号的字符串，不分大小写；有几个名字就写几个（SIP 是 \"Content-Length\" \"l\"）。",
		"field/until":                   "帧尾",
		"field/until/about":             "没有写长度的帧到它为止，写了长度的帧后面也必须有它（STOMP 是 \"\\0\"）。空着：没有。",
		"field/must":                    "必须有长度",
		"field/must/about":              "勾上：没有那一行就报错。不勾：没有就是没有正文。",
		"field/keep":                    "保留头部",
		"field/keep/about":              "勾上：头部跟正文一起交付。",
		"field/header/about":            "头部最多多少字节。",
		"field/max/about":               "正文超过它就报错，不再等。",
		"fault/codec/fields":            "要 1 到 8 个名字，每个 1 到 64 个字节",
		"fault/codec/until":             "最多 64 个字节",
		"fault/protocol/headers-line":   "头部的每一行都是“名字：值”，第一行除外",
		"fault/protocol/headers-length": "长度要写成数字，写了几遍的要一样",
		"fault/protocol/headers-must":   "头部里要有长度",
		"fault/protocol/headers-until":  "正文后面应当是帧尾",
		"fault/protocol/headers-empty":  "头部至少要有一行",
	}, catalog.Texts{
		"name":                          "Length in header lines",
		"about":                         "Lines of text, an empty one, and as many bytes as one of them says: LSP, SIP, RTSP, STOMP. The first line may be anything.",
		"preset":                        "Content-Length (LSP)",
		"preset/about":                  "Content-Length: 5, an empty line, 5 bytes: the framing of the Language Server Protocol.",
		"field/fields":                  "Name of the length",
		"field/fields/about":            "Strings in quotes, in any case; several where it has several names: \"Content-Length\" \"l\" in SIP.",
		"field/until":                   "Until",
		"field/until/about":             "A frame without a length ends there, and behind one with a length it must stand: \"\\0\" in STOMP. Empty: nothing.",
		"field/must":                    "A length must be there",
		"field/must/about":              "On: a frame without that line is a fault. Off: it has no body.",
		"field/keep":                    "Keep the header",
		"field/keep/about":              "On: it is delivered with the body.",
		"field/header/about":            "The most bytes of the lines.",
		"field/max/about":               "A longer body is an error at once.",
		"fault/codec/fields":            "1 to 8 names of 1 to 64 bytes are needed",
		"fault/codec/until":             "at most 64 bytes",
		"fault/protocol/headers-line":   "each line but the first has a name, a colon and a value",
		"fault/protocol/headers-length": "a length in digits is needed, the same wherever it is repeated",
		"fault/protocol/headers-must":   "a line with the length is needed",
		"fault/protocol/headers-until":  "the end of the frame must stand behind its body",
		"fault/protocol/headers-empty":  "a header has at least one line",
	}),
})

// String writes the codec as Parse reads it.
func (c Headers) String() string { return written(c) }

// Validate implements Codec.
func (c Headers) Validate() error {
	wrong := func(name []byte) bool {
		return len(name) == 0 || len(name) > MaxDelimiterBytes || bytes.ContainsAny(name, ":\r\n")
	}
	switch n := len(c.Fields); {
	case n == 0 || n > MaxDelimiters || slices.ContainsFunc(c.Fields, wrong):
		return codecError("fields", n)
	case len(c.Until) > MaxDelimiterBytes:
		return codecError("until", string(c.Until))
	case c.MaxHeader < 2 || c.MaxHeader > MaxFrame:
		return codecError("max-header", c.MaxHeader)
	case c.Max < 0:
		return codecError("max", c.Max)
	}
	return nil
}

// Encode implements Codec: a line with the length, or, with Keep, the lines that the
// message begins with.
func (c Headers) Encode(dst, body []byte) ([]byte, error) {
	begin := len(dst)
	if c.Keep {
		dst = append(append(dst, body...), c.Until...)
		if f, err := decoded(c, bytes.Clone(dst[begin:])); err != nil || !bytes.Equal(f.Body, body) {
			return nil, cmpError(err, &Error{Kind: KindDelimiter})
		}
		return dst, nil
	}
	if len(body) > c.Max {
		return nil, &Error{Kind: KindTooLong, Length: int64(len(body)), Max: c.Max}
	}
	dst = append(append(dst, c.Fields[0]...), ": "...)
	dst = append(strconv.AppendInt(dst, int64(len(body)), 10), "\r\n\r\n"...)
	if n := len(dst) - begin; n > c.MaxHeader {
		return nil, &Error{Kind: KindTooLong, Length: int64(n), Max: c.MaxHeader}
	}
	return append(append(dst, body...), c.Until...), nil
}

// cmpError returns the first error that there is.
func cmpError(err error, other *Error) error {
	if err != nil {
		return err
	}
	return other
}

func (c Headers) look(buf []byte, p *progress) step {
	for p.head == 0 {
		if s, found := c.line(buf, p); !found {
			return s
		}
	}
	end := p.head + int(p.size)
	if p.size < 0 {
		at := bytes.Index(buf[p.seen:], c.Until)
		if at < 0 {
			if p.seen = max(p.seen, len(buf)-len(c.Until)+1); p.seen-p.head > c.Max {
				return fatal(&Error{Kind: KindNoDelimiter, Length: noLength, Max: c.Max})
			}
			return more(int64(len(buf)+1), PartDelimiter, noLength)
		}
		if end = p.seen + at; end-p.head > c.Max {
			return fatal(&Error{Kind: KindNoDelimiter, Length: noLength, Max: c.Max})
		}
	}
	total := end + len(c.Until)
	switch {
	case len(buf) < total:
		return more(int64(total), PartBody, p.size)
	case !bytes.Equal(buf[end:total], c.Until):
		return fatal(protocolError("headers-until", end, buf[end:total]))
	}
	f := Frame{Raw: buf[:total], Head: p.head, Tail: len(c.Until), Body: buf[p.head:end]}
	if c.Keep {
		f.Body = buf[:end]
	}
	return step{need: int64(total), length: p.size, frame: f}
}

// line takes the next line of the header; false when that is all for now.
func (c Headers) line(buf []byte, p *progress) (s step, found bool) {
	section := buf[:min(len(buf), c.MaxHeader)]
	at := bytes.IndexByte(section[p.seen:], '\n')
	if at < 0 {
		if p.seen = len(section); p.seen == c.MaxHeader {
			return fatal(&Error{Kind: KindNoDelimiter, Length: noLength, Max: c.MaxHeader}), false
		}
		return more(int64(len(buf)+1), PartHeader, noLength), false
	}
	begin, end := p.at, p.seen+at
	line := bytes.TrimSuffix(section[begin:end], []byte("\r"))
	p.at, p.seen = end+1, end+1
	if p.lines++; p.lines == 1 {
		p.size = noLength
	}
	if len(line) > 0 {
		return c.field(line, begin, p)
	}
	return c.settle(p)
}

// field reads a line.
func (c Headers) field(line []byte, at int, p *progress) (s step, found bool) {
	name, value, ok := bytes.Cut(line, []byte(":"))
	if !ok && p.lines > 1 {
		return fatal(protocolError("headers-line", at, line)), false
	}
	named := func(field []byte) bool { return bytes.EqualFold(field, bytes.TrimSpace(name)) }
	if !ok || !slices.ContainsFunc(c.Fields, named) {
		return step{}, true
	}
	n, ok := digits(bytes.TrimSpace(value))
	if !ok || p.size >= 0 && p.size != n {
		return fatal(protocolError("headers-length", at, line)), false
	}
	p.size = n
	return step{}, true
}

// settle says how long the body is, once the empty line was there.
func (c Headers) settle(p *progress) (s step, found bool) {
	switch {
	case p.lines == 1:
		return fatal(protocolError("headers-empty", 0, nil)), false
	case p.size < 0 && c.Must:
		return fatal(protocolError("headers-must", 0, nil)), false
	case p.size < 0 && len(c.Until) == 0:
		p.size = 0
	case p.size > int64(c.Max):
		fault := &Error{Kind: KindTooLong, Length: p.size, Max: c.Max}
		return step{err: fault, skip: int64(p.at) + p.size + int64(len(c.Until)), part: PartBody, length: p.size}, false
	}
	p.head = p.at
	return step{}, true
}

func (c Headers) resync([]byte) (int, bool) { return 0, true }
