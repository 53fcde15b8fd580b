package frame

import (
	"bytes"
	_ "embed"
	"slices"

	"stickylab/lab/catalog"
)

// Skip passes over bytes between the frames of another codec that mean nothing: the
// line ends by which STOMP and SIP keep a connection alive. They are in no frame, and
// no fault.
type Skip struct {
	// Over is what may stand in front of a frame, as often as it likes.
	Over [][]byte
	// Codec cuts the frames.
	Codec Codec
}

//go:embed python/skip.py
var skipPython string

var _ = enter[Skip](Kind{
	Word: "skip", Rank: 130,
	Example: `skip "\n" "\r\n" delimiter "\x00"`, Preset: `skip "\n" delimiter "\x00"`,
	Cures: []string{`skip "\n" "\r\n" delimiter "\x00"`},
	usual: Skip{},
	Parameters: []Parameter{
		innerParameter(func(c *Skip) *Codec { return &c.Codec }),
		of(Parameter{Name: "over", Kind: ValueStrings}, func(c *Skip) *[][]byte { return &c.Over }),
	},
	Python: class("Skip", skipPython),
	texts: catalog.New(catalog.Texts{
		"name":              "跳过帧之间的字节",
		"about":             "帧与帧之间可以有心跳之类的字节，跳过去不报错。STOMP 的换行、SIP 的空行。",
		"preset":            "跳过心跳",
		"preset/about":      "每一帧以零字节结尾，帧与帧之间的换行是心跳：跳过去，不算一帧。STOMP 就这样。",
		"field/codec":       "里面的编解码器",
		"field/codec/about": "由它切帧。",
		"field/over":        "跳过什么",
		"field/over/about":  "写成带引号的字符串；帧的前面有其中任何一个，有几个都跳过。",
		"fault/codec/codec": "要另一个编解码器",
		"fault/codec/over":  "要 1 到 8 个字符串，每个 1 到 64 个字节，谁也不是另一个的开头",
	}, catalog.Texts{
		"name":              "Skip between frames",
		"about":             "Between frames may stand bytes that mean nothing, such as heartbeats: the line ends of STOMP and SIP.",
		"preset":            "Heartbeats skipped",
		"preset/about":      "A zero byte ends each frame, and line ends between frames are heartbeats, as in STOMP: they are in no frame.",
		"field/codec":       "Codec within",
		"field/codec/about": "It cuts the frames.",
		"field/over":        "Skip",
		"field/over/about":  "Strings in quotes; any of them in front of a frame is passed over, however often.",
		"fault/codec/codec": "another codec is needed",
		"fault/codec/over":  "1 to 8 strings of 1 to 64 bytes are needed, none of which begins another",
	}),
})

// String writes the codec as Parse reads it.
func (c Skip) String() string { return written(c) }

// Validate implements Codec.
func (c Skip) Validate() error {
	wrong := func(over []byte) bool { return len(over) == 0 || len(over) > MaxDelimiterBytes }
	if n := len(c.Over); n == 0 || n > MaxDelimiters || slices.ContainsFunc(c.Over, wrong) {
		return codecError("over", n)
	}
	for i, over := range c.Over { // else it would matter how the stream is cut
		begins := func(other []byte) bool { return bytes.HasPrefix(other, over) }
		if slices.ContainsFunc(c.Over[:i], begins) || slices.ContainsFunc(c.Over[i+1:], begins) {
			return codecError("over", string(over))
		}
	}
	return validateInner(c.Codec)
}

// Encode implements Codec. A message whose frame would begin with what is skipped
// cannot be carried.
func (c Skip) Encode(dst, body []byte) ([]byte, error) {
	out, err := c.Codec.Encode(dst, body)
	if err == nil && c.at(out[len(dst):]) > 0 {
		return nil, &Error{Kind: KindDelimiter}
	}
	return out, err
}

// at returns how many bytes are to be passed over at the beginning.
func (c Skip) at(buf []byte) int {
	at := 0
	for again := true; again; {
		again = false
		for _, over := range c.Over {
			for bytes.HasPrefix(buf[at:], over) {
				at, again = at+len(over), true
			}
		}
	}
	return at
}

func (c Skip) look(buf []byte, p *progress) step {
	if len(buf) == 0 { // the next byte may be passed over
		return more(1, PartHeader, noLength)
	}
	if at := c.at(buf); at > 0 {
		return step{idle: at}
	}
	for _, over := range c.Over {
		if len(buf) > 0 && len(buf) < len(over) && bytes.HasPrefix(over, buf) {
			return more(int64(len(buf)+1), PartHeader, noLength)
		}
	}
	return c.Codec.look(buf, p)
}

func (c Skip) resync(buf []byte) (skip int, found bool) { return c.Codec.resync(buf) }

func (c Skip) careless(body []byte) ([]byte, bool) { return Careless(c.Codec, body) }

func (c Skip) lengthAt() (from, to int) { return LengthAt(c.Codec) }
