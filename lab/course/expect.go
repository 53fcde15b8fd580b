package course

import (
	"errors"
	"fmt"
	"strings"

	"stickylab/lab"
	"stickylab/lab/script"
)

// expectation is what an expect.txt says.
type expectation struct {
	claims  claims
	choices []claims
	tries   []try
	beside  claims
}

// try is a variant of the script and what its runs show.
type try struct {
	script     string
	experiment lab.Experiment
	claims     claims
}

// parseExpectation reads an expect.txt about the experiment, and about the one
// beside it if there is one. Its errors begin with the file and the line.
func parseExpectation(file, source string, e lab.Experiment, beside *Beside) (expectation, error) {
	var x expectation
	n := 0
	for line := range strings.Lines(source) {
		n++
		if err := x.readLine(line, e, beside); err != nil {
			return expectation{}, fmt.Errorf("%s:%d: %w", file, n, err)
		}
	}
	if len(x.claims) == 0 {
		return expectation{}, fmt.Errorf("%s: claims nothing", file)
	}
	if beside != nil && len(x.beside) == 0 {
		return expectation{}, fmt.Errorf("%s: claims nothing of %s.txt", file, beside.word())
	}
	for _, t := range x.tries {
		if len(t.claims) == 0 {
			return expectation{}, fmt.Errorf("%s: a try claims nothing", file)
		}
	}
	return x, nil
}

func (x *expectation) readLine(line string, e lab.Experiment, beside *Beside) error {
	p := newParser(line, e)
	switch {
	case p.done():
		return p.err
	case p.take("choice"):
		if n := p.number(); p.err == nil && n != len(x.choices)+1 {
			return fmt.Errorf("choice %d, want choice %d next", n, len(x.choices)+1)
		}
		p.want(":")
		x.choices = append(x.choices, p.claims())
	case p.take("try"):
		return x.readTry(p, e)
	case beside != nil && p.take(beside.word()):
		p.experiment = beside.Experiment
		p.want(":")
		x.beside = append(x.beside, p.claims()...)
	default:
		x.claims = append(x.claims, p.claims()...)
	}
	return p.finish()
}

// readTry reads what follows the word try: a variant, or claims of the last.
func (x *expectation) readTry(p *parser, e lab.Experiment) error {
	if p.take(":") {
		if len(x.tries) == 0 {
			return errors.New(`want try "OLD" -> "NEW" before the claims of a try`)
		}
		last := &x.tries[len(x.tries)-1]
		p.experiment = last.experiment
		last.claims = append(last.claims, p.claims()...)
		return p.finish()
	}
	t := try{script: e.Script}
	var err error
	if t.script, err = p.changed(t.script); err != nil {
		return err
	}
	if t.experiment, err = script.Parse(t.script); err != nil {
		return fmt.Errorf("the variant: %w", err)
	}
	x.tries = append(x.tries, t)
	return nil
}

// changed reads "OLD" -> "NEW" { , "OLD" -> "NEW" } and makes the changes.
func (p *parser) changed(text string) (string, error) {
	for first := true; first || p.take(","); first = false {
		from := p.quoted()
		p.want("-")
		p.want(">")
		to := p.quoted()
		if p.err != nil {
			return "", p.err
		}
		if from == "" || !strings.Contains(text, from) {
			return "", fmt.Errorf("the script has no %q", from)
		}
		text = strings.Replace(text, from, to, 1)
	}
	return text, p.finish()
}
