package frame

import (
	"bytes"

	"stickylab/lab/catalog"
)

// match is a condition on bytes of a frame: those from At on are Is, as far as Mask
// has bits.
type match struct {
	// Is is what the bytes are; several stand for any of them.
	Is [][]byte
	// At is where they begin in the frame.
	At int
	// Mask has the bits that count, byte by byte; empty for all of them.
	Mask []byte
}

// validate returns what is wrong with the condition.
func (m match) validate() error {
	if len(m.Is) == 0 || len(m.Is) > MaxDelimiters {
		return codecError("is", len(m.Is))
	}
	for _, is := range m.Is {
		if len(is) == 0 || len(is) > MaxDelimiterBytes {
			return codecError("is", string(is))
		}
		if len(m.Mask) > 0 && len(m.Mask) != len(is) {
			return codecError("mask", string(m.Mask))
		}
	}
	if m.At < 0 || m.At > MaxFrame {
		return codecError("at", m.At)
	}
	return nil
}

// of reports whether a frame that buf begins with fulfils the condition; while more
// bytes decide that, need is how many of the frame.
func (m match) of(buf []byte) (holds bool, need int) {
	if len(buf) <= m.At {
		return false, m.At + 1
	}
	for _, is := range m.Is {
		switch have := buf[m.At:]; {
		case len(have) >= len(is) && m.same(have[:len(is)], is):
			return true, 0
		case len(have) < len(is) && m.same(have, is[:len(have)]):
			need = len(buf) + 1
		}
	}
	return false, need
}

// same compares the bits that count.
func (m match) same(have, is []byte) bool {
	if len(m.Mask) == 0 {
		return bytes.Equal(have, is)
	}
	for i := range have {
		if (have[i]^is[i])&m.Mask[i] != 0 {
			return false
		}
	}
	return true
}

// matchParameters are the parameters of a condition that is a field of a codec.
func matchParameters[C Codec](field func(*C) *match) []Parameter {
	return []Parameter{
		of(Parameter{Name: "is", Kind: ValueStrings}, func(c *C) *[][]byte { return &field(c).Is }),
		of(Parameter{Name: "at", Word: "at"}, func(c *C) *int { return &field(c).At }).usually(0),
		of(Parameter{Name: "mask", Word: "mask", Kind: ValueBytes}, func(c *C) *[]byte { return &field(c).Mask }).usually([]byte(nil)),
	}
}

// matchTexts are the texts of those parameters, with those of the codec.
func matchTexts(lang string, own catalog.Texts) catalog.Texts {
	for key, text := range map[string]catalog.Texts{"zh": {
		"field/is":         "等于",
		"field/is/about":   "写成带引号的字符串；有几个就写几个，等于其中一个就算。",
		"field/at":         "从第几个字节起",
		"field/at/about":   "从帧的开头数，0 是第一个字节。",
		"field/mask":       "只看哪些位",
		"field/mask/about": "与“等于”一样长的字符串，写成 1 的位才比较。空着：整个字节都比较。",
		"fault/codec/is":   "要 1 到 8 个字符串，每个 1 到 64 个字节",
		"fault/codec/at":   "要一个从 0 起的字节数",
		"fault/codec/mask": "要与“等于”一样长",
	}, "en": {
		"field/is":         "Is",
		"field/is/about":   "Strings in quotes; of several any will do.",
		"field/at":         "At byte",
		"field/at/about":   "Counted from the beginning of the frame; 0 is its first byte.",
		"field/mask":       "Mask",
		"field/mask/about": "A string as long as those, of which only the set bits are compared. Empty: all are.",
		"fault/codec/is":   "1 to 8 strings of 1 to 64 bytes are needed",
		"fault/codec/at":   "a number of bytes from 0 is needed",
		"fault/codec/mask": "a string as long as the others is needed",
	}}[lang] {
		own[key] = text
	}
	return own
}
