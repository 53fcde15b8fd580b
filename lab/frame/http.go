package frame

import (
	"bytes"
	_ "embed"
	"strconv"

	"stickylab/lab/catalog"
)

// HTTP frames messages as HTTP/1.1 does (RFC 9112): lines up to an empty one,
// and a body as long as Content-Length says, or in chunks, or up to the end of
// the stream, or none at all.
//
// A Body is the content, its chunks put together; Head counts the lines up to
// and with the empty one, Tail the last chunk and the lines behind it. What a
// stream alone cannot tell is not told: the answer to a HEAD request is taken
// for one with a body.
type HTTP struct {
	// Chunked makes Encode send the body in a chunk.
	Chunked bool
	// MaxHeader bounds the lines up to and with the empty one, Max what is
	// behind them, the lines of chunks included.
	MaxHeader, Max int
}

// body is how the body of a message ends (RFC 9112 6.3).
type body int

const (
	bodyUnknown body = iota
	bodySized
	bodyChunks
	bodyTrailer // behind the last chunk
	bodyToEnd   // of the stream
)

// Validate implements Codec.
func (c HTTP) Validate() error {
	switch {
	case c.MaxHeader < minHTTPHeader || c.MaxHeader > MaxFrame:
		return codecError("max-header", c.MaxHeader)
	case c.Max < 0:
		return codecError("max", c.Max)
	}
	return nil
}

// minHTTPHeader is what a header section takes at least: X / HTTP/1.1, \r\n
// and the empty line.
const minHTTPHeader = 16

// Encode implements Codec with a POST request.
func (c HTTP) Encode(dst, body []byte) ([]byte, error) {
	length := "Content-Length: " + strconv.Itoa(len(body))
	if c.Chunked {
		length = "Transfer-Encoding: chunked"
		body = chunks(body)
	}
	header := "POST / HTTP/1.1\r\nHost: lab\r\n" + length + "\r\n\r\n"
	switch {
	case len(header) > c.MaxHeader:
		return nil, &Error{Kind: KindTooLong, Length: int64(len(header)), Max: c.MaxHeader}
	case len(body) > c.Max:
		return nil, &Error{Kind: KindTooLong, Length: int64(len(body)), Max: c.Max}
	}
	return append(append(dst, header...), body...), nil
}

// chunks puts a body into one chunk and the last one.
func chunks(body []byte) []byte {
	if len(body) == 0 {
		return []byte("0\r\n\r\n")
	}
	framed := append([]byte(strconv.FormatInt(int64(len(body)), 16)), "\r\n"...)
	return append(append(framed, body...), "\r\n0\r\n\r\n"...)
}

func (c HTTP) look(buf []byte, p *progress) step {
	if p.head == 0 {
		if s, complete := c.header(buf, p); !complete {
			return s
		}
	}
	switch p.body {
	case bodyChunks, bodyTrailer:
		return c.chunked(buf, p)
	case bodyToEnd:
		return c.toEnd(buf, p)
	}
	total := p.head + int(p.size)
	if len(buf) < total {
		return more(int64(total), PartBody, p.size)
	}
	return step{need: int64(total), length: p.size, frame: Frame{Raw: buf[:total], Head: p.head, Body: buf[p.head:total]}}
}

// header goes past the header section and reports whether it is complete.
func (c HTTP) header(buf []byte, p *progress) (s step, complete bool) {
	for {
		begin := p.at
		line, s, found := p.line(buf, c.MaxHeader, false)
		switch {
		case !found:
			return s, false
		case len(line) == 0 && begin == 0:
			p.lines = 0 // one before the first line is no harm (RFC 9112 2.2)
			continue
		case len(line) == 0 && p.lines > 1:
			p.head = p.at
			return c.framing(buf, p)
		}
		bad := badField
		if p.lines == 1 {
			bad = badStartLine
		}
		if why := bad(line); why != "" {
			return fatal(lineError(why, begin, line)), false
		}
	}
}

// framing finds out how the body ends, once the header section is complete.
func (c HTTP) framing(buf []byte, p *progress) (s step, ok bool) {
	h := readHTTPHead(buf[:p.head])
	if h.why != "" {
		return fatal(protocolError(h.why, h.at, h.line)), false
	}
	p.body, p.size = h.body, h.length
	if total := plus(int64(p.head), h.length); h.length > int64(c.Max) {
		fault := &Error{Kind: KindTooLong, Length: h.length, Max: c.Max, Field: quoted(h.line)}
		return step{err: fault, skip: total, part: PartBody, length: h.length}, false
	}
	return step{}, true
}

// toEnd waits for the end of the stream, which is that of the message.
func (c HTTP) toEnd(buf []byte, p *progress) step {
	if n := len(buf) - p.head; n > c.Max {
		return fatal(&Error{Kind: KindTooLong, Length: int64(c.Max) + 1, Max: c.Max})
	}
	s := more(int64(len(buf)+1), PartBody, noLength)
	s.open, s.frame = true, Frame{Raw: buf, Head: p.head, Body: buf[p.head:]}
	return s
}

// chunked goes past chunks, and the lines behind the last one.
func (c HTTP) chunked(buf []byte, p *progress) step {
	limit := int(plus(int64(p.head), int64(c.Max)))
	for {
		if p.data {
			if s, done := p.chunk(buf); !done {
				return s
			}
		}
		begin := p.at
		line, s, found := p.line(buf, limit, false)
		if !found {
			return s
		}
		switch {
		case p.body == bodyTrailer && len(line) == 0:
			return c.assembled(buf, p)
		case p.body == bodyTrailer:
			if why := badField(line); why != "" {
				return fatal(lineError(why, begin, line))
			}
			continue
		}
		size, ok := chunkSize(line)
		switch total := plus(int64(p.at)+2, size); {
		case !ok:
			return fatal(lineError("http-chunk", begin, line))
		case size == 0:
			p.body = bodyTrailer
		case total > int64(limit):
			return fatal(&Error{Kind: KindTooLong, Length: total - int64(p.head), Max: c.Max, Field: quoted(line)})
		default:
			p.data, p.size = true, size
		}
	}
}

// assembled puts the chunks together that end at p.at.
func (c HTTP) assembled(buf []byte, p *progress) step {
	f := Frame{Raw: buf[:p.at], Head: p.head}
	for at := p.head; ; {
		end := at + bytes.IndexByte(buf[at:], '\n') + 1
		size, _ := chunkSize(buf[at : end-2])
		if size == 0 {
			f.Tail = p.at - at
			break
		}
		f.Body = append(f.Body, buf[end:end+int(size)]...)
		at = end + int(size) + 2
	}
	return step{need: int64(p.at), length: int64(len(f.Body)), frame: f}
}

// chunkSize reads the line before a chunk: hexadecimal digits, and extensions
// behind a semicolon, which say nothing here (RFC 9112 7.1).
func chunkSize(line []byte) (n int64, ok bool) {
	digits, _, extended := bytes.Cut(line, []byte(";"))
	if extended {
		digits = bytes.TrimRight(digits, " \t")
	}
	for _, digit := range digits {
		value, err := strconv.ParseUint(string(digit), 16, 8)
		if err != nil {
			return 0, false
		}
		n = min(n*16+int64(value), tooLarge/16)
	}
	return n, len(digits) > 0
}

func (c HTTP) resync([]byte) (int, bool) { return 0, true }

//go:embed python/http.py
var httpPython string

var _ = enter[HTTP](Kind{
	Word: "http", Rank: 80,
	usual: HTTP{MaxHeader: defaultMaxHeader, Max: DefaultMax},
	Parameters: []Parameter{
		of(Parameter{Name: "chunked", Word: "chunked", Kind: ValueFlag, Netty: "Transfer-Encoding: chunked"},
			func(c *HTTP) *bool { return &c.Chunked }).usually(false),
		headerOf("maxHeaderSize", "hyper: max_buf_size", func(c *HTTP) *int { return &c.MaxHeader }),
		maxOf("HttpObjectAggregator maxContentLength", "http_body_util::Limited", func(c *HTTP) *int { return &c.Max }),
	},
	Python: class("HTTP", httpPython),
	texts: catalog.New(catalog.Texts{
		"name":                        "HTTP/1.1",
		"about":                       "Netty：HttpRequestDecoder 加 HttpObjectAggregator；tokio：hyper。",
		"field/chunked":               "发送时分块",
		"field/chunked/about":         "只影响编码；解码时看头部，两种都认。",
		"field/header/about":          "到空行为止的各行最多多少字节。",
		"fault/protocol/http-start":   "这里要请求行（例如 GET / HTTP/1.1）或状态行（例如 HTTP/1.1 200 OK）",
		"fault/protocol/http-version": "只有 HTTP/1.0 和 HTTP/1.1 是这样写的",
		"fault/protocol/http-field":   "这里要一个字段，例如 Host: lab，冒号前不能有空白",
		"fault/protocol/http-length":  "Content-Length 要是一个数",
		"fault/protocol/http-both":    "Content-Length 和 Transfer-Encoding 不能同时出现，否则两个接收方会找到两个不同的结尾",
		"fault/protocol/http-coding":  "chunked 必须排在最后，只出现一次，而且只用于 HTTP/1.1",
		"fault/protocol/http-chunk":   "块的长度要写成十六进制数字",
	}, catalog.Texts{
		"name":                        "HTTP/1.1",
		"about":                       "Netty: HttpRequestDecoder with HttpObjectAggregator; tokio: hyper.",
		"field/chunked":               "Send in chunks",
		"field/chunked/about":         "For encoding only; the decoder goes by the header and takes both.",
		"field/header/about":          "The most bytes of the lines up to the empty one.",
		"fault/protocol/http-start":   "a request line such as GET / HTTP/1.1 or a status line such as HTTP/1.1 200 OK is needed",
		"fault/protocol/http-version": "only HTTP/1.0 and HTTP/1.1 are written like this",
		"fault/protocol/http-field":   "a field such as Host: lab is needed, without blanks before the colon",
		"fault/protocol/http-length":  "Content-Length is one number",
		"fault/protocol/http-both":    "Content-Length and Transfer-Encoding exclude each other, or two readers find two different ends",
		"fault/protocol/http-coding":  "chunked must come last, once, and only in HTTP/1.1",
		"fault/protocol/http-chunk":   "the size of a chunk is hexadecimal digits",
	}),
})

// String writes the codec as Parse reads it.
func (c HTTP) String() string { return written(c) }
