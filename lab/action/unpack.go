package action

import (
	"fmt"
	"strings"

	"stickylab/lab"
	"stickylab/lab/catalog"
	"stickylab/lab/pack"
)

// Unpack reads the bytes received last by a struct format into variables, one a
// value.
type Unpack struct {
	lab.Act

	Format string
	Vars   []string
}

var unpackKind = add(Kind{
	Word: "unpack", Grammar: "STRING NAME { NAME }", Example: `unpack "!I" n`, After: "recv", Call: lab.CallUnpack,
	Texts: catalog.New(
		catalog.Texts{"help": "用 struct.unpack 解开刚收到的字节，存进变量 n，之后可以 recv exactly n 或 recv exactly n - 4；几个值写几个变量：unpack \"!BH\" kind n。"},
		catalog.Texts{"help": "struct.unpack what came last into the variable n; then recv exactly n or recv exactly n - 4 works. Several values take several names: unpack \"!BH\" kind n."},
	),
	Read: func(args Args) Action {
		args.NeedsReceived()
		format, names := args.Unpacked()
		return Unpack{Format: format, Vars: names}
	},
})

// ErrNone is the TypeError of a step that uses the received frame after the
// stream ended: Python's recv_frame returned None.
var ErrNone = &pack.Error{Kind: "TypeError", Msg: "a bytes-like object is required, not 'NoneType'", Arg: -1}

// Kind is that of the step unpack.
func (Unpack) Kind() *Kind { return unpackKind }

func (do Unpack) String() string { return Quote([]byte(do.Format)) + " " + strings.Join(do.Vars, " ") }

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
	texts := make([]string, len(values))
	for i, value := range values {
		texts[i] = shown(value)
		d.Let(do.Vars[i], value)
	}
	e.Var, e.Value = strings.Join(do.Vars, ", "), strings.Join(texts, ", ")
	return d.Note(e, nil)
}

// shown writes an unpacked value as Python does.
func shown(value any) string {
	switch v := value.(type) {
	case []byte:
		return lab.Bytes(v)
	case bool:
		return map[bool]string{false: "False", true: "True"}[v]
	}
	return fmt.Sprint(value)
}

// Python is a struct.unpack.
func (do Unpack) Python(w Python) {
	names := make([]string, len(do.Vars))
	for i, name := range do.Vars {
		names[i] = w.Variable(name)
	}
	first := ")"
	if len(names) == 1 {
		first = ")[0]"
	}
	w.Line(strings.Join(names, ", ")+" = struct.unpack(", w.Format(0, do.Format), ", "+w.Received()+first)
}

// With changes the format.
func (do Unpack) With(_ int, value any) lab.Action {
	do.Format = value.(string)
	return do
}
