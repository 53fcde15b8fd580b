package frame

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"unicode/utf8"

	"stickylab/lab/catalog"
)

// WebSocket frames messages as RFC 6455 5.2 does, behind the handshake: a byte
// with what the frame is, a length of 7, 16 or 64 bits, and what a client
// sends masked with 4 bytes.
//
//	+-+---+-------+-+-------+------------------+-------------+---------+
//	|F|RSV|opcode |M| len 7 | len 16, 64 if    | key, if M   | payload |
//	| |   |       | |       | len 7 is 126, 127|             |         |
//	+-+---+-------+-+-------+------------------+-------------+---------+
//
// A Body is the payload, unmasked. A message in fragments is several frames.
type WebSocket struct {
	// Mask is the key that Encode masks with, of 4 bytes; empty for none, as a
	// server does. The decoder takes both.
	Mask string
	// Max bounds the payload.
	Max int
}

// The opcodes and the longest lengths of RFC 6455 5.2 and 5.5.
const (
	opText       = 1
	opBinary     = 2
	opClose      = 8
	opPong       = 10
	maxControl   = 125
	finBit       = 0x80
	reservedBits = 0x70
	maskBit      = 0x80
	maskBytes    = 4
)

// Validate implements Codec.
func (c WebSocket) Validate() error {
	switch {
	case len(c.Mask) != 0 && len(c.Mask) != maskBytes:
		return codecError("mask", len(c.Mask))
	case c.Max < 0:
		return codecError("max", c.Max)
	}
	return nil
}

// Encode implements Codec with a text frame, or a binary one for what is no
// UTF-8.
func (c WebSocket) Encode(dst, body []byte) ([]byte, error) {
	if len(body) > c.Max {
		return nil, &Error{Kind: KindTooLong, Length: int64(len(body)), Max: c.Max}
	}
	opcode, masked := byte(opText), byte(0)
	if !utf8.Valid(body) {
		opcode = opBinary
	}
	if c.Mask != "" {
		masked = maskBit
	}
	dst = append(dst, finBit|opcode)
	switch n := len(body); {
	case n <= maxControl:
		dst = append(dst, masked|byte(n))
	case n < 1<<16:
		dst = binary.BigEndian.AppendUint16(append(dst, masked|126), uint16(n))
	default:
		dst = binary.BigEndian.AppendUint64(append(dst, masked|127), uint64(n))
	}
	dst = append(dst, c.Mask...)
	begin := len(dst)
	dst = append(dst, body...)
	if c.Mask != "" {
		mask(dst[begin:], []byte(c.Mask))
	}
	return dst, nil
}

// mask masks a payload, or unmasks it.
func mask(p, key []byte) {
	for i := range p {
		p[i] ^= key[i%maskBytes]
	}
}

func (c WebSocket) look(buf []byte, _ *progress) step {
	if len(buf) < 2 {
		return more(2, PartHeader, noLength)
	}
	if why := badOpening(buf[0], buf[1]); why != "" {
		return fatal(protocolError(why, 0, buf[:2]))
	}
	length := lengthBehind(buf[1])
	key := 2 + length.Size
	head := key
	if buf[1]&maskBit != 0 {
		head += maskBytes
	}
	if len(buf) < head {
		return more(int64(head), PartHeader, noLength)
	}
	value := int64(buf[1] &^ maskBit)
	if length.Size > 0 {
		value = int64(length.bits(buf[2:]))
	}
	total := plus(max(value, 0), int64(head))
	switch fault := c.badLength(value, length, buf[2:key], head-key); {
	case fault != nil && fault.Kind == KindTooLong:
		return step{err: fault, skip: max(total, value), part: PartBody, length: value}
	case fault != nil:
		return fatal(fault)
	case int64(len(buf)) < total:
		return more(total, PartBody, value)
	}
	body := buf[head:total]
	if head > key {
		body = bytes.Clone(body)
		mask(body, buf[key:head])
	}
	return step{need: total, length: value, frame: Frame{Raw: buf[:total], Head: head, Body: body}}
}

// lengthBehind gives the length field that the second byte says there is; of
// no bytes when it has the length itself.
func lengthBehind(second byte) Integer {
	switch second &^ maskBit {
	case 126:
		return Integer{Size: 2}
	case 127:
		return Integer{Size: 8}
	}
	return Integer{}
}

// badOpening says what is wrong with the first two bytes: opcodes that are
// none, bits that nobody agreed on, and control frames that are in fragments
// or long (RFC 6455 5.5).
func badOpening(first, second byte) string {
	opcode := first & 0x0f
	switch control := opcode >= opClose; {
	case first&reservedBits != 0:
		return "ws-reserved"
	case opcode > opBinary && !control, opcode > opPong:
		return "ws-opcode"
	case control && first&finBit == 0:
		return "ws-fragment"
	case control && second&^maskBit > maxControl:
		return "ws-control"
	}
	return ""
}

// badLength says what is wrong with a length: it must not have its top bit
// set, must be written as shortly as it can be, and not be above the maximum.
func (c WebSocket) badLength(value int64, length Integer, field []byte, behind int) *Error {
	fault := &Error{
		Kind: KindTooLong, Length: value, Max: c.Max, Field: bytes.Clone(field), length: length, before: 2, adjustment: behind,
	}
	switch {
	case value < 0:
		fault.Kind = KindNegative
	case length.Size == 2 && value <= maxControl, length.Size == 8 && value < 1<<16:
		fault.Kind, fault.Why = KindProtocol, "ws-minimal"
	case value <= int64(c.Max):
		return nil
	}
	return fault
}

func (c WebSocket) resync([]byte) (int, bool) { return 0, true }

//go:embed python/websocket.py
var websocketPython string

var _ = enter[WebSocket](Kind{
	Word: "websocket", Rank: 90,
	usual: WebSocket{Max: DefaultMax},
	Parameters: []Parameter{
		maskOf(),
		maxOf("maxFramePayloadLength", "tungstenite: max_frame_size", func(c *WebSocket) *int { return &c.Max }),
	},
	Python: class("WebSocket", websocketPython, "struct"),
	texts: catalog.New(catalog.Texts{
		"name":                       "WebSocket",
		"about":                      "Netty：WebSocket13FrameDecoder；tokio：tokio-tungstenite。",
		"field/mask":                 "掩码",
		"field/mask/about":           "编码时用的 4 字节掩码，客户端才有；解码时两种都认。",
		"field/max/about":            "一帧的内容最多多少字节；超过就报错。",
		"fault/codec/mask":           "要一个 4 字节的掩码",
		"fault/protocol/ws-reserved": "三个保留位必须是 0，除非双方约定了扩展",
		"fault/protocol/ws-opcode":   "操作码只能是 0、1、2、8、9、10",
		"fault/protocol/ws-fragment": "控制帧不能分片",
		"fault/protocol/ws-control":  "控制帧最多带 125 个字节",
		"fault/protocol/ws-minimal":  "长度要用放得下它的最少字节来写",
	}, catalog.Texts{
		"name":                       "WebSocket",
		"about":                      "Netty: WebSocket13FrameDecoder; tokio: tokio-tungstenite.",
		"field/mask":                 "Mask",
		"field/mask/about":           "The 4 bytes that a client masks with, for encoding; the decoder takes both.",
		"field/max/about":            "A longer payload is an error.",
		"fault/codec/mask":           "a key of 4 bytes is needed",
		"fault/protocol/ws-reserved": "the three reserved bits are 0 unless both agreed on an extension",
		"fault/protocol/ws-opcode":   "the opcode is none of 0, 1, 2, 8, 9, 10",
		"fault/protocol/ws-fragment": "a control frame has no fragments",
		"fault/protocol/ws-control":  "a control frame carries at most 125 bytes",
		"fault/protocol/ws-minimal":  "a length is written in as few bytes as it fits in",
	}),
})

// String writes the codec as Parse reads it.
func (c WebSocket) String() string { return written(c) }

// maskOf is the key: its bytes.
func maskOf() Parameter {
	p := Parameter{Name: "mask", Word: "mask", Kind: ValueBytes}
	p.get = func(c Codec) any { return []byte(c.(WebSocket).Mask) }
	p.set = func(c Codec, value any) Codec {
		own := c.(WebSocket)
		own.Mask = string(value.([]byte))
		return own
	}
	return p.usually([]byte{})
}
