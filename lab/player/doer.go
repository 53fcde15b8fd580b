package player

import (
	"math/big"
	"time"

	"stickylab/lab"
	"stickylab/lab/action"
)

// doer is a program as an action of lab/action works on it.
type doer struct {
	p     *program
	start int64
	kind  *action.Kind
}

func (d *doer) Sleep(pause time.Duration) error { return d.p.hand.Sleep(pause) }

func (d *doer) Shutdown(how string) error {
	s, err := d.p.existing(lab.CallShutdown, d.p.sockets.named(), inUse)
	if err != nil {
		return err
	}
	return d.p.hand.Shutdown(s, how)
}

func (d *doer) Vanish() error {
	if err := d.p.hand.Vanish(); err != nil {
		return err
	}
	return errVanished
}

func (d *doer) Received() (data []byte, none bool) { return d.p.got.last, d.p.got.ended }

func (d *doer) Shown(name string) string {
	text, ok := d.p.texts[name]
	switch {
	case !ok:
		return d.p.variable(name).String()
	case text.None:
		return "None"
	}
	return lab.Bytes(text.Bytes)
}

// Let keeps whole numbers and bytes: a step that uses a variable wants one of these.
func (d *doer) Let(name string, value any) {
	switch n := value.(type) {
	case int64:
		d.p.let(name, big.NewInt(n))
	case uint64:
		d.p.let(name, new(big.Int).SetUint64(n))
	case []byte:
		d.p.setText(name, lab.Data{Bytes: n})
	}
}

// let sets a variable.
func (p *program) let(name string, n *big.Int) {
	if p.vars == nil {
		p.vars = map[string]*big.Int{}
	}
	p.vars[name] = n
	p.world.Room(-len(p.texts[name].Bytes))
	delete(p.texts, name)
}

// setText sets a variable of bytes, which nobody changes. Without a name it does nothing.
func (p *program) setText(name string, text lab.Data) {
	switch {
	case name == "":
		return
	case p.texts == nil:
		p.texts = map[string]lab.Data{}
	}
	p.world.Room(len(text.Bytes) - len(p.texts[name].Bytes))
	p.texts[name] = text
}

func (d *doer) Note(e lab.Event, err error) error {
	e.Start, e.End = d.start, d.p.world.Now()
	if err == nil {
		return d.p.hand.Note(e)
	}
	e = withError(e, err)
	failed := d.p.hand.Note(e)
	if e.Err != d.kind.Raises {
		return uncaught{failed}
	}
	return failed
}
