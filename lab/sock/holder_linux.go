package sock

import (
	"bufio"
	"encoding/binary"
	"iter"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"stickylab/lab"
)

// tcpStates are the states of proc_net_tcp(5), from 1.
var tcpStates = [...]string{
	"ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT", "CLOSE", "CLOSE_WAIT", "LAST_ACK", "LISTEN", "CLOSING",
}

// holderOf returns the state of the TCP socket that has an address, which a bind
// found taken; a listening one first, empty where none is known. One that listens at
// every address of IPv6 has those of IPv4, too (ipv6(7), IPV6_V6ONLY).
func holderOf(a endpoint) (state string) {
	if a.six { // it has no address of its own
		return ""
	}
	own, every := hexAddress(a), hexAddress(endpoint{port: a.port})
	for fields := range socketRows("tcp") {
		if fields[rowLocal] != own && fields[rowLocal] != every {
			continue
		}
		if state = stateOf(fields); state != "" && fields[rowLocal] == every {
			state += wildcard
		}
		if strings.HasPrefix(state, "LISTEN") {
			return state
		}
	}
	if state != "" {
		return state
	}
	for fields := range socketRows("tcp6") {
		if fields[rowLocal] == everySix(a.port) && stateOf(fields) == "LISTEN" {
			return "LISTEN" + wildcard
		}
	}
	return ""
}

// programOf names a program that has a port at every address, as far as this process
// may know: "nginx (pid 12)", else empty.
func programOf(t lab.Transport, port uint16) string {
	name := "tcp"
	if t.IsUDP() {
		name = "udp"
	}
	links := map[string]bool{}
	for _, list := range []struct{ file, every string }{{name, hexAddress(endpoint{port: port})}, {name + "6", everySix(port)}} {
		for fields := range socketRows(list.file) {
			if fields[rowLocal] == list.every && len(fields) > rowInode {
				links["socket:["+fields[rowInode]+"]"] = true
			}
		}
	}
	files, _ := filepath.Glob("/proc/[0-9]*/fd/*") // those of others are not listed
	for _, file := range files {
		link, err := os.Readlink(file)
		if err != nil || !links[link] {
			continue
		}
		process := filepath.Dir(filepath.Dir(file))
		comm, err := os.ReadFile(process + "/comm")
		if err == nil {
			return strings.TrimSpace(string(comm)) + " (pid " + filepath.Base(process) + ")"
		}
	}
	return ""
}

// Columns of proc_net_tcp(5).
const (
	rowLocal = 1
	rowState = 3
	rowInode = 9
)

// socketRows are the sockets of one of the lists in /proc/net.
func socketRows(list string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		file, err := os.Open("/proc/self/net/" + list)
		if err != nil {
			return
		}
		defer func() { _ = file.Close() }()
		for lines := bufio.NewScanner(file); lines.Scan(); {
			if fields := strings.Fields(lines.Text()); len(fields) > rowState && !yield(fields) {
				return
			}
		}
	}
}

// stateOf is the state in a row, empty for one that is not known.
func stateOf(fields []string) string {
	code, err := strconv.ParseUint(fields[rowState], 16, 8)
	if err != nil || code == 0 || int(code) > len(tcpStates) {
		return ""
	}
	return tcpStates[code-1]
}

// everySix is a port at every address of IPv6, as the file has it.
func everySix(port uint16) string {
	_, text, _ := strings.Cut(hexAddress(endpoint{port: port}), ":")
	return strings.Repeat("0", 32) + ":" + text
}

// hexAddress is an address as the file has it: the bytes of an IPv4 address as one
// number of this machine, and the port.
func hexAddress(a endpoint) string {
	text := strconv.FormatUint(1<<32|uint64(binary.NativeEndian.Uint32(a.ip[:])), 16)[1:] + ":" +
		strconv.FormatUint(1<<16|uint64(a.port), 16)[1:]
	return strings.ToUpper(text)
}
