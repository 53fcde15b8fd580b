package sock

import (
	"bufio"
	"encoding/binary"
	"os"
	"strconv"
	"strings"
)

// tcpStates are the states of proc_net_tcp(5), from 1.
var tcpStates = [...]string{
	"ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT", "CLOSE", "CLOSE_WAIT", "LAST_ACK", "LISTEN", "CLOSING",
}

// wildcard marks the state of a socket that has the port at every address, and so
// is of another program: the lab binds none.
const wildcard = " *"

// holderOf returns the state of the TCP socket that has an address, which a bind
// found taken; a listening one first, empty where none is known.
func holderOf(a endpoint) (state string) {
	if a.six { // the list of IPv6 sockets is another
		return ""
	}
	file, err := os.Open("/proc/self/net/tcp")
	if err != nil {
		return ""
	}
	defer func() { _ = file.Close() }()
	own, every := hexAddress(a), hexAddress(endpoint{port: a.port})
	for lines := bufio.NewScanner(file); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) < 4 || fields[1] != own && fields[1] != every {
			continue
		}
		code, err := strconv.ParseUint(fields[3], 16, 8)
		if err != nil || code == 0 || int(code) > len(tcpStates) {
			continue
		}
		state = tcpStates[code-1]
		if fields[1] == every {
			state += wildcard
		}
		if strings.HasPrefix(state, "LISTEN") {
			return state
		}
	}
	return state
}

// hexAddress is an address as the file has it: the bytes of an IPv4 address as one
// number of this machine, and the port.
func hexAddress(a endpoint) string {
	text := strconv.FormatUint(1<<32|uint64(binary.NativeEndian.Uint32(a.ip[:])), 16)[1:] + ":" +
		strconv.FormatUint(1<<16|uint64(a.port), 16)[1:]
	return strings.ToUpper(text)
}
