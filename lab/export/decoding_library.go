package export

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"stickylab/lab/frame"
)

// netty writes the decoder of Netty 4.1 that cuts the same.
func (d Decoding) netty() (string, CopyWhy) {
	switch c := d.Codec.(type) {
	case frame.LengthField:
		return nettyLength(c)
	case frame.Fixed:
		if c.Padded {
			return "", WhyParameter
		}
		return nettyOf("FixedLengthFrameDecoder", []argument{{fmt.Sprint(c.Size), "frameLength"}}), ""
	case frame.Delimiter:
		return nettyDelimiter(c)
	case frame.Varint:
		if c.Offset > 0 || c.Keep {
			return "", WhyParameter
		}
		return "import io.netty.handler.codec.protobuf.ProtobufVarint32FrameDecoder;\n\npipeline.addLast(new ProtobufVarint32FrameDecoder());  // without a maximum\n", ""
	}
	return "", WhyKind
}

// argument is one of a constructor, and what its parameter is called there.
type argument struct{ value, name string }

// nettyOf writes the line that adds a decoder of io.netty.handler.codec.
func nettyOf(class string, all []argument, imports ...string) string {
	var b strings.Builder
	for _, one := range imports {
		fmt.Fprintf(&b, "import %s;\n", one)
	}
	fmt.Fprintf(&b, "import io.netty.handler.codec.%s;\n\npipeline.addLast(new %s(\n", class, class)
	for i, one := range all {
		end := ","
		if i == len(all)-1 {
			end = "));"
		}
		fmt.Fprintf(&b, "        %s%s  // %s\n", one.value, end, one.name)
	}
	return b.String()
}

// nettyLength: LengthFieldBasedFrameDecoder reads 1, 2, 3, 4 or 8 bytes without a sign.
func nettyLength(c frame.LengthField) (string, CopyWhy) {
	switch {
	case !plainLength(c), c.Length.Size > 4 && c.Length.Size != 8:
		return "", WhyParameter
	case c.Length.Signed:
		return "", WhySigned
	case c.Max > math.MaxInt32:
		return "", WhyLimit
	}
	all := []argument{
		{fmt.Sprint(c.Max), "maxFrameLength"},
		{fmt.Sprint(c.Offset), "lengthFieldOffset"},
		{fmt.Sprint(c.Length.Size), "lengthFieldLength"},
		{fmt.Sprint(c.Adjustment), "lengthAdjustment"},
		{fmt.Sprint(c.Strip), "initialBytesToStrip"},
	}
	if !c.Length.Little {
		if c.Late {
			all = append(all, argument{"false", "failFast"})
		}
		return nettyOf("LengthFieldBasedFrameDecoder", all), ""
	}
	all = append([]argument{{"ByteOrder.LITTLE_ENDIAN", "byteOrder"}}, all...)
	return nettyOf("LengthFieldBasedFrameDecoder", append(all, argument{fmt.Sprint(!c.Late), "failFast"}), "java.nio.ByteOrder"), ""
}

// nettyDelimiter: of several delimiters Netty takes the one that begins first among those
// that have come, so only those that cannot overlap are the same.
func nettyDelimiter(c frame.Delimiter) (string, CopyWhy) {
	switch {
	case c.Escaped, !apart(c.By) && !isLine(c.By):
		return "", WhyParameter
	case c.Max > math.MaxInt32:
		return "", WhyLimit
	}
	all := []argument{{fmt.Sprint(c.Max), "maxFrameLength"}, {fmt.Sprint(!c.Keep), "stripDelimiter"}, {fmt.Sprint(!c.Late), "failFast"}}
	if isLine(c.By) {
		all[0].name = "maxLength"
		return nettyOf("LineBasedFrameDecoder", all), ""
	}
	for _, by := range c.By {
		all = append(all, argument{"Unpooled.wrappedBuffer(new byte[] {" + javaBytes(by) + "})", "delimiter"})
	}
	return nettyOf("DelimiterBasedFrameDecoder", all, "io.netty.buffer.Unpooled"), ""
}

func javaBytes(p []byte) string {
	var all []string
	for _, b := range p {
		all = append(all, fmt.Sprint(int8(b)))
	}
	return strings.Join(all, ", ")
}

func isLine(by [][]byte) bool {
	return len(by) == 2 && string(by[0]) == "\r\n" && string(by[1]) == "\n"
}

// apart reports delimiters of which the first to begin is the first to end, however the
// stream is cut.
func apart(by [][]byte) bool {
	return len(by) == 1 || longest(by) == 1
}

// tokio writes the codec of tokio-util 0.7 that cuts the same. Its length_adjustment and
// max_frame_length are about the bytes behind num_skip: the numbers are converted.
func (d Decoding) tokio() (string, CopyWhy) {
	switch c := d.Codec.(type) {
	case frame.LengthField:
		return tokioLength(c)
	case frame.Delimiter:
		return d.tokioDelimiter(c)
	}
	return "", WhyKind
}

func tokioLength(c frame.LengthField) (string, CopyWhy) {
	head := c.Offset + c.Length.Size
	most := c.Max - head - min(c.Adjustment, c.Max-head) // of the length field
	switch {
	case !plainLength(c):
		return "", WhyParameter
	case c.Length.Signed:
		return "", WhySigned
	case c.Max > math.MaxInt64-frame.MaxFrame:
		return "", WhyLimit
	}
	order := "big_endian"
	if c.Length.Little {
		order = "little_endian"
	}
	return fmt.Sprintf(`use tokio_util::codec::{FramedRead, LengthDelimitedCodec};

let codec = LengthDelimitedCodec::builder()
    .%s()
    .length_field_offset(%d)
    .length_field_length(%d)
    .length_adjustment(%d)  // of what follows num_skip
    .num_skip(%d)
    .max_frame_length(%d)  // of the length field
    .new_codec();
let frames = FramedRead::new(stream, codec);
`, order, c.Offset, c.Length.Size, head+c.Adjustment-c.Strip, c.Strip, most), ""
}

// tokioDelimiter: LinesCodec and AnyDelimiterCodec make a frame of what the stream ends
// with, LinesCodec takes UTF-8 alone.
func (d Decoding) tokioDelimiter(c frame.Delimiter) (string, CopyWhy) {
	line := isLine(c.By)
	switch {
	case c.Escaped, c.Keep, !line && longest(c.By) > 1:
		return "", WhyParameter
	case d.Left > 0:
		return "", WhyRest
	case line && !utf8.Valid(bytes.Join(d.Bodies, nil)):
		return "", WhyText
	case line:
		return fmt.Sprintf(`use tokio_util::codec::{FramedRead, LinesCodec};

let frames = FramedRead::new(stream, LinesCodec::new_with_max_length(%d));
`, c.Max), ""
	}
	var seek strings.Builder
	for _, by := range c.By {
		fmt.Fprintf(&seek, "\\x%02x", by[0])
	}
	return fmt.Sprintf(`use tokio_util::codec::{AnyDelimiterCodec, FramedRead};

let codec = AnyDelimiterCodec::new_with_max_length(b"%s".to_vec(), b"\n".to_vec(), %d);
let frames = FramedRead::new(stream, codec);
`, seek.String(), c.Max), ""
}
