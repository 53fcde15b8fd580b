package frame

import (
	"bytes"
	_ "embed"
	"encoding/binary"

	"stickylab/lab/catalog"
)

// Varint frames a message by its length as a base-128 varint in front of it,
// as protobuf's delimited messages have it: seven bits a byte, the least
// significant first, the top bit set on all but the last.
type Varint struct {
	// Offset is where the varint begins in the frame.
	Offset int
	// Keep delivers the bytes before the varint with those behind it.
	Keep bool
	// Max bounds the body behind the varint.
	Max int
	// Late is LengthField's.
	Late bool
}

// maxVarintBytes is how long the varint of a length of 32 bits may be.
const maxVarintBytes = 5

// Validate implements Codec.
func (c Varint) Validate() error {
	switch {
	case c.Offset < 0 || c.Offset > MaxFrame:
		return codecError("offset", c.Offset)
	case c.Max < 0:
		return codecError("max", c.Max)
	}
	return nil
}

// Encode implements Codec. The first Offset bytes of the body go before the
// varint.
func (c Varint) Encode(dst, body []byte) ([]byte, error) {
	n := len(body) - c.Offset
	switch {
	case n < 0:
		return nil, &Error{Kind: KindShort, Have: len(body), Need: int64(c.Offset)}
	case n > c.Max:
		return nil, &Error{Kind: KindTooLong, Length: int64(n), Max: c.Max}
	}
	dst = append(dst, body[:c.Offset]...)
	dst = binary.AppendUvarint(dst, uint64(n))
	return append(dst, body[c.Offset:]...), nil
}

func (c Varint) look(buf []byte, _ *progress) step {
	if len(buf) <= c.Offset {
		return more(int64(c.Offset+1), PartHeader, noLength)
	}
	field := buf[c.Offset:min(len(buf), c.Offset+maxVarintBytes)]
	value, size := binary.Uvarint(field)
	switch {
	case size == 0 && len(field) == maxVarintBytes:
		return fatal(&Error{Kind: KindVarint, Max: maxVarintBytes, Field: append([]byte(nil), field...)})
	case size == 0:
		return more(int64(len(buf)+1), PartHeader, noLength)
	}
	head := c.Offset + size
	total := plus(int64(value), int64(head))
	if value > uint64(c.Max) {
		fault := &Error{Kind: KindTooLong, Length: int64(value), Max: c.Max, Field: append([]byte(nil), field[:size]...)}
		return step{err: fault, skip: total, late: c.Late, part: PartBody, length: int64(value)}
	}
	if int64(len(buf)) < total {
		return more(total, PartBody, int64(value))
	}
	body := buf[head:total]
	if c.Keep {
		body = append(bytes.Clone(buf[:c.Offset]), body...)
	}
	return step{need: total, length: int64(value), frame: Frame{Raw: buf[:total], Head: head, Body: body}}
}

func (c Varint) careless(body []byte) ([]byte, bool) {
	if len(body) < c.Offset {
		return nil, false
	}
	out := append(bytes.Clone(body[:c.Offset]), binary.AppendUvarint(nil, uint64(len(body)-c.Offset))...)
	return append(out, body[c.Offset:]...), true
}

func (c Varint) resync([]byte) (int, bool) { return 0, true }

//go:embed python/varint.py
var varintPython string

var _ = enter[Varint](Kind{
	Word: "varint", Rank: 20,
	Preset: "varint", Cures: []string{"varint"},
	usual: Varint{Max: DefaultMax},
	Parameters: []Parameter{
		of(Parameter{Name: "offset", Word: "offset"}, func(c *Varint) *int { return &c.Offset }).usually(0),
		of(Parameter{Name: "keep", Word: "keep", Kind: ValueFlag}, func(c *Varint) *bool { return &c.Keep }).usually(false),
		maxOf("", "", func(c *Varint) *int { return &c.Max }),
		lateOf("", func(c *Varint) *bool { return &c.Late }),
	},
	Python: class("Varint", varintPython),
	texts: catalog.New(catalog.Texts{
		"name":               "varint 长度",
		"about":              "Netty：ProtobufVarint32FrameDecoder；prost：decode_length_delimiter。",
		"preset":             "varint",
		"preset/about":       "长度写成 varint：每字节 7 位，小的长度只占 1 个字节。protobuf 的 delimited 消息就是这样。",
		"field/keep":         "保留前面的字节",
		"field/keep/about":   "勾上：varint 前面的字节跟正文一起交付，MQTT 的类型就在那里。",
		"field/offset/about": "varint 前面还有几个字节，MQTT 是 1。",
	}, catalog.Texts{
		"name":               "Varint length",
		"about":              "Netty: ProtobufVarint32FrameDecoder; prost: decode_length_delimiter.",
		"preset":             "varint",
		"preset/about":       "The length as a varint, 7 bits a byte, so that small ones take 1 byte: delimited messages of protobuf.",
		"field/keep":         "Keep what is before",
		"field/keep/about":   "On: the bytes before the varint are delivered with the body; the type of MQTT is one.",
		"field/offset/about": "How many bytes come before the varint; 1 with MQTT.",
	}),
})

// String writes the codec as Parse reads it.
func (c Varint) String() string { return written(c) }
