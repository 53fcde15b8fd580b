package web

import (
	"stickylab/lab"
	"stickylab/lab/order"
)

// orderFields are the members of a request's body that say what to run, as far
// as JSON reads them.
type orderFields struct {
	script, slug, framing *string

	literals  []string
	transport string
	options   []string
	programs  []lab.OwnProgram
	own       map[string]string
	outside   string
}

// fields maps the members' names to where their values go.
func (f *orderFields) fields() map[string]any {
	return map[string]any{
		"script": &f.script, "experiment": &f.slug, "framing": &f.framing,
		"literals": &f.literals, "transport": &f.transport, "options": &f.options,
		"programs": &f.programs, "own": &f.own, "outside": &f.outside,
	}
}

// order returns what the members ask for.
func (f *orderFields) order() (o lab.Order, err error) {
	o.Programs, o.Own, o.Outside = f.programs, f.own, f.outside
	switch {
	case len(f.programs) > 0 && f.slug == nil && f.framing == nil && f.script == nil && f.own == nil:
	case f.slug != nil && f.framing == nil && f.script == nil:
		o.Slug = *f.slug
	case f.slug == nil && f.framing != nil && f.script == nil:
		o.Framing = *f.framing
	case f.slug == nil && f.framing == nil && f.script != nil:
		o.Script = *f.script
	default:
		return o, &order.Error{Kind: order.KindChoice}
	}
	o.Literals = f.literals
	if o.Transport, err = order.ParseTransport(f.transport); err != nil {
		return o, err
	}
	o.Options, err = order.ParseOptions(f.options)
	return o, err
}
