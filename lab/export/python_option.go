package export

import (
	"fmt"
	"strconv"

	"stickylab/lab"
)

// timeout sets the timeout of a socket, or of those to come.
func (p *python) timeout(o timeoutOp) {
	l := timeoutLiteral(o.after)
	var after any = l
	if o.again {
		after = l.text
	}
	if o.s == nil {
		p.line(nil, "socket.setdefaulttimeout(", after, ")")
		return
	}
	p.line(nil, o.s.name+".settimeout(", after, ")")
}

// blocking sets the mode of a socket, or of those to come.
func (p *python) blocking(o blockingOp) {
	on := o.on.is.(bool)
	switch {
	case o.s == nil && on:
		p.line(nil, "socket.setdefaulttimeout(None)")
	case o.s == nil:
		p.line(nil, "socket.setdefaulttimeout(0)")
	case o.again:
		p.line(nil, o.s.name+".setblocking("+boolText(on)+")")
	default:
		p.line(nil, o.s.name+".setblocking(", blockingLiteral(o.on), ")")
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
