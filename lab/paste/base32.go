package paste

import (
	"encoding/ascii85"
	"encoding/base32"
	"strings"
)

// leastBase32 is how many letters there must be: those of base64 are all of base32 by chance in
// one of 2^n cases.
const leastBase32 = 16

// leastDistinct is how many different ones: bytes that repeat have few in any base.
const leastDistinct = 8

// base32Of decodes a text that has only the letters of base32 (RFC 4648 6 and 7); false for any
// other text, and for one whose length no bytes have.
func base32Of(text string) (data []byte, ok bool) {
	digits := strings.TrimRight(strings.Join(strings.Fields(text), ""), "=")
	if len(digits) < leastBase32 {
		return nil, false
	}
	for _, one := range []*base32.Encoding{base32.StdEncoding, base32.HexEncoding} {
		if data, err := one.WithPadding(base32.NoPadding).DecodeString(digits); err == nil && one.WithPadding(base32.NoPadding).EncodeToString(data) == digits {
			return data, true
		}
	}
	return nil, false
}

// ascii85Of decodes what stands between <~ and ~>, as Adobe writes it.
func ascii85Of(text string) (data []byte, ok bool) {
	text = strings.TrimSpace(text)
	inside, begins := strings.CutPrefix(text, "<~")
	inside, ends := strings.CutSuffix(inside, "~>")
	if !begins || !ends || len(text) < 4 {
		return nil, false
	}
	data = make([]byte, 4*len(inside)+4)
	n, _, err := ascii85.Decode(data, []byte(inside), true)
	return data[:n], err == nil && n > 0
}

func isASCII85(text string) bool {
	_, ok := ascii85Of(text)
	return ok
}

// isBase32 reports whether a text is surely of base32: filled up by = as only that is, or long,
// of whole groups, and neither hex nor a word.
func isBase32(text string) bool {
	if _, ok := base32Of(text); !ok || hexShare(text) == 1 {
		return false
	}
	whole := strings.Join(strings.Fields(text), "")
	distinct := map[rune]bool{}
	for _, letter := range whole {
		distinct[letter] = true
	}
	return len(whole)%8 == 0 && len(distinct) >= leastDistinct && (strings.HasSuffix(whole, "=") || len(whole) >= 2*leastBase32 && strings.ContainsAny(whole, "234567"))
}
