package export

import (
	"fmt"
	"strconv"

	"stickylab/lab"
	"stickylab/lab/script"
)

// writer writes the program of one peer. It follows the sockets in the order
// of the lines, so what a loop does counts once.
type writer struct {
	transport lab.Transport
	actions   []lab.Action // the whole program, to look ahead in
	at        int          // of the current step in actions
	step      int          // its line
	depth     int          // levels of loops
	loops     []lab.Loop   // around the current step
	sockets   sockets
	shared    bool // all receives share the name data
	received  int  // how many receives were written
	unwaiting bool // setblocking(False) holds
	sender    bool // addr has a value

	lines    []Line
	literals []literal
}

func newWriter(transport lab.Transport, peer lab.Peer, literals []literal) *writer {
	return &writer{
		transport: transport, actions: flat(peer.Steps),
		shared: receivesInLoop(peer.Steps, false), literals: literals,
	}
}

// line writes a line of pieces: a string is Python code, a literal can be
// edited.
func (w *writer) line(calls []lab.Call, pieces ...any) {
	line := Line{Step: w.step, Calls: calls, Indent: w.depth}
	for _, piece := range pieces {
		l, ok := piece.(literal)
		if !ok {
			line.Tokens = append(line.Tokens, scan(piece.(string))...)
			continue
		}
		l.step = w.step
		line.Tokens = append(line.Tokens, Token{Kind: l.kind(), Text: l.text, Literal: len(w.literals)})
		w.literals = append(w.literals, l)
	}
	w.lines = append(w.lines, line)
}

func does(calls ...lab.Call) []lab.Call { return calls }

func (w *writer) steps(steps []lab.Step) {
	for _, step := range steps {
		w.step = step.Line
		w.do(step.Do)
	}
}

func (w *writer) do(action lab.Action) {
	w.at++
	if try, ok := action.(lab.Try); ok {
		w.try(try)
		return
	}
	w.act(action)
}

// act writes an action that no try stands before.
func (w *writer) act(action lab.Action) {
	switch do := action.(type) {
	case lab.Bind:
		w.bind(do.Port)
	case lab.Listen:
		w.listen(do)
	case lab.Accept:
		w.accept()
	case lab.Connect:
		w.connect(do)
	case lab.Send:
		w.send(do)
	case lab.Codec:
		w.codec(do)
	case lab.SendFile:
		w.sendFile(do)
	case lab.Recv:
		w.recv(do)
	case lab.RecvFrame:
		w.recvFrame(do)
	case lab.RecvFile:
		w.recvFile(do)
	case lab.Unpack:
		w.line(does(lab.CallUnpack), variable(do.Var)+" = struct.unpack(", formatLiteral(0, do.Format), ", "+w.data()+")[0]")
	case lab.Sleep:
		w.line(does(lab.CallSleep), "time.sleep(", sleepLiteral(do.For), ")")
	case lab.Wait:
		w.line(does(lab.CallWait), "# "+script.PrintStep(do))
	case lab.Set:
		w.line(does(lab.CallSetOption), w.top().name+".setsockopt("+optionNames(do.Option)+", "+optionValue(do)+")")
	case lab.Timeout:
		w.timeout(do)
	case lab.Blocking:
		w.blocking(do)
	case lab.Shutdown:
		w.line(does(lab.CallShutdown), w.top().name+".shutdown(socket."+shutdownName(do.How)+")")
	case lab.Close:
		w.close(do)
	case lab.Loop:
		w.loop(do)
	}
}

func optionNames(option string) string {
	switch option {
	case "nodelay":
		return "socket.IPPROTO_TCP, socket.TCP_NODELAY"
	case "cork":
		return "socket.IPPROTO_TCP, socket.TCP_CORK"
	case "quickack":
		return "socket.IPPROTO_TCP, socket.TCP_QUICKACK"
	case "maxseg":
		return "socket.IPPROTO_TCP, socket.TCP_MAXSEG"
	case "sndbuf":
		return "socket.SOL_SOCKET, socket.SO_SNDBUF"
	case "rcvbuf":
		return "socket.SOL_SOCKET, socket.SO_RCVBUF"
	case "keepalive":
		return "socket.SOL_SOCKET, socket.SO_KEEPALIVE"
	case "linger":
		return "socket.SOL_SOCKET, socket.SO_LINGER"
	case "rcvlowat":
		return "socket.SOL_SOCKET, socket.SO_RCVLOWAT"
	}
	return "socket.SOL_SOCKET, socket.SO_REUSEADDR"
}

// optionValue writes what an option is set to; SO_LINGER takes a struct linger
// of two ints (socket(7)).
func optionValue(do lab.Set) string {
	switch {
	case do.Option != "linger":
		return strconv.Itoa(do.Value)
	case do.Value == lab.LingerOff:
		return "struct.pack('ii', 0, 0)"
	}
	return fmt.Sprintf("struct.pack('ii', 1, %d)", do.Value)
}

func shutdownName(how string) string {
	switch how {
	case "read":
		return "SHUT_RD"
	case "write":
		return "SHUT_WR"
	}
	return "SHUT_RDWR"
}

// data is the name of what was received last.
func (w *writer) data() string {
	if w.shared {
		return "data"
	}
	return fmt.Sprint("data", w.received)
}

func (w *writer) recv(do lab.Recv) {
	s := w.top()
	w.received++
	var size any = variable(do.Var)
	if do.Var == "" {
		size = countLiteral(0, do.Size, 1, script.MaxRecv)
	}
	switch {
	case do.Exactly:
		w.line(does(lab.CallRecv), w.data()+" = recv_exactly("+s.name+", ", size, ")")
	case do.WaitAll:
		w.line(does(lab.CallRecv), w.data()+" = "+s.name+".recv(", size, ", socket.MSG_WAITALL)")
	case w.transport.Stream() || s.connected:
		w.line(does(lab.CallRecv), w.data()+" = "+s.name+".recv(", size, ")")
	default:
		w.sender = true
		w.line(does(lab.CallRecvFrom), w.data()+", addr = "+s.name+".recvfrom(", size, ")")
	}
	w.leave(do)
}
