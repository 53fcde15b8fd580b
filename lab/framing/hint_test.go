package framing

import (
	"testing"

	"stickylab/lab/script"
)

func TestHints(t *testing.T) {
	tls := "\x16\x03\x03\x00\x04\x0e\x00\x00\x00\x14\x03\x03\x00\x01\x01\x15\x03\x03\x00\x02\x01\x00"
	for _, test := range []struct{ name, codec, stream, want string }{
		{"one byte aside", `length "!H" offset 2`, tls, "offset 3"},
		{"the other byte order", `length "<H" offset 3`, tls, "format !H"},
		{"a length that counts itself", `length "!I" offset 1`, string(FindPreset("postgresql").Stream()), "adjust -4"},
		{"nothing near it", `length "!I"`, "GET / HTTP/1.1\r\nHost: lab\r\n\r\n", ""},
		{"no length", `line`, tls, ""},
	} {
		c, err := script.ParseCodec(test.codec)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if h := HintFor(c, []byte(test.stream)); h != nil {
			got = h.Word + " " + h.Value
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
