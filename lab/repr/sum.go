package repr

import (
	"bytes"
	"math"
	"math/big"
	"strings"
)

// Bounds of what a sum gives.
const (
	maxSumBits  = 4096
	maxSumBytes = 4096
	maxNested   = 64
)

// operators are Python's binary ones with how strongly they bind (reference 6.17), the
// longer ones first.
var operators = []struct {
	sign string
	bind int
}{
	{"**", 7},
	{"//", 5},
	{"<<", 3},
	{">>", 3},
	{"*", 5},
	{"/", 5},
	{"%", 5},
	{"+", 4},
	{"-", 4},
	{"&", 2},
	{"^", 1},
	{"|", 0},
}

const bindSign = 6 // that of - and ~ in front of a value

// sum reads a value that is worked out: literals with operators and brackets.
type sum struct {
	text   string
	at     int
	nested int
}

// summed reads the sum that a text begins with and returns its size.
func summed(text string) (any, int, *Error) {
	s := sum{text: text}
	value, err := s.expression(0)
	return value, s.at, err
}

// operator returns the operator that stands next, if it binds strongly enough.
func (s *sum) operator(least int) (sign string, bind int) {
	rest := s.text[blanks(s.text, s.at):]
	for _, o := range operators {
		if strings.HasPrefix(rest, o.sign) {
			if o.bind < least {
				return "", 0
			}
			return o.sign, o.bind
		}
	}
	return "", 0
}

func (s *sum) expression(least int) (any, *Error) {
	left, err := s.operand()
	for err == nil {
		sign, bind := s.operator(least)
		if sign == "" {
			return left, nil
		}
		at := blanks(s.text, s.at)
		s.at = at + len(sign)
		if bind++; sign == "**" {
			bind = bindSign // to its right signs bind stronger, and so does another power
		}
		var right any
		if right, err = s.expression(bind); err != nil {
			return nil, err
		}
		value, ok := applied(sign, left, right)
		if !ok {
			return nil, fault(KindSum, at, s.text[at:])
		}
		left = value
	}
	return nil, err
}

func (s *sum) operand() (any, *Error) {
	s.at = blanks(s.text, s.at)
	if s.nested++; s.nested > maxNested {
		return nil, fault(KindSum, s.at, s.text[s.at:])
	}
	defer func() { s.nested-- }()
	rest := s.text[s.at:]
	switch {
	case strings.HasPrefix(rest, "("):
		s.at++
		value, err := s.expression(0)
		if s.at = blanks(s.text, s.at); err == nil && !strings.HasPrefix(s.text[s.at:], ")") {
			return nil, fault(KindSum, s.at, s.text[s.at:])
		}
		s.at++
		return value, err
	case rest != "" && strings.IndexByte("-+~", rest[0]) >= 0:
		at := s.at
		s.at++
		value, err := s.expression(bindSign)
		if err != nil {
			return nil, err
		}
		if value, ok := signed(rest[0], value); ok {
			return value, nil
		}
		return nil, fault(KindSum, at, rest)
	}
	value, size, err := literal(rest)
	if err != nil {
		err.Off += s.at
		return nil, err
	}
	s.at += size
	return value, nil
}

func signed(sign byte, value any) (any, bool) {
	if x, ok := value.(float64); ok && sign != '~' {
		if sign == '-' {
			x = -x
		}
		return x, true
	}
	n := whole(value)
	switch {
	case n == nil:
		return nil, false
	case sign == '-':
		n.Neg(n)
	case sign == '~':
		n.Not(n)
	}
	return narrow(n), true
}

// whole returns an integer of Python, nil for any other value.
func whole(value any) *big.Int {
	switch x := value.(type) {
	case bool:
		if x {
			return big.NewInt(1)
		}
		return new(big.Int)
	case int64:
		return big.NewInt(x)
	case uint64:
		return new(big.Int).SetUint64(x)
	case *big.Int:
		return new(big.Int).Set(x)
	}
	return nil
}

// applied works an operator out; false where Python raises, or where the result is
// beyond the bounds.
func applied(sign string, left, right any) (any, bool) {
	if b, ok := left.([]byte); ok {
		return appliedBytes(sign, b, right)
	}
	a, b := whole(left), whole(right)
	if a != nil && b != nil && sign != "/" {
		n, ok := appliedWhole(sign, a, b)
		if !ok || n.BitLen() > maxSumBits {
			return nil, false
		}
		return narrow(n), true
	}
	x, okX := floating(left, a)
	y, okY := floating(right, b)
	if !okX || !okY {
		return nil, false
	}
	switch sign {
	case "+":
		return x + y, true
	case "-":
		return x - y, true
	case "*":
		return x * y, true
	case "/":
		return x / y, y != 0
	}
	return nil, false
}

// floating is a value as a float, where that loses nothing.
func floating(value any, n *big.Int) (float64, bool) {
	if n == nil {
		x, ok := value.(float64)
		return x, ok
	}
	x, accuracy := n.Float64()
	return x, accuracy == big.Exact && !math.IsInf(x, 0)
}

func appliedBytes(sign string, left []byte, right any) (any, bool) {
	if more, ok := right.([]byte); ok && sign == "+" && len(left)+len(more) <= maxSumBytes {
		return append(bytes.Clone(left), more...), true
	}
	n := whole(right)
	if n == nil || sign != "*" || !n.IsInt64() || n.Int64() > maxSumBytes || n.Int64()*int64(len(left)) > maxSumBytes {
		return nil, false
	}
	return bytes.Repeat(left, int(max(n.Int64(), 0))), true
}

func appliedWhole(sign string, a, b *big.Int) (*big.Int, bool) {
	switch sign {
	case "+":
		return a.Add(a, b), true
	case "-":
		return a.Sub(a, b), true
	case "*":
		return a.Mul(a, b), true
	case "&":
		return a.And(a, b), true
	case "|":
		return a.Or(a, b), true
	case "^":
		return a.Xor(a, b), true
	case "//", "%":
		return divided(sign, a, b)
	case ">>", "<<", "**":
		if b.Sign() < 0 || !b.IsInt64() || b.Int64() > maxSumBits {
			return nil, false
		}
	}
	n := uint(b.Int64())
	switch {
	case sign == ">>":
		return a.Rsh(a, n), true
	case sign == "<<":
		return a.Lsh(a, n), true
	case a.BitLen()*int(n) > maxSumBits:
		return nil, false
	}
	return a.Exp(a, b, nil), true
}

// divided rounds down, as Python does.
func divided(sign string, a, b *big.Int) (*big.Int, bool) {
	if b.Sign() == 0 {
		return nil, false
	}
	if b.Sign() < 0 {
		a.Neg(a)
		b.Neg(b)
		quotient, rest := new(big.Int).DivMod(a, b, new(big.Int))
		if sign == "%" {
			return rest.Neg(rest), true
		}
		return quotient, true
	}
	quotient, rest := new(big.Int).DivMod(a, b, new(big.Int))
	if sign == "%" {
		return rest, true
	}
	return quotient, true
}
