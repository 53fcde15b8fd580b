package action

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// MaxPause is the longest that a step of a script may pause.
const MaxPause = time.Minute

// Quote writes bytes as a string of a script: UTF-8 that can be seen as it
// is, every other byte as an escape.
func Quote(value []byte) string {
	var b strings.Builder
	b.WriteByte('"')
	for len(value) > 0 {
		r, size := utf8.DecodeRune(value)
		short := strings.IndexRune("\n\r\t\x00\\\"", r)
		switch {
		case r == 0 && len(value) > 1 && '0' <= value[1] && value[1] <= '9':
			b.WriteString(`\x00`) // with the digit behind it \0 would be another byte
		case short >= 0:
			b.WriteByte('\\')
			b.WriteByte(`nrt0\"`[short])
		case unicode.IsPrint(r) && (r != utf8.RuneError || size > 1):
			b.Write(value[:size])
		default:
			for _, c := range value[:size] {
				fmt.Fprintf(&b, `\x%02x`, c)
			}
		}
		value = value[size:]
	}
	b.WriteByte('"')
	return b.String()
}

// Duration writes a duration as a script does, in its largest unit up to the
// second.
func Duration(d time.Duration) string {
	if d < time.Second {
		return strings.Replace(d.String(), "µs", "us", 1)
	}
	text := fmt.Sprintf("%d.%09d", d/time.Second, d%time.Second)
	return strings.TrimRight(strings.TrimRight(text, "0"), ".") + "s"
}
