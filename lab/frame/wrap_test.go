package frame

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// shown are the frames of a stream, "=" and the body of each, and the word of each
// fault: its rule, or its kind.
func shown(t *testing.T, c Codec, pieces [][]byte) (out []string) {
	t.Helper()
	d, err := NewDecoder(c)
	if err != nil {
		t.Fatal(err)
	}
	next := func() bool {
		f, ok, err := d.Next()
		var fault *Error
		if errors.As(err, &fault) {
			out = append(out, fault.Kind+" "+fault.Why)
			if fault.Why == "" {
				out[len(out)-1] = fault.Kind
			}
			return d.broken == nil
		}
		if ok {
			out = append(out, "="+string(f.Body))
		}
		return ok
	}
	for _, piece := range pieces {
		d.Feed(piece)
		for d.broken == nil && next() {
		}
	}
	if d.broken == nil && d.End() != nil {
		out = append(out, "rest")
	}
	return out
}

// everyCut holds that a stream comes out as wanted whole, cut at every place, byte by
// byte and at random places.
func everyCut(t *testing.T, codec, stream string, want ...string) {
	t.Helper()
	c := mustParse(t, codec)
	try := func(how string, pieces [][]byte) {
		t.Helper()
		if got := shown(t, c, pieces); !slices.Equal(got, want) {
			t.Fatalf("%s: %.200q %s:\ngot  %q\nwant %q", codec, stream, how, got, want)
		}
	}
	try("whole", [][]byte{[]byte(stream)})
	for at := range stream {
		try(fmt.Sprint("cut at ", at), cut([]byte(stream), at))
	}
	try("byte by byte", oneByOne([]byte(stream)))
	random := rand.New(rand.NewPCG(uint64(len(stream)), 1))
	for range 200 {
		try("at random places", randomPieces(random, []byte(stream)))
	}
}

func randomPieces(random *rand.Rand, stream []byte) (pieces [][]byte) {
	for most := 1 + random.IntN(20); len(stream) > 0; {
		n := min(len(stream), 1+random.IntN(most))
		pieces, stream = append(pieces, stream[:n]), stream[n:]
	}
	return pieces
}

func TestStartFindsItsMarkAgain(t *testing.T) {
	const iec104 = `start "h" length "B" offset 1 strip 0`
	everyCut(t, iec104, "\xff\x02h\x04\x07\x00\x00\x00h\x04\x01\x00\x04\x00", "protocol noise", "=h\x04\x07\x00\x00\x00", "=h\x04\x01\x00\x04\x00")
	everyCut(t, iec104, "h\x02ab..h\x01c", "=h\x02ab", "protocol noise", "=h\x01c")
	everyCut(t, `start "\xaaU" length "!H" offset 2 max 99`, "\xaa\xaaU\x00\x02hi\xaaU\xff\xffxx\xaaU\x00\x01!\xaa", "protocol noise", "=hi", "too-long", "=!", "rest")
	everyCut(t, `start "<" delimiter ">" max 5`, "<ab><abcdefgh<c>", "=<ab", "no-delimiter", "=<c")
	const ts = `start "G" twice fixed 4`
	everyCut(t, ts, "GabcGdefG", "=Gabc", "=Gdef", "rest")
	everyCut(t, ts, "..G.GabcGdefGhijx", "protocol noise", "=Gabc", "=Gdef", "=Ghij", "protocol noise", "rest")
	if _, err := Parse(`start "G" twice line`); err == nil {
		t.Error("a mark is looked for twice where frames have no known length")
	}
}

func TestEndMustBeThere(t *testing.T) {
	const amqp = `end "\xce" length "!I" offset 3 adjust 1 strip 7`
	everyCut(t, amqp, "\x01\x00\x00\x00\x00\x00\x02hi\xce\x08\x00\x00\x00\x00\x00\x00\xce", "=hi", "=")
	everyCut(t, amqp, "\x01\x00\x00\x00\x00\x00\x02hi!\x01\x00\x00\x00\x00\x00\x01a\xce", "check", "=a")
	everyCut(t, `end "," keep fixed 3`, "ab,", "=ab,")
	everyCut(t, `end "long" length "B"`, "\x02ng", "check")
	_, err := decoded(mustParse(t, amqp), []byte("\x01\x00\x00\x00\x00\x00\x02hi!"))
	if want := `Frame at offset 0: "!" stands at its end, where "\xce" must be.`; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	c := mustParse(t, amqp)
	framed, err := c.Encode(nil, []byte("\x01\x00\x00hi"))
	if err != nil || string(framed) != "\x01\x00\x00\x00\x00\x00\x02hi\xce" {
		t.Errorf("framed as %q %v", framed, err)
	}
	if f, err := decoded(c, framed); err != nil || f.Head != 7 || f.Tail != 1 {
		t.Errorf("%+v %v", f, err)
	}
}

func TestSkipPassesOverHeartbeats(t *testing.T) {
	everyCut(t, `skip "\n" "\r\n" delimiter "\x00"`, "\n\r\nSEND\n\x00\n\n\r\nACK\x00\n", "=SEND\n", "=ACK")
	everyCut(t, `skip "\n" delimiter "\x00" max 4`, "abcdefgh\x00\nok\x00", "no-delimiter", "=ok")
	for _, text := range []string{`skip "ab" "abc" line`, `skip "abc" "ab" line`, `skip "a" "a" line`, `skip "" line`} {
		if _, err := Parse(text); err == nil {
			t.Errorf("%s is right", text)
		}
	}
	if _, err := mustParse(t, `skip "\n" line`).Encode(nil, []byte("\nx")); err == nil {
		t.Error("a message is sent that would be skipped")
	}
}

func TestWhenChooses(t *testing.T) {
	const zmtp = `when "\x02" mask "\x02" length "!Q" offset 1 else length "B" offset 1`
	everyCut(t, zmtp, "\x00\x02hi\x02\x00\x00\x00\x00\x00\x00\x00\x03you\x01\x00", "=hi", "=you", "=")
	const rtu = `when "\x05" "\x06" "\x0f" "\x10" at 1 fixed 8 else when "\x80" at 1 mask "\x80" fixed 5 else when "\x03" "\x04" at 1 length "B" offset 2 adjust 2 strip 0`
	everyCut(t, rtu, "\x01\x03\x02\x00\x07CC\x01\x06\x00\x01\x00\x03CC\x01\x83\x02CC", "=\x01\x03\x02\x00\x07CC", "=\x01\x06\x00\x01\x00\x03CC", "=\x01\x83\x02CC")
	everyCut(t, rtu, "\x01\x06\x00\x01\x00\x03CC\x01\x77", "=\x01\x06\x00\x01\x00\x03CC", "protocol when-none")
	everyCut(t, `when "PUB " line else delimiter ";"`, "P;PUB a\nPUBx;PU", "=P", "=PUB a", "=PUBx", "rest")
	everyCut(t, `when "<" start "<" delimiter ">" max 3 else delimiter ";" max 3`, "<abcdef<a>abcdef;b;", "no-delimiter", "=<a", "no-delimiter", "=b")
	if _, err := mustParse(t, `when "a" at 9 line`).Encode(nil, []byte("short")); err == nil {
		t.Error("a frame is sent that no codec would read")
	}
}

// TestTextsOfCodecsInCodecs: a codec takes the words that can be its own, and what
// is wrong is named at its place.
func TestTextsOfCodecsInCodecs(t *testing.T) {
	text := `start "\xaa" when "\x01" "\x02" at 3 fixed 10 else when "\x03" at 3 end "\r\n" length "B" offset 4 adjust 2 strip 0 max 300 else fixed 22`
	if c := mustParse(t, text); c.String() != text {
		t.Errorf("%s is written as %s", text, c)
	}
	for text, want := range map[string]string{
		`start "a"`:              "codec, at character 10: it ends too early; what must follow is ",
		`start "a" lin`:          "codec, at character 11: “lin” is not right here; write start \"a\" line.",
		`when "a" line else`:     "codec, at character 19: it ends too early; what must follow is ",
		`end "a" length "!I" on`: "codec, at character 21: “on” is not right here; write offset, ",
		`end "" line`:            "codec: mark cannot be empty; ",
		`end "a" fixed 0`:        "codec: size cannot be 0; ",
	} {
		if _, err := Parse(text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

// TestHostileBytesCostAWrapperNoMemory: what is thrown away is not kept.
func TestHostileBytesCostAWrapperNoMemory(t *testing.T) {
	for _, text := range wrapped {
		c := mustParse(t, text)
		for _, piece := range []string{"\x00", "\xff", "a", "h", "G", "\xaa\xaaU", "{\"", "8=FIX", "\n", "1", ":"} {
			d, err := NewDecoder(c)
			if err != nil {
				t.Fatal(err)
			}
			for range 200 {
				d.Feed([]byte(strings.Repeat(piece, 1000/len(piece))))
				for {
					if _, ok, err := d.Next(); !ok && (err == nil || d.broken != nil) {
						break
					}
				}
				if len(d.Rest()) > 4000 || cap(d.buf) > 16000 {
					t.Fatalf("%s: %d bytes of %q are kept, of %d", text, len(d.Rest()), piece, cap(d.buf))
				}
			}
		}
	}
}

// wrapped are codecs within codecs, with a low maximum.
var wrapped = []string{
	`start "h" length "B" offset 1`, `start "\xaaU" length "!H" offset 2 max 99`, `start "G" twice fixed 188`, `end "\xce" length "!I" adjust 1 max 99`,
	`skip "\n" "\r\n" delimiter "\x00" max 99`, `when "\x02" mask "\x02" length "!Q" offset 1 max 99 else length "B" offset 1`, `when "a" at 5 fixed 10 else start "a" line max 99`,
}

func FuzzWrapped(f *testing.F) {
	for i := range wrapped {
		f.Add(uint8(i), []byte("\xaaU\x00\x02hi\n\nGh\x01a\x00\x02\x00\x00\x00\x00\x00\x00\x00\x01a"), uint8(3))
	}
	f.Fuzz(func(t *testing.T, which uint8, stream []byte, size uint8) {
		c := mustParse(t, wrapped[int(which)%len(wrapped)])
		want := shown(t, c, [][]byte{stream})
		var pieces [][]byte
		for piece := range slices.Chunk(stream, int(size%9)+1) {
			pieces = append(pieces, piece)
		}
		if got := shown(t, c, pieces); !slices.Equal(got, want) {
			t.Fatalf("%s: %q in pieces of %d: got %q, want %q", c, stream, size%9+1, got, want)
		}
	})
}
