package frame

import (
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
)

// gb32960 is a frame of GB/T 32960 with its check.
func gb32960(command byte, data string) string {
	p := "##" + string([]byte{command, 0xfe}) + "LSVAB1234567890AB\x01" + string([]byte{0, byte(len(data))}) + data
	return p + string([]byte{byte(xorOfBytes([]byte(p[2:])))})
}

func inUTF16(order binary.AppendByteOrder, text string) string {
	var p []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		p = order.AppendUint16(p, unit)
	}
	return string(p)
}

func compressed(text string) (gz, z string) {
	var a, b bytes.Buffer
	x, y := gzip.NewWriter(&a), zlib.NewWriter(&b)
	_, _ = x.Write([]byte(text)) // a Buffer takes all
	_, _ = y.Write([]byte(text))
	_, _ = x.Close(), y.Close()
	return a.String(), b.String()
}

// TestStreamsOfOtherFormatsAreNamed: what a stream begins as is the reason, with the codec that
// reads it, where one does, whatever codec of lengths or lines reads it.
func TestStreamsOfOtherFormatsAreNamed(t *testing.T) {
	const stun = "\x00\x01\x00\x00\x21\x12\xa4\x42abcdefghijkl"
	gz, z := compressed(strings.Repeat("hello world ", 20))
	for name, test := range map[string]struct{ stream, want string }{
		"gzip":               {gz, "probably gzip."},
		"zlib":               {z, "probably zlib."},
		"STUN":               {stun + stun, `probably STUN: read by length "!H" offset 2 adjust 16 strip 0, these 40 bytes are exactly 2 frames`},
		"GB/T 32960":         {gb32960(1, "\x18\x01\x02\x03\x04\x05\x00\x01") + gb32960(7, ""), `probably GB/T 32960: read by length "!H" offset 22 adjust 1 strip 0, these 58 bytes are exactly 2 frames`},
		"CoAP":               {"\x30\xe1\x22\x04\x80\x51\x01\x42\xb4temp\x81\x45\x42\xc0\xff22.5 C", "probably CoAP over TCP."},
		"UTF-16, little":     {inUTF16(binary.LittleEndian, "hello, world\r\n你好"), "probably text in UTF-16LE."},
		"UTF-16, big":        {inUTF16(binary.BigEndian, "hello, world"), "probably text in UTF-16BE."},
		"UTF-16 with a mark": {"\xff\xfe" + inUTF16(binary.LittleEndian, "你好, world"), "probably text in UTF-16LE."},
		"JSON":               {`{"a":1}{"b":[2,3]}{"c":"}"}`, "probably JSON: read by braces, these 27 bytes are exactly 3 frames"},
		"MySQL":              {"\x09\x00\x00\x00\x03SELECT 1\x01\x00\x00\x00\x0e", `probably MySQL: read by length "<3" adjust 1, these 18 bytes are exactly 2 frames`},
	} {
		for _, codec := range []string{`length "!H"`, `length "!I"`, `length "<I"`, `length "B" max 9`, `varint max 9`} {
			if got := explained(t, codec, test.stream); !strings.Contains(got, test.want) && name != "MySQL" || name == "MySQL" && codec == `length "!I"` && !strings.Contains(got, "exactly 2 frames") {
				t.Errorf("%s by %s: %q", name, codec, got)
			}
		}
	}
	if got := explained(t, "line", `{"a":1}{"b":2}`); !strings.Contains(got, "read by braces") {
		t.Errorf("JSON by line: %q", got)
	}
}

// explained is what a decoder says of a stream that ends.
func explained(t *testing.T, codec, stream string) (said string) {
	t.Helper()
	d, err := NewDecoder(mustParse(t, codec))
	if err != nil {
		t.Fatal(err)
	}
	d.Feed([]byte(stream))
	for {
		_, ok, err := d.Next()
		if err != nil {
			return err.Error()
		}
		if !ok {
			break
		}
	}
	if err := d.End(); err != nil {
		return err.Error()
	}
	for _, g := range d.Reasons() {
		said += g.In("en")
	}
	return said
}

// TestFramesOfOnesOwnAreNoOtherFormat: a codec that cuts a stream right is not doubted because
// of what the stream begins as, and lengths in front of such a format are not that format.
func TestFramesOfOnesOwnAreNoOtherFormat(t *testing.T) {
	const stun = "\x00\x01\x00\x00\x21\x12\xa4\x42abcdefghijkl"
	gz, _ := compressed("hello")
	for _, test := range []struct{ codec, stream string }{
		{`length "!H" offset 2 adjust 16 strip 0`, stun + stun},
		{`length "<3" adjust 1 strip 4`, "\x09\x00\x00\x00\x03SELECT 1\x01\x00\x00\x00\x0e"},
		{`length "!H" offset 22 adjust 1 strip 0`, gb32960(7, "") + gb32960(8, "time")},
		{`length "!I"`, "\x00\x00\x00" + string(rune(len(gz))) + gz},
		{`braces`, `{"a":1}{"b":2}`},
	} {
		if got := explained(t, test.codec, test.stream); got != "" {
			t.Errorf("%s is doubted: %s", test.codec, got)
		}
	}
	counted := "\x00\x05" + inUTF16(binary.LittleEndian, "hello") + "\x00\x04" + inUTF16(binary.LittleEndian, "feng")
	for _, stream := range []string{counted, "\x00\x00\x00\x05hello", "\x30\xe1\x22\x04\x80", "{\"a\":1", "xyz"} {
		if why, ok := Signed([]byte(stream)); ok {
			t.Errorf("%q is %s", stream, why.Text)
		}
	}
}

// TestThreeBytesOfAField: a number behind or a type in front of a length of three bytes, read as
// one field of four, is the reason.
func TestThreeBytesOfAField(t *testing.T) {
	for _, test := range []struct{ wrong, right string }{
		{`length "<I"`, `read by length "<3" adjust 1`},
		{`length "!I"`, `read by length "!3" offset 1`},
	} {
		var stream []byte
		for i, body := range []string{"hello", "a longer one, which is no number", "feng", "once more and again"} {
			head := []byte{byte(len(body)), 0, 0, byte(i + 1)}
			if strings.Contains(test.wrong, "!") {
				head = []byte{byte(i + 1), 0, 0, byte(len(body))}
			}
			stream = append(append(stream, head...), body...)
		}
		if got := explained(t, test.wrong, string(stream)); !strings.Contains(got, test.right) {
			t.Errorf("%s: %q", test.wrong, got)
		}
	}
}
