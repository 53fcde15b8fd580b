package frame

import (
	"bytes"
	_ "embed"

	"stickylab/lab/catalog"
)

// Join makes one message of several frames of another codec: a bit of each says
// whether it is the last one, as FIN does in WebSocket and EOT in COTP, or, with More,
// whether others follow.
//
//	03 00 00 09 02 f0 00 61 62   03 00 00 09 02 f0 80 63 64      COTP over TPKT
//	                  not last                     last: "abcd"
type Join struct {
	match

	// More: the condition tells of a frame that others follow, not of the last one.
	More bool
	// Apart, when not empty, are bits of the byte at At that a frame has which is no
	// part of a message: a control frame. Between the parts of one it is left out.
	Apart []byte
	// Max bounds the frames of a message together.
	Max int
	// Codec cuts the frames.
	Codec Codec
}

//go:embed python/join.py
var joinPython string

var _ = enter[Join](Kind{
	Word: "join", Rank: 150,
	Example: `join "\x80" mask "\x80" length "!I" bits 31`, Preset: `join "\x80" mask "\x80" length "!I" bits 31`,
	Cures: []string{`join "\x80" mask "\x80" length "!I" bits 31`},
	usual: Join{Max: DefaultMax},
	Parameters: append(append([]Parameter{
		innerParameter(func(c *Join) *Codec { return &c.Codec }),
	}, matchParameters(func(c *Join) *match { return &c.match })...),
		of(Parameter{Name: "more", Word: "more", Kind: ValueFlag}, func(c *Join) *bool { return &c.More }).usually(false),
		of(Parameter{Name: "apart", Word: "apart", Kind: ValueBytes}, func(c *Join) *[]byte { return &c.Apart }).usually([]byte(nil)),
		maxOf("", "", func(c *Join) *int { return &c.Max }),
	),
	Python: class("Join", joinPython),
	texts: catalog.New(matchTexts("zh", catalog.Texts{
		"name":                "几帧合成一条消息",
		"about":               "帧里的某一位说明这是不是最后一帧：WebSocket 的 FIN、COTP 的 EOT、TDS 的 EOM。Netty：WebSocketFrameAggregator（只管 WebSocket）。",
		"preset":              "记录标记（ONC RPC）",
		"preset/about":        "4 字节长度，最高一位是 1 表示这是消息的最后一段（RFC 5531 第 11 节）。几段合起来才是一条消息。",
		"field/codec":         "里面的编解码器",
		"field/codec/about":   "由它切帧。",
		"field/more":          "符合表示后面还有",
		"field/more/about":    "不勾：符合条件的是最后一帧。勾上：符合条件的后面还有（ZMTP 的 MORE、MySQL 的 ff ff ff）。",
		"field/apart":         "控制帧",
		"field/apart/about":   "这个位置上有这些位的帧不属于消息（WebSocket 是 \"\\x08\"）：单独来就单独交付，夹在消息中间的跳过。空着：没有。",
		"field/max/about":     "一条消息的几帧合起来超过它就报错。",
		"fault/codec/codec":   "要另一个编解码器",
		"fault/codec/apart":   "要一个字节",
		"fault/protocol/join": "这一帧改不成消息的最后一帧",
	}), matchTexts("en", catalog.Texts{
		"name":                "Several frames, one message",
		"about":               "A bit of each frame says whether it is the last: FIN of WebSocket, EOT of COTP, EOM of TDS. Netty: WebSocketFrameAggregator, for that protocol.",
		"preset":              "Record marking (ONC RPC)",
		"preset/about":        "4 bytes of length, whose top bit marks the last fragment of a message (RFC 5531 section 11): all of them are one message.",
		"field/codec":         "Codec within",
		"field/codec/about":   "It cuts the frames.",
		"field/more":          "More follow",
		"field/more/about":    "Off: the condition tells of the last frame. On: of one that others follow (MORE of ZMTP, ff ff ff of MySQL).",
		"field/apart":         "Control frames",
		"field/apart/about":   "A frame with these bits there is no part of a message (\"\\x08\" in WebSocket): delivered when it comes alone, left out within a message. Empty: none.",
		"field/max/about":     "More than this in the frames of one message is an error.",
		"fault/codec/codec":   "another codec is needed",
		"fault/codec/apart":   "one byte is needed",
		"fault/protocol/join": "this frame cannot be made the last one of a message",
	})),
})

// String writes the codec as Parse reads it.
func (c Join) String() string { return written(c) }

// Validate implements Codec.
func (c Join) Validate() error {
	switch err := c.validate(); {
	case err != nil:
		return err
	case len(c.Apart) > 1:
		return codecError("apart", string(c.Apart))
	case c.Max < 0:
		return codecError("max", c.Max)
	}
	return validateInner(c.Codec)
}

// Encode implements Codec: the message is one frame, which is its last.
func (c Join) Encode(dst, body []byte) ([]byte, error) {
	out, err := c.Codec.Encode(dst, body)
	if err != nil {
		return nil, err
	}
	framed := out[len(dst):]
	if len(framed) > c.Max {
		return nil, &Error{Kind: KindTooLong, Length: int64(len(framed)), Max: c.Max}
	}
	want, err := decoded(c.Codec, bytes.Clone(framed))
	if err != nil {
		return nil, err
	}
	if !c.More && !c.last(framed) && len(framed) >= c.At+len(c.Is[0]) {
		for i, b := range c.Is[0] {
			mask := byte(0xff)
			if len(c.Mask) > 0 {
				mask = c.Mask[i]
			}
			framed[c.At+i] = framed[c.At+i]&^mask | b&mask
		}
	}
	if f, err := decoded(c.Codec, framed); err != nil || !c.last(f.Raw) || c.apart(f.Raw) || !bytes.Equal(f.Body, want.Body) {
		return nil, protocolError("join", 0, framed)
	}
	return out, nil
}

// last reports whether a frame ends its message.
func (c Join) last(raw []byte) bool {
	holds, _ := c.of(raw)
	return holds != c.More
}

// apart reports whether a frame is a control frame.
func (c Join) apart(raw []byte) bool {
	return len(c.Apart) > 0 && len(raw) > c.At && raw[c.At]&c.Apart[0] == c.Apart[0]
}

func (c Join) look(buf []byte, p *progress) step {
	if p.inner == nil {
		p.inner = &progress{nth: p.nth}
	}
	for {
		s := c.Codec.look(buf[p.at:], p.inner)
		if !s.complete(len(buf) - p.at) {
			return s.further(p.at)
		}
		raw, first := s.frame.Raw, p.at == 0
		if p.at += len(raw); p.at > c.Max {
			fault := &Error{Kind: KindTooLong, Length: int64(p.at), Max: c.Max}
			return step{err: fault, skip: int64(p.at), part: PartBody, length: noLength}
		}
		apart := c.apart(raw)
		if first && (apart || c.last(raw)) {
			return s
		}
		if !apart {
			p.parts = append(p.parts, s.frame.Body...)
			if c.last(raw) {
				f := Frame{Raw: buf[:p.at], Head: p.head, Tail: s.frame.Tail, Body: p.parts}
				return step{need: int64(p.at), length: noLength, frame: f}
			}
		}
		if first {
			p.head = s.frame.Head
		}
		p.inner = &progress{nth: p.nth}
	}
}

// further is a step of a frame that begins so many bytes behind the one that it is of.
func (s step) further(by int) step {
	if by == 0 {
		return s
	}
	s.need = plus(s.need, int64(by))
	s.open = false
	if s.err != nil {
		if s.err.Kind == KindProtocol {
			s.err.Have += by
		}
		if s.skip > 0 {
			s.skip = plus(s.skip, int64(by))
		}
		if s.skip == untilResync || s.seek {
			s.skip, s.seek = int64(by), true
		}
	}
	return s
}

func (c Join) resync(buf []byte) (skip int, found bool) { return c.Codec.resync(buf) }

func (c Join) lengthAt() (from, to int) { return LengthAt(c.Codec) }
