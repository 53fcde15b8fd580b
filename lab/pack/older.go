package pack

import "fmt"

// Older returns what CPython 3.8 to 3.11 raise in place of the error of Pack: they read
// an integer as a C long first, and pack the machine's own order by the functions of the
// native format. Before311 is the text of the versions before 3.11 where that differs
// once more; both are empty where the text is the same.
func Older(format string, values []any) (upTo311, before311 string) {
	f, err := compiled(format)
	if err != nil || len(values) != f.valueCount {
		return "", ""
	}
	wrong := f.put(make([]byte, f.size), values)
	if wrong == nil || wrong.Arg < 0 {
		return "", ""
	}
	at := 0
	for i := range f.items {
		it := &f.items[i]
		if at += it.repeat; wrong.Arg < at {
			return it.older(values[wrong.Arg])
		}
	}
	return "", ""
}

// older is Older of one value.
func (it *item) older(v any) (upTo311, before311 string) {
	bits, s := asInteger(v)
	if it.kind != kindSigned && it.kind != kindUnsigned || s == spanNone {
		return "", ""
	}
	name := shortName(it.code)
	if it.big && it.width > 1 { // only the machine's own order has the native functions
		name = ""
	}
	fits := s == spanSigned
	if it.kind == kindUnsigned && name == "" {
		fits = s == spanUnsigned || s == spanSigned && int64(bits) >= 0
	}
	low, high := it.bounds()
	switch {
	case it.width == 8 && it.big:
		return intTooLarge().Msg, ""
	case it.width == 8 || !fits:
		return "argument out of range", ""
	case name == "":
		return "", ""
	case it.code == 'h':
		before311 = "short format requires (-0x7fff - 1) <= number <= 0x7fff"
	case it.code == 'H':
		before311 = "ushort format requires 0 <= number <= (0x7fff * 2 + 1)"
	}
	return fmt.Sprintf("%s format requires %s <= number <= %s", name, low, high), before311
}

// shortName is what those versions call a type of one or two bytes.
func shortName(code byte) string {
	switch code {
	case 'b':
		return "byte"
	case 'B':
		return "ubyte"
	case 'h':
		return "short"
	case 'H':
		return "ushort"
	}
	return ""
}
