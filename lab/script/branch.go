package script

import (
	"slices"

	"stickylab/lab"
)

// decision is one if with its elif and else, as far as they were read.
type decision struct {
	before *scope   // that of its if
	ends   []*scope // of the branches
	whole  bool     // it has an else
}

// goesOn reports whether a line belongs to the decision that stands above it.
func goesOn(l line) bool { return l.tokens[0].is("elif") || l.tokens[0].is("else") }

// branch reads an if, an elif or an else, and the steps below it. The decision above
// it is nil where none stands there.
func (p *parser) branch(first token, above *decision) (lab.Action, *decision) {
	d := above
	switch {
	case first.is("if"):
		d = &decision{before: p.scope}
	case d == nil, d.whole:
		if p.fail(first, "else-alone", first.text); p.err != nil {
			return nil, nil
		}
		d = &decision{before: p.scope}
	}
	p.scope = d.before.clone()
	do := lab.Branch{Word: first.text}
	if d.whole = first.is("else"); !d.whole {
		do.When = p.condition(first.text)
	}
	if t := p.peek(); !p.take(":") {
		p.fail(t, "if-colon", first.text, got(t.text), example(first.text))
	}
	p.end(first.text)
	p.deeper(first, func() {
		p.scope.sockets.enter()
		p.branches++
		do.Body = p.block()
		p.branches--
	})
	d.ends = append(d.ends, p.scope)
	return do, d
}

// decide is for the line behind a decision: what holds there holds whichever way the
// program came.
func (p *parser) decide(d *decision) {
	if d == nil {
		return
	}
	if !d.whole {
		d.ends = append(d.ends, d.before)
	}
	p.scope = joined(d.ends)
}

// leave reads a break.
func (p *parser) leave(first token) lab.Action {
	if p.leaves == nil {
		p.fail(first, "break-alone")
		return lab.Break{}
	}
	*p.leaves = append(*p.leaves, p.scope.clone())
	p.scope.left = true
	return lab.Break{}
}

// deeper reads what stands below a line.
func (p *parser) deeper(first token, read func()) {
	if p.depth++; p.depth > MaxDepth {
		p.fail(first, "depth", MaxDepth)
		return
	}
	read()
	p.depth--
}

// condition reads what an if or elif asks.
func (p *parser) condition(word string) lab.Condition {
	if p.take("not") {
		return lab.Condition{Not: true, Left: p.compared(word)}
	}
	c := lab.Condition{Left: p.compared(word)}
	op := p.peek()
	if c.Left.Ready != "" || op.kind != isMark || !slices.Contains(lab.Comparisons[:], op.text) {
		return c
	}
	p.next()
	c.Op, c.Right = op.text, p.compared(word)
	switch numbers := c.Left.Expr != nil; {
	case c.Right.Ready != "":
		p.fail(op, "compare-kinds", op.text)
	case numbers != (c.Right.Expr != nil):
		p.fail(op, "compare-kinds", op.text)
	case !numbers && op.text != "==" && op.text != "!=":
		p.fail(op, "compare-order", op.text)
	}
	return c
}

// compared reads one side of a condition.
func (p *parser) compared(word string) lab.Value {
	t := p.peek()
	known := p.scope.vars[t.text] != nil || isStep(t.text)
	switch {
	case t.kind == isString, t.is("hex"), t.is("base64"):
		literal, _ := p.term().(lab.Literal)
		return lab.Value{Literal: literal}
	case p.take("ready"):
		return p.isReady(t)
	case p.take("same"):
		if !p.scope.received {
			p.fail(t, "nothing", t.text)
		}
		return lab.Value{Same: true}
	case t.is(lab.LenVar):
	case p.hasBytes(t):
		return lab.Value{Bytes: p.next().text}
	case t.kind == isWord && !known:
		p.fail(t, "if-name", t.text)
	case t.kind != isWord && t.kind != isNumber && !t.is("("):
		p.fail(t, "compared", word, got(t.text), example(word))
	}
	return lab.Value{Expr: p.expr(value{word: word}, 1)}
}

// conditionText writes what a branch asks.
func conditionText(do lab.Branch) string {
	c := do.When
	switch {
	case do.Word == "else":
		return ""
	case c.Not:
		return " not " + valueText(c.Left)
	case c.Op == "":
		return " " + valueText(c.Left)
	}
	return " " + valueText(c.Left) + " " + c.Op + " " + valueText(c.Right)
}

func valueText(v lab.Value) string {
	switch {
	case v.Expr != nil:
		return v.Expr.Text(sameName)
	case v.Same:
		return "same"
	case v.Bytes != "":
		return v.Bytes
	case v.Ready != "":
		return "ready " + v.Ready
	}
	return termText(v.Literal)
}
