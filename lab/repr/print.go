package repr

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode"

	"stickylab/lab"
	"stickylab/lab/pack"
)

// Text writes a value as Python's repr does.
func Text(v any) string {
	switch x := v.(type) {
	case nil:
		return "None"
	case bool:
		if x {
			return "True"
		}
		return "False"
	case int, int64, uint64:
		return fmt.Sprint(x)
	case *big.Int:
		return x.String()
	case float64:
		return floatText(x)
	case []byte:
		return lab.Bytes(x)
	case pack.ByteArray:
		return "bytearray(" + lab.Bytes(x) + ")"
	case string:
		return Quote(x)
	}
	panic(fmt.Sprintf("repr: no literal for a %T", v))
}

// floatText is the shortest text that reads back as the same float, with an
// exponent from 1e16 up and below 1e-4.
func floatText(x float64) string {
	switch {
	case math.IsInf(x, 0):
		return "float('" + strings.TrimPrefix(strings.ToLower(strconv.FormatFloat(x, 'g', -1, 64)), "+") + "')"
	case math.IsNaN(x):
		return "float('nan')"
	}
	if size := math.Abs(x); size != 0 && (size >= 1e16 || size < 1e-4) {
		return strconv.FormatFloat(x, 'e', -1, 64)
	}
	text := strconv.FormatFloat(x, 'f', -1, 64)
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	return text
}

// Quote writes a str literal.
func Quote(value string) string {
	quote := '\''
	if strings.Contains(value, "'") && !strings.Contains(value, `"`) {
		quote = '"'
	}
	var b strings.Builder
	b.WriteRune(quote)
	for _, r := range value {
		quoteRune(&b, r, quote)
	}
	b.WriteRune(quote)
	return b.String()
}

func quoteRune(b *strings.Builder, r, quote rune) {
	switch {
	case r == quote || r == '\\':
		b.WriteString(`\` + string(r))
	case r == '\n':
		b.WriteString(`\n`)
	case r == '\r':
		b.WriteString(`\r`)
	case r == '\t':
		b.WriteString(`\t`)
	case unicode.IsPrint(r):
		b.WriteRune(r)
	case r < 0x100:
		fmt.Fprintf(b, `\x%02x`, r)
	case r < 0x10000:
		fmt.Fprintf(b, `\u%04x`, r)
	default:
		fmt.Fprintf(b, `\U%08x`, r)
	}
}
