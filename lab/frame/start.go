package frame

import (
	"bytes"
	_ "embed"

	"stickylab/lab/catalog"
)

// Start has frames of another codec begin with a mark: a magic number, a preamble, a
// sync byte. The mark is part of the frame and counts in its offsets.
//
//	noise      frame                 frame
//	ff 02 | 68 04 07 00 00 00 | 68 0e 02 ...      IEC 60870-5-104
//
// Bytes in front of a mark are a fault that says so, and are thrown away; so is, after
// any fault of the codec, everything up to the next mark.
type Start struct {
	// Mark is what a frame begins with.
	Mark []byte
	// Twice: in a stream that was lost, a mark counts only where another one stands
	// right behind its frame, as a receiver of MPEG-TS locks on.
	Twice bool
	// Codec cuts the frame, its mark included.
	Codec Codec
}

//go:embed python/start.py
var startPython string

var _ = enter[Start](Kind{
	Word: "start", Rank: 110,
	Example: `start "h" length "B" offset 1`, Preset: `start "\xaaU" length "!H" offset 2`,
	Cures: []string{`start "\xaaU" length "!H" offset 2`},
	usual: Start{},
	Parameters: []Parameter{
		innerParameter(func(c *Start) *Codec { return &c.Codec }),
		of(Parameter{Name: "mark", Kind: ValueBytes}, func(c *Start) *[]byte { return &c.Mark }),
		of(Parameter{Name: "twice", Word: "twice", Kind: ValueFlag, Hidden: true}, func(c *Start) *bool { return &c.Twice }).usually(false),
	},
	Python: seeking("Start", startPython),
	texts: catalog.New(catalog.Texts{
		"name":                 "起始标志，再接别的编解码器",
		"about":                "帧以固定的几个字节开头，后面由另一个编解码器切。乱了就找下一个标志，重新对齐。",
		"preset":               "起始标志 + 长度",
		"preset/about":         "每一帧以 aa 55 开头，后面是 2 字节长度。前面有杂音，或者中间坏了一帧，都能从下一个 aa 55 重新开始。",
		"field/codec":          "里面的编解码器",
		"field/codec/about":    "由它切帧；位置从标志的第一个字节算起。",
		"field/mark":           "标志",
		"field/mark/about":     "写成带引号的字符串。它前面的字节不属于任何一帧，报错以后丢掉。",
		"field/twice":          "隔一帧再看一次",
		"field/twice/about":    "勾上：对齐丢了以后，后面隔一帧还有标志，才认这个标志。MPEG-TS 的接收方就这样锁定。里面只能是 fixed 或者 length。",
		"fault/codec/codec":    "要另一个编解码器",
		"fault/codec/mark":     "要 1 到 64 个字节",
		"fault/codec/twice":    "里面是 fixed 或者 length 时才能用",
		"fault/protocol/noise": "起始标志应当在这里；到下一个起始标志为止的字节不属于任何一帧",
	}, catalog.Texts{
		"name":                 "Start mark, then another codec",
		"about":                "Frames begin with fixed bytes, and another codec cuts them. After a fault the next mark is looked for.",
		"preset":               "Start mark and length",
		"preset/about":         "aa 55 begins each frame, then 2 bytes of length. After noise, or a broken frame, the next aa 55 is where frames begin again.",
		"field/codec":          "Codec within",
		"field/codec/about":    "It cuts the frames; its offsets count from the first byte of the mark.",
		"field/mark":           "Mark",
		"field/mark/about":     "A string in quotes. Bytes in front of it are in no frame: a fault, and thrown away.",
		"field/twice":          "Look twice",
		"field/twice/about":    "On: in a stream that was lost a mark counts only where another one follows its frame, as MPEG-TS is locked on to. For fixed and length.",
		"fault/codec/codec":    "another codec is needed",
		"fault/codec/mark":     "1 to 64 bytes are needed",
		"fault/codec/twice":    "it is for fixed and length",
		"fault/protocol/noise": "a start mark was expected here; the bytes up to the next one are in no frame",
	}),
})

// String writes the codec as Parse reads it.
func (c Start) String() string { return written(c) }

// Validate implements Codec.
func (c Start) Validate() error {
	if len(c.Mark) == 0 || len(c.Mark) > MaxDelimiterBytes {
		return codecError("mark", string(c.Mark))
	}
	if err := validateInner(c.Codec); err != nil {
		return err
	}
	switch c.Codec.(type) {
	case Fixed, LengthField:
	default:
		if c.Twice {
			return codecError("twice", c.Codec.String())
		}
	}
	return nil
}

// Encode implements Codec. The mark goes in front of the message, which the codec
// then frames; a codec that puts something before it cannot be within a Start.
func (c Start) Encode(dst, body []byte) ([]byte, error) {
	out, err := c.Codec.Encode(dst, append(bytes.Clone(c.Mark), body...))
	if err == nil && !bytes.HasPrefix(out[len(dst):], c.Mark) {
		return nil, protocolError("noise", 0, out[len(dst):])
	}
	return out, err
}

func (c Start) look(buf []byte, p *progress) step {
	n := len(c.Mark)
	if len(buf) < n {
		return more(int64(n), PartHeader, noLength)
	}
	if !bytes.HasPrefix(buf, c.Mark) {
		s := astray("noise", buf[:n])
		s.by = c
		return s
	}
	s := c.Codec.look(buf, p)
	if s.err != nil {
		s.skip, s.seek, s.by, s.late = 1, true, c, false
	}
	return s
}

// resync throws everything away up to the next mark.
func (c Start) resync(buf []byte) (skip int, found bool) {
	for {
		at, found := markAt(buf[skip:], c.Mark)
		skip += at
		if !found || !c.Twice {
			return skip, found
		}
		s := c.Codec.look(buf[skip:], &progress{})
		switch behind := int64(skip) + s.need; {
		case s.err == nil && behind+int64(len(c.Mark)) > int64(len(buf)):
			return skip, false
		case s.err == nil && bytes.HasPrefix(buf[behind:], c.Mark):
			return skip, true
		}
		skip++
	}
}

// markAt returns where a mark stands; without one, where the beginning of one does,
// at the end of buf.
func markAt(buf, mark []byte) (at int, found bool) {
	if at := bytes.Index(buf, mark); at >= 0 {
		return at, true
	}
	for keep := min(len(mark)-1, len(buf)); keep > 0; keep-- {
		if bytes.HasPrefix(mark, buf[len(buf)-keep:]) {
			return len(buf) - keep, false
		}
	}
	return len(buf), false
}

func (c Start) careless(body []byte) ([]byte, bool) {
	return Careless(c.Codec, append(bytes.Clone(c.Mark), body...))
}

func (c Start) lengthAt() (from, to int) { return LengthAt(c.Codec) }
