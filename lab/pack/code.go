package pack

// kind says how the values of a format code are packed.
type kind uint8

const (
	kindPad      kind = iota // x: zeros, no value
	kindSigned               // b h i l q n
	kindUnsigned             // B H I L Q N
	kindPointer              // P
	kindChar                 // c
	kindString               // s
	kindPascal               // p
	kindBool                 // ?
	kindHalf                 // e
	kindFloat                // f
	kindDouble               // d
)

// spec is one row of the table of codes.
type spec struct {
	kind  kind
	width int // bytes of one value
}

// align is where a native item starts: at a multiple of its width.
func (s spec) align() int { return s.width }

// lookup finds a code in the native table (native sizes, and n, N, P) or in
// the standard one.
func lookup(code byte, native bool) (spec, bool) {
	switch code {
	case 'x':
		return spec{kindPad, 1}, true
	case 'c':
		return spec{kindChar, 1}, true
	case 's':
		return spec{kindString, 1}, true
	case 'p':
		return spec{kindPascal, 1}, true
	case '?':
		return spec{kindBool, 1}, true
	case 'e':
		return spec{kindHalf, 2}, true
	case 'f':
		return spec{kindFloat, 4}, true
	case 'd':
		return spec{kindDouble, 8}, true
	case 'n', 'N', 'P':
		return lookupNativeOnly(code, native)
	default:
		return lookupInteger(code, native)
	}
}

func lookupInteger(code byte, native bool) (spec, bool) {
	longWidth := 4
	if native {
		longWidth = 8
	}
	switch code {
	case 'b':
		return spec{kindSigned, 1}, true
	case 'B':
		return spec{kindUnsigned, 1}, true
	case 'h':
		return spec{kindSigned, 2}, true
	case 'H':
		return spec{kindUnsigned, 2}, true
	case 'i':
		return spec{kindSigned, 4}, true
	case 'I':
		return spec{kindUnsigned, 4}, true
	case 'l':
		return spec{kindSigned, longWidth}, true
	case 'L':
		return spec{kindUnsigned, longWidth}, true
	case 'q':
		return spec{kindSigned, 8}, true
	case 'Q':
		return spec{kindUnsigned, 8}, true
	}
	return spec{}, false
}

func lookupNativeOnly(code byte, native bool) (spec, bool) {
	if !native {
		return spec{}, false
	}
	switch code {
	case 'n':
		return spec{kindSigned, 8}, true
	case 'N':
		return spec{kindUnsigned, 8}, true
	default:
		return spec{kindPointer, 8}, true
	}
}
