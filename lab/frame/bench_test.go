package frame

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
)

// TestADelimiterThatIsNowhereIsNotSoughtAnew counts the bytes that are gone through
// for many short frames in one piece, of which only one delimiter of two ever comes.
func TestADelimiterThatIsNowhereIsNotSoughtAnew(t *testing.T) {
	for _, text := range []string{`delimiter "\x00" "\n"`, `delimiter "\n" "\x00"`, `line`} {
		stream := strings.Repeat("a line of text\n", 1<<14)
		d, err := NewDecoder(mustParse(t, text))
		if err != nil {
			t.Fatal(err)
		}
		d.Feed([]byte(stream))
		for frames := 0; ; frames++ {
			if _, ok, err := d.Next(); err != nil || !ok {
				if frames != 1<<14 {
					t.Errorf("%s: %d frames, %v", text, frames, err)
				}
				break
			}
		}
		if most := 2 * firstWindow * (1<<14 + 1); d.looked > most {
			t.Errorf("%s: %d bytes are gone through for %d of the stream", text, d.looked, len(stream))
		}
	}
	// Neither is a long frame: each byte once for each delimiter, and once more at most.
	d, err := NewDecoder(mustParse(t, `delimiter "\x00" "\n"`))
	if err != nil {
		t.Fatal(err)
	}
	for range 1 << 10 {
		d.Feed([]byte(strings.Repeat("x", 512)))
		if _, ok, err := d.Next(); ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	if looked := d.known.looked; looked > 2*2*512<<10 {
		t.Errorf("%d bytes are gone through for a frame of %d", looked, 512<<10)
	}
}

// TestManyDelimitersCostNoFrameALongSearch: of eight delimiters the last to be tried
// comes at once, and each of the others would begin at every frame.
func TestManyDelimitersCostNoFrameALongSearch(t *testing.T) {
	c := Delimiter{Max: DefaultMax}
	for last := range MaxDelimiters - 1 {
		c.By = append(c.By, []byte(strings.Repeat("a\n", 31)+string(rune('b'+last))))
	}
	c.By = append(c.By, []byte("\n"))
	d, err := NewDecoder(c)
	if err != nil {
		t.Fatal(err)
	}
	const frames = 1 << 12
	d.Feed([]byte(strings.Repeat("a\n", frames)))
	for range frames {
		if _, ok, err := d.Next(); err != nil || !ok {
			t.Fatal(ok, err)
		}
	}
	if most := 64 * 2 * frames; d.looked > most {
		t.Errorf("%d bytes are gone through for %d of the stream, want at most %d", d.looked, 2*frames, most)
	}
}

// benchStream is at least 16 MB of frames of 1 KiB.
func benchStream(b *testing.B, c Codec) []byte {
	body := []byte(strings.Repeat("0123456789abcdef", 64))
	if _, ok := c.(Braces); ok {
		body = []byte(`{"text":"` + string(body[:900]) + `","list":[1,2,3]}`)
	}
	one, err := c.Encode(nil, body)
	if err != nil {
		b.Fatal(err)
	}
	return bytes.Repeat(one, 16<<20/len(one)+1)
}

// BenchmarkDecode decodes 16 MB in pieces of 64 KiB; beside it, what a program would
// use or write instead.
func BenchmarkDecode(b *testing.B) {
	const piece = 64 << 10
	for _, text := range []string{
		`length "!I"`, `length "!H" offset 1 bits 12 keep`, `length "%05d"`, `varint`, `json "!I"`, `ber`, `number ":"`, `headers "Content-Length"`, `line`,
		`delimiter "\n" "\x00"`, `delimiter "|" escape "\\"`, `fixed 1024`, `cobs`, `marks "~" "~" xor "}"`, `braces`, `resp`, `http`, `websocket`,
		`start "\xaaU" length "!H" offset 2`, `check "crc-16/modbus" length "!H"`, `check "crc-32" length "!H"`, `join "\x80" mask "\x80" length "!I" bits 31`,
	} {
		b.Run(text, func(b *testing.B) {
			c, err := Parse(text)
			if err != nil {
				b.Fatal(err)
			}
			stream := benchStream(b, c)
			b.SetBytes(int64(len(stream)))
			b.ReportAllocs()
			for b.Loop() {
				d, err := NewDecoder(c)
				if err != nil {
					b.Fatal(err)
				}
				for at := 0; at < len(stream); at += piece {
					d.Feed(stream[at:min(len(stream), at+piece)])
					for ok := true; ok; {
						if _, ok, err = d.Next(); err != nil {
							b.Fatal(err)
						}
					}
				}
			}
		})
	}
	b.Run("beside/bufio.Scanner", func(b *testing.B) {
		stream := benchStream(b, Line(1<<20))
		b.SetBytes(int64(len(stream)))
		for b.Loop() {
			for s := bufio.NewScanner(bytes.NewReader(stream)); s.Scan(); {
				continue
			}
		}
	})
	b.Run("beside/a buffer that is cut from the front", func(b *testing.B) { // as Netty's ByteToMessageDecoder is used
		stream := benchStream(b, LengthField{Length: Integer{Size: 4}, Strip: 4, Max: 1 << 20})
		b.SetBytes(int64(len(stream)))
		for b.Loop() {
			var buf []byte
			for at := 0; at < len(stream); at += piece {
				buf = append(buf, stream[at:min(len(stream), at+piece)]...)
				for len(buf) >= 4 {
					n := 4 + int(binary.BigEndian.Uint32(buf))
					if len(buf) < n {
						break
					}
					_ = bytes.Clone(buf[4:n])
					buf = buf[n:]
				}
			}
		}
	})
}
