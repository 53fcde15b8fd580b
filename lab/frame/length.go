package frame

import (
	"bytes"
	_ "embed"
	"math"

	"stickylab/lab/catalog"
)

// LengthField frames a message by a length in front of it.
//
//	|<- Offset ->|<- Length.Size ->|<-  value + Adjustment  ->|
//	+------------+-----------------+--------------------------+
//	|            |  length field   |                          |
//	+------------+-----------------+--------------------------+
//	|<-              the frame, of which Strip are stripped ->|
type LengthField struct {
	// Length is how the length is written.
	Length Integer
	// Offset is where the length field begins in the frame.
	Offset int
	// Adjustment is added to the length for the bytes behind the length field:
	// -4 where a field of 4 bytes counts itself.
	Adjustment int
	// Strip is how many bytes are left out of the Body from the front.
	Strip int
	// Max bounds the whole frame.
	Max int
	// Bits is how many bits of the field are the length, the lowest ones above Shift;
	// 0 for all. The others may be flags.
	Bits, Shift int
	// Times and Per are what the length is multiplied with and divided by to get
	// bytes: 4 and 0 for words, 0 and 8 for bits, 0 for neither.
	Times, Per int
	// Keep delivers the bytes before the length field with those behind it.
	Keep bool
	// Late tells of a frame that is too long when all of it was skipped, not
	// as soon as its header is there (Netty's failFast=false).
	Late bool
}

// head counts the bytes up to the end of the length field.
func (c LengthField) head() int { return c.Offset + c.Length.Size }

// Validate implements Codec.
func (c LengthField) Validate() error {
	switch {
	case !c.Length.valid():
		return codecError("width", c.Length.Size)
	case c.Bits < 0 || c.Bits > 63 || c.Bits > 0 && c.Length.Text != 0:
		return codecError("bits", c.Bits)
	case c.Shift < 0 || c.Shift > 0 && c.Bits == 0 || c.Bits+c.Shift > 8*c.Length.Size:
		return codecError("shift", c.Shift)
	case c.Times < 0 || c.Times > MaxFrame:
		return codecError("times", c.Times)
	case c.Per < 0 || c.Per > MaxFrame:
		return codecError("per", c.Per)
	case c.Offset < 0 || c.Offset > MaxFrame:
		return codecError("offset", c.Offset)
	case c.Adjustment < -MaxFrame || c.Adjustment > MaxFrame:
		return codecError("adjustment", c.Adjustment)
	case c.Strip < 0 || c.Strip > MaxFrame:
		return codecError("strip", c.Strip)
	case c.Max < c.head():
		return codecError("max", c.Max)
	}
	return nil
}

// Encode implements Codec. The first Offset bytes of the body go before the
// length field, the others behind it.
func (c LengthField) Encode(dst, body []byte) ([]byte, error) {
	value, even := c.units(int64(len(body)) - int64(c.Offset) - int64(c.Adjustment))
	switch total := len(body) + c.Length.Size; {
	case len(body) < c.Offset:
		return nil, &Error{Kind: KindShort, Length: int64(total), Have: len(body), Need: int64(c.head())}
	case total > c.Max:
		return nil, &Error{Kind: KindTooLong, Length: int64(total), Max: c.Max}
	case value < 0:
		return nil, &Error{Kind: KindNegative, Length: value}
	case !even:
		return nil, protocolError("length-units", 0, body)
	case value > c.most():
		return nil, &Error{Kind: KindUnwritable, Length: value, Max: int(c.most())}
	}
	dst = append(dst, body[:c.Offset]...)
	dst = c.Length.append(dst, value<<c.Shift)
	return append(dst, body[c.Offset:]...), nil
}

func (c LengthField) look(buf []byte, _ *progress) step {
	head := c.head()
	if len(buf) < head {
		return more(int64(head), PartHeader, noLength)
	}
	value := c.value(buf[c.Offset:head])
	behind := int64(c.Adjustment) + int64(head)
	total := value + behind
	if behind > 0 {
		total = plus(value, behind)
	}
	switch {
	case value < 0 || total < int64(max(head, c.Strip)) || total > int64(c.Max) || total == math.MaxInt64:
		return c.fault(buf[c.Offset:head], value, total)
	case int64(len(buf)) < total:
		return more(total, PartBody, value)
	}
	raw := buf[:total]
	body := raw[c.Strip:]
	if c.Keep {
		body = append(bytes.Clone(raw[:c.Offset]), raw[head:]...)
	}
	return step{need: total, length: value, frame: Frame{Raw: raw, Head: head, Body: body}}
}

// fault says what is wrong with a length, and with the frame of so many bytes that
// it makes.
func (c LengthField) fault(field []byte, value, total int64) step {
	fault := &Error{Length: value, Max: c.Max, Field: bytes.Clone(field)}
	if c.plain() {
		fault.length, fault.before, fault.adjustment = c.Length, c.Offset, c.Adjustment
	}
	switch {
	case value < 0 && c.Length.Text != 0:
		return fatal(protocolError("length-digits", c.Offset, field))
	case value < 0:
		fault.Kind = KindNegative
		return fatal(fault)
	case total > int64(c.Max) || total == math.MaxInt64: // no frame is so long
		fault.Kind, fault.Need = KindTooLong, max(total, 0)
		return step{err: fault, skip: max(total, value), late: c.Late, part: PartBody, length: value}
	}
	fault.Kind, fault.Have, fault.Need = KindShort, int(total), int64(max(c.head(), c.Strip))
	return fatal(fault)
}

func (c LengthField) careless(body []byte) ([]byte, bool) {
	if len(body) < c.Offset {
		return nil, false
	}
	value, _ := c.units(int64(len(body)) - int64(c.Offset) - int64(c.Adjustment))
	out := append(bytes.Clone(body[:c.Offset]), c.Length.lowest(value<<c.Shift)...)
	return append(out, body[c.Offset:]...), true
}

func (c LengthField) lengthAt() (from, to int) { return c.Offset, c.head() }

func (c LengthField) resync([]byte) (int, bool) { return 0, true }

//go:embed python/length.py
var lengthPython string

//go:embed python/byte_length.py
var byteLengthPython string

//go:embed python/any_length.py
var anyLengthPython string

var _ = enter[LengthField](Kind{
	Word: "length", Rank: 10,
	Example: `length "!I"`, Preset: `length "!I"`, Cures: []string{`length "!I"`, `length "B"`},
	usual: LengthField{Max: DefaultMax},
	Parameters: []Parameter{
		formatOf("lengthFieldLength, byteOrder", "length_field_length, big_endian", func(c *LengthField) *Integer { return &c.Length }),
		of(Parameter{Name: "offset", Word: "offset", Netty: "lengthFieldOffset", Tokio: "length_field_offset"},
			func(c *LengthField) *int { return &c.Offset }).usually(0),
		of(Parameter{
			Name: "adjust", Word: "adjust", Kind: ValueSigned, Netty: "lengthAdjustment", Tokio: "length_adjustment", Faults: []string{"adjustment"},
		}, func(c *LengthField) *int { return &c.Adjustment }).usually(0),
		of(Parameter{Name: "strip", Word: "strip", Netty: "initialBytesToStrip"},
			func(c *LengthField) *int { return &c.Strip }).following(func(c Codec) any { return c.(LengthField).head() }),
		of(Parameter{Name: "bits", Word: "bits"}, func(c *LengthField) *int { return &c.Bits }).usually(0),
		of(Parameter{Name: "shift", Word: "shift"}, func(c *LengthField) *int { return &c.Shift }).usually(0),
		of(Parameter{Name: "times", Word: "times"}, func(c *LengthField) *int { return &c.Times }).usually(0),
		of(Parameter{Name: "per", Word: "per"}, func(c *LengthField) *int { return &c.Per }).usually(0),
		of(Parameter{Name: "keep", Word: "keep", Kind: ValueFlag}, func(c *LengthField) *bool { return &c.Keep }).usually(false),
		maxOf("maxFrameLength", "", func(c *LengthField) *int { return &c.Max }),
		lateOf("failFast = false", func(c *LengthField) *bool { return &c.Late }),
	},
	Python: Python{
		Class: func(c Codec) string {
			if !c.(LengthField).plain() {
				return "AnyLength"
			}
			return inBytes(c.(LengthField).Length) + "Length"
		},
		Definitions: []Definition{
			{Name: "Length", Text: lengthPython, Needs: frameError, Modules: []string{"struct"}},
			{Name: "ByteLength", Text: byteLengthPython, Needs: frameError},
			{Name: "AnyLength", Text: anyLengthPython, Needs: frameError, Modules: []string{"struct"}},
		},
	},
	texts: catalog.New(catalog.Texts{
		"field/max/about":              "整帧不能超过它，跟 Netty 的 maxFrameLength 一样；tokio 的 max_frame_length 比的是长度字段，不是整帧。超过就报错，不再等。",
		"name":                         "长度字段",
		"about":                        "Netty：LengthFieldBasedFrameDecoder；tokio：LengthDelimitedCodec。",
		"preset":                       "长度头部",
		"preset/about":                 "4 字节大端长度，后面是正文：课程里 struct.pack('!I', len) 的写法。",
		"field/adjust":                 "长度修正",
		"field/adjust/about":           "加到长度上的数。长度把自己的 4 个字节也算进去时是 -4。",
		"field/strip":                  "去掉几个字节",
		"field/strip/about":            "交付之前从帧的开头去掉几个字节；通常是整个头部。tokio 的 num_skip 不是它：tokio 先去掉再数，去掉之后还取 length + length_adjustment 个字节。",
		"field/bits":                   "几位是长度",
		"field/bits/about":             "长度字段里只有最低的这么多位是长度，高位是标志：RTCM 是 10，HDLC 是 11，ONC RPC 是 31。0：全部都是。",
		"field/shift":                  "右移几位",
		"field/shift/about":            "长度的右边还有几位别的东西：先右移，再取上面那几位。",
		"field/times":                  "乘以",
		"field/times/about":            "长度的单位不是 1 个字节：以 4 字节的字计数写 4。0：不乘。",
		"field/per":                    "除以",
		"field/per/about":              "长度数的是位就写 8，除不尽的进一。0：不除。",
		"field/keep":                   "保留前面的字节",
		"field/keep/about":             "勾上：长度字段前面的字节跟正文一起交付，只去掉长度字段。",
		"fault/codec/bits":             "要一个从 0 到 63 的位数，数字写成文本时没有",
		"fault/codec/shift":            "要一个位数，跟长度的位数合起来不超过字段的位数",
		"fault/codec/times":            "要一个从 0 起的数",
		"fault/codec/per":              "要一个从 0 起的数",
		"fault/protocol/length-digits": "这里应当是数字",
		"fault/protocol/length-units":  "消息的字节数不是长度单位的整数倍",
		"fault/codec/adjustment":       "要一个字节数，例如长度把自己的 4 个字节也算进去时是 -4",
		"fault/codec/strip":            "要一个从 0 起的字节数",
	}, catalog.Texts{
		"field/max/about":              "Of the whole frame, as Netty's maxFrameLength; tokio's max_frame_length is held against the length field. A longer one is an error at once.",
		"name":                         "Length field",
		"about":                        "Netty: LengthFieldBasedFrameDecoder; tokio: LengthDelimitedCodec.",
		"preset":                       "Length header",
		"preset/about":                 "4 bytes of big-endian length, then the body: struct.pack('!I', len) of the course.",
		"field/adjust":                 "Adjustment",
		"field/adjust/about":           "Added to the length: -4 where a length counts its own 4 bytes.",
		"field/strip":                  "Bytes to strip",
		"field/strip/about":            "How many bytes are left out at the front of what is delivered; mostly the whole header. tokio's num_skip is another thing: it skips first and takes length + length_adjustment bytes behind what it skipped.",
		"field/bits":                   "Bits of length",
		"field/bits/about":             "Only so many low bits of the field are the length, those above are flags: 10 in RTCM, 11 in HDLC, 31 in ONC RPC. 0: all are.",
		"field/shift":                  "Shift",
		"field/shift/about":            "So many bits to the right of the length are something else: the field is shifted right by them first.",
		"field/times":                  "Times",
		"field/times/about":            "The length does not count single bytes: 4 for words of 4 bytes. 0: it does.",
		"field/per":                    "Divided by",
		"field/per/about":              "8 where the length counts bits; a rest makes one more byte. 0: nothing.",
		"field/keep":                   "Keep what is before",
		"field/keep/about":             "On: the bytes before the length field are delivered with the body, only the field is left out.",
		"fault/codec/bits":             "a number of bits from 0 to 63 is needed, and none of digits",
		"fault/codec/shift":            "a number of bits is needed that the field has room for, besides those of the length",
		"fault/codec/times":            "a number from 0 is needed",
		"fault/codec/per":              "a number from 0 is needed",
		"fault/protocol/length-digits": "digits are needed here",
		"fault/protocol/length-units":  "the message is no whole number of the units that the length counts",
		"fault/codec/adjustment":       "a number of bytes is needed, such as -4 for a length that counts its own 4 bytes",
		"fault/codec/strip":            "a number of bytes from 0 is needed",
	}),
})

// String writes the codec as Parse reads it.
func (c LengthField) String() string { return written(c) }
