package repr

import (
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
)

// The forms of numbers in Python's reference 2.4.4 to 2.4.6: an underscore may
// stand between digits, a decimal integer has no leading zeros.
var (
	integerForm = regexp.MustCompile(`^(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|[1-9](?:_?[0-9])*|0(?:_?0)*)$`)
	floatForm   = regexp.MustCompile(`^(?:(?:(?:\d(?:_?\d)*)?\.\d(?:_?\d)*|\d(?:_?\d)*\.)(?:[eE][+-]?\d(?:_?\d)*)?|\d(?:_?\d)*[eE][+-]?\d(?:_?\d)*)$`)
)

// number reads a number without its sign.
func number(text string, negative bool) (any, bool) {
	digits := strings.ReplaceAll(text, "_", "")
	switch {
	case integerForm.MatchString(text):
		n, ok := new(big.Int).SetString(strings.ToLower(digits), base(digits))
		if !ok {
			return nil, false
		}
		if negative {
			n.Neg(n)
		}
		return narrow(n), true
	case floatForm.MatchString(text):
		x, _ := strconv.ParseFloat(digits, 64) // out of range is infinite, as in Python
		if negative {
			x = -x
		}
		return x, true
	}
	return nil, false
}

// base gives what SetString is to read: 0 looks at a prefix, but would take
// 00 for an octal number.
func base(digits string) int {
	if len(digits) > 1 && digits[0] == '0' && digits[1] > '9' {
		return 0
	}
	return 10
}

// narrow gives an integer in the type that package pack gives it in.
func narrow(n *big.Int) any {
	switch {
	case n.IsInt64():
		return n.Int64()
	case n.IsUint64():
		return n.Uint64()
	}
	return n
}

// float reads what stands in the quotes of float('...'): the values that have
// no literal.
func float(text string, negative bool) (any, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	unsigned := strings.TrimPrefix(text, "-")
	if unsigned == text {
		unsigned = strings.TrimPrefix(text, "+")
	}
	var bits uint64
	switch unsigned {
	case "inf", "infinity":
		bits = 0x7ff0 << 48
	case "nan":
		bits = 0x7ff8 << 48 // math.NaN has one more
	default:
		return nil, false
	}
	if strings.HasPrefix(text, "-") != negative {
		bits |= 1 << 63
	}
	return math.Float64frombits(bits), true
}
