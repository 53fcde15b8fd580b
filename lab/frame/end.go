package frame

import (
	"bytes"
	_ "embed"

	"stickylab/lab/catalog"
)

// End has the messages of another codec end with a mark that must be there: the
// frame-end of AMQP, the comma of a netstring, the flag behind an HDLC frame. It is
// checked and taken off.
//
//	01 00 00  00 00 00 08  00 0a 00 0b 00 00 00 00  ce     AMQP 0-9-1, 4.2.3
//	type      length       payload                  end
//
// A frame that ends otherwise is a fault and no frame; the next one begins behind it.
type End struct {
	// Mark is what a message ends with.
	Mark []byte
	// Keep leaves it in the Body.
	Keep bool
	// Codec cuts the frame, its end included.
	Codec Codec
}

//go:embed python/end.py
var endPython string

var _ = enter[End](Kind{
	Word: "end", Rank: 120,
	Example: `end "\xce" length "!I" adjust 1`, Preset: `end "\xce" length "!I" adjust 1`,
	Cures: []string{`end "\xce" length "!I" adjust 1`},
	usual: End{},
	Parameters: []Parameter{
		innerParameter(func(c *End) *Codec { return &c.Codec }),
		of(Parameter{Name: "mark", Kind: ValueBytes}, func(c *End) *[]byte { return &c.Mark }),
		of(Parameter{Name: "keep", Word: "keep", Kind: ValueFlag}, func(c *End) *bool { return &c.Keep }).usually(false),
	},
	Python: class("End", endPython),
	texts: catalog.New(catalog.Texts{
		"name":              "结尾标志，检查别的编解码器",
		"about":             "由另一个编解码器切帧，再检查帧是不是以规定的字节结尾；不是就报错，那一帧不交付。AMQP 的 ce、netstring 的逗号。",
		"preset":            "长度 + 结尾标志",
		"preset/about":      "4 字节长度，正文，最后一个字节必须是 ce（AMQP 0-9-1 就这样）。长度算错了，这里立刻看得出来。",
		"field/codec":       "里面的编解码器",
		"field/codec/about": "由它切帧；切出来的正文要包括结尾标志。",
		"field/mark":        "标志",
		"field/mark/about":  "写成带引号的字符串，正文必须以它结尾。",
		"field/keep":        "保留标志",
		"field/keep/about":  "勾上：检查以后也交付。",
		"fault/codec/codec": "要另一个编解码器",
		"fault/codec/mark":  "要 1 到 64 个字节",
	}, catalog.Texts{
		"name":              "End mark behind another codec",
		"about":             "Another codec cuts the frames, and each must end with these bytes, or it is a fault and not delivered: ce of AMQP, the comma of a netstring.",
		"preset":            "Length and end mark",
		"preset/about":      "4 bytes of length, the body, and ce as the last byte, as AMQP 0-9-1 has it: a wrong length is noticed at once.",
		"field/codec":       "Codec within",
		"field/codec/about": "It cuts the frames; the body it delivers has the end mark in it.",
		"field/mark":        "Mark",
		"field/mark/about":  "A string in quotes that the body must end with.",
		"field/keep":        "Keep the mark",
		"field/keep/about":  "On: it is delivered once it was checked.",
		"fault/codec/codec": "another codec is needed",
		"fault/codec/mark":  "1 to 64 bytes are needed",
	}),
})

// String writes the codec as Parse reads it.
func (c End) String() string { return written(c) }

// Validate implements Codec.
func (c End) Validate() error {
	if len(c.Mark) == 0 || len(c.Mark) > MaxDelimiterBytes {
		return codecError("mark", string(c.Mark))
	}
	return validateInner(c.Codec)
}

// Encode implements Codec.
func (c End) Encode(dst, body []byte) ([]byte, error) {
	return c.Codec.Encode(dst, append(bytes.Clone(body), c.Mark...))
}

func (c End) look(buf []byte, p *progress) step {
	s := c.Codec.look(buf, p)
	if !s.complete(len(buf)) {
		return s
	}
	f := &s.frame
	if !bytes.HasSuffix(f.Body, c.Mark) {
		there := f.Body[max(0, len(f.Body)-len(c.Mark)):]
		return s.bad(&Error{Kind: KindCheck, Parameter: "end", Field: quoted(there), Want: quoted(c.Mark)})
	}
	s.trim(len(c.Mark), c.Keep)
	return s
}

// bad makes a fault of the frame of a step, which is given up.
func (s step) bad(fault *Error) step {
	fault.Length = noLength
	return step{err: fault, skip: int64(len(s.frame.Raw)), part: PartBody, length: noLength}
}

// trim takes bytes off the end of the body and counts them as the frame's tail, where
// they are its last bytes.
func (s *step) trim(n int, keep bool) {
	f := &s.frame
	from := len(f.Raw) - f.Tail - n
	if from >= f.Head && bytes.Equal(f.Raw[from:from+n], f.Body[len(f.Body)-n:]) {
		f.Tail += n
	}
	if !keep {
		f.Body = f.Body[:len(f.Body)-n]
	}
}

func (c End) resync(buf []byte) (skip int, found bool) { return c.Codec.resync(buf) }

func (c End) careless(body []byte) ([]byte, bool) {
	return Careless(c.Codec, append(bytes.Clone(body), c.Mark...))
}

func (c End) lengthAt() (from, to int) { return LengthAt(c.Codec) }
