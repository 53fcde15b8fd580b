package frame

import (
	"bytes"
	"strings"
	"testing"
)

// Records of one size may end with any byte: nothing is taken off unless a
// padding is named. The first is a CAN frame of a gateway (13 bytes), the
// second an MPEG-TS packet (ISO 13818-1) that ends with zeros.
func TestFixedTakesNothingOffWithoutPad(t *testing.T) {
	for name, record := range map[string][]byte{
		"CAN":           []byte("\x08\x00\x00\x01\x23\x11\x22\x33\x44\x00\x00\x00\x00"),
		"MPEG-TS":       append([]byte("\x47\x40\x00\x10"), make([]byte, 184)...),
		"only zeros":    make([]byte, 4),
		"ends in blank": []byte("ab  "),
	} {
		c := Fixed{Size: len(record)}
		framed, err := c.Encode(nil, record)
		if err != nil || !bytes.Equal(framed, record) {
			t.Errorf("%s is sent as % x, %v; want it as it is", name, framed, err)
		}
		d, err := NewDecoder(c)
		if err != nil {
			t.Fatal(err)
		}
		d.Feed(record)
		if f, ok, err := d.Next(); !ok || err != nil || !bytes.Equal(f.Body, record) || f.Tail != 0 {
			t.Errorf("%s is delivered as % x with %d of padding, %v %v; want all of it", name, f.Body, f.Tail, ok, err)
		}
	}
	for text, want := range map[string]string{"fixed 4": "", "fixed 4 pad \"\\x00\"": " pad"} {
		if c := mustParse(t, text); !strings.HasSuffix(strings.TrimSuffix(c.String(), ` "\x00"`), want) || c.(Fixed).Padded != (want != "") {
			t.Errorf("%s is %s", text, c)
		}
	}
}
