package frame

import (
	"bytes"
	_ "embed"

	"stickylab/lab/catalog"
)

// Marks frames a message between a start mark and an end mark. What the marks, and the
// escape itself, would be in a message is replaced by other bytes: byte stuffing with
// substitution.
//
//	message   7e 45           JT/T 808-2019 4.4.2
//	frame  7e 7d 02 45 7e
//
// Bytes in front of a start mark are a fault that says so, and are thrown away. Where
// both marks are the same, several of them in a row count as one, as in RFC 1662 3.1.
type Marks struct {
	// Start and End are the marks.
	Start, End []byte
	// Swap has pairs: one byte, and the bytes that stand for it in a frame.
	Swap [][]byte
	// Escape, when Escaped, is a byte behind which stands a byte with bit 0x20 turned
	// over (RFC 1662 4.2).
	Escape  byte
	Escaped bool
	// Shared: one mark may end a frame and begin the next one.
	Shared bool
	// Keep leaves the marks in the Body.
	Keep bool
	// Max bounds the frame without its marks.
	Max int
}

// flipped is the bit that an escaped byte has turned over.
const flipped = 0x20

//go:embed python/marks.py
var marksPython string

var _ = enter[Marks](Kind{
	Word: "marks", Rank: 105,
	Example: `marks "\x02" "\x03"`, Preset: `marks "\x7e" "\x7e" swap "\x7d" "\x7d\x01" "\x7e" "\x7d\x02"`,
	Cures: []string{`marks "\x02" "\x03" xor "\x10"`},
	usual: Marks{Max: DefaultMax},
	Parameters: []Parameter{
		of(Parameter{Name: "start", Kind: ValueBytes}, func(c *Marks) *[]byte { return &c.Start }),
		of(Parameter{Name: "end", Kind: ValueBytes}, func(c *Marks) *[]byte { return &c.End }),
		of(Parameter{Name: "swap", Word: "swap", Kind: ValueStrings}, func(c *Marks) *[][]byte { return &c.Swap }).usually([][]byte(nil)),
		xorOf(),
		of(Parameter{Name: "shared", Word: "shared", Kind: ValueFlag}, func(c *Marks) *bool { return &c.Shared }).usually(false),
		of(Parameter{Name: "keep", Word: "keep", Kind: ValueFlag}, func(c *Marks) *bool { return &c.Keep }).usually(false),
		maxOf("", "", func(c *Marks) *int { return &c.Max }),
	},
	Python: seeking("Marks", marksPython),
	texts: catalog.New(catalog.Texts{
		"name":                       "起止标志",
		"about":                      "每一帧在起始标志和结束标志之间；消息里出现的标志换成别的字节。JT/T 808、SLIP、PPP、STX/ETX、MLLP。",
		"preset":                     "起止标志（JT/T 808）",
		"preset/about":               "每一帧以 7e 开头、以 7e 结尾；消息里的 7e 写成 7d 02，7d 写成 7d 01。",
		"field/start":                "起始标志",
		"field/start/about":          "写成带引号的字符串。它前面的字节不属于任何一帧，报错以后丢掉。",
		"field/end":                  "结束标志",
		"field/end/about":            "与起始标志可以相同；相同的时候，连着的几个算一个。",
		"field/swap":                 "替换",
		"field/swap/about":           "成对地写：一个字节，和帧里代替它的字节。JT/T 808 写 \"\\x7d\" \"\\x7d\\x01\" \"\\x7e\" \"\\x7d\\x02\"。",
		"field/xor":                  "异或转义",
		"field/xor/about":            "它后面的字节与 0x20 异或（PPP 用 \"\\x7d\"）。空着：不用。",
		"field/shared":               "共用标志",
		"field/shared/about":         "勾上：一个标志既结束前一帧，又开始后一帧。两个标志要相同。",
		"field/keep":                 "保留标志",
		"field/keep/about":           "勾上：标志跟正文一起交付。",
		"field/max/about":            "这么多字节里还没有结束标志就报错，丢到下一个起始标志。",
		"fault/codec/start":          "要 1 到 64 个字节",
		"fault/codec/end":            "要 1 到 64 个字节",
		"fault/codec/swap":           "要成对：一个字节，和代替它的 1 到 64 个字节，最多 8 对",
		"fault/codec/shared":         "起止标志相同才能共用",
		"fault/protocol/marks-noise": "起始标志应当在这里；到下一个起始标志为止的字节不属于任何一帧",
		"fault/protocol/marks-swap":  "这里的字节不代替任何字节",
		"fault/protocol/marks-empty": "起止标志相同的时候，没有空的帧",
	}, catalog.Texts{
		"name":                       "Start and end marks",
		"about":                      "A frame stands between two marks, and marks within the message are replaced. JT/T 808, SLIP, PPP, STX/ETX, MLLP.",
		"preset":                     "Marks (JT/T 808)",
		"preset/about":               "7e begins and ends each frame; in the message 7d 02 stands for 7e, and 7d 01 for 7d.",
		"field/start":                "Start mark",
		"field/start/about":          "A string in quotes. Bytes in front of it are in no frame: a fault, and thrown away.",
		"field/end":                  "End mark",
		"field/end/about":            "It may be the same as the start; then several in a row count as one.",
		"field/swap":                 "Swap",
		"field/swap/about":           "Pairs of a byte and the bytes that stand for it: JT/T 808 has \"\\x7d\" \"\\x7d\\x01\" \"\\x7e\" \"\\x7d\\x02\".",
		"field/xor":                  "Escape by xor",
		"field/xor/about":            "The byte behind it is xored with 0x20 (PPP has \"\\x7d\"). Empty: none.",
		"field/shared":               "Shared mark",
		"field/shared/about":         "On: one mark ends a frame and begins the next. Both marks are the same.",
		"field/keep":                 "Keep the marks",
		"field/keep/about":           "On: they are delivered with the body.",
		"field/max/about":            "No end mark within so many bytes is an error; the next start mark is where frames begin again.",
		"fault/codec/start":          "1 to 64 bytes are needed",
		"fault/codec/end":            "1 to 64 bytes are needed",
		"fault/codec/swap":           "pairs are needed: one byte, and the 1 to 64 bytes that stand for it, of at most 8",
		"fault/codec/shared":         "only marks that are the same can be shared",
		"fault/protocol/marks-noise": "a start mark was expected here; the bytes up to the next one are in no frame",
		"fault/protocol/marks-swap":  "these bytes stand for no byte",
		"fault/protocol/marks-empty": "with both marks the same there is no empty frame",
	}),
})

// xorOf is the escape by xor: a byte, or nil for none.
func xorOf() Parameter {
	p := Parameter{Name: "xor", Word: "xor", Kind: ValueByte}.usually(nil)
	p.get = func(c Codec) any {
		if own := c.(Marks); own.Escaped {
			return own.Escape
		}
		return nil
	}
	p.set = func(c Codec, value any) Codec {
		own := c.(Marks)
		own.Escape, own.Escaped = value.(byte), true
		return own
	}
	return p
}

// String writes the codec as Parse reads it.
func (c Marks) String() string { return written(c) }

// Validate implements Codec.
func (c Marks) Validate() error {
	switch {
	case len(c.Start) == 0 || len(c.Start) > MaxDelimiterBytes:
		return codecError("start", string(c.Start))
	case len(c.End) == 0 || len(c.End) > MaxDelimiterBytes:
		return codecError("end", string(c.End))
	case c.Shared && !c.same():
		return codecError("shared", string(c.Start))
	case c.Max < 0:
		return codecError("max", c.Max)
	case len(c.Swap)%2 == 1 || len(c.Swap) > 2*MaxDelimiters:
		return codecError("swap", len(c.Swap))
	}
	for i := 0; i < len(c.Swap); i += 2 {
		if with := c.Swap[i+1]; len(c.Swap[i]) != 1 || len(with) == 0 || len(with) > MaxDelimiterBytes {
			return codecError("swap", string(c.Swap[i]))
		}
	}
	return nil
}

// same reports whether one mark both begins and ends frames.
func (c Marks) same() bool { return bytes.Equal(c.Start, c.End) }

// Encode implements Codec. A message that would end too early, or that the decoder
// would not give back, cannot be carried.
func (c Marks) Encode(dst, body []byte) ([]byte, error) {
	if c.same() && len(body) == 0 {
		return nil, protocolError("marks-empty", 0, nil)
	}
	inner := c.stuffed(body)
	if len(inner) > c.Max {
		return nil, &Error{Kind: KindTooLong, Length: int64(len(inner)), Max: c.Max}
	}
	ended := append(bytes.Clone(inner), c.End...)
	if at := bytes.Index(ended, c.End); at < len(inner) {
		return nil, &Error{Kind: KindDelimiter, Off: int64(at)}
	}
	if c.same() && bytes.HasPrefix(ended, c.Start) {
		return nil, &Error{Kind: KindDelimiter}
	}
	if again, fault := c.unstuffed(inner); fault != nil || !bytes.Equal(again, body) {
		return nil, &Error{Kind: KindDelimiter}
	}
	return append(append(dst, c.Start...), ended...), nil
}

// stuffed replaces what cannot stand in a frame.
func (c Marks) stuffed(body []byte) []byte {
	if !c.Escaped && len(c.Swap) == 0 {
		return body
	}
	out := make([]byte, 0, len(body))
	for _, b := range body {
		switch with := c.standsFor(b); {
		case with != nil:
			out = append(out, with...)
		case c.Escaped && (b == c.Escape || b == c.Start[0] || b == c.End[0]):
			out = append(out, c.Escape, b^flipped)
		default:
			out = append(out, b)
		}
	}
	return out
}

// standsFor returns what stands for a byte in a frame; nil where it stands for itself.
func (c Marks) standsFor(b byte) []byte {
	for i := 0; i < len(c.Swap); i += 2 {
		if c.Swap[i][0] == b {
			return c.Swap[i+1]
		}
	}
	return nil
}

// unstuffed puts back what was replaced; it copies only where there may be something.
func (c Marks) unstuffed(inner []byte) ([]byte, *Error) {
	if !c.Escaped && len(c.Swap) == 0 {
		return inner, nil
	}
	out, special := make([]byte, 0, len(inner)), c.special()
	for at := 0; at < len(inner); {
		plain := at
		for plain < len(inner) && !special[inner[plain]] {
			plain++
		}
		if out, at = append(out, inner[at:plain]...), plain; at == len(inner) {
			break
		}
		b, n := c.replaced(inner[at:])
		if n == 0 {
			return nil, protocolError("marks-swap", at, inner[at:])
		}
		out, at = append(out, b), at+n
	}
	return out, nil
}

// special has the bytes with which one begins that stands for another.
func (c Marks) special() (all [256]bool) {
	for i := 1; i < len(c.Swap); i += 2 {
		all[c.Swap[i][0]] = true
	}
	all[c.Escape] = all[c.Escape] || c.Escaped
	return all
}

// replaced returns the byte that stands at the beginning, and how many bytes it takes;
// 0 for bytes that stand for none.
func (c Marks) replaced(p []byte) (b byte, n int) {
	escapes := false
	for i := 0; i < len(c.Swap); i += 2 {
		if with := c.Swap[i+1]; bytes.HasPrefix(p, with) {
			return c.Swap[i][0], len(with)
		} else if with[0] == p[0] {
			escapes = true
		}
	}
	switch {
	case c.Escaped && p[0] == c.Escape && len(p) > 1:
		return p[1] ^ flipped, 2
	case escapes, c.Escaped && p[0] == c.Escape:
		return 0, 0
	}
	return p[0], 1
}

func (c Marks) look(buf []byte, p *progress) step {
	if !p.data {
		if s, begun := c.begins(buf, p); !begun {
			return s
		}
	}
	at := bytes.Index(buf[p.seen:], c.End)
	if at < 0 {
		p.seen = max(p.head, len(buf)-len(c.End)+1)
		if p.seen-p.head > c.Max {
			return c.tooLong()
		}
		return more(int64(len(buf)+1), PartDelimiter, noLength)
	}
	at += p.seen
	if at-p.head > c.Max {
		return c.tooLong()
	}
	return c.cut(buf[:at+len(c.End)], p.head, at)
}

// begins goes past the start mark, and past others like it where marks are the same.
func (c Marks) begins(buf []byte, p *progress) (s step, begun bool) {
	n := len(c.Start)
	for {
		rest := buf[p.head:]
		if len(rest) < n && bytes.HasPrefix(c.Start, rest) {
			return more(int64(p.head+n), PartHeader, noLength), false
		}
		if !bytes.HasPrefix(rest, c.Start) {
			break
		}
		if p.head += n; !c.same() {
			break
		}
	}
	if p.head == 0 && !c.Shared {
		fault := protocolError("marks-noise", 0, buf[:min(len(buf), n)])
		return step{err: fault, skip: untilResync, part: PartHeader, length: noLength}, false
	}
	p.data, p.seen = true, p.head
	return step{}, true
}

// cut makes the frame of raw, which has its message from head to tail.
func (c Marks) cut(raw []byte, head, tail int) step {
	body, fault := c.unstuffed(raw[head:tail])
	if fault != nil {
		fault.Have += head
		return step{err: fault, skip: int64(len(raw)), part: PartDelimiter, length: noLength}
	}
	if c.Keep {
		body = append(append(bytes.Clone(c.Start), body...), c.End...)
	}
	return step{need: int64(len(raw)), length: noLength, frame: Frame{Raw: raw, Head: head, Tail: len(raw) - tail, Body: body}}
}

func (c Marks) tooLong() step {
	fault := &Error{Kind: KindNoDelimiter, Length: noLength, Max: c.Max}
	return step{err: fault, skip: int64(len(c.Start)), part: PartDelimiter, length: noLength}
}

// resync throws everything away up to the next start mark, but keeps what may be the
// beginning of one.
func (c Marks) resync(buf []byte) (skip int, found bool) {
	if at := bytes.Index(buf, c.Start); at >= 0 {
		return at, true
	}
	for keep := min(len(c.Start)-1, len(buf)); keep > 0; keep-- {
		if bytes.HasPrefix(c.Start, buf[len(buf)-keep:]) {
			return len(buf) - keep, false
		}
	}
	return len(buf), false
}

func (c Marks) careless(body []byte) ([]byte, bool) {
	return append(append(bytes.Clone(c.Start), body...), c.End...), true
}
