//go:build amd64 || arm64

package watch

import (
	"strconv"

	"golang.org/x/sys/unix"

	"stickylab/lab"
)

// optionName is the lab's name of a socket option, else its numbers.
func optionName(level, option int) string {
	switch [2]int{level, option} {
	case [2]int{unix.IPPROTO_TCP, unix.TCP_NODELAY}:
		return "nodelay"
	case [2]int{unix.IPPROTO_TCP, unix.TCP_MAXSEG}:
		return "maxseg"
	case [2]int{unix.IPPROTO_TCP, unix.TCP_CORK}:
		return "cork"
	case [2]int{unix.IPPROTO_TCP, unix.TCP_QUICKACK}:
		return "quickack"
	case [2]int{unix.SOL_SOCKET, unix.SO_REUSEADDR}:
		return "reuseaddr"
	case [2]int{unix.SOL_SOCKET, unix.SO_SNDBUF}:
		return "sndbuf"
	case [2]int{unix.SOL_SOCKET, unix.SO_RCVBUF}:
		return "rcvbuf"
	case [2]int{unix.SOL_SOCKET, unix.SO_KEEPALIVE}:
		return "keepalive"
	case [2]int{unix.SOL_SOCKET, unix.SO_LINGER}:
		return "linger"
	case [2]int{unix.SOL_SOCKET, unix.SO_RCVLOWAT}:
		return "rcvlowat"
	case [2]int{unix.SOL_SOCKET, unix.SO_RCVTIMEO}:
		return "rcvtimeo"
	case [2]int{unix.SOL_SOCKET, unix.SO_SNDTIMEO}:
		return "sndtimeo"
	}
	return strconv.Itoa(level) + "/" + strconv.Itoa(option)
}

// option reads what a setsockopt sets.
func (t *tracer) option(k *task) (name string, value int) {
	name = optionName(int(int32(k.args[1])), int(int32(k.args[2])))
	value = t.word(k, k.args[3])
	if name == "linger" {
		on := value != 0
		if value = t.word(k, k.args[3]+4); !on {
			value = lab.LingerOff
		}
	}
	return name, value
}
