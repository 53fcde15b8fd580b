package export

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"stickylab/lab/frame"
)

// The lines for Netty and tokio are not compiled here. They are held against what the
// documentation of each library says that it does with these numbers, written out below
// with nothing of lab/frame.

// numbers are the arguments of a copy by their names.
func numbers(t *testing.T, text string) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^ +(\S.*?)(?:,|\)\);)  // (\w+)$`).FindAllStringSubmatch(text, -1) {
		found[m[2]] += m[1] + ";"
		found[m[2]] = strings.TrimSuffix(found[m[2]], ";")
	}
	for _, m := range regexp.MustCompile(`\.(\w+)\((-?\d*)\)`).FindAllStringSubmatch(text, -1) {
		found[m[1]] = m[2]
	}
	return found
}

func number(t *testing.T, all map[string]string, name string) int {
	t.Helper()
	n, err := strconv.Atoi(all[name])
	if err != nil {
		t.Fatalf("%s is %q in %v", name, all[name], all)
	}
	return n
}

// fieldOf reads a length of size bytes.
func fieldOf(p []byte, little bool) (n uint64) {
	p = slices.Clone(p)
	if little {
		slices.Reverse(p)
	}
	for _, b := range p {
		n = n<<8 | uint64(b)
	}
	return n
}

// nettyLengthFrames: LengthFieldBasedFrameDecoder of Netty 4.1. "frameLength +=
// lengthAdjustment + lengthFieldEndOffset"; a frame of at most maxFrameLength bytes is
// taken and its first initialBytesToStrip bytes are left out.
func nettyLengthFrames(t *testing.T, text string, stream []byte) (bodies [][]byte) {
	t.Helper()
	all := numbers(t, text)
	offset, size := number(t, all, "lengthFieldOffset"), number(t, all, "lengthFieldLength")
	end, adjust, strip, most := offset+size, number(t, all, "lengthAdjustment"), number(t, all, "initialBytesToStrip"), number(t, all, "maxFrameLength")
	for len(stream) >= end {
		length := int64(fieldOf(stream[offset:end], strings.Contains(text, "ByteOrder.LITTLE_ENDIAN,")))
		total := length + int64(adjust) + int64(end)
		if length < 0 || total < int64(end) || total > int64(most) || int64(strip) > total || total > int64(len(stream)) {
			return bodies
		}
		bodies, stream = append(bodies, stream[strip:total]), stream[total:]
	}
	return bodies
}

// tokioLengthFrames: LengthDelimitedCodec of tokio-util 0.7. The head is read when
// max(length_field_offset + length_field_length, num_skip) bytes are there; the field is
// held against max_frame_length, then length_adjustment is added; num_skip bytes are
// skipped and so many of the sum are the frame.
func tokioLengthFrames(t *testing.T, text string, stream []byte) (bodies [][]byte) {
	t.Helper()
	all := numbers(t, text)
	offset, size, skip := number(t, all, "length_field_offset"), number(t, all, "length_field_length"), number(t, all, "num_skip")
	adjust, most := number(t, all, "length_adjustment"), number(t, all, "max_frame_length")
	for len(stream) >= max(offset+size, skip) {
		length := fieldOf(stream[offset:offset+size], strings.Contains(text, ".little_endian()"))
		if length > uint64(most) {
			return bodies
		}
		n := int(length) + adjust
		if n < 0 || len(stream)-skip < n {
			return bodies
		}
		bodies, stream = append(bodies, stream[skip:skip+n]), stream[skip+n:]
	}
	return bodies
}

// lengthCodec draws a codec of a length field.
func lengthCodec(random *rand.Rand) frame.LengthField {
	c := frame.LengthField{
		Length: frame.Integer{Size: [...]int{1, 2, 3, 4, 8}[random.IntN(5)], Little: random.IntN(2) == 0},
		Offset: random.IntN(4), Adjustment: random.IntN(9) - 4, Max: 40 + random.IntN(40),
	}
	c.Strip = random.IntN(c.Offset + c.Length.Size + 3)
	return c
}

// lengthStream makes frames that the codec takes, and one whose length is by one more
// than its maximum.
func lengthStream(random *rand.Rand, c frame.LengthField) (stream []byte) {
	head := c.Offset + c.Length.Size
	least := max(0, c.Adjustment, c.Strip-head)
	for i, behind := range []int{least, least + random.IntN(20), c.Max - head, c.Max - head + 1} {
		if behind < least {
			continue
		}
		field := binary.BigEndian.AppendUint64(nil, uint64(behind-c.Adjustment))[8-c.Length.Size:]
		if c.Length.Little {
			slices.Reverse(field)
		}
		one := append(bytes.Repeat([]byte{byte('a' + i)}, c.Offset), field...)
		for range behind {
			one = append(one, byte(random.IntN(256)))
		}
		stream = append(stream, one...)
	}
	return stream
}

func TestLengthsOfNettyAndTokioCutTheSame(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	for range 2000 {
		c := lengthCodec(random)
		if c.Validate() != nil {
			continue
		}
		stream := lengthStream(random, c)
		d, err := NewDecoding(c, stream, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, library := range []struct {
			write  func(Decoding) (string, CopyWhy)
			frames func(*testing.T, string, []byte) [][]byte
		}{{Decoding.netty, nettyLengthFrames}, {Decoding.tokio, tokioLengthFrames}} {
			text, why := library.write(d)
			if why != "" {
				t.Fatalf("%s: none: %s", c, why)
			}
			if got := library.frames(t, text, stream); fmt.Sprintf("%x", got) != fmt.Sprintf("%x", d.Bodies) {
				t.Fatalf("%s on %x:\n%x, want\n%x\n%s", c, stream, got, d.Bodies, text)
			}
		}
	}
}

// TestLinesOfLibraries: what is written for each codec, or why it is not.
func TestLinesOfLibraries(t *testing.T) {
	for _, test := range []struct{ codec, stream, netty, tokio string }{
		{`length "!H"`, "", "LengthFieldBasedFrameDecoder( 1048576, 0, 2, 0, 2))", "big_endian() 0 2 0 2 1048574"},
		{`length "<I" offset 1 adjust -4 strip 0 max 100`, "", "LengthFieldBasedFrameDecoder( ByteOrder.LITTLE_ENDIAN, 100, 1, 4, -4, 0, true))", "little_endian() 1 4 1 0 99"},
		{`length "!H" late`, "", "LengthFieldBasedFrameDecoder( 1048576, 0, 2, 0, 2, false))", "big_endian() 0 2 0 2 1048574"},
		{`length "!h"`, "", "signed", "signed"},
		{`length "!5"`, "", "parameter", "big_endian() 0 5 0 5 1048571"},
		{`length "!H" bits 10`, "", "parameter", "parameter"},
		{`length "%04d"`, "", "parameter", "parameter"},
		{`length "!Q" max 3000000000`, "", "limit", "big_endian() 0 8 0 8 2999999992"},
		{`fixed 5`, "", "FixedLengthFrameDecoder( 5))", "kind"},
		{`fixed 5 pad "\x00"`, "", "parameter", "kind"},
		{`line`, "a\n", "LineBasedFrameDecoder( 1048576, true, true))", "LinesCodec::new_with_max_length(1048576)"},
		{`line`, "a\nb", "LineBasedFrameDecoder( 1048576, true, true))", "rest"},
		{`line`, "\xff\n", "LineBasedFrameDecoder( 1048576, true, true))", "text"},
		{`delimiter "|" max 9`, "a|", "DelimiterBasedFrameDecoder( 9, true, true, Unpooled.wrappedBuffer(new byte[] {124})))", `AnyDelimiterCodec::new_with_max_length(b"\x7c".to_vec(), b"\n".to_vec(), 9)`},
		{`delimiter "\xff\x00" keep`, "", "DelimiterBasedFrameDecoder( 1048576, false, true, Unpooled.wrappedBuffer(new byte[] {-1, 0})))", "parameter"},
		{`delimiter "ab" "b"`, "", "parameter", "parameter"},
		{`delimiter "|" escape "\\"`, "", "parameter", "parameter"},
		{`varint`, "", "ProtobufVarint32FrameDecoder()", "kind"},
		{`varint offset 1`, "", "parameter", "kind"},
		{`resp`, "", "kind", "kind"},
		{`check "crc-32" length "!H"`, "", "kind", "kind"},
	} {
		c, err := frame.Parse(test.codec)
		if err != nil {
			t.Fatal(err)
		}
		d, err := NewDecoding(c, []byte(test.stream), "")
		if err != nil {
			t.Fatal(err)
		}
		for key, want := range map[string]string{"netty": test.netty, "tokio": test.tokio} {
			copied := copyOf(t, d, key)
			if got := constructor(copied); got != want {
				t.Errorf("%s for %s: %s, want %s", key, test.codec, got, want)
			}
		}
	}
}

// constructor is a copy without imports, names and blanks.
func constructor(c Copy) string {
	if c.Why != "" {
		return string(c.Why)
	}
	text := regexp.MustCompile(`(?s)  // [^\n]*`).ReplaceAllString(c.Text, "")
	if builder := regexp.MustCompile(`(?s)builder\(\)\s+\.(\w+\(\))(.*)\.new_codec`).FindStringSubmatch(text); builder != nil {
		return builder[1] + " " + strings.Join(regexp.MustCompile(`-?\d+`).FindAllString(builder[2], -1), " ")
	}
	for _, begin := range []string{"pipeline.addLast(new ", "FramedRead::new(stream, ", "let codec = "} {
		if _, after, found := strings.Cut(text, begin); found {
			text, _, _ = strings.Cut(after, ";")
			if strings.HasSuffix(begin, "stream, ") {
				text = strings.TrimSuffix(text, ")")
			}
			if text == "codec" {
				_, text, _ = strings.Cut(c.Text, "let codec = ")
				text, _, _ = strings.Cut(text, ";")
			}
			break
		}
	}
	text = strings.Join(strings.Fields(text), " ")
	if strings.HasPrefix(text, "ProtobufVarint32") {
		return strings.TrimSuffix(text, ")")
	}
	return text
}
