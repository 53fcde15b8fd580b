package export

import (
	"fmt"
	"slices"

	"stickylab/lab"
)

// threadOp begins a thread: a function that is called with sockets and variables. It
// closes the first of them at its end, if it is given one.
type threadOp struct {
	name string
	conn *planSocket // nil where it is given none
	args []string
	body block
}

func (threadOp) op() {}

// thread plans a thread and its function.
func (w *planner) thread(do lab.Thread) {
	w.plan.threads++
	o := threadOp{name: fmt.Sprint("thread", w.plan.threads)}
	t := &planner{
		plan: w.plan, transport: w.transport, conns: map[string]*planSocket{}, actions: flat(do.Body),
		shared: receivesInLoop(do.Body, false), unwaiting: w.unwaiting, out: &o.body,
	}
	t.asks = slices.ContainsFunc(t.actions, asksForLast)
	if s := w.conns[do.Conn]; do.Conn != "" {
		o.conn, o.args = s, append(o.args, s.name)
		t.sockets.open, t.conns[do.Conn] = []*planSocket{s}, s
		w.sockets.give(s)
	}
	if t.sockets.listener = w.sockets.listener; do.Listener {
		o.args = append(o.args, listenerName(w.sockets.listener))
	}
	for _, name := range do.Uses {
		s := w.conns[name]
		t.conns[name], t.sockets.unsure = s, append(t.sockets.unsure, s)
		o.args = append(o.args, s.name)
	}
	for _, name := range do.Takes {
		o.args = append(o.args, variable(name))
	}
	t.steps(do.Body)
	w.at += len(t.actions)
	w.add(o)
}
