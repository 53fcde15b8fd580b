package frame

import (
	"bytes"
	_ "embed"

	"stickylab/lab/catalog"
)

// BER frames a message as ASN.1 does by its basic encoding rules (X.690 8.1): a tag,
// a length in one byte or in as many as the first one says, and the contents. LDAP,
// SNMP over TCP and MMS send such values one behind another.
//
//	30 0c   02 01 01 60 07 ...            0x0c = 12 bytes follow
//	30 82 01 00   ...                     0x82: the length is in the next 2 bytes, 256
type BER struct {
	// Tag is what Encode writes.
	Tag byte
	// Keep leaves tag and length in the Body.
	Keep bool
	// Max bounds the contents.
	Max int
}

//go:embed python/ber.py
var berPython string

var _ = enter[BER](Kind{
	Word: "ber", Rank: 162,
	Preset: "ber", Cures: []string{"ber"},
	usual: BER{Tag: 0x30, Max: DefaultMax},
	Parameters: []Parameter{
		of(Parameter{Name: "tag", Word: "tag", Kind: ValueByte}, func(c *BER) *byte { return &c.Tag }).usually(byte(0x30)),
		of(Parameter{Name: "keep", Word: "keep", Kind: ValueFlag}, func(c *BER) *bool { return &c.Keep }).usually(false),
		maxOf("", "", func(c *BER) *int { return &c.Max }),
	},
	Python: class("BER", berPython),
	texts: catalog.New(catalog.Texts{
		"name":                          "ASN.1（BER）",
		"about":                         "标签、长度、内容：短的长度占 1 个字节，长的先说占几个字节。LDAP、SNMP。",
		"preset":                        "ASN.1（BER）",
		"preset/about":                  "30，长度，内容：LDAP 的消息就这样一条接一条。127 以下的长度只占 1 个字节。",
		"field/tag":                     "标签",
		"field/tag/about":               "发送时写的标签；接收时什么标签都可以。",
		"field/keep":                    "保留标签和长度",
		"field/keep/about":              "勾上：跟内容一起交付，ASN.1 的库要的就是整个值。",
		"field/max/about":               "内容超过它就报错，不再等。",
		"fault/codec/tag":               "要一个单字节的标签",
		"fault/protocol/ber-tag":        "标签最多 6 个字节",
		"fault/protocol/ber-length":     "长度的字节数最多 8 个",
		"fault/protocol/ber-indefinite": "不定长的写法（80）不知道到哪里结束，LDAP 和 DER 都不许用",
	}, catalog.Texts{
		"name":                          "ASN.1 (BER)",
		"about":                         "Tag, length, contents; a short length has 1 byte, a long one says how many it has. LDAP, SNMP.",
		"preset":                        "ASN.1 (BER)",
		"preset/about":                  "30, a length and the contents, as messages of LDAP follow each other. Lengths up to 127 have 1 byte.",
		"field/tag":                     "Tag",
		"field/tag/about":               "The one that is sent; any is received.",
		"field/keep":                    "Keep tag and length",
		"field/keep/about":              "On: they are delivered with the contents, as libraries for ASN.1 want the whole value.",
		"field/max/about":               "Longer contents are an error at once.",
		"fault/codec/tag":               "a tag of one byte is needed",
		"fault/protocol/ber-tag":        "a tag has at most 6 bytes",
		"fault/protocol/ber-length":     "a length has at most 8 bytes",
		"fault/protocol/ber-indefinite": "an indefinite length (80) does not say where its value ends; LDAP and DER forbid it",
	}),
})

// Bounds of a tag and of a length in several bytes.
const (
	maxTagBytes = 6
	maxBERBytes = 8
	manyBytes   = 0x1f // the low bits of a tag that goes on in the next byte
)

// String writes the codec as Parse reads it.
func (c BER) String() string { return written(c) }

// Validate implements Codec.
func (c BER) Validate() error {
	switch {
	case c.Tag&manyBytes == manyBytes:
		return codecError("tag", string(c.Tag))
	case c.Max < 0:
		return codecError("max", c.Max)
	}
	return nil
}

// Encode implements Codec with the shortest length. With Keep a message is a value.
func (c BER) Encode(dst, body []byte) ([]byte, error) {
	if c.Keep {
		return wholeFrame(c, dst, body)
	}
	n := len(body)
	if n > c.Max {
		return nil, &Error{Kind: KindTooLong, Length: int64(n), Max: c.Max}
	}
	dst = append(dst, c.Tag)
	if n < 0x80 {
		return append(append(dst, byte(n)), body...), nil
	}
	size := Integer{Size: 1}
	for int64(n) > size.max() {
		size.Size++
	}
	dst = size.append(append(dst, 0x80|byte(size.Size)), int64(n))
	return append(dst, body...), nil
}

func (c BER) look(buf []byte, _ *progress) step {
	at := 1 // behind the tag
	for len(buf) > 0 && buf[0]&manyBytes == manyBytes {
		switch at++; {
		case at > maxTagBytes:
			return fatal(protocolError("ber-tag", 0, buf[:maxTagBytes]))
		case len(buf) < at:
			return more(int64(at), PartHeader, noLength)
		}
		if buf[at-1] < 0x80 {
			break
		}
	}
	if len(buf) <= at {
		return more(int64(at+1), PartHeader, noLength)
	}
	value, head := int64(buf[at]), at+1
	if n := int(value & 0x7f); value >= 0x80 {
		switch head += n; {
		case n == 0:
			return fatal(protocolError("ber-indefinite", at, buf[at:at+1]))
		case n > maxBERBytes:
			return fatal(protocolError("ber-length", at, buf[at:at+1]))
		case len(buf) < head:
			return more(int64(head), PartHeader, noLength)
		}
		value = Integer{Size: n}.read(buf[at+1:])
	}
	total := plus(value, int64(head))
	switch {
	case value > int64(c.Max):
		fault := &Error{Kind: KindTooLong, Length: value, Max: c.Max, Field: bytes.Clone(buf[at:head])}
		return step{err: fault, skip: max(total, value), part: PartBody, length: value}
	case int64(len(buf)) < total:
		return more(total, PartBody, value)
	}
	f := Frame{Raw: buf[:total], Head: head, Body: buf[head:total]}
	if c.Keep {
		f.Body = f.Raw
	}
	return step{need: total, length: value, frame: f}
}

func (c BER) resync([]byte) (int, bool) { return 0, true }
