package action

import (
	"fmt"

	"stickylab/lab"
	"stickylab/lab/catalog"
	"stickylab/lab/pack"
)

// Unpack reads the bytes received last by a struct format into a variable.
type Unpack struct {
	lab.Act

	Format, Var string
}

var unpackKind = add(Kind{
	Word: "unpack", Grammar: "STRING NAME", Example: `unpack "!I" n`, After: "recv", Call: lab.CallUnpack,
	Texts: catalog.New(
		catalog.Texts{"help": "用 struct.unpack 解开刚收到的字节，存进变量 n，之后可以 recv exactly n。"},
		catalog.Texts{"help": "struct.unpack what came last into the variable n; then recv exactly n works."},
	),
	Read: func(args Args) Action {
		args.NeedsReceived()
		format, value := args.Format()
		return Unpack{Format: format, Var: args.Let(value)}
	},
})

// ErrNone is the TypeError of a step that uses the received frame after the
// stream ended: Python's recv_frame returned None.
var ErrNone = &pack.Error{Kind: "TypeError", Msg: "a bytes-like object is required, not 'NoneType'", Arg: -1}

// Kind is that of the step unpack.
func (Unpack) Kind() *Kind { return unpackKind }

func (do Unpack) String() string { return Quote([]byte(do.Format)) + " " + do.Var }

// Play unpacks what was received last.
func (do Unpack) Play(d Doer) error {
	data, none := d.Received()
	e := lab.Event{Call: lab.CallUnpack, Asked: len(data)}
	if none {
		return d.Note(e, ErrNone)
	}
	values, err := pack.Unpack(do.Format, data)
	if err != nil {
		return d.Note(e, err)
	}
	e.Var, e.Value = do.Var, fmt.Sprint(values[0])
	d.Let(do.Var, values[0])
	return d.Note(e, nil)
}

// Python is a struct.unpack.
func (do Unpack) Python(w Python) {
	w.Line(w.Variable(do.Var)+" = struct.unpack(", w.Format(0, do.Format), ", "+w.Received()+")[0]")
}

// With changes the format.
func (do Unpack) With(_ int, value any) lab.Action {
	do.Format = value.(string)
	return do
}
