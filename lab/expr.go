package lab

import (
	"math/big"
	"strconv"
)

// Expr is a whole number that a program works out: Left Op Right where Op says
// how, else the value of Var where it has a name, else Int. Numbers have no
// bounds, as in Python.
type Expr struct {
	Int         int64
	Var         string
	Op          string
	Left, Right *Expr
}

// Operator is one way to join two numbers. Of two, the one of the higher Rank
// binds closer; of the same, the left one.
type Operator struct {
	Sign string
	Rank int
	// Most bounds the number on the right, which is then written as digits, from
	// Least; 0 bounds nothing.
	Least, Most int64
	join        func(z, x, y *big.Int) *big.Int
}

// MaxShift bounds how far a number may be shifted.
const MaxShift = 63

// Operators are those of Python's whole numbers that sizes need, with Python's
// ranks. Where the number on the right is above 0, Div is Python's // and Mod its %.
var Operators = [...]Operator{
	{Sign: "|", Rank: 1, join: (*big.Int).Or},
	{Sign: "&", Rank: 2, join: (*big.Int).And},
	{Sign: "<<", Rank: 3, Most: MaxShift, join: func(z, x, y *big.Int) *big.Int { return z.Lsh(x, uint(y.Uint64())) }},
	{Sign: ">>", Rank: 3, Most: MaxShift, join: func(z, x, y *big.Int) *big.Int { return z.Rsh(x, uint(y.Uint64())) }},
	{Sign: "+", Rank: 4, join: (*big.Int).Add},
	{Sign: "-", Rank: 4, join: (*big.Int).Sub},
	{Sign: "*", Rank: 5, join: (*big.Int).Mul},
	{Sign: "//", Rank: 5, Least: 1, Most: 1<<63 - 1, join: (*big.Int).Div},
	{Sign: "%", Rank: 5, Least: 1, Most: 1<<63 - 1, join: (*big.Int).Mod},
}

// OperatorOf returns the operator that is written so, nil if there is none.
func OperatorOf(sign string) *Operator {
	for i := range Operators {
		if Operators[i].Sign == sign {
			return &Operators[i]
		}
	}
	return nil
}

// Value works the number out; of gives the value of a variable, which stays as it is.
func (e *Expr) Value(of func(name string) *big.Int) *big.Int {
	switch {
	case e.Op != "":
		return OperatorOf(e.Op).join(new(big.Int), e.Left.Value(of), e.Right.Value(of))
	case e.Var != "":
		return of(e.Var)
	}
	return big.NewInt(e.Int)
}

// Text writes the expression with as few brackets as it needs; name writes a
// variable.
func (e *Expr) Text(name func(string) string) string {
	switch {
	case e.Op != "":
		rank := OperatorOf(e.Op).Rank
		return e.Left.below(rank, name) + " " + e.Op + " " + e.Right.below(rank+1, name)
	case e.Var != "":
		return name(e.Var)
	}
	return strconv.FormatInt(e.Int, 10)
}

// below writes an operand, in brackets where it binds less close than rank.
func (e *Expr) below(rank int, name func(string) string) string {
	if text := e.Text(name); e.Op == "" || OperatorOf(e.Op).Rank >= rank {
		return text
	}
	return "(" + e.Text(name) + ")"
}

// Uses reports whether the expression has the variable.
func (e *Expr) Uses(name string) bool {
	if e == nil {
		return false
	}
	return e.Op == "" && e.Var == name || e.Left.Uses(name) || e.Right.Uses(name)
}
