package frame

import (
	_ "embed"

	"stickylab/lab/catalog"
)

// When chooses a codec by bytes of the frame: the function code of Modbus RTU, the
// address type of SOCKS5, the flag of a ZMTP frame, the $ of RTSP.
type When struct {
	match

	// Codec is for frames that fulfil the condition, Else for the others; without
	// one those are a fault.
	Codec, Else Codec
}

//go:embed python/when.py
var whenPython string

var _ = enter[When](Kind{
	Word: "when", Rank: 140,
	Example: `when "\x80" mask "\x80" length "!I" adjust 4 strip 8 else length "!I"`,
	Preset:  `when "$" length "!H" offset 2 strip 0 else line`,
	Cures:   []string{`when "+" "-" line else delimiter ";"`},
	usual:   When{},
	Parameters: append([]Parameter{
		innerParameter(func(c *When) *Codec { return &c.Codec }),
	}, append(
		matchParameters(func(c *When) *match { return &c.match }),
		innerOf(Parameter{Name: "else", Word: "else", Argument: "other"}, func(c *When) *Codec { return &c.Else }).usually(nil),
	)...),
	Python: class("When", whenPython),
	texts: catalog.New(matchTexts("zh", catalog.Texts{
		"name":                     "看字节选编解码器",
		"about":                    "帧里的某几个字节决定这一帧怎么切：Modbus RTU 的功能码、SOCKS5 的地址类型、RTSP 的 $。",
		"preset":                   "两种帧混在一个流里",
		"preset/about":             "以 $ 开头的帧带 2 字节长度，其余的是文本行：RTSP 在一个连接里就这样混着传。",
		"field/codec":              "符合时用的编解码器",
		"field/codec/about":        "帧的那几个字节符合条件，就由它切。",
		"field/else":               "否则",
		"field/else/about":         "不符合时用的编解码器，里面还可以再分。空着：不符合就报错。",
		"fault/codec/codec":        "要另一个编解码器",
		"fault/protocol/when-none": "没有哪一种帧以这样的字节开头",
	}), matchTexts("en", catalog.Texts{
		"name":                     "Choose by bytes",
		"about":                    "Bytes of the frame decide how it is cut: the function code of Modbus RTU, the address type of SOCKS5, the $ of RTSP.",
		"preset":                   "Two kinds of frames",
		"preset/about":             "Frames that begin with $ have 2 bytes of length, all others are lines: so RTSP mixes both on one connection.",
		"field/codec":              "Codec when they are",
		"field/codec/about":        "It cuts the frames whose bytes fulfil the condition.",
		"field/else":               "Else",
		"field/else/about":         "The codec of all others, which may choose again. Empty: those are a fault.",
		"fault/codec/codec":        "another codec is needed",
		"fault/protocol/when-none": "no kind of frame has these bytes there",
	})),
})

// String writes the codec as Parse reads it.
func (c When) String() string { return written(c) }

// Validate implements Codec.
func (c When) Validate() error {
	if err := c.validate(); err != nil {
		return err
	}
	if err := validateInner(c.Codec); err != nil || c.Else == nil {
		return err
	}
	return c.Else.Validate()
}

// Encode implements Codec by the first codec whose frame would be read by it again.
func (c When) Encode(dst, body []byte) ([]byte, error) {
	var err error
	for i, codec := range []Codec{c.Codec, c.Else} {
		if codec == nil {
			break
		}
		out, fault := codec.Encode(dst, body)
		if fault == nil {
			// A frame shorter than what decides is read by neither.
			if holds, need := c.of(out[len(dst):]); holds == (i == 0) && (holds || need == 0) {
				return out, nil
			}
		}
		if err = fault; fault == nil {
			err = protocolError("when-none", 0, body)
		}
	}
	return nil, err
}

func (c When) look(buf []byte, p *progress) step {
	holds, need := c.of(buf)
	codec := c.Codec
	switch {
	case holds:
	case need > 0:
		return more(int64(need), PartHeader, noLength)
	case c.Else == nil:
		return fatal(protocolError("when-none", c.At, buf[c.At:]))
	default:
		codec = c.Else
	}
	s := codec.look(buf, p)
	if s.err != nil && s.by == nil {
		s.by = codec
	}
	return s
}

// resync is never asked for: a step says which of both codecs has to.
func (c When) resync([]byte) (int, bool) { return 0, true }
