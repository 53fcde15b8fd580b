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
		return codecError("size", c.Length.Size)
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
	value := int64(len(body)) - int64(c.Offset) - int64(c.Adjustment)
	switch total := len(body) + c.Length.Size; {
	case len(body) < c.Offset:
		return nil, &Error{Kind: KindShort, Length: int64(total), Have: len(body), Need: int64(c.head())}
	case total > c.Max:
		return nil, &Error{Kind: KindTooLong, Length: int64(total), Max: c.Max}
	case value < 0:
		return nil, &Error{Kind: KindNegative, Length: value}
	case value > c.Length.max():
		return nil, &Error{Kind: KindUnwritable, Length: value, Max: int(c.Length.max())}
	}
	dst = append(dst, body[:c.Offset]...)
	dst = c.Length.append(dst, value)
	return append(dst, body[c.Offset:]...), nil
}

func (c LengthField) look(buf []byte, _ *progress) step {
	head := c.head()
	if len(buf) < head {
		return more(int64(head), PartHeader, noLength)
	}
	field := buf[c.Offset:head]
	value := c.Length.read(field)
	fault := &Error{
		Length: value, Max: c.Max, Field: append([]byte(nil), field...),
		length: c.Length, before: c.Offset, adjustment: c.Adjustment,
	}
	behind := int64(c.Adjustment) + int64(head)
	total := value + behind
	if behind > 0 {
		total = plus(value, behind)
	}
	switch {
	case value < 0:
		fault.Kind = KindNegative
		return fatal(fault)
	case total > int64(c.Max) || total == math.MaxInt64: // no frame is so long
		fault.Kind, fault.Need = KindTooLong, max(total, 0)
		return step{err: fault, skip: max(total, value), late: c.Late, part: PartBody, length: value}
	case total < int64(head) || total < int64(c.Strip):
		fault.Kind, fault.Have, fault.Need = KindShort, int(total), int64(max(head, c.Strip))
		return fatal(fault)
	case int64(len(buf)) < total:
		return more(total, PartBody, value)
	}
	raw := buf[:total]
	return step{need: total, length: value, frame: Frame{Raw: raw, Head: head, Body: raw[c.Strip:]}}
}

func (c LengthField) careless(body []byte) ([]byte, bool) {
	if len(body) < c.Offset {
		return nil, false
	}
	value := int64(len(body)) - int64(c.Offset) - int64(c.Adjustment)
	out := append(bytes.Clone(body[:c.Offset]), c.Length.lowest(value)...)
	return append(out, body[c.Offset:]...), true
}

func (c LengthField) lengthAt() (from, to int) { return c.Offset, c.head() }

func (c LengthField) resync([]byte) (int, bool) { return 0, true }

//go:embed python/length.py
var lengthPython string

//go:embed python/byte_length.py
var byteLengthPython string

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
		maxOf("maxFrameLength", "", func(c *LengthField) *int { return &c.Max }),
		lateOf("failFast = false", func(c *LengthField) *bool { return &c.Late }),
	},
	Python: Python{
		Class: func(c Codec) string { return inBytes(c.(LengthField).Length) + "Length" },
		Definitions: []Definition{
			{Name: "Length", Text: lengthPython, Needs: frameError, Modules: []string{"struct"}},
			{Name: "ByteLength", Text: byteLengthPython, Needs: frameError},
		},
	},
	texts: catalog.New(catalog.Texts{
		"field/max/about":        "整帧不能超过它，跟 Netty 的 maxFrameLength 一样；tokio 的 max_frame_length 比的是长度字段，不是整帧。超过就报错，不再等。",
		"name":                   "长度字段",
		"about":                  "Netty：LengthFieldBasedFrameDecoder；tokio：LengthDelimitedCodec。",
		"preset":                 "长度头部",
		"preset/about":           "4 字节大端长度，后面是正文：课程里 struct.pack('!I', len) 的写法。",
		"field/adjust":           "长度修正",
		"field/adjust/about":     "加到长度上的数。长度把自己的 4 个字节也算进去时是 -4。",
		"field/strip":            "去掉几个字节",
		"field/strip/about":      "交付之前从帧的开头去掉几个字节；通常是整个头部。tokio 的 num_skip 不是它：tokio 先去掉再数，去掉之后还取 length + length_adjustment 个字节。",
		"fault/codec/adjustment": "要一个字节数，例如长度把自己的 4 个字节也算进去时是 -4",
		"fault/codec/strip":      "要一个从 0 起的字节数",
	}, catalog.Texts{
		"field/max/about":        "Of the whole frame, as Netty's maxFrameLength; tokio's max_frame_length is held against the length field. A longer one is an error at once.",
		"name":                   "Length field",
		"about":                  "Netty: LengthFieldBasedFrameDecoder; tokio: LengthDelimitedCodec.",
		"preset":                 "Length header",
		"preset/about":           "4 bytes of big-endian length, then the body: struct.pack('!I', len) of the course.",
		"field/adjust":           "Adjustment",
		"field/adjust/about":     "Added to the length: -4 where a length counts its own 4 bytes.",
		"field/strip":            "Bytes to strip",
		"field/strip/about":      "How many bytes are left out at the front of what is delivered; mostly the whole header. tokio's num_skip is another thing: it skips first and takes length + length_adjustment bytes behind what it skipped.",
		"fault/codec/adjustment": "a number of bytes is needed, such as -4 for a length that counts its own 4 bytes",
		"fault/codec/strip":      "a number of bytes from 0 is needed",
	}),
})

// String writes the codec as Parse reads it.
func (c LengthField) String() string { return written(c) }
