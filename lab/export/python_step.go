package export

import (
	"time"

	"stickylab/lab/action"
)

// pythonStep is the printer as an action of lab/action writes by it.
type pythonStep struct {
	p *python
	o otherOp
}

func (w pythonStep) Line(pieces ...any) { w.p.line(does(w.o.do.Kind().Call), pieces...) }

func (w pythonStep) Socket() string { return w.o.s.name }

func (w pythonStep) Sockets() []string { return w.o.all }

func (w pythonStep) Received() string { return w.o.last.name() }

func (w pythonStep) Variable(name string) string { return variable(name) }

func (w pythonStep) Seconds(part int, pause time.Duration) action.Literal {
	return seconds(value{part, pause})
}

func (w pythonStep) Integer(part, n, least, most int) action.Literal {
	return countLiteral(part, n, least, most)
}

func (w pythonStep) Format(part int, format string) action.Literal {
	return formatLiteral(value{part, format})
}

func (w pythonStep) Str(part int, text string) action.Literal {
	return strLiteral(value{part, text}, "str")
}
