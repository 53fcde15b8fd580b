package action

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"stickylab/lab"
	"stickylab/lab/catalog"
)

// MaxPrinted is how many characters of what a program prints its event keeps;
// the event counts the others.
const MaxPrinted = 1000

// Print prints a line of text, or with Same what was received last as Python
// writes bytes, or what the variable Var has, where it names one.
type Print struct {
	lab.Act

	Text string
	Same bool
	Var  string
}

var printKind = add(Kind{
	Word: "print", Grammar: `( STRING | "same" | NAME )`, Example: "print same", After: "recv", Call: lab.CallPrint, Awaited: true,
	Texts: catalog.New(
		catalog.Texts{
			"help":  `打印刚收到的字节，同 Python 的 print(data)；也可以打印一段文字：print "好了"，或者一个变量：print line。`,
			"what":  `print 后面写要打印的内容：一个字符串、same（刚收到的字节），或者有字节或整数的变量，这里是 {0}。例如：{1}`,
			"bytes": `print 打印文字，{0} 不是 UTF-8 文本。原样的字节请用 send 发出去；刚收到的字节写 print same`,
		},
		catalog.Texts{
			"help":  `Print what was received last, as print(data) does in Python; or a text: print "done"; or a variable: print line.`,
			"what":  `print wants what to print: a string, same for what was received last, or a variable of bytes or a whole number, not {0}. For example: {1}`,
			"bytes": `print writes text, and {0} is not UTF-8. Raw bytes are for send; what was received last is print same`,
		},
	),
	Read: readPrint,
})

func readPrint(args Args) Action {
	if args.Take("same") {
		args.NeedsReceived()
		return Print{Same: true}
	}
	if name, ok := args.Variable(); ok {
		return Print{Var: name}
	}
	text, ok := args.Quoted()
	switch {
	case !ok:
		args.FailNext("what")
	case !utf8.Valid(text):
		args.Fail("bytes")
	}
	return Print{Text: string(text)}
}

// Kind is that of the step print.
func (Print) Kind() *Kind { return printKind }

func (do Print) String() string {
	switch {
	case do.Same:
		return "same"
	case do.Var != "":
		return do.Var
	}
	return Quote([]byte(do.Text))
}

// Play records what is printed.
func (do Print) Play(d Doer) error {
	text := do.Text
	switch {
	case do.Same:
		data, none := d.Received()
		if text = lab.Bytes(data); none {
			text = "None"
		}
	case do.Var != "":
		text = d.Shown(do.Var)
	}
	return d.Note(lab.Event{Call: lab.CallPrint, Text: printed(text)}, nil)
}

// printed cuts what is too long to be kept and says how much was cut.
func printed(text string) string {
	more := utf8.RuneCountInString(text) - MaxPrinted
	if more <= 0 {
		return text
	}
	at := 0
	for range MaxPrinted {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return fmt.Sprintf("%s… (+%d)", strings.Clone(text[:at]), more)
}

// Python is a print.
func (do Print) Python(w Python) {
	switch {
	case do.Same:
		w.Line("print(" + w.Received() + ")")
	case do.Var != "":
		w.Line("print(" + w.Variable(do.Var) + ")")
	default:
		w.Line("print(", w.Str(0, do.Text), ")")
	}
}

// With changes the text.
func (do Print) With(_ int, value any) lab.Action {
	do.Text = value.(string)
	return do
}
