package frame

import (
	"errors"
	"strings"
	"testing"
)

// TestAHostilePeerCostsBoundedMemory: whatever comes, a decoder keeps no more
// than a frame may have and the piece that it was fed last.
func TestAHostilePeerCostsBoundedMemory(t *testing.T) {
	const piece, pieces = 1 << 10, 1 << 7
	fill := func(b byte) []byte {
		p := make([]byte, piece)
		for i := range p {
			p[i] = b
		}
		return p
	}
	for name, c := range codecs() {
		for _, b := range []byte{0, 'a', 'b', '\\', 0x7f, 0xff} {
			d, err := NewDecoder(c)
			if err != nil {
				t.Fatal(err)
			}
			p := fill(b)
			most := 0
			for range pieces {
				d.Feed(p)
				for {
					_, ok, err := d.Next()
					if !ok && (err == nil || d.broken != nil) {
						break
					}
				}
				most = max(most, len(d.Rest()), cap(d.buf))
			}
			if most > 4*piece {
				t.Errorf("%s: %d bytes of %q are kept after %d", name, most, b, piece*pieces)
			}
		}
	}
}

// counting counts how often its codec looks at a frame.
type counting struct {
	Codec
	looks *int
}

func (c counting) look(buf []byte, p *progress) step {
	*c.looks++
	return c.Codec.look(buf, p)
}

// TestOneByteAtATimeIsNotSlow: a length is waited for without looking at what
// there is of the frame, and a delimiter is not looked for among bytes that
// had none before.
func TestOneByteAtATimeIsNotSlow(t *testing.T) {
	for _, c := range []Codec{
		LengthField{Length: Integer{Size: 4}, Max: MaxLimit},
		JSONHeader{Length: Integer{Size: 4}, Key: "size", MaxHeader: MaxFrame, Max: MaxLimit},
		Fixed{Size: MaxFrame},
	} {
		looks := 0
		d, err := NewDecoder(counting{c, &looks})
		if err != nil {
			t.Fatal(err)
		}
		d.Feed([]byte{0, 0x1f, 0xff, 0xff})
		for range 1000 {
			d.Feed([]byte{'x'})
			if _, ok, err := d.Next(); ok || err != nil {
				t.Fatalf("%T: %v %v", c, ok, err)
			}
		}
		if looks > 3 {
			t.Errorf("%T: %d looks at 1000 bytes", c, looks)
		}
	}
	for _, test := range protocolPieces() {
		looks := 0
		d, err := NewDecoder(counting{test.codec, &looks})
		if err != nil {
			t.Fatal(err)
		}
		d.Feed([]byte(test.begin))
		for range 1000 {
			d.Feed([]byte{'x'})
			if _, ok, err := d.Next(); ok || err != nil {
				t.Fatalf("%s: %v %v", test.codec, ok, err)
			}
		}
		if looks > 3 {
			t.Errorf("%s: %d looks at 1000 bytes", test.codec, looks)
		}
	}
	for _, c := range []Delimiter{Line(99), {By: [][]byte{[]byte("\n")}, Escape: '\\', Escaped: true, Max: 99}} {
		if at, _, found := c.find([]byte("a\nbc"), 4, new(int)); found {
			t.Errorf("%+v looked at byte %d again", c, at)
		}
	}
}

func TestEndInTheMiddle(t *testing.T) {
	for name, c := range codecs() {
		framed, err := c.Encode(nil, []byte("xyz"))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for n := range framed {
			d, err := NewDecoder(c)
			if err != nil {
				t.Fatal(err)
			}
			d.Feed(framed[:n])
			if _, ok, err := d.Next(); ok || err != nil {
				t.Errorf("%s: %q gave %v %v", name, framed[:n], ok, err)
			}
			var fault *Error
			if err := d.End(); (err != nil) != (n > 0) || err != nil && (!errors.As(err, &fault) || fault.Kind != KindTruncated) {
				t.Errorf("%s: the end after %q gave %v", name, framed[:n], err)
			}
		}
	}
}

// protocolPieces are beginnings of frames of which a length was announced.
func protocolPieces() []struct {
	codec Codec
	begin string
} {
	return []struct {
		codec Codec
		begin string
	}{
		{RESP{Max: MaxLimit}, "*2\r\n$3\r\nSET\r\n$5000\r\n"},
		{HTTP{MaxHeader: 99, Max: MaxLimit}, "GET / HTTP/1.1\r\nContent-Length: 5000\r\n\r\n"},
		{HTTP{MaxHeader: 99, Max: MaxLimit}, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5000\r\n"},
		{WebSocket{Max: MaxLimit}, "\x82\x7f\x00\x00\x00\x00\x00\x01\x00\x00"},
	}
}

// noRereading is a codec whose bytes are spoilt, once they were looked at, from
// where it says that it is.
type noRereading struct{ Codec }

func (c noRereading) look(buf []byte, p *progress) step {
	for i := range max(0, p.at-1) {
		if i > 0 {
			buf[i] = 0
		}
	}
	return c.Codec.look(buf, p)
}

// TestManySmallParts: what a protocol has understood of a frame, it does not
// look at again: neither the values of an array nor the lines of a header.
func TestManySmallParts(t *testing.T) {
	array := "*1000\r\n" + strings.Repeat(":1\r\n", 1000)
	d, err := NewDecoder(noRereading{RESP{Max: MaxLimit}})
	if err != nil {
		t.Fatal(err)
	}
	frames := 0
	for i := range array {
		d.Feed([]byte{array[i]})
		_, ok, err := d.Next()
		if err != nil {
			t.Fatalf("byte %d: %v", i, err)
		}
		if ok {
			frames++
		}
	}
	if frames != 1 {
		t.Errorf("%d arrays of 1000 numbers came, 1 was sent", frames)
	}
	var p progress
	p.at, p.seen = 0, 4
	if line, _, found := p.line([]byte("a\r\nbc"), 99, true); found {
		t.Errorf("%q was looked at again", line)
	}
}
