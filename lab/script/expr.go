package script

import (
	"strconv"
	"strings"

	"stickylab/lab"
)

// value says where a number is read.
type value struct {
	word   string // what it is for
	hasLen bool   // lab.LenVar may stand in it
}

// size reads a number of bytes from 1 to most, or an expression that gives it.
func (p *parser) size(word string, most int) (int, *lab.Expr) {
	first := p.peek()
	worked := first.kind == isWord || first.is("(") || first.kind == isNumber && p.line.tokens[p.at+1].kind == isMark
	if !worked {
		return p.integer(word, 1, most), nil
	}
	e := p.expr(value{word: word}, 1)
	if p.err != nil || e.Op != "" || e.Var != "" {
		return 0, e
	}
	if e.Int < 1 || e.Int > int64(most) { // recv(10) is recv 10
		p.fail(first, "integer", word, 1, most, strconv.FormatInt(e.Int, 10), example(word))
	}
	return int(e.Int), nil
}

// expr reads operands between operators of the rank or a higher one.
func (p *parser) expr(v value, rank int) *lab.Expr {
	left := p.operand(v)
	for p.err == nil {
		op := p.operator()
		if op == nil || op.Rank < rank {
			break
		}
		p.next()
		right := p.peek()
		joined := &lab.Expr{Op: op.Sign, Left: left, Right: p.expr(v, op.Rank+1)}
		if op.Most > 0 && p.err == nil && !bounded(joined.Right, op) {
			p.fail(right, "right", op.Sign, op.Least, op.Most, got(right.text))
		}
		left = joined
	}
	return left
}

// bounded reports whether the number on the right of an operator is one that its
// bounds are known to hold.
func bounded(right *lab.Expr, op *lab.Operator) bool {
	return right.Op == "" && right.Var == "" && right.Int >= op.Least && right.Int <= op.Most
}

// operator looks at the operator that comes next, nil for none. A minus that
// stands directly before a number is one too: n -4 is n - 4.
func (p *parser) operator() *lab.Operator {
	t := p.peek()
	if t.kind == isNumber && t.text[0] == '-' {
		minus, number := t, t
		minus.kind, minus.text = isMark, "-"
		number.col, number.text = t.col+1, t.text[1:]
		p.line.tokens = append(append(p.line.tokens[:p.at:p.at], minus, number), p.line.tokens[p.at+1:]...)
		t = minus
	}
	if t.kind != isMark {
		return nil
	}
	return lab.OperatorOf(t.text)
}

// operand reads a number, a variable or an expression in brackets.
func (p *parser) operand(v value) *lab.Expr {
	t := p.peek()
	switch {
	case t.is("("):
		return p.bracketed(v)
	case t.is(lab.LenVar) && (!v.hasLen || p.hasBytes(p.line.tokens[p.at+1])):
		return &lab.Expr{Var: p.lenOf()}
	case v.hasLen && p.take(lab.LenVar):
		return &lab.Expr{Var: lab.LenVar}
	case t.kind == isWord:
		return &lab.Expr{Var: p.variable(v.word)}
	}
	p.next()
	n, err := number(t.text)
	if t.kind != isNumber || err != nil {
		p.fail(t, "operand", v.word, got(t.text))
	}
	return &lab.Expr{Int: n}
}

// lenOf reads len and the variable whose bytes it counts.
func (p *parser) lenOf() string {
	p.next()
	at := p.next()
	if !p.hasBytes(at) {
		p.fail(at, "len-of", got(at.text))
	}
	return lab.LenOf(at.text)
}

func (p *parser) bracketed(v value) *lab.Expr {
	open := p.next()
	if p.brackets++; p.brackets > MaxBrackets {
		p.fail(open, "brackets", MaxBrackets)
		return &lab.Expr{}
	}
	e := p.expr(v, 1)
	if p.brackets--; p.err == nil && !p.take(")") {
		p.fail(p.peek(), "bracket", got(p.peek().text))
	}
	return e
}

// number reads a whole number of 64 bits, in decimal or, with 0x, in hexadecimal.
func number(text string) (int64, error) {
	if digits, hex := strings.CutPrefix(text, "0x"); hex {
		return strconv.ParseInt(digits, 16, 64)
	}
	return strconv.ParseInt(text, 10, 64)
}
