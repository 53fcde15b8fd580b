package structs

import (
	"regexp"
	"strings"

	"stickylab/lab/pack"
	"stickylab/lab/repr"
)

// Hints say what an error of Python means, and what would be right.

func (q Request) hint(key string, args ...any) string {
	return texts.Text(q.Lang, "hint."+key, args...)
}

// formatHint says what is wrong with a format at the place of the fault, where that can
// be seen; empty where it cannot.
func (q Request) formatHint(format string, e *Fault) string {
	bad := format[e.From:e.To]
	if narrow := strings.Map(narrowed, format); narrow != format {
		if _, err := pack.Compile(narrow); err == nil {
			return q.hint("wide", narrow)
		}
	}
	switch {
	case !strings.HasPrefix(e.Message, "bad char"):
		return ""
	case strings.ContainsAny(bad, "nNP") && orderOf(format) != "native":
		return q.hint("native")
	case e.From > 0 && strings.ContainsAny(bad, "@=<>!"):
		return q.hint("order")
	}
	if call := wholeCall.FindStringSubmatch(format); call != nil {
		if _, err := pack.Compile(call[1]); err == nil {
			return q.hint("call", call[1])
		}
	}
	for _, repair := range [...]struct {
		key  string
		form *regexp.Regexp
		by   string
	}{
		{"gap", blankBehindCount, "$1"},
		{"sign", signBetween, ""},
	} {
		better := repair.form.ReplaceAllString(format, repair.by)
		if _, err := pack.Compile(better); err == nil && better != format && strings.TrimSpace(better) != "" {
			return q.hint(repair.key, better)
		}
	}
	return ""
}

// narrowed is the ASCII of a full-width form (Unicode, block Halfwidth and Fullwidth Forms).
func narrowed(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

var (
	wholeCall        = regexp.MustCompile(`(?:pack|unpack|calcsize|Struct)(?:_into|_from)?\(\s*b?['"]([^'"]+)['"]`)
	blankBehindCount = regexp.MustCompile(`([0-9])\s+`)
	signBetween      = regexp.MustCompile(`[,:;|+./()\[\]{}'"，：；（）“”‘’]`)
)

// sizeHint says why bytes may be more or less than the record.
func (q Request) sizeHint(rec Record, have int) string {
	items := strings.TrimLeft(rec.Format, "@=<>!")
	padding := rec.Size
	for _, f := range rec.Fields {
		padding -= f.Size
	}
	sizeOf := func(format string) int {
		size, err := pack.Calcsize(format)
		if err != nil {
			return -1
		}
		return size
	}
	native := orderOf(rec.Format) == "native"
	switch {
	case have == 0:
		return q.hint("empty")
	case native && padding == 0 && sizeOf("!"+items) == have:
		return q.hint("wide-long", "!"+items, have)
	case native && sizeOf("!"+items) == have:
		return q.hint("standard", padding, "!"+items, have)
	case native && sizeOf(padded(rec)) == have:
		return q.hint("trailing", padded(rec), have)
	case !native && sizeOf(items) == have:
		return q.hint("unprefixed", items, have)
	case rec.Size > 0 && have > rec.Size && have%rec.Size == 0:
		return q.hint("several", have/rec.Size, repr.Quote(rec.Format), rec.Size)
	case have > rec.Size:
		return q.hint("more", rec.Size, have-rec.Size)
	}
	return q.hint("buffer")
}

// padded is a format that pads its end as a C compiler does: to the alignment of its widest
// item.
func padded(rec Record) string {
	widest := Field{Code: "c", Width: 1}
	for _, f := range rec.Fields {
		if f.Width > widest.Width && f.Code != "s" && f.Code != "p" && f.Code != "x" {
			widest = f
		}
	}
	return rec.Format + "0" + widest.Code
}

// withOlder adds to a hint what older versions of CPython say in place of the error.
func (q Request) withOlder(hint, format string, given []repr.Value) string {
	upTo311, before311 := pack.Older(format, plain(given))
	switch {
	case upTo311 == "":
		return hint
	case before311 == "":
		return texts.Text(q.Lang, "older", hint, upTo311)
	}
	return texts.Text(q.Lang, "older/two", hint, upTo311, before311)
}

// hintFor finds the words for an error of Python; empty for one that says all
// there is to say.
func hintFor(message string) string {
	for _, h := range pythonHints {
		if strings.Contains(message, h.part) {
			return h.key
		}
	}
	return ""
}

// pythonHints are tried in their order.
var pythonHints = [...]struct{ part, key string }{
	{"bad char in struct format", "char"},
	{"repeat count given", "count"},
	{"struct size too long", "size"},
	{"items for packing", "items"},
	{"unpack requires a buffer", "buffer"},
	{"char format requires a bytes", "onebyte"},
	{"must be a bytes", "bytes"},
	{"not an integer", "integer"},
	{"not a float", "float"},
	{"too large to pack", "range"},
	{"format requires", "range"},
	{"int too large", "range"},
	{"byte string is too large", "size"},
}
