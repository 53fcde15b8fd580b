package action

import (
	"strings"

	"stickylab/lab"
	"stickylab/lab/catalog"
)

// Vanish makes the peer silent: from then on the kernel drops every packet that comes
// to its sockets and acknowledges none. They stay open until the others have ended, so
// that no FIN betrays it either.
type Vanish struct{ lab.Act }

var vanishKind = add(Kind{
	Word: "vanish", Example: "vanish", After: "close", Call: lab.CallSetOption, Fails: true, Ends: true,
	Texts: catalog.New(
		catalog.Texts{
			"help":    "像拔了网线一样消失：从这里起，内核丢掉发给这个程序的一切，什么也不确认，也不发 FIN（SO_ATTACH_FILTER，只有 Linux 有）。它是程序的最后一步；别人可以写 wait server end 等它。",
			"unix":    "{0} 丢掉的是网络上的包，而 {2} 的套接字之间没有包。请用 tcp 或 udp",
			"nothing": "{0} 之前还没有打开套接字。请先写 bind、listen 或 connect",
		},
		catalog.Texts{
			"help":    "Vanish, as if the cable were cut: from here on the kernel drops all that comes to this program, acknowledges nothing and sends no FIN (SO_ATTACH_FILTER, on Linux only). It is a program's last step; others may wait for it: wait server end.",
			"unix":    "{0} drops packets, and between sockets of {2} there are none. Write tcp or udp",
			"nothing": "before {0} no socket is open. Write bind, listen or connect above it",
		},
	),
	Read: func(args Args) Action {
		switch t := args.Transport(); {
		case t.Unix():
			args.Fail("unix", t.String())
		case !args.Opened():
			args.Fail("nothing")
		}
		return Vanish{}
	},
})

// Kind is that of the step vanish.
func (Vanish) Kind() *Kind { return vanishKind }

func (Vanish) String() string { return "" }

// Play sets the filter on every socket of the peer, and ends its program.
func (Vanish) Play(d Doer) error { return d.Vanish() }

// Python is a call of a function that the file brings along.
func (Vanish) Python(w Python) { w.Line("vanish(" + strings.Join(w.Sockets(), ", ") + ")") }
