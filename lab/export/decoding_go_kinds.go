package export

import (
	"fmt"
	"strconv"
	"strings"

	"stickylab/lab/frame"
)

// splitUnits reads a length that is not just a number of bytes: digits, some bits of a
// field, units of other than one byte, or one behind bytes that are kept.
func splitUnits(c frame.LengthField) string {
	head := c.Offset + c.Length.Size
	var b strings.Builder
	fmt.Fprintf(&b, "\tif len(data) < %d {\n\t\treturn wait(data, atEOF)\n\t}\n", head)
	if c.Length.Text == 0 {
		fmt.Fprintf(&b, "\tlength := %s\n", goNumber(c.Length, c.Offset))
	} else {
		base := 16
		if c.Length.Text == 'd' {
			base = 10
		}
		fmt.Fprintf(&b, "\tlength, err := strconv.ParseUint(string(data[%d:%d]), %d, 62)\n\tif err != nil {\n\t\treturn 0, nil, err\n\t}\n", c.Offset, head, base)
	}
	if c.Bits > 0 {
		fmt.Fprintf(&b, "\tlength = length >> %d & %#x\n", c.Shift, uint64(1)<<c.Bits-1)
	}
	fmt.Fprintf(&b, "\tif length > %d {\n\t\treturn 0, nil, fmt.Errorf(\"a length of %%d\", length)\n\t}\n", int64(1)<<48) // which no codec takes
	if c.Times > 1 {
		fmt.Fprintf(&b, "\tlength *= %d\n", c.Times)
	}
	if c.Per > 1 {
		fmt.Fprintf(&b, "\tlength = (length + %d) / %d\n", c.Per-1, c.Per)
	}
	fmt.Fprintf(&b, "\tend := int(length)%s\n", signed(head+c.Adjustment))
	fmt.Fprintf(&b, "\tif end < %d || end > %d {\n\t\treturn 0, nil, fmt.Errorf(\"a frame of %%d bytes\", end)\n\t}\n", max(head, c.Strip), c.Max)
	body := fmt.Sprintf("data[%d:end]", c.Strip)
	if c.Keep {
		body = fmt.Sprintf("append(append([]byte{}, data[:%d]...), data[%d:end]...)", c.Offset, head)
	}
	fmt.Fprintf(&b, "\tif len(data) < end {\n\t\treturn wait(data, atEOF)\n\t}\n\treturn end, %s, nil\n", body)
	return b.String()
}

// splitNumber reads a length in digits up to a delimiter.
func splitNumber(c frame.Number) string {
	base := 10
	if c.Hex {
		base = 16
	}
	from := "start"
	if c.Keep {
		from = ""
	}
	return fmt.Sprintf(`	at := bytes.Index(data[:min(len(data), %[1]d)], []byte(%[2]s))
	switch {
	case at < 0 && len(data) >= %[1]d:
		return 0, nil, fmt.Errorf("no length in %%d bytes", len(data))
	case at < 0:
		return wait(data, atEOF)
	}
	length, err := strconv.ParseUint(string(data[:at]), %[3]d, 48)
	if err != nil {
		return 0, nil, err
	}
	start := at + %[4]d
	end := start + int(length)%[5]s
	if end < start || end > start+%[6]d {
		return 0, nil, fmt.Errorf("a length of %%d", length)
	}
	if len(data) < end {
		return wait(data, atEOF)
	}
	return end, data[%[7]s:end], nil
`, c.MaxHeader, strconv.Quote(string(c.By)), base, len(c.By), signed(c.Adjustment), c.Max, from)
}

// splitCOBS takes the stuffing off what a zero ends.
func splitCOBS(c frame.COBS) string {
	return fmt.Sprintf(`	end := bytes.IndexByte(data, 0)
	switch {
	case end > %[1]d, end < 0 && len(data) > %[1]d:
		return 0, nil, fmt.Errorf("no zero in %%d bytes", len(data))
	case end < 0:
		return wait(data, atEOF)
	case end == 0:
		return 0, nil, fmt.Errorf("a zero without a block")
	}
	body = []byte{}
	for at := 0; at < end; {
		code := int(data[at])
		if at+code > end {
			return 0, nil, fmt.Errorf("a block of %%d bytes at %%d", code, at)
		}
		body = append(body, data[at+1:at+code]...)
		if at += code; code < 255 && at < end {
			body = append(body, 0)
		}
	}
	return end + 1, body, nil
`, c.Max)
}

// splitBER reads a tag and a length as X.690 8.1 has them.
func splitBER(c frame.BER) string {
	from := "head"
	if c.Keep {
		from = ""
	}
	return fmt.Sprintf(`	at := 1 // behind the tag
	for len(data) > 0 && data[0]&31 == 31 {
		switch at++; {
		case at > 6:
			return 0, nil, fmt.Errorf("a tag of more than 6 bytes")
		case len(data) < at:
			return wait(data, atEOF)
		}
		if data[at-1] < 0x80 {
			break
		}
	}
	if len(data) <= at {
		return wait(data, atEOF)
	}
	length, head := uint64(data[at]), at+1
	if length >= 0x80 {
		head += int(length - 0x80)
		if head == at+1 || head > at+9 {
			return 0, nil, fmt.Errorf("a length of %%d bytes", head-at-1)
		}
		if len(data) < head {
			return wait(data, atEOF)
		}
		length = 0
		for _, b := range data[at+1 : head] {
			length = length<<8 | uint64(b)
		}
	}
	if length > %d {
		return 0, nil, fmt.Errorf("a length of %%d", length)
	}
	end := head + int(length)
	if len(data) < end {
		return wait(data, atEOF)
	}
	return end, data[%s:end], nil
`, c.Max, from)
}
