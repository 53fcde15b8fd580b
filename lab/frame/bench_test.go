package frame

import (
	"bufio"
	"bytes"
	"strings"
	"testing"
	"time"

	"stickylab/lab/ratio"
)

// benchBytes is how long a stream is that is decoded, benchPiece how much of it comes at a
// time.
const (
	benchBytes = 16 << 20
	benchPiece = 64 << 10
)

// benchFrame is a frame with a body of about so many bytes.
func benchFrame(b *testing.B, c Codec, size int) []byte {
	b.Helper()
	body := bytes.Repeat([]byte("0123456789abcdef"), size/16)
	switch c.(type) {
	case Braces:
		body = []byte(`{"list":[1,2],"text":"` + string(body[:max(0, size-30)]) + `"}`)
	case RESP:
		body = body[:size-8]
	}
	one, err := c.Encode(nil, body)
	if err != nil {
		b.Fatal(err)
	}
	return one
}

// speed is how many MB of the stream a decoder takes in a second.
func speed(stream []byte, decode func(stream []byte) (frames int), want int) float64 {
	begin := time.Now()
	if got := decode(stream); got != want {
		panic("another number of frames")
	}
	return float64(len(stream)) / 1e6 / time.Since(begin).Seconds()
}

// decoding takes the frames of a codec off a stream that comes in pieces.
func decoding(b *testing.B, c Codec) func([]byte) int {
	return func(stream []byte) (frames int) {
		d, err := NewDecoder(c)
		if err != nil {
			b.Fatal(err)
		}
		for at := 0; at < len(stream); at += benchPiece {
			d.Feed(stream[at:min(len(stream), at+benchPiece)])
			for ok := true; ok; {
				if _, ok, err = d.Next(); err != nil {
					b.Fatal(err)
				}
				frames += one(ok)
			}
		}
		return frames
	}
}

// cutting is what most programs write, as on Netty's ByteToMessageDecoder: a buffer that
// frames are copied from the front of. It is told how long those are.
func cutting(size int) func([]byte) int {
	return func(stream []byte) (frames int) {
		var buf []byte
		for at := 0; at < len(stream); at += benchPiece {
			for buf = append(buf, stream[at:min(len(stream), at+benchPiece)]...); len(buf) >= size; frames++ {
				_ = bytes.Clone(buf[:size])
				buf = buf[size:]
			}
		}
		return frames
	}
}

// scanning reads lines as Go programs do.
func scanning(stream []byte) (frames int) {
	for s := bufio.NewScanner(bytes.NewReader(stream)); s.Scan(); frames++ {
		continue
	}
	return frames
}

// BenchmarkDecode decodes 16 MB by every kind of codec, of frames of 1 KiB and of 64 bytes,
// beside what a program would use or write instead.
func BenchmarkDecode(b *testing.B) {
	const ofLengths, ofOthers = 200, 50 // MB/s
	for _, codec := range []struct {
		text  string
		least float64
	}{
		{`length "!I"`, ofLengths},
		{`length "!H" offset 1 bits 12 keep`, ofLengths},
		{`length "%05d"`, ofLengths},
		{`varint`, ofLengths},
		{`ber`, ofLengths},
		{`number ":"`, ofLengths},
		{`start "\xaaU" length "!H" offset 2`, ofLengths},
		{`json "!I"`, ofOthers},
		{`headers "Content-Length"`, ofOthers},
		{`line`, ofOthers},
		{`delimiter "\n" "\x00"`, ofOthers},
		{`delimiter "|" escape "\\"`, ofOthers},
		{`fixed 64`, ofOthers},
		{`fixed 1024`, ofOthers},
		{`cobs`, ofOthers},
		{`marks "~" "~" xor "}"`, ofOthers},
		{`braces`, ofOthers},
		{`resp`, ofOthers},
		{`http`, ofOthers},
		{`websocket`, ofOthers},
		{`check "crc-16/modbus" length "!H"`, ofOthers},
		{`check "crc-32" length "!H"`, ofOthers},
		{`check "sum-8" length "!H"`, ofOthers},
		{`end "\r\n" length "!H" adjust 2`, ofOthers},
		{`join "\x80" mask "\x80" length "!I" bits 31`, ofOthers},
		{`skip "\n" length "!H"`, ofOthers},
		{`when "0" length "!H" offset 1 else line`, ofOthers},
		{`first fixed 66 then length "!H"`, ofOthers},
	} {
		for name, size := range map[string]int{"KiB": 1024, "64 bytes": 64} {
			c, err := Parse(codec.text)
			if err != nil {
				b.Fatal(err)
			}
			if fixed, ok := c.(Fixed); ok && fixed.Size != size {
				continue
			}
			b.Run(codec.text+", "+name, func(b *testing.B) {
				one := benchFrame(b, c, size)
				frames := benchBytes / len(one)
				stream := bytes.Repeat(one, frames)
				theirs := cutting(len(one))
				if strings.HasPrefix(codec.text, "line") {
					theirs = scanning
				}
				for b.Loop() {
					ratio.InTurn(3,
						func() float64 { return speed(stream, decoding(b, c), frames) },
						func() float64 { return speed(stream, theirs, frames) },
					).Report(b, "MB/s", ratio.OursAtLeast(codec.least))
				}
			})
		}
	}
}
