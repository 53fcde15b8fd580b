package export

import (
	"fmt"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"stickylab/lab/frame"
)

// maxBuffer bounds what a Go program reads ahead for a frame.
const maxBuffer = 1 << 30

// golang writes a program that cuts the stream by bufio.Scanner and a split function.
func (d Decoding) golang() (string, CopyWhy) {
	if d.AtEnd {
		return "", WhyAtEnd
	}
	body, buffer, why := splitBody(d.Codec)
	if why != "" {
		return "", why
	}
	stream := `"` + strings.Join(hexLines(d.Stream), "\" +\n\t\t\"") + `"`
	text := `// split cuts frames as the codec does: ` + d.Codec.String() + `
func split(data []byte, atEOF bool) (advance int, body []byte, err error) {
` + body + `}

// wait asks for more bytes, where the stream has any.
func wait(data []byte, atEOF bool) (advance int, body []byte, err error) {
	if atEOF && len(data) > 0 {
		return 0, nil, fmt.Errorf("%d bytes are left", len(data))
	}
	return 0, nil, nil
}

func main() {
	stream, err := hex.DecodeString(` + stream + `)
	if err != nil {
		log.Fatal(err)
	}
	scanner := bufio.NewScanner(bytes.NewReader(stream))
	scanner.Buffer(nil, ` + strconv.Itoa(buffer) + `)
	scanner.Split(split)
	for scanner.Scan() {
		fmt.Printf("%q\n", scanner.Bytes())
	}
	if err := scanner.Err(); err != nil {
		log.Fatal(err)
	}
}
`
	imports := []string{"bufio", "bytes", "encoding/hex", "fmt", "log"}
	for _, one := range []string{"encoding/binary", "strconv"} {
		if strings.Contains(body, path.Base(one)+".") {
			imports = append(imports, one)
		}
	}
	slices.Sort(imports)
	return "package main\n\nimport (\n\t\"" + strings.Join(imports, "\"\n\t\"") + "\"\n)\n\n" + text, ""
}

// splitBody is the body of a split function, and how many bytes it needs at once.
func splitBody(codec frame.Codec) (text string, buffer int, why CopyWhy) {
	switch c := codec.(type) {
	case frame.LengthField:
		if !plainLength(c) {
			if c.Length.Signed {
				return "", 0, WhyParameter
			}
			return splitUnits(c), buffered(c.Max, 1), ""
		}
		return splitLength(c), buffered(c.Max, 1), ""
	case frame.Fixed:
		return splitFixed(c), buffered(c.Size, 1), ""
	case frame.Delimiter:
		if c.Escaped {
			return "", 0, WhyParameter
		}
		return splitDelimiter(c), buffered(c.Max, frame.MaxDelimiterBytes+1), ""
	case frame.Varint:
		return splitVarint(c), buffered(c.Max, c.Offset+10), ""
	case frame.Number:
		if c.Word != 0 || len(c.After) > 0 {
			return "", 0, WhyParameter
		}
		return splitNumber(c), buffered(c.Max, c.MaxHeader+1), ""
	case frame.COBS:
		return splitCOBS(c), buffered(c.Max, 2), ""
	case frame.BER:
		return splitBER(c), buffered(c.Max, 20), ""
	}
	return "", 0, WhyKind
}

// buffered is how long a buffer is for frames of at most so many bytes and a few more.
func buffered(most, more int) int { return min(most, maxBuffer) + more }

// plainLength reports that a length is nothing but a number of bytes, of the whole field.
func plainLength(c frame.LengthField) bool {
	return c.Bits == 0 && c.Times <= 1 && c.Per <= 1 && !c.Keep && c.Length.Text == 0
}

func splitLength(c frame.LengthField) string {
	head := c.Offset + c.Length.Size
	var b strings.Builder
	fmt.Fprintf(&b, "\tif len(data) < %d {\n\t\treturn wait(data, atEOF)\n\t}\n", head)
	fmt.Fprintf(&b, "\tlength := %s\n", goNumber(c.Length, c.Offset))
	most := int64(math.MaxInt64)
	if less := int64(head) + int64(c.Adjustment); less >= 0 || int64(c.Max) <= math.MaxInt64+less {
		most = int64(c.Max) - less
	}
	wrong := fmt.Sprintf("length > %d", most)
	if most < 0 {
		wrong = "true"
	} else if c.Length.Signed {
		wrong = "length < 0 || " + wrong
	}
	fmt.Fprintf(&b, "\tif %s {\n\t\treturn 0, nil, fmt.Errorf(\"a length of %%d\", length)\n\t}\n", wrong)
	fmt.Fprintf(&b, "\tend := int(length)%s\n", signed(head+c.Adjustment))
	fmt.Fprintf(&b, "\tif end < %d {\n\t\treturn 0, nil, fmt.Errorf(\"a frame of %%d bytes\", end)\n\t}\n", max(head, c.Strip))
	fmt.Fprintf(&b, "\tif len(data) < end {\n\t\treturn wait(data, atEOF)\n\t}\n\treturn end, data[%d:end], nil\n", c.Strip)
	return b.String()
}

// goNumber reads a number of any size and order.
func goNumber(n frame.Integer, at int) string {
	order := "binary.BigEndian"
	if n.Little {
		order = "binary.LittleEndian"
	}
	var value string
	switch bits := 8 * n.Size; n.Size {
	case 1:
		value = fmt.Sprintf("data[%d]", at)
	case 2, 4, 8:
		value = fmt.Sprintf("%s.Uint%d(data[%d:])", order, bits, at)
	default:
		var parts []string
		for i := range n.Size {
			shift := 8 * (n.Size - 1 - i)
			if n.Little {
				shift = 8 * i
			}
			parts = append(parts, fmt.Sprintf("uint64(data[%d])<<%d", at+i, shift))
		}
		return strings.Join(parts, " | ")
	}
	if n.Signed {
		return fmt.Sprintf("int64(int%d(%s))", 8*n.Size, value)
	}
	return "uint64(" + value + ")"
}

// signed writes what is added to a number.
func signed(n int) string {
	if n < 0 {
		return fmt.Sprintf(" - %d", -n)
	}
	return fmt.Sprintf(" + %d", n)
}

func splitFixed(c frame.Fixed) string {
	body := fmt.Sprintf("data[:%d]", c.Size)
	if c.Padded {
		return fmt.Sprintf("\tif len(data) < %[1]d {\n\t\treturn wait(data, atEOF)\n\t}\n\tend := %[1]d\n\tfor end > 0 && data[end-1] == 0x%02[2]x {\n\t\tend--\n\t}\n\treturn %[1]d, data[:end], nil\n", c.Size, c.Pad)
	}
	return fmt.Sprintf("\tif len(data) < %[1]d {\n\t\treturn wait(data, atEOF)\n\t}\n\treturn %[1]d, %[2]s, nil\n", c.Size, body)
}

// splitDelimiter looks for the delimiter that ends first; of two that end together the
// longer one counts.
func splitDelimiter(c frame.Delimiter) string {
	var ends []string
	for _, by := range c.By {
		ends = append(ends, strconv.Quote(string(by)))
	}
	kept := "end-size"
	if c.Keep {
		kept = "end"
	}
	return fmt.Sprintf(`	end, size := 0, 0
	for _, delimiter := range []string{%s} {
		at := bytes.Index(data, []byte(delimiter))
		if at < 0 {
			continue
		}
		if stop, n := at+len(delimiter), len(delimiter); end == 0 || stop < end || stop == end && n > size {
			end, size = stop, n
		}
	}
	switch {
	case end == 0 && len(data) >= %d, end-size > %d:
		return 0, nil, fmt.Errorf("no delimiter in %%d bytes", len(data))
	case end == 0:
		return wait(data, atEOF)
	}
	return end, data[:%s], nil
`, strings.Join(ends, ", "), buffered(c.Max, longest(c.By)), c.Max, kept)
}

func longest(all [][]byte) (n int) {
	for _, one := range all {
		n = max(n, len(one))
	}
	return n
}

func splitVarint(c frame.Varint) string {
	body := "data[head:end]"
	if c.Keep {
		body = fmt.Sprintf("append(append([]byte{}, data[:%d]...), data[head:end]...)", c.Offset)
	}
	return fmt.Sprintf(`	if len(data) <= %[1]d {
		return wait(data, atEOF)
	}
	length, size := binary.Uvarint(data[%[1]d:min(len(data), %[1]d+5)])
	switch {
	case size == 0 && len(data) >= %[1]d+5:
		return 0, nil, fmt.Errorf("a varint that does not end")
	case size == 0:
		return wait(data, atEOF)
	case length > %[2]d:
		return 0, nil, fmt.Errorf("a length of %%d", length)
	}
	head := %[1]d + size
	end := head + int(length)
	if len(data) < end {
		return wait(data, atEOF)
	}
	return end, %[3]s, nil
`, c.Offset, c.Max, body)
}
