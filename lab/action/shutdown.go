package action

import (
	"stickylab/lab"
	"stickylab/lab/catalog"
)

// Shutdown is shutdown(2): How is "read", "write" or "both".
type Shutdown struct {
	lab.Act

	How string
}

var shutdownKind = add(Kind{
	Word: "shutdown", Grammar: `( "read" | "write" | "both" )`, Example: "shutdown write", After: "try", Call: lab.CallShutdown,
	OnSocket: true, StreamOnly: true, Fails: true, Awaited: true,
	Texts: catalog.New(
		catalog.Texts{"help": "关掉一个方向：read、write 或 both。"},
		catalog.Texts{"help": "Close one direction: read, write or both."},
	),
	Read: func(args Args) Action { return Shutdown{How: args.Choice("read", "write", "both")} },
})

// Kind is that of the step shutdown.
func (Shutdown) Kind() *Kind { return shutdownKind }

func (do Shutdown) String() string { return do.How }

// Play makes the call.
func (do Shutdown) Play(d Doer) error { return d.Shutdown(do.How) }

// Python is a call of shutdown.
func (do Shutdown) Python(w Python) {
	how := map[string]string{"read": "SHUT_RD", "write": "SHUT_WR", "both": "SHUT_RDWR"}[do.How]
	w.Line(w.Socket() + ".shutdown(socket." + how + ")")
}
