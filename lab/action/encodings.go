package action

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"stickylab/lab/pack"
)

// decoders make text of bytes by the name of their encoding. The error is the one
// that Python's codec of that name raises.
var decoders = map[string]func([]byte) (string, error){"utf-8": decodeUTF8, "gbk": decodeGBK, "ascii": decodeASCII}

// encodingNames lists the encodings as a script writes them.
func encodingNames() string {
	return `"` + strings.Join(slices.Sorted(maps.Keys(decoders)), `", "`) + `"`
}

// errNoDecode is the AttributeError of a decode after the stream of frames ended.
var errNoDecode = &pack.Error{Kind: "AttributeError", Msg: "'NoneType' object has no attribute 'decode'", Arg: -1}

// undecodable is a UnicodeDecodeError about n bytes from off on.
func undecodable(codec string, data []byte, off, n int, why string) error {
	what := fmt.Sprintf("byte 0x%02x in position %d", data[off], off)
	if n > 1 {
		what = fmt.Sprintf("bytes in position %d-%d", off, off+n-1)
	}
	return &pack.Error{Kind: "UnicodeDecodeError", Msg: fmt.Sprintf("'%s' codec can't decode %s: %s", codec, what, why), Arg: -1}
}

func decodeASCII(data []byte) (string, error) {
	if i := bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf }); i >= 0 {
		return "", undecodable("ascii", data, i, 1, "ordinal not in range(128)")
	}
	return string(data), nil
}

func decodeUTF8(data []byte) (string, error) {
	for off := 0; off < len(data); {
		r, size := utf8.DecodeRune(data[off:])
		if r == utf8.RuneError && size == 1 {
			n, why := badUTF8(data[off:])
			return "", undecodable("utf-8", data, off, n, why)
		}
		off += size
	}
	return string(data), nil
}

// badUTF8 tells how many bytes begin a character that goes on wrong or not at all
// (Unicode 3.9, maximal subpart of an ill-formed subsequence).
func badUTF8(data []byte) (n int, why string) {
	var need int
	low, high := byte(0x80), byte(0xbf) // of the second byte
	switch c := data[0]; {
	case c >= 0xc2 && c <= 0xdf:
		need = 2
	case c >= 0xe0 && c <= 0xef:
		need = 3
	case c >= 0xf0 && c <= 0xf4:
		need = 4
	default:
		return 1, "invalid start byte"
	}
	switch data[0] {
	case 0xe0:
		low = 0xa0
	case 0xed: // surrogates
		high = 0x9f
	case 0xf0:
		low = 0x90
	case 0xf4:
		high = 0x8f
	}
	for n = 1; n < need; n++ {
		if n == len(data) {
			return n, "unexpected end of data"
		}
		if data[n] < low || data[n] > high {
			break
		}
		low, high = 0x80, 0xbf
	}
	return n, "invalid continuation byte"
}

func decodeGBK(data []byte) (string, error) {
	var text strings.Builder
	for off := 0; off < len(data); {
		if data[off] < utf8.RuneSelf {
			text.WriteByte(data[off])
			off++
			continue
		}
		if off+1 == len(data) {
			return "", undecodable("gbk", data, off, 1, "incomplete multibyte sequence")
		}
		pair, err := simplifiedchinese.GBK.NewDecoder().Bytes(data[off : off+2])
		if r, size := utf8.DecodeRune(pair); err != nil || r == utf8.RuneError || size != len(pair) || notGBK(data[off], data[off+1], r) {
			return "", undecodable("gbk", data, off, 1, "illegal multibyte sequence")
		}
		text.Write(pair)
		off += 2
	}
	return text.String(), nil
}

// notGBK reports a pair that the encoding of the web has and Python's gbk, the GBK
// of 1995, has not: private use, the euro sign and what GB 18030 added.
func notGBK(first, second byte, r rune) bool {
	switch private := r >= 0xe000 && r <= 0xf8ff; {
	case private, first == 0x80, first == 0xff:
		return true
	case first == 0xfe:
		return second >= 0x50
	case first == 0xa9:
		return second >= 0x89 && second <= 0x95
	}
	switch uint16(first)<<8 | uint16(second) {
	case 0xa2e3, 0xa3a0, 0xa8bf:
		return true
	}
	return false
}
