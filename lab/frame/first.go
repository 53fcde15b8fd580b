package frame

import (
	_ "embed"

	"stickylab/lab/catalog"
)

// First has the first frame of a stream cut by a codec of its own: the greeting of
// SOCKS5, the version line of RFB, a handshake.
//
//	05 01 00     05 01 00 03 09 localhost 1f 90      RFC 1928: methods, then a request
type First struct {
	// Codec cuts the first frame, Then the others; it may have a first one too.
	Codec, Then Codec
}

//go:embed python/first.py
var firstPython string

var _ = enter[First](Kind{
	Word: "first", Rank: 145,
	Example: `first line then length "!H"`, Preset: `first line then length "!H"`,
	Cures: []string{`first line then length "!H"`},
	usual: First{},
	Parameters: []Parameter{
		innerParameter(func(c *First) *Codec { return &c.Codec }),
		innerOf(Parameter{Name: "then", Word: "then"}, func(c *First) *Codec { return &c.Then }),
	},
	Python: class("First", firstPython),
	texts: catalog.New(catalog.Texts{
		"name":              "第一帧不一样",
		"about":             "流的第一帧用另一种编解码器：SOCKS5 的问候、RFB 的版本行、各种握手。",
		"preset":            "先一行，再长度",
		"preset/about":      "第一帧是一行文本（版本、问候），后面的都带 2 字节长度。",
		"field/codec":       "第一帧",
		"field/codec/about": "流的第一帧由它切。",
		"field/then":        "以后的帧",
		"field/then/about":  "里面还可以再写一个 first，第二帧也就不一样了。",
		"fault/codec/codec": "要另一个编解码器",
		"fault/codec/then":  "要另一个编解码器",
	}, catalog.Texts{
		"name":              "First frame",
		"about":             "The first frame of a stream has a codec of its own: the greeting of SOCKS5, the version of RFB, a handshake.",
		"preset":            "A line first, then lengths",
		"preset/about":      "The first frame is a line of text, a version or greeting; those behind it have 2 bytes of length.",
		"field/codec":       "First frame",
		"field/codec/about": "It cuts the first frame of the stream.",
		"field/then":        "Then",
		"field/then/about":  "It cuts the others, and may have another first, for the second frame.",
		"fault/codec/codec": "another codec is needed",
		"fault/codec/then":  "another codec is needed",
	}),
})

// String writes the codec as Parse reads it.
func (c First) String() string { return written(c) }

// Validate implements Codec.
func (c First) Validate() error {
	if err := validateInner(c.Codec); err != nil {
		return err
	}
	if c.Then == nil {
		return codecError("then", "")
	}
	return c.Then.Validate()
}

// Nth returns the codec that makes the frame of a stream with that number, from 0.
func Nth(c Codec, n int) Codec {
	first, ok := c.(First)
	switch {
	case !ok:
		return c
	case n == 0:
		return first.Codec
	}
	return Nth(first.Then, n-1)
}

// Encode implements Codec for all but the first frame of a stream; Nth has that.
func (c First) Encode(dst, body []byte) ([]byte, error) { return c.Then.Encode(dst, body) }

func (c First) look(buf []byte, p *progress) step {
	codec, nth := c.Codec, p.nth
	if nth > 0 {
		codec = c.Then
		p.nth--
	}
	s := codec.look(buf, p)
	if p.nth = nth; s.err != nil && s.by == nil {
		s.by = codec
	}
	return s
}

// resync is never asked for: a step says which of both codecs has to.
func (c First) resync([]byte) (int, bool) { return 0, true }
