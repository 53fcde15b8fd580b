package frame

import (
	"bytes"
	_ "embed"

	"stickylab/lab/catalog"
)

// Fixed frames a message by giving all of them the same length. When Padded,
// shorter ones are filled up with Pad, which a message therefore must not end
// with; else every message has exactly Size bytes, and all are delivered.
type Fixed struct {
	Size   int
	Pad    byte
	Padded bool
}

// Validate implements Codec.
func (c Fixed) Validate() error {
	if c.Size < 1 || c.Size > MaxFrame {
		return codecError("size", c.Size)
	}
	return nil
}

// Encode implements Codec.
func (c Fixed) Encode(dst, body []byte) ([]byte, error) {
	switch n := len(body); {
	case n > c.Size:
		return nil, &Error{Kind: KindTooLong, Length: int64(n), Max: c.Size}
	case !c.Padded && n < c.Size:
		return nil, &Error{Kind: KindSize, Length: int64(n), Max: c.Size}
	case c.Padded && n > 0 && body[n-1] == c.Pad:
		return nil, &Error{Kind: KindPadding, Length: int64(n), Field: []byte{c.Pad}}
	}
	dst = append(dst, body...)
	return append(dst, bytes.Repeat([]byte{c.Pad}, c.Size-len(body))...), nil
}

func (c Fixed) look(buf []byte, _ *progress) step {
	if len(buf) < c.Size {
		return more(int64(c.Size), PartBody, int64(c.Size))
	}
	raw := buf[:c.Size]
	end := len(raw)
	for c.Padded && end > 0 && raw[end-1] == c.Pad {
		end--
	}
	return step{need: int64(c.Size), length: int64(c.Size), frame: Frame{Raw: raw, Tail: len(raw) - end, Body: raw[:end]}}
}

func (c Fixed) careless(body []byte) ([]byte, bool) {
	short := max(0, c.Size-len(body))
	if !c.Padded {
		short = 0
	}
	return append(bytes.Clone(body), bytes.Repeat([]byte{c.Pad}, short)...), true
}

func (c Fixed) resync([]byte) (int, bool) { return 0, true }

//go:embed python/fixed.py
var fixedPython string

var _ = enter[Fixed](Kind{
	Word: "fixed", Rank: 50,
	Example: `fixed 8 pad "\x00"`, Preset: `fixed 8 pad "\x00"`, Cures: []string{`fixed 8 pad "\x00"`},
	usual: Fixed{},
	Parameters: []Parameter{
		of(Parameter{Name: "size", Netty: "frameLength", Least: 1}, func(c *Fixed) *int { return &c.Size }),
		padOf(),
	},
	Python: class("Fixed", fixedPython),
	texts: catalog.New(catalog.Texts{
		"name":             "定长",
		"about":            "Netty：FixedLengthFrameDecoder。",
		"preset":           "定长",
		"preset/about":     "每条消息都是 8 字节，短的用 0 补齐。",
		"field/size":       "长度",
		"field/size/about": "每一帧都是这么多字节；不写 pad 就一个字节也不去掉，跟 Netty 一样。",
		"field/pad":        "填充字节",
		"field/pad/about":  "短的消息用它补齐，交付时从末尾去掉。空着：不补，每条消息都得正好这么长。",
	}, catalog.Texts{
		"name":             "Fixed length",
		"about":            "Netty: FixedLengthFrameDecoder.",
		"preset":           "Fixed length",
		"preset/about":     "Every message has 8 bytes; short ones are filled up with zeros.",
		"field/size":       "Length",
		"field/size/about": "Every frame has so many bytes; without pad none is taken off, as in Netty.",
		"field/pad":        "Padding",
		"field/pad/about":  "Short messages are filled up with it; it is taken off the end again. Empty: none, every message has just that length.",
	}),
})

// padOf is the padding: a byte, or nil for none.
func padOf() Parameter {
	p := Parameter{Name: "pad", Word: "pad", Kind: ValueByte}.usually(nil)
	p.get = func(c Codec) any {
		if own := c.(Fixed); own.Padded {
			return own.Pad
		}
		return nil
	}
	p.set = func(c Codec, value any) Codec {
		own := c.(Fixed)
		own.Pad, own.Padded = value.(byte), true
		return own
	}
	return p
}

// String writes the codec as Parse reads it.
func (c Fixed) String() string { return written(c) }
