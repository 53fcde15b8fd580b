package export

import (
	"strings"

	"stickylab/lab"
)

// functions prints those of the threads of a block, which stand before the program.
func (p *python) functions(b block) {
	for _, s := range b {
		switch o := s.op.(type) {
		case threadOp:
			p.step = s.step
			p.function(o)
		case repeatOp:
			p.functions(o.body)
		case branchOp:
			p.functions(o.body)
		}
	}
}

func (p *python) function(o threadOp) {
	p.line(nil, "def "+o.name+"("+strings.Join(o.args, ", ")+"):")
	if o.conn == nil {
		p.indented(o.body)
	} else {
		p.depth++
		p.line(does(lab.CallClose), "with "+o.conn.name+":")
		p.indented(o.body)
		p.depth--
	}
	p.lines = append(p.lines, Line{}, Line{})
}

func (p *python) startThread(o threadOp) {
	args := ""
	switch len(o.args) {
	case 0:
	case 1:
		args = ", args=(" + o.args[0] + ",)"
	default:
		args = ", args=(" + strings.Join(o.args, ", ") + ")"
	}
	p.line(nil, "threading.Thread(target="+o.name+args+").start()")
}
