package lab

import (
	"fmt"
	"strings"
)

// Bytes gives bytes as Python's repr does: b'hello\x00'. It uses double quotes
// where only single ones are inside.
func Bytes(data []byte) string {
	quote := byte('\'')
	if hasByte(data, '\'') && !hasByte(data, '"') {
		quote = '"'
	}
	var out strings.Builder
	out.WriteByte('b')
	out.WriteByte(quote)
	for _, c := range data {
		writeByte(&out, c, quote)
	}
	out.WriteByte(quote)
	return out.String()
}

func hasByte(data []byte, c byte) bool { return strings.IndexByte(string(data), c) >= 0 }

func writeByte(out *strings.Builder, c, quote byte) {
	switch {
	case c == quote || c == '\\':
		out.WriteByte('\\')
		out.WriteByte(c)
	case c == '\n':
		out.WriteString(`\n`)
	case c == '\r':
		out.WriteString(`\r`)
	case c == '\t':
		out.WriteString(`\t`)
	case c < ' ' || c > '~':
		fmt.Fprintf(out, `\x%02x`, c)
	default:
		out.WriteByte(c)
	}
}
