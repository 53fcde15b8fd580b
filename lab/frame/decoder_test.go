package frame

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// codecs is one of every kind and of every parameter that changes the way.
func codecs() map[string]Codec {
	be4, le2 := Integer{Size: 4}, Integer{Size: 2, Little: true}
	return map[string]Codec{
		"length":               LengthField{Length: be4, Strip: 4, Max: 64},
		"length kept":          LengthField{Length: le2, Max: 64},
		"length of itself":     LengthField{Length: be4, Adjustment: -4, Strip: 4, Max: 64},
		"length of more":       LengthField{Length: be4, Adjustment: -9, Strip: 4, Max: 64},
		"length in 3":          LengthField{Length: Integer{Size: 3}, Strip: 3, Max: 64},
		"length in 1":          LengthField{Length: Integer{Size: 1}, Strip: 1, Max: 64},
		"length in 8":          LengthField{Length: Integer{Size: 8, Signed: true}, Strip: 8, Max: 64},
		"length behind magic":  LengthField{Length: le2, Offset: 2, Adjustment: 1, Max: 64, Late: true},
		"length of 5 bits":     LengthField{Length: le2, Bits: 5, Shift: 3, Strip: 2, Max: 64},
		"length of words":      LengthField{Length: Integer{Size: 1}, Times: 3, Strip: 1, Max: 64},
		"length of bits":       LengthField{Length: Integer{Size: 1}, Per: 8, Strip: 1, Max: 16},
		"length of digits":     LengthField{Length: Integer{Size: 2, Text: 'X'}, Strip: 2, Max: 64},
		"length between":       LengthField{Length: Integer{Size: 1}, Offset: 2, Strip: 3, Keep: true, Max: 64},
		"varint between":       Varint{Offset: 2, Keep: true, Max: 100},
		"number":               Number{By: []byte("b"), Adjustment: 1, MaxHeader: 8, Max: 40},
		"number hex":           Number{By: []byte("-\r"), Hex: true, MaxHeader: 8, Max: 40},
		"headers":              Headers{Fields: [][]byte{[]byte("b"), []byte("cd")}, MaxHeader: 20, Max: 40},
		"headers until":        Headers{Fields: [][]byte{[]byte("A")}, Until: []byte("-"), MaxHeader: 20, Max: 40},
		"ber":                  BER{Tag: 0x41, Max: 200},
		"start":                Start{Mark: []byte("ab"), Codec: LengthField{Length: Integer{Size: 1}, Offset: 2, Strip: 3, Max: 64}},
		"end":                  End{Mark: []byte("d"), Codec: LengthField{Length: Integer{Size: 1}, Strip: 1, Max: 64}},
		"skip":                 Skip{Over: [][]byte{[]byte("\r\n"), {' '}}, Codec: Delimiter{By: [][]byte{[]byte("b")}, Max: 8}},
		"when":                 When{match: match{Is: [][]byte{{0}}, Mask: []byte{1}}, Codec: Line(9), Else: LengthField{Length: Integer{Size: 1}, Offset: 1, Keep: true, Strip: 2, Max: 40}},
		"join":                 Join{match: match{Is: [][]byte{{0x80}}, Mask: []byte{0x80}}, Max: 20, Codec: LengthField{Length: Integer{Size: 1}, Bits: 7, Strip: 1, Max: 40}},
		"join more":            Join{match: match{Is: [][]byte{{0}, {2}}}, More: true, Apart: []byte{4}, Max: 20, Codec: LengthField{Length: Integer{Size: 1}, Offset: 1, Keep: true, Strip: 2, Max: 40}},
		"check":                Check{Sum: "xor", As: Integer{Size: 1}, Codec: LengthField{Length: Integer{Size: 1}, Strip: 1, Max: 40}},
		"check of digits":      Check{Sum: "sum-8", As: Integer{Size: 3, Text: 'd'}, From: 1, Label: []byte("-"), Codec: Delimiter{By: [][]byte{[]byte("\n")}, Max: 64}},
		"varint":               Varint{Max: 200},
		"varint behind a byte": Varint{Offset: 1, Max: 100},
		"varint late":          Varint{Max: 8, Late: true},
		"line":                 Line(32),
		"delimiter":            Delimiter{By: [][]byte{[]byte("ab"), []byte("bcd"), []byte("b")}, Max: 8},
		"delimiter escaped":    Delimiter{By: [][]byte{[]byte("ab")}, Escape: '\\', Escaped: true, Max: 32},
		"delimiter kept":       Delimiter{By: [][]byte{[]byte("--")}, Keep: true, Max: 8, Late: true},
		"fixed":                Fixed{Size: 5, Pad: ' ', Padded: true},
		"json":                 JSONHeader{Length: be4, Key: "size", MaxHeader: 64, Max: 64},
		"resp":                 RESP{Max: 180},
		"http":                 HTTP{MaxHeader: 120, Max: 80},
		"http chunked":         HTTP{Chunked: true, MaxHeader: 120, Max: 80},
		"websocket":            WebSocket{Max: 140},
		"websocket masked":     WebSocket{Mask: "\x37\xfa\x21\x3d", Max: 64},
	}
}

// alphabet makes streams in which lengths, delimiters and escapes are likely.
const alphabet = "\x00\x00\x00\x01\x02\x05\x41\x7f\x80\xffab\\bcd-\r\n {}"

// fragments are what the streams of a protocol are made of, some of them wrong.
func fragments(c Codec) []string {
	switch c.(type) {
	case Number:
		return []string{"2babc", "0ba", "10b", "41b", "39b", "-1b", "b", "12", " 2b", "2", "b", "5-\rhello", "F-\r", "fF-\r", "-\r", "0-\r", "1-\rx", "29-\r", "-", "\r", "99999999", "x-\r"}
	case Headers:
		return []string{
			"b: 2\r\n", "CD:0\n", "A: 1\n", "A:1\r\n", "GET /\r\n", "x: y\n", "\r\n", "\n", "\n", "hi", "-", "-", "b: 3\n", "b:x\n", "b: 41\n\n", "A: 41\n\n", "a: 40\n", "nocolon\n", ":\n", " b : 2\n",
			"long line with many\n",
		}
	case RESP:
		return []string{
			"+OK\r\n", "-ERR no\r\n", ":42\r\n", ":-1\r\n", "$5\r\nhello\r\n", "$0\r\n\r\n", "$-1\r\n", "*-1\r\n", "*0\r\n", "*1\r\n", "*2\r\n",
			"*3\r\n", "$2\r\n\r\n\r\n", "$4\r\nab\r\n", "$2\r\n", "$199\r\n", "*99\r\n", "$-2\r\n", ":4x\r\n", "+a\rb\r\n", "+a\n", "PING\r\n", "$", "\r",
			"\n", ":00000000000000000000000000000001\r\n", strings.Repeat("*1\r\n", 32), "+a\x00\x80\r\n",
		}
	case HTTP:
		starts, fields, bodies := httpFragments()
		return slices.Concat(starts, fields, bodies)
	case WebSocket:
		return []string{
			"\x81\x05hello", "\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58", "\x82\x7e\x00\x7eabc", "\x82\x7e\x00\x7d", "\x82\x7f\x00\x00\x00\x00\x00\x01\x00\x00",
			"\x82\x7f\x80\x00\x00\x00\x00\x00\x00\x00", "\x82\x7f\x00\x00\x00\x00\x00\x00\xff\xff", "\x89\x00", "\x8a\x01x", "\x88\x02\x03\xe8", "\x09\x00", "\x89\x7e\x00\x7e",
			"\x01\x01a", "\x00\x01b", "\x80\x00", "\x83\x00", "\x8b\x00", "\xc1\x00", "\x81\xfe\x00\x7e", "\x81\x7e\x00\x8c" + strings.Repeat("x", 140), "\x81\x7e\x00\x8d", "GET / HTTP/1.1\r\n",
		}
	}
	return nil
}

// httpFragments are start lines, fields and bodies; the first half of each is
// as it should be.
func httpFragments() (starts, fields, bodies []string) {
	starts = []string{
		"GET / HTTP/1.1\r\n", "POST /a HTTP/1.1\r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 204 \r\n", "\r\nGET / HTTP/1.1\r\n", "GET / HTTP/1.0\r\n",
		"HTTP/1.1 101 Switching\r\n", "HTTP/1.1 304 Not\xc3\r\n", "HTTP/1.0 200\r\n", "GET /HTTP/1.0 HTTP/1.1\r\n", "GET /\xff HTTP/1.1\r\n",
		"GET /  HTTP/1.1\r\n", "PRI * HTTP/2.0\r\n", "GET / HTTP/1.0 HTTP/1.1\r\n", "HTTP/1.1 2000 OK\r\n", "HTTP/1.1\r\n", "GET / HTTP/1.1x\r\n",
		"GET / HTTP/1.x\r\n", "\x16\x03\x01", "\r\n\r\nGET / HTTP/1.1\r\n", "G\xffT / HTTP/1.1\r\n", "GET / HTTP/1.1\n", "HTTP/1.1 200 HTTP/1.0\r\n",
	}
	fields = []string{
		"Host: lab\r\n", "A:\tb\r\n", "Content-Length: 5\r\n", "content-length:5 , 5\r\n", "Content-Length: 0\r\n", "Transfer-Encoding: chunked\r\n",
		"Transfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip, Chunked\r\n", "Content-Length: 5\r\n", "Transfer-Encoding: gzip\r\n", "Content-Length: 99\r\n",
		"A : b\r\n", " folded\r\n", "A: \x00\r\n", "A: b\n", "A: \rb\r\n", "Content-Length: -5\r\n", "Content-Length: 6\r\n", "Content-Length: \r\n",
		"Content-Length: 5, 6\r\n", "Transfer-Encoding: chunked, chunked\r\n", "Content-Length: 99999999999999999999999\r\n", "no colon\r\n", ": no name\r\n",
	}
	bodies = []string{
		"", "hello", "5\r\nhello\r\n", "5;a=b\r\nhello\r\n", "0\r\n\r\n", "0\r\n\r\n", "5\r\nhello\r\n0\r\n\r\n", "00 ;x\r\nA: b\r\n\r\n", "hello", "hello",
		"fF\r\n", "x\r\n", "5 \r\n", "4\r\nhello\r\n", "\r\n", "-1\r\n", "0\r\nbad trailer\r\n\r\n", "ffffffffffffffffffff\r\n", "4e\r\n", "4a\r\n",
	}
	return starts, fields, bodies
}

// httpStream is of whole messages, most of them as they should be.
func httpStream(random *rand.Rand) (s []byte) {
	pick := func(from []string) {
		n := len(from)
		if random.IntN(4) > 0 {
			n /= 2
		}
		s = append(s, from[random.IntN(n)]...)
	}
	starts, fields, bodies := httpFragments()
	for range random.IntN(4) {
		pick(starts)
		for range random.IntN(3) {
			pick(fields)
		}
		s = append(s, "\r\n"...)
		for range random.IntN(3) {
			pick(bodies)
		}
	}
	return s
}

// stream is a random one that suits the codec.
func stream(random *rand.Rand, c Codec) (s []byte) {
	parts := fragments(c)
	if _, ok := c.(HTTP); ok && random.IntN(4) > 0 {
		return httpStream(random)
	}
	if len(parts) == 0 {
		return randomStream(random)
	}
	for range random.IntN(8) {
		s = append(s, parts[random.IntN(len(parts))]...)
	}
	return s
}

func randomStream(random *rand.Rand) []byte {
	s := make([]byte, random.IntN(60))
	for i := range s {
		s[i] = alphabet[random.IntN(len(alphabet))]
	}
	return s
}

// decode feeds the pieces and gives what comes out, up to and with the first
// error, or all of it with through.
func decode(t *testing.T, c Codec, pieces [][]byte, through bool) (out []string) {
	t.Helper()
	d, err := NewDecoder(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, piece := range pieces {
		d.Feed(piece)
		for {
			f, ok, err := d.Next()
			var fault *Error
			switch {
			case errors.As(err, &fault):
				out = append(out, fmt.Sprintf("%s at %d: %s", fault.Kind, fault.Off, fault))
			case ok:
				out = append(out, fmt.Sprintf("%d %q", f.Off, f.Body))
			}
			if err != nil && (!through || d.broken != nil) {
				return out
			}
			if err == nil && !ok {
				break
			}
		}
	}
	s := d.State()
	return append(out, fmt.Sprintf("%+v", s))
}

func cut(stream []byte, at ...int) (pieces [][]byte) {
	before := 0
	for _, i := range at {
		pieces = append(pieces, stream[before:i])
		before = i
	}
	return append(pieces, stream[before:])
}

func oneByOne(stream []byte) (pieces [][]byte) {
	for i := range stream {
		pieces = append(pieces, stream[i:i+1])
	}
	return pieces
}

// guessless takes the guesses out: they may look at bytes that came later.
func guessless(out []string) []string {
	var short []string
	for _, line := range out {
		line, _, _ = strings.Cut(line, ". ")
		short = append(short, strings.TrimSuffix(line, "."))
	}
	return short
}

func TestAnyCuttingGivesTheSameFrames(t *testing.T) {
	for name, c := range codecs() {
		t.Run(name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(1, 2))
			for range 50 {
				stream := stream(random, c)
				for range random.IntN(4) {
					if framed, err := c.Encode(nil, randomStream(random)); err == nil {
						stream = append(stream, framed...)
					}
				}
				want := guessless(decode(t, c, [][]byte{stream}, true))
				for at := range stream {
					if got := guessless(decode(t, c, cut(stream, at), true)); !slices.Equal(got, want) {
						t.Fatalf("%q cut at %d: got\n%s\nwant\n%s", stream, at, strings.Join(got, "\n"), strings.Join(want, "\n"))
					}
				}
				if got := guessless(decode(t, c, oneByOne(stream), true)); !slices.Equal(got, want) {
					t.Fatalf("%q byte by byte: got\n%s\nwant\n%s", stream, strings.Join(got, "\n"), strings.Join(want, "\n"))
				}
			}
		})
	}
}

func TestFramesComeBack(t *testing.T) {
	for name, c := range codecs() {
		t.Run(name, func(t *testing.T) {
			random := rand.New(rand.NewPCG(3, 4))
			var stream []byte
			var want []string
			for range 200 {
				body := randomStream(random)
				framed, err := c.Encode(nil, body)
				if err != nil {
					continue
				}
				stream = append(stream, framed...)
				want = append(want, string(delivered(c, framed, body)))
			}
			if len(want) < 5 {
				t.Fatalf("only %d of 200 messages could be carried", len(want))
			}
			got, kind := naive(c, stream)
			if kind != "" || !slices.Equal(got, want) {
				t.Errorf("naive: %q %s\nwant %q", got, kind, want)
			}
			got, _ = bodies(t, c, oneByOne(stream))
			if !slices.Equal(got, want) {
				t.Errorf("decoder: %q\nwant %q", got, want)
			}
		})
	}
}

// delivered is what the receiver of a message should get.
func delivered(c Codec, framed, body []byte) []byte {
	switch c := c.(type) {
	case LengthField:
		if !c.Keep {
			return framed[c.Strip:]
		}
	case Delimiter:
		if c.Keep {
			return framed
		}
	case Varint:
		if !c.Keep {
			return body[c.Offset:]
		}
	}
	return body
}

// bodies decodes up to the first error.
func bodies(t *testing.T, c Codec, pieces [][]byte) (out []string, kind string) {
	t.Helper()
	d, err := NewDecoder(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, piece := range pieces {
		d.Feed(piece)
		for {
			f, ok, err := d.Next()
			var fault *Error
			if errors.As(err, &fault) {
				return out, fault.Kind
			}
			if !ok {
				break
			}
			out = append(out, string(f.Body))
		}
	}
	return out, ""
}

func FuzzAgainstNaive(f *testing.F) {
	f.Add([]byte("\x00\x00\x00\x05hello\x00\x00\x00\x04feng"), uint8(3))
	f.Add([]byte("GET / HTTP/1.1\r\n\r\n"), uint8(1))
	f.Add([]byte("\x00\x00\x00\x0a{\"size\":2}ok"), uint8(0))
	f.Add([]byte("\xff\xff\xff\xff\xff"), uint8(2))
	f.Add([]byte("a\\abab\\\\ab"), uint8(1))
	for _, c := range []Codec{RESP{}, HTTP{}, WebSocket{}} {
		for _, fragment := range fragments(c) {
			f.Add([]byte(fragment), uint8(0))
		}
	}
	all := codecs()
	f.Fuzz(func(t *testing.T, stream []byte, size uint8) {
		var pieces [][]byte
		for piece := range slices.Chunk(stream, int(size%7)+1) {
			pieces = append(pieces, piece)
		}
		for name, c := range all {
			got, kind := bodies(t, c, pieces)
			want, wantKind := naive(c, stream)
			if late(c) && wantKind != "" {
				kind, wantKind = "", "" // told when the frame was skipped, if ever
			}
			if kind != wantKind || !slices.Equal(got, want) {
				t.Errorf("%s: %q gave %q %s, want %q %s", name, stream, got, kind, want, wantKind)
			}
		}
	})
}

// TestProtocolsAgainstNaive is the fuzz test on streams that suit a protocol.
func TestProtocolsAgainstNaive(t *testing.T) {
	for name, c := range codecs() {
		if fragments(c) == nil {
			continue
		}
		random := rand.New(rand.NewPCG(5, 6))
		kinds := map[string]int{}
		for range 3000 {
			s := stream(random, c)
			got, kind := bodies(t, c, [][]byte{s})
			want, wantKind := naive(c, s)
			if kind != wantKind || !slices.Equal(got, want) {
				t.Fatalf("%s: %q gave %q %s, want %q %s", name, s, got, kind, want, wantKind)
			}
			kinds[kind]++
			kinds["frames"] += len(got)
		}
		for _, kind := range []string{"", "frames", KindTooLong, KindProtocol} {
			if kinds[kind] < 25 {
				t.Errorf("%s: only %d times %q: %v", name, kinds[kind], kind, kinds)
			}
		}
	}
}

func late(c Codec) bool {
	switch c := c.(type) {
	case LengthField:
		return c.Late
	case Varint:
		return c.Late
	case Delimiter:
		return c.Late
	}
	return false
}
