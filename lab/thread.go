package lab

// Thread begins a second strand of the peer, which does the steps of the Body while the
// first one goes on: Python's threading.Thread. The program ends when all have ended.
//
// A thread begins with a copy of the variables that it Takes, and of the names of the
// connections that it Uses. Only the connection Conn, where it has a name, and those
// that it opens are its own: on others it may send. It closes its own at its end.
type Thread struct {
	Conn     string
	Takes    []string
	Uses     []string
	Listener bool // it accepts from the listening socket of the program
	Body     []Step
}

func (Thread) action() {}
