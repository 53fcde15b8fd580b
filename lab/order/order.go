// Package order makes the experiment that an order asks for: it finds the
// lesson or parses the script, puts changed literals in, carries the experiment
// over to another transport and sets options in its programs. It knows no HTTP
// and no view.
package order

import (
	"slices"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/export"
	"stickylab/lab/framing"
	"stickylab/lab/script"
)

// MaxLiterals is how many literals an order may set.
const MaxLiterals = 4096

// Made is what an order comes to.
type Made struct {
	// Order is the order as it is kept: without what changes nothing.
	Order lab.Order
	// Slug names the lesson whose text and questions belong to the experiment;
	// empty for one's own, and for a lesson over another transport or with a program
	// outside, of which they need not hold.
	Slug string
	// Plain is the experiment without the options, Experiment the one with them.
	Plain, Experiment lab.Experiment
}

// Make makes an order of a lesson of the course, of an exercise or of a script.
// The error is an *Error, a *script.Error, an *export.EditError or, of the codec
// of an exercise, a *frame.Error.
func Make(c *course.Course, o lab.Order) (Made, error) {
	m := Made{Order: o}
	if err := m.find(c); err != nil {
		return Made{}, err
	}
	if err := m.carryOver(); err != nil {
		return Made{}, err
	}
	if o.Outside != "" {
		if err := m.seatOutside(); err != nil {
			return Made{}, err
		}
	}
	m.Experiment, m.Order.Files = m.Plain, nil
	var err error
	if len(o.Options) > 0 {
		if err = CheckOptions(m.Plain, o.Options); err != nil {
			return Made{}, err
		}
		if m.Experiment, err = script.WithOptions(m.Plain, o.Options); err != nil {
			return m, err
		}
	}
	if m.Experiment, err = script.WithFiles(m.Experiment, o.Files); err != nil {
		return m, err
	}
	return m, m.seatOwn()
}

// find makes the experiment over its own transport.
func (m *Made) find(c *course.Course) (err error) {
	switch o := &m.Order; {
	case len(o.Programs) > 0:
		return m.findPrograms()
	case o.Slug != "" && (o.Framing != "" || o.Script != ""), o.Framing != "" && o.Script != "", o.Slug == "" && o.Literals != nil:
		return &Error{Kind: KindChoice}
	case o.Slug != "":
		return m.findLesson(c)
	case o.Framing != "":
		return m.findExercise()
	}
	m.Plain, err = script.Parse(m.Order.Script)
	return err
}

// findExercise makes the experiment of an exercise in framing.
func (m *Made) findExercise() error {
	e, err := framing.Parse(m.Order.Framing)
	if err != nil {
		return err
	}
	m.Order.Framing = e.String()
	m.Plain, err = script.Parse(e.Script())
	return err
}

// findLesson makes the experiment of a lesson, with changed literals.
func (m *Made) findLesson(c *course.Course) (err error) {
	o := &m.Order
	lesson, ok := c.Find(o.Slug)
	if !ok {
		return &Error{Kind: KindLesson, Args: []any{o.Slug}}
	}
	m.Plain, m.Slug, o.Slug = lesson.Experiment, lesson.Slug, lesson.Slug
	if o.Literals == nil {
		return nil
	}
	if len(o.Literals) > MaxLiterals {
		return &Error{Kind: KindLiterals, Args: []any{MaxLiterals}}
	}
	if slices.Equal(o.Literals, export.Literals(lesson.Experiment)) {
		o.Literals = nil
		return nil
	}
	m.Plain, err = export.Edit(lesson.Experiment, o.Literals)
	return err
}

// carryOver carries the experiment over to the order's transport.
func (m *Made) carryOver() (err error) {
	switch m.Order.Transport {
	case 0:
		return nil
	case m.Plain.Transport:
		m.Order.Transport = 0
		return nil
	}
	m.Slug = ""
	m.Plain, err = script.As(m.Plain, m.Order.Transport)
	return err
}
