package lab

import (
	"bytes"
	"math/big"
)

// Branch is one line of a decision with the steps below it: Word is "if", "elif" or
// "else". Those of one decision stand next to each other, and only the steps of the
// first whose condition holds are done.
type Branch struct {
	Word string
	When Condition // of an else: none
	Body []Step
}

// Break leaves the innermost loop.
type Break struct{}

func (Branch) action() {}
func (Break) action()  {}

// Comparisons are the signs of a Condition. Bytes are equal or not; only numbers
// have an order.
var Comparisons = [...]string{"==", "!=", "<", "<=", ">", ">="}

// Condition compares two values of one kind. Without an Op it asks whether Left is
// anything, a number but 0 or some bytes, or with Not whether it is nothing.
type Condition struct {
	Not   bool
	Left  Value
	Op    string
	Right Value
}

// Value is a number where it has an Expr, else bytes: with Same those that were
// received last, with Bytes those of that variable, otherwise those of the Literal. With Ready it is whether the last step
// Ready found the connection of that name, and stands alone in its Condition.
type Value struct {
	Expr    *Expr
	Same    bool
	Bytes   string
	Ready   string
	Literal Literal
}

// Known is what a program knows when it comes to a Condition.
type Known struct {
	Number func(name string) *big.Int // the value of a variable
	Last   Data                       // what was received last
	Bytes  func(name string) Data     // what a variable has
	Ready  func(name string) bool     // whether a connection was ready
}

// Data is bytes that a program has, or with None Python's None, which equals no bytes.
type Data struct {
	Bytes []byte
	None  bool
}

// Holds reports whether the condition does.
func (c Condition) Holds(known Known) bool {
	var order int
	switch {
	case c.Left.Ready != "":
		return known.Ready(c.Left.Ready) != c.Not
	case c.Op == "" && c.Left.Expr != nil:
		return (c.Left.Expr.Value(known.Number).Sign() != 0) != c.Not
	case c.Op == "":
		return (len(c.Left.bytes(known).Bytes) != 0) != c.Not
	case c.Left.Expr != nil:
		order = c.Left.Expr.Value(known.Number).Cmp(c.Right.Expr.Value(known.Number))
	default:
		order = c.Left.bytes(known).compare(c.Right.bytes(known))
	}
	switch c.Op {
	case "==":
		return order == 0
	case "!=":
		return order != 0
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	}
	return order >= 0
}

func (v Value) bytes(known Known) Data {
	switch {
	case v.Same:
		return known.Last
	case v.Bytes != "":
		return known.Bytes(v.Bytes)
	}
	return Data{Bytes: bytes.Repeat(v.Literal.Bytes, max(v.Literal.Times, 1))}
}

func (d Data) compare(other Data) int {
	if d.None != other.None {
		return 1
	}
	return bytes.Compare(d.Bytes, other.Bytes)
}

// BlockOf returns the steps below an action that has some: a loop, a branch or a thread.
func BlockOf(do Action) []Step {
	switch do := do.(type) {
	case Loop:
		return do.Body
	case Branch:
		return do.Body
	case Thread:
		return do.Body
	}
	return nil
}

// WithBlock returns the action with other steps below it.
func WithBlock(do Action, steps []Step) Action {
	switch do := do.(type) {
	case Loop:
		do.Body = steps
		return do
	case Branch:
		do.Body = steps
		return do
	case Thread:
		do.Body = steps
		return do
	}
	return do
}
