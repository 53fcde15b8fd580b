package frame

import (
	"bytes"
	_ "embed"
	"strings"

	"stickylab/lab/catalog"
)

// Check has a check behind each message of another codec: a CRC, a sum, an exclusive
// or. It is computed anew, compared and taken off.
//
//	01  03 02 00 07   f9 86      Modbus RTU: CRC-16 over all that goes before it
//	|<-  covered  ->|  check
//
// A frame with a wrong one is a fault and no frame; the next one begins behind it.
type Check struct {
	// Sum is the name of the checksum.
	Sum string
	// As is how it is written: binary, or as digits.
	As Integer
	// From is the first byte of the body that it covers.
	From int
	// Label stands in front of it and is not covered: * in NMEA 0183, 10= in FIX.
	Label []byte
	// Strip is how many bytes are left out of the Body from the front.
	Strip int
	// Keep leaves the check in the Body.
	Keep bool
	// Codec cuts the frame; what it delivers has all that is covered, and the check.
	Codec Codec
}

//go:embed python/check.py
var checkPython string

var _ = enter[Check](Kind{
	Word: "check", Rank: 125,
	Example: `check "crc-16/modbus" length "!H"`, Preset: `check "crc-32" length "!H" adjust 4`,
	Cures: []string{`check "crc-32" length "!H" adjust 4`, `check "xor" as "%02X" label "*" line`},
	usual: Check{},
	Parameters: []Parameter{
		innerParameter(func(c *Check) *Codec { return &c.Codec }),
		of(Parameter{Name: "sum", Kind: ValueText, called: checksumsCalled}, func(c *Check) *string { return &c.Sum }),
		of(Parameter{Name: "as", Word: "as", Argument: "form", Kind: ValueFormat, Shown: true}, func(c *Check) *Integer { return &c.As }).following(usualCheck),
		of(Parameter{Name: "from", Word: "from", Argument: "start"}, func(c *Check) *int { return &c.From }).usually(0),
		of(Parameter{Name: "label", Word: "label", Kind: ValueBytes}, func(c *Check) *[]byte { return &c.Label }).usually([]byte(nil)),
		of(Parameter{Name: "strip", Word: "strip"}, func(c *Check) *int { return &c.Strip }).usually(0),
		of(Parameter{Name: "keep", Word: "keep", Kind: ValueFlag}, func(c *Check) *bool { return &c.Keep }).usually(false),
	},
	Python: Python{
		Class: func(Codec) string { return "Check" },
		Definitions: []Definition{
			{Name: "CHECKSUMS", Text: checksumsPython, Modules: []string{"zlib"}},
			{Name: "Check", Text: checkPython, Needs: []string{"FrameError", "CHECKSUMS"}, Modules: []string{"struct"}},
		},
	},
	texts: catalog.New(catalog.Texts{
		"name":              "校验",
		"about":             "由另一个编解码器切帧，再算一遍末尾的校验；不对就报错，那一帧不交付。CRC、和校验、异或。",
		"preset":            "长度 + CRC-32",
		"preset/about":      "2 字节长度，正文，最后 4 字节是 CRC-32。传错一个字节，接收方就知道。",
		"field/codec":       "里面的编解码器",
		"field/codec/about": "由它切帧；切出来的正文要包括被校验的字节和校验本身。",
		"field/sum":         "算法",
		"field/sum/about":   checksumNames("、"),
		"field/as":          "写法",
		"field/as/about":    "二进制写 struct 的格式，如 <H；文本写 %02X（两位十六进制）或 %03d（三位十进制）。",
		"field/from":        "从哪个偏移起校验",
		"field/from/about":  "从正文的开头数；UBX 是 2，NMEA 是 1。",
		"field/label":       "校验前面的字符",
		"field/label/about": "在校验前面、不参加校验：NMEA 是 \"*\"，FIX 是 \"10=\"。",
		"field/strip":       "去掉几个字节",
		"field/strip/about": "校验以后，从正文的开头去掉几个字节。",
		"field/keep":        "保留校验",
		"field/keep/about":  "勾上：校验跟正文一起交付。",
		"fault/codec/codec": "要另一个编解码器",
		"fault/codec/sum":   "有这些：" + checksumNames("、"),
		"fault/codec/as":    "要写得下这个校验的格式",
		"fault/codec/from":  "要一个从 0 起的字节数",
		"fault/codec/label": "最多 64 个字节",
		"fault/codec/strip": "要一个从 0 起的字节数",
	}, catalog.Texts{
		"name":              "Check",
		"about":             "Another codec cuts the frames, and the check at the end of each is computed anew: a wrong one is a fault and not delivered. CRC, sum, exclusive or.",
		"preset":            "Length and CRC-32",
		"preset/about":      "2 bytes of length, the body, and its CRC-32 in the last 4 bytes: one wrong byte, and the receiver knows.",
		"field/codec":       "Codec within",
		"field/codec/about": "It cuts the frames; the body it delivers has all that is covered, and the check.",
		"field/sum":         "Algorithm",
		"field/sum/about":   checksumNames(", "),
		"field/as":          "Written as",
		"field/as/about":    "Binary by a struct format such as <H; as text by %02X, two hex digits, or %03d, three decimal ones.",
		"field/from":        "Covers from offset",
		"field/from/about":  "Counted from the beginning of the body: 2 in UBX, 1 in NMEA.",
		"field/label":       "Label",
		"field/label/about": "Stands in front of the check and is not covered: \"*\" in NMEA, \"10=\" in FIX.",
		"field/strip":       "Bytes to strip",
		"field/strip/about": "How many bytes are left out at the front of the body, once it was checked.",
		"field/keep":        "Keep the check",
		"field/keep/about":  "On: it is delivered with the body.",
		"fault/codec/codec": "another codec is needed",
		"fault/codec/sum":   "there are " + checksumNames(", "),
		"fault/codec/as":    "a format is needed that the check fits in",
		"fault/codec/from":  "a number of bytes from 0 is needed",
		"fault/codec/label": "at most 64 bytes",
		"fault/codec/strip": "a number of bytes from 0 is needed",
	}),
})

// Checksums lists the names of checksums.
func Checksums() (all []string) {
	for _, c := range checksums {
		all = append(all, c.name)
	}
	return all
}

// other returns what a check that does not agree is all the same: the bytes of the right one
// the other way round, or another checksum, in either order.
func (c Check) other(body, there []byte) []Guess {
	as := c.As
	if as.Little = !as.Little; as.Size > 1 && as.Text == 0 && c.agree(there, append(bytes.Clone(c.Label), as.append(nil, c.of(body))...)) {
		c.As = as
		return []Guess{{Kind: GuessSwapped, Codec: c.String()}}
	}
	if c.As.Size < 2 {
		return nil // of one byte some sum is right by chance
	}
	for _, sum := range checksums {
		for _, little := range []bool{sum.little, !sum.little} {
			one := c
			if one.Sum, one.As.Little = sum.name, little && c.As.Text == 0; sum.bits != 8*c.As.Size && c.As.Text == 0 || one.Validate() != nil {
				continue
			}
			if c.agree(there, append(bytes.Clone(c.Label), one.As.append(nil, one.of(body))...)) {
				return []Guess{{Kind: GuessSum, Text: sum.name, Codec: one.String()}}
			}
		}
	}
	return nil
}

// checksumNames are those in one text.
func checksumNames(between string) string { return strings.Join(Checksums(), between) }

// usualCheck is how a check is written when nothing else is said.
func usualCheck(c Codec) any {
	sum, _ := findChecksum(c.(Check).Sum)
	return sum.integer()
}

// String writes the codec as Parse reads it.
func (c Check) String() string { return written(c) }

// Validate implements Codec.
func (c Check) Validate() error {
	sum, ok := findChecksum(c.Sum)
	switch {
	case !ok:
		return codecError("sum", c.Sum)
	case !c.As.valid() || c.As.Signed || c.As.max() < 1<<sum.bits-1:
		return codecError("as", c.As.String())
	case c.From < 0 || c.From > MaxFrame:
		return codecError("from", c.From)
	case len(c.Label) > MaxDelimiterBytes:
		return codecError("label", string(c.Label))
	case c.Strip < 0 || c.Strip > MaxFrame:
		return codecError("strip", c.Strip)
	}
	return validateInner(c.Codec)
}

// behind counts the bytes that are not covered.
func (c Check) behind() int { return len(c.Label) + c.As.Size }

// Encode implements Codec. What is covered may have bytes that the codec puts in
// front, such as a length: so the frame is made once to see them.
func (c Check) Encode(dst, body []byte) ([]byte, error) {
	draft := append(append(bytes.Clone(body), c.Label...), c.As.append(nil, 0)...)
	framed, err := c.Codec.Encode(nil, draft)
	if err != nil {
		return nil, err
	}
	f, err := decoded(c.Codec, framed)
	if err != nil {
		return nil, err
	}
	end := len(f.Body) - c.behind()
	if end < c.From || end < c.Strip {
		return nil, &Error{Kind: KindShort, Have: len(f.Body), Need: int64(max(c.From, c.Strip) + c.behind())}
	}
	check := c.As.append(nil, c.of(f.Body[:end]))
	return c.Codec.Encode(dst, append(draft[:len(draft)-len(check)], check...))
}

// of computes the check of what goes before it.
func (c Check) of(body []byte) int64 {
	sum, _ := findChecksum(c.Sum) // it was validated
	return int64(sum.sum(body[c.From:]))
}

func (c Check) look(buf []byte, p *progress) step {
	s := c.Codec.look(buf, p)
	if !s.complete(len(buf)) {
		return s
	}
	body := s.frame.Body
	end := len(body) - c.behind()
	if end < max(c.From, c.Strip) {
		fault := &Error{Kind: KindShort, Have: len(body), Need: int64(max(c.From, c.Strip) + c.behind())}
		return s.bad(fault)
	}
	there := body[end:]
	want := append(bytes.Clone(c.Label), c.As.append(nil, c.of(body[:end]))...)
	if !c.agree(there, want) {
		return s.bad(&Error{Kind: KindCheck, Parameter: c.Sum, Field: bytes.Clone(there), Want: want, Guesses: c.other(body[:end], there)})
	}
	s.trim(c.behind(), c.Keep)
	s.frame.Body = s.frame.Body[c.Strip:]
	return s
}

// agree compares a check with what it must be; of hexadecimal digits the case is of no
// account.
func (c Check) agree(there, want []byte) bool {
	if c.As.Text == 0 {
		return bytes.Equal(there, want)
	}
	at := len(c.Label)
	return bytes.Equal(there[:at], want[:at]) && bytes.EqualFold(there[at:], want[at:])
}

func (c Check) resync(buf []byte) (skip int, found bool) { return c.Codec.resync(buf) }

func (c Check) lengthAt() (from, to int) { return LengthAt(c.Codec) }
