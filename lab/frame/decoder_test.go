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
		"length in 3":          LengthField{Length: Integer{Size: 3}, Strip: 3, Max: 64},
		"length in 1":          LengthField{Length: Integer{Size: 1}, Strip: 1, Max: 64},
		"length in 8":          LengthField{Length: Integer{Size: 8, Signed: true}, Strip: 8, Max: 64},
		"length behind magic":  LengthField{Length: le2, Offset: 2, Adjustment: 1, Max: 64, Late: true},
		"varint":               Varint{Max: 200},
		"varint behind a byte": Varint{Offset: 1, Max: 100},
		"varint late":          Varint{Max: 8, Late: true},
		"line":                 Line(32),
		"delimiter":            Delimiter{By: [][]byte{[]byte("ab"), []byte("bcd"), []byte("b")}, Max: 8},
		"delimiter escaped":    Delimiter{By: [][]byte{[]byte("ab")}, Escape: '\\', Escaped: true, Max: 32},
		"delimiter kept":       Delimiter{By: [][]byte{[]byte("--")}, Keep: true, Max: 8, Late: true},
		"fixed":                Fixed{Size: 5, Pad: ' '},
		"json":                 JSONHeader{Length: be4, Key: "size", MaxHeader: 64, Max: 64},
	}
}

// alphabet makes streams in which lengths, delimiters and escapes are likely.
const alphabet = "\x00\x00\x00\x01\x02\x05\x41\x7f\x80\xffab\\bcd-\r\n {}"

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
			for range 400 {
				stream := randomStream(random)
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
		return framed[c.Strip:]
	case Delimiter:
		if c.Keep {
			return framed
		}
	case Varint:
		return body[c.Offset:]
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
