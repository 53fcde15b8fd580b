package frame

import (
	"fmt"
	"strings"
	"testing"
)

// TestChecksumsAreThoseOfTheCatalogue: each has the check value of "123456789" that is
// laid down for it; sums are as they are computed by hand.
func TestChecksumsAreThoseOfTheCatalogue(t *testing.T) {
	for name, want := range map[string]uint64{
		"crc-8": 0xf4, "crc-8/maxim": 0xa1, "crc-16/arc": 0xbb3d, "crc-16/modbus": 0x4b37, "crc-16/dnp": 0xea82, "crc-16/x-25": 0x906e,
		"crc-16/kermit": 0x2189, "crc-16/xmodem": 0x31c3, "crc-16/ibm-3740": 0x29b1, "crc-24/lte-a": 0xcde703, "crc-32": 0xcbf43926,
		"crc-32c": 0xe3069283, "adler-32": 0x091e01de, "xor": 0x31, "sum-8": 0xdd, "sum-16": 0x01dd, "lrc": 0x23, "fletcher-8": 0xdd15,
	} {
		if sum, ok := findChecksum(name); !ok || sum.sum([]byte("123456789")) != want {
			t.Errorf("%s (%t) is not %x", name, ok, want)
		}
	}
	for _, c := range checksums {
		if c.sum(nil) >= 1<<c.bits {
			t.Errorf("%s: %x has more than %d bits", c.name, c.sum(nil), c.bits)
		}
	}
}

// TestChecksOfRealProtocols: frames of real devices and standards, each once as it is
// and once with a wrong byte.
func TestChecksOfRealProtocols(t *testing.T) {
	for _, test := range []struct {
		name, codec, frame, body string
		from                     int // that is covered
	}{
		{"Modbus RTU, modbus.org guide", `check "crc-16/modbus" length "B" offset 2 adjust 2 strip 0`, "\x01\x03\x02\x00\x07\xf9\x86", "\x01\x03\x02\x00\x07", 0},
		{"NMEA 0183", `check "xor" as "%02X" from 1 label "*" line`, "$GPGLL,4916.45,N,12311.12,W,225444,A*31\r\n", "$GPGLL,4916.45,N,12311.12,W,225444,A", 1},
		{"UBX", `start "\xb5b" check "fletcher-8" from 2 length "<H" offset 4 adjust 2 strip 0`, "\xb5b\x05\x01\x02\x00\x06\x01\x0f\x38", "\xb5b\x05\x01\x02\x00\x06\x01", 2},
		{
			"HJ 212-2017, appendix", `start "##" check "crc-16/hj212" as "%04X" from 6 end "\r\n" length "%04d" offset 2 adjust 6 strip 0`,
			"##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&1C80\r\n",
			"##0101QN=20160801085857223;ST=32;CN=1062;PW=100000;MN=010000A8900016F000169DC0;Flag=5;CP=&&RtdInterval=30&&", 6,
		},
	} {
		everyCut(t, test.codec, test.frame, "="+test.body)
		c := mustParse(t, test.codec)
		for at := test.from; at < len(test.body); at++ {
			wrong := []byte(test.frame)
			wrong[at] ^= 1
			for _, line := range shown(t, c, [][]byte{wrong}) {
				if strings.HasPrefix(line, "=") {
					t.Errorf("%s: byte %d is wrong, and %q is a frame", test.name, at, line)
				}
			}
		}
	}
}

// TestAWrongCheckIsNamed says which check, what there is and what the bytes make.
func TestAWrongCheckIsNamed(t *testing.T) {
	c := mustParse(t, `check "crc-16/modbus" length "B" offset 2 adjust 2 strip 0`)
	_, err := decoded(c, []byte("\x01\x03\x02\x00\x07\xf9\x87"))
	if want := "Frame at offset 0: its check (crc-16/modbus) is f987, its bytes make f986."; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	everyCut(t, c.String(), "\x01\x03\x02\x00\x07\xf9\x87\x01\x03\x02\x00\x07\xf9\x86", "check", "=\x01\x03\x02\x00\x07")
	everyCut(t, `check "xor" as "%02X" label "*" line`, "a*61\na*6\nA*41\nb*61\n", "=a", "check", "=A", "check")
	everyCut(t, `check "crc-32" length "B"`, "\x03abc", "short")
	everyCut(t, `start "h" check "xor" length "B" offset 1 strip 0`, "h\x02a\x00h\x02a\x0b", "check", "=h\x02a")
}

func TestChecksAreValidated(t *testing.T) {
	for _, text := range []string{
		`check "crc" line`, `check "crc-32" as "!H" line`, `check "xor" as "%01X" line`, `check "sum-8" as "%02d" line`, `check "xor" as "b" line`,
		`check "xor" from -1 line`, `check "xor" strip -1 line`, `check "xor"`,
	} {
		if _, err := Parse(text); err == nil {
			t.Errorf("%s is right", text)
		}
	}
	for n := range 6 { // what is covered from byte 3 on, and less
		c := mustParse(t, `check "xor" from 3 line`)
		_, err := c.Encode(nil, []byte("abcdef"[:n]))
		if (err == nil) != (n >= 3) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
}

func TestJoinedMessages(t *testing.T) {
	const cotp = `join "\x80" at 6 mask "\x80" length "!H" offset 2 adjust -4 strip 7`
	everyCut(t, cotp, "\x03\x00\x00\x09\x02\xf0\x00ab\x03\x00\x00\x09\x02\xf0\x80cd\x03\x00\x00\x08\x02\xf0\x80e", "=abcd", "=e")
	const mysql = `join "\x03\x00\x00" more length "<3" adjust 1 strip 4`
	everyCut(t, mysql, "\x03\x00\x00\x00abc\x03\x00\x00\x01def\x00\x00\x00\x02\x01\x00\x00\x00x", "=abcdef", "=x")
	const fin = `join "\x80" mask "\x80" apart "\x08" websocket`
	everyCut(t, fin, "\x01\x03hel\x89\x01p\x80\x02lo\x89\x01q\x81\x04feng", "=hello", "=q", "=feng")
	everyCut(t, `join "." at 1 line max 9`, "ax\nbx\nc.\nd.\n", "=axbxc.", "=d.")
	everyCut(t, `join "." at 1 max 8 line max 9`, "ax\nbx\ncx\nd.\n", "too-long", "=d.")
	everyCut(t, `join "." at 1 line max 3`, "ax\nlonger\nd.\n", "no-delimiter", "=d.")
	everyCut(t, `join "\x80" mask "\x80" length "!I" bits 31`, "\x00\x00\x00\x01a\x80\x00\x00\x02bc\x80\x00\x00\x00", "=abc", "=")
	f, err := decoded(mustParse(t, cotp), []byte("\x03\x00\x00\x09\x02\xf0\x00ab\x03\x00\x00\x09\x02\xf0\x80cd"))
	if err != nil || f.Head != 4 || len(f.Raw) != 18 {
		t.Errorf("%+v %v", f, err)
	}
}

func TestTheFirstFrameHasACodecOfItsOwn(t *testing.T) {
	const socks = `first length "B" offset 1 strip 0 then when "\x01" at 3 fixed 10 else when "\x03" at 3 length "B" offset 4 adjust 2 strip 0 else when "\x04" at 3 fixed 22`
	everyCut(t, socks, "\x05\x01\x00\x05\x01\x00\x03\x09localhost\x1f\x90", "=\x05\x01\x00", "=\x05\x01\x00\x03\x09localhost\x1f\x90")
	everyCut(t, socks, "\x05\x02\x00\x02\x05\x01\x00\x01\x7f\x00\x00\x01\x00\x50", "=\x05\x02\x00\x02", "=\x05\x01\x00\x01\x7f\x00\x00\x01\x00\x50")
	everyCut(t, socks, "\x05\x00\x05\x01\x00\x02", "=\x05\x00", "protocol when-none")
	const rfb = `first fixed 12 then first fixed 1 then first fixed 1 then when "\x00" fixed 20 else when "\x02" length "!H" offset 2 times 4 strip 0 else when "\x03" fixed 10 else when "\x04" fixed 8 else when "\x05" fixed 6 else when "\x06" length "!I" offset 4 strip 0`
	everyCut(t, rfb, "RFB 003.008\n\x01\x01\x02\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x01\x05\x00\x00\x01\x00\x02\x06\x00\x00\x00\x00\x00\x00\x02hi",
		"=RFB 003.008\n", "=\x01", "=\x01", "=\x02\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x01", "=\x05\x00\x00\x01\x00\x02", "=\x06\x00\x00\x00\x00\x00\x00\x02hi")
	c := mustParse(t, `first line then length "!H"`)
	for n, want := range []string{"a\r\n", "\x00\x01a", "\x00\x01a"} {
		if got, err := Nth(c, n).Encode(nil, []byte("a")); err != nil || string(got) != want {
			t.Errorf("frame %d: %q %v, want %q", n, got, err, want)
		}
	}
}

// TestLengthsOfEveryWriting: bits, units and digits, at their bounds.
func TestLengthsOfEveryWriting(t *testing.T) {
	for _, test := range []struct {
		codec string
		most  int // the largest length
		head  string
		extra int // bytes that the length does not count
	}{
		{`length "!H" bits 10`, 1023, "\x03\xff", 0},
		{`length "B" bits 3 shift 5`, 7, "\xe0", 0},
		{`length "%03d"`, 999, "999", 0},
		{`length "%02X"`, 255, "FF", 0},
		{`length "B" times 4`, 1020, "\xff", 0},
		{`length "B" per 8 max 64`, 31, "\xf8", 0},
	} {
		c := mustParse(t, test.codec)
		body := strings.Repeat("x", test.most)
		framed, err := c.Encode(nil, []byte(body))
		if err != nil || string(framed) != test.head+body {
			t.Errorf("%s: %d bytes: %.40q %v", test.codec, test.most, framed, err)
		}
		if _, err := c.Encode(nil, []byte(body+"xxxx")); err == nil {
			t.Errorf("%s: %d bytes are carried", test.codec, test.most+4)
		}
		if got := shown(t, c, oneByOne([]byte(test.head+body+test.head))); fmt.Sprintf("%.9q", got[0]) != fmt.Sprintf("%.9q", "="+body) {
			t.Errorf("%s: decoded as %.40q", test.codec, got)
		}
	}
	everyCut(t, `length "!H" offset 1 adjust 3 bits 10 strip 0`, "\xd3\x04\x02\x3e\xd0CRC\xd3\xfc\x01aCRC", "=\xd3\x04\x02\x3e\xd0CRC", "=\xd3\xfc\x01aCRC")
	everyCut(t, `length "%04x"`, "000Aabcdefghij0001z", "=abcdefghij", "=z")
	everyCut(t, `length "%02d"`, "02hi+2", "=hi", "protocol length-digits")
	everyCut(t, `length "B" per 8`, "\x09ab\x08c", "=ab", "=c")
	everyCut(t, `varint offset 1 keep`, "\xc0\x000\x02hi", "=\xc0", "=0hi")
	for _, text := range []string{`length "B" bits 9`, `length "B" bits 64`, `length "B" shift 1`, `length "B" bits 4 shift 5`, `length "%04d" bits 3`, `length "B" times -1`, `length "%0d"`, `length "%4d"`, `json "%04d"`} {
		if _, err := Parse(text); err == nil {
			t.Errorf("%s is right", text)
		}
	}
	if _, err := mustParse(t, `length "B" times 4`).Encode(nil, []byte("abc")); err == nil {
		t.Error("3 bytes are written in units of 4")
	}
}
