package frame

import "testing"

// TestTwoThingsBesideALength: a type in front of a length that counts itself, a mark or a
// type that is taken for the upper half of a length, what a load balancer puts in front,
// and a wrong place of which zeros make some frames.
func TestTwoThingsBesideALength(t *testing.T) {
	const (
		tpkt     = "\x03\x00\x00\x0c\x02\xf0\x80hello\x03\x00\x00\x0d\x02\xf0\x802\x01\x00\x00\x00\x01\x03\x00\x00\x0d\x02\xf0\x80feng12"
		postgres = "Q\x00\x00\x00\x0dSELECT 1\x00X\x00\x00\x00\x04p\x00\x00\x00\x0bsecret\x00"
		iec104   = "\x68\x04\x07\x00\x00\x00\x68\x0e\x00\x00\x02\x00\x64\x01\x06\x00\x01\x00\x00\x00\x00\x14\x68\x04\x01\x00\x02\x00"
		mqtt     = "\x10\x0c\x00\x04MQTT\x04\x02\x00\x3c\x00\x00\xc0\x00\x30\x05\x00\x01ahi"
		socket   = "\x81\x05Hello\x8a\x00\x81\x03abc"
		jt808    = "\x7e\x00\x02\x00\x00\x01\x39\x00\x00\x00\x01\x00\x01\x3b\x7e\x7e\x00\x02\x00\x00\x01\x39\x00\x00\x00\x01\x00\x02\x38\x7e"
		proxied  = "\r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x0c\x7f\x00\x00\x01\x7f\x00\x00\x01\x00\x01\x00\x02\x00\x00\x00\x05hello"
	)
	for _, test := range []struct{ codec, stream, want string }{
		{`length "!H"`, tpkt, `offset-self length "!H" offset 2 adjust -4`},
		{`length "!I"`, postgres, `offset-self length "!I" offset 1 adjust -4`},
		{`length "!H"`, iec104, `flags length "!H" bits 11 length "B" offset 1`},
		{`length "!H"`, mqtt, `flags length "!H" bits 12 length "B" offset 1`},
		{`length "!H"`, socket, `low length "B" offset 1`},
		{`length "<H"`, iec104, ""},
		{`length "!H"`, jt808, ""},
		{`length "!I"`, proxied, "proxy"},
		{`varint`, proxied, "proxy"},
		{`marks "\x02" "\x03"`, proxied, "proxy"},
		{`length "!I"`, "PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\n\x00\x00\x00\x05hello", "proxy"},
		{`line`, "PROXYING is no header\n", ""},
	} {
		if got := saidOf(t, test.codec, []byte(test.stream), len(test.stream)); got != test.want {
			t.Errorf("%s of %q: %q, want %q", test.codec, test.stream[:16], got, test.want)
		}
	}
}
