package main

import (
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/export"
	"stickylab/lab/order"
)

// literalPrefix begins a change of a lesson's literal, as in its address.
const literalPrefix = "literal."

// changes is a flag that may be given several times: an option, such as
// client.nodelay.1, or another value of a lesson's literal, such as
// literal.2=4.
type changes []string

func (c *changes) String() string { return strings.Join(*c, " ") }

func (c *changes) Set(text string) error {
	*c = append(*c, text)
	return nil
}

// changed returns the order with the changes in it. It says what is wrong with
// one that cannot be read.
func (p program) changed(o lab.Order, c changes) (lab.Order, error) {
	var options []string
	for _, text := range c {
		literal, ok := strings.CutPrefix(text, literalPrefix)
		if !ok {
			options = append(options, text)
			continue
		}
		lesson, known := course.Shipped().Find(o.Slug)
		if !known {
			p.sayf("cli.no-literals", text)
			return o, errUsage
		}
		if o.Literals == nil {
			o.Literals = export.Literals(lesson.Experiment)
		}
		number, value, _ := strings.Cut(literal, "=")
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 || n >= len(o.Literals) {
			p.sayf("cli.bad-number", text, len(o.Literals)-1)
			return o, errUsage
		}
		o.Literals[n] = value
	}
	var err error
	if o.Options, err = order.ParseOptions(options); err != nil {
		return o, p.refuse("", err)
	}
	return o, nil
}
