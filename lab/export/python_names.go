package export

import (
	"slices"
	"strconv"
	"strings"

	"stickylab/lab"
)

// fileName gives the file of a peer's program. A file must not be called as a
// module that Python loads for it: the program would import itself.
func fileName(peer string) string {
	switch peer {
	case "socket", "struct", "threading", "time", "os", "select", "selectors", "array", "errno", "math", "enum", "types",
		"hashlib", "json", "operator", "functools", "collections", "keyword", "reprlib", "re", "copyreg", "io", "abc", "stat":
		return peer + "_peer.py"
	}
	if _, modules := codecNames(); slices.Contains(modules, peer) {
		return peer + "_peer.py"
	}
	return peer + ".py"
}

// taken are the names that a program uses itself and that Python keeps.
var taken = strings.Fields(`addr body buffers bytes codec data ended framed hashlib json len os parts range readable recv_exactly recv_file recv_frame
	recv_frame_from recv_until send_file send_frame send_pieces select senders server s skipped socket struct text threading time to_skip print
	and as assert async await break class continue def del elif else except finally for from global if import in is
	lambda nonlocal not or pass raise return try while with yield`)

// variable gives the Python name of a script's variable.
func variable(name string) string {
	if counted, ok := lab.OfLen(name); ok {
		return "len(" + variable(counted) + ")"
	}
	for _, numbered := range [...]string{"data", "conn", "s", "server", "thread"} {
		rest, ok := strings.CutPrefix(name, numbered)
		if _, err := strconv.Atoi(rest); ok && (rest == "" || err == nil) {
			return name + "_value"
		}
	}
	classes, modules := codecNames()
	if slices.Contains(taken, name) || slices.Contains(classes, name) || slices.Contains(modules, name) {
		return name + "_value"
	}
	return name
}
