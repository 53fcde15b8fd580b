package sock

import "golang.org/x/sys/unix"

// optionNumber gives level and number of a socket option (socket(7), tcp(7)).
func optionNumber(name string) (level, option int, known bool) {
	switch name {
	case "nodelay":
		return unix.IPPROTO_TCP, unix.TCP_NODELAY, true
	case "cork":
		return unix.IPPROTO_TCP, unix.TCP_CORK, true
	case "quickack":
		return unix.IPPROTO_TCP, unix.TCP_QUICKACK, true
	case "maxseg":
		return unix.IPPROTO_TCP, unix.TCP_MAXSEG, true
	case "reuseaddr":
		return unix.SOL_SOCKET, unix.SO_REUSEADDR, true
	case "sndbuf":
		return unix.SOL_SOCKET, unix.SO_SNDBUF, true
	case "rcvbuf":
		return unix.SOL_SOCKET, unix.SO_RCVBUF, true
	case "keepalive":
		return unix.SOL_SOCKET, unix.SO_KEEPALIVE, true
	case "linger":
		return unix.SOL_SOCKET, unix.SO_LINGER, true
	case "rcvlowat":
		return unix.SOL_SOCKET, unix.SO_RCVLOWAT, true
	}
	return 0, 0, false
}
