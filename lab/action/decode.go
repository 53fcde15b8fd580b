package action

import (
	"strings"

	"stickylab/lab"
	"stickylab/lab/catalog"
)

// Decode makes text of the bytes received last, as bytes.decode does in Python. A
// receive that cut a character in two shows here.
type Decode struct {
	lab.Act

	Encoding string
}

var decodeKind = add(Kind{
	Word: "decode", Grammar: `( '"utf-8"' | '"gbk"' | '"ascii"' )`, Example: `decode "utf-8"`, After: "unpack", Call: lab.CallText, Fails: true, Raises: "UnicodeDecodeError",
	Texts: catalog.New(
		catalog.Texts{
			"help":     `把刚收到的字节按编码变成文字，同 data.decode('utf-8')；汉字被拆成两半时，这里会出现 Python 的 UnicodeDecodeError。也可以写 "gbk"、"ascii"。`,
			"encoding": `decode 后面写编码：{2}，这里是 {0}。例如：{1}`,
		},
		catalog.Texts{
			"help":     `Make text of what was received last, as data.decode('utf-8') does: a character that was cut in two gives Python's UnicodeDecodeError. "gbk" and "ascii" work as well.`,
			"encoding": `decode wants an encoding: {2}, not {0}. For example: {1}`,
		},
	),
	Read: func(args Args) Action {
		args.NeedsReceived()
		name, ok := args.Quoted()
		encoding := strings.ToLower(string(name))
		switch {
		case !ok:
			args.FailNext("encoding", encodingNames())
		case decoders[encoding] == nil:
			args.Fail("encoding", encodingNames())
		}
		return Decode{Encoding: encoding}
	},
})

// Kind is that of the step decode.
func (Decode) Kind() *Kind { return decodeKind }

func (do Decode) String() string { return Quote([]byte(do.Encoding)) }

// Play decodes what was received last.
func (do Decode) Play(d Doer) error {
	data, none := d.Received()
	e := lab.Event{Call: lab.CallText, Asked: len(data)}
	if none {
		return d.Note(e, errNoDecode)
	}
	text, err := decoders[do.Encoding](data)
	if err != nil {
		return d.Note(e, err)
	}
	e.Var, e.Value = "text", printed(Quote([]byte(text)))
	return d.Note(e, nil)
}

// Python is the method of bytes.
func (do Decode) Python(w Python) {
	w.Line("text = "+w.Received()+".decode(", w.Str(0, do.Encoding), ")")
}

// With changes the encoding.
func (do Decode) With(_ int, value any) lab.Action {
	do.Encoding = value.(string)
	return do
}
