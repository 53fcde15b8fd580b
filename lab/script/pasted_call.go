package script

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Calls of Python, and words of other libraries, as steps of a script.

// call is a line of Python that is one call and no more.
type call struct {
	names []string // what it gives its values to
	word  string
	args  []string
	rest  string // what stands behind it
}

var (
	callForm    = regexp.MustCompile(`^\s*(?:([\w\s,()]+?)\s*=\s*)?(?:await\s+)?(?:[\w.]+\.)?(\w+)\s*\((.*)$`)
	remarkForm  = regexp.MustCompile(`^\s*;?\s*(?:#.*)?$`)
	indexForm   = regexp.MustCompile(`^\s*\[0\]`)
	decodeForm  = regexp.MustCompile(`^\.decode\(\s*(?:['"](?i:utf-?8|ascii)['"]\s*)?\)`)
	addressForm = regexp.MustCompile(`^\(\s*(\w+|['"][^'"]*['"])\s*,\s*(\w+)\s*\)$`)
	senderForm  = regexp.MustCompile(`^(?:(?:client|from|peer|their|sender|src|source|remote)_?)?(?:addr|address)$|^(?:sender|client|peer|src|source)$`)
	portForm    = regexp.MustCompile(`\b([0-9]{2,5})\b[\s)]*$`)
)

// callOf writes a line that is a call as a step; nothing where a step says less or more
// than the call.
func callOf(match []string) string {
	m := callForm.FindStringSubmatch(match[0])
	if m == nil {
		return ""
	}
	c := call{word: m[2]}
	for _, name := range strings.FieldsFunc(m[1], func(r rune) bool { return strings.ContainsRune(" \t,()", r) }) {
		if c.names = append(c.names, name); !nameForm.MatchString(name) && name != "_" {
			return ""
		}
	}
	var closed bool
	if c.args, c.rest, closed = split(m[3], ','); !closed {
		return ""
	}
	switch c.word {
	case "recv", "recvfrom":
		return c.recv()
	case "unpack":
		return c.unpack(strings.Contains(m[1], ","))
	case "accept":
		if len(c.args) == 0 && remarkForm.MatchString(c.rest) {
			return "accept"
		}
	}
	if !remarkForm.MatchString(c.rest) || len(c.names) > 0 && c.word != "sendall" {
		return ""
	}
	if c.word == "close" && len(c.args) == 0 {
		return "close"
	}
	if c.word == "listen" && len(c.args) == 0 {
		return "listen 128" // Python's own
	}
	if write := written[c.word]; write != nil && len(c.args) > 0 {
		return write(c)
	}
	return ""
}

// written are the calls that give no value, or none that is used.
var written = map[string]func(call) string{
	"send": call.send, "sendall": call.send, "sendmsg": call.sendmsg, "sendto": call.sendto,
	"connect": call.address, "bind": call.address, "setsockopt": call.setsockopt,
	"listen":      func(c call) string { return c.one("listen ", digitsForm.FindString(c.args[0])) },
	"settimeout":  call.settimeout,
	"setblocking": func(c call) string { return c.one("blocking ", switchOf(c.args[0])) },
	"shutdown": func(c call) string {
		how := map[string]string{"SHUT_RD": "read", "SHUT_WR": "write", "SHUT_RDWR": "both", "0": "read", "1": "write", "2": "both"}
		return c.one("shutdown ", how[constant(c.args[0])])
	},
	"sleep": call.sleep,
	"print": call.print,
}

// one is a step with one value; nothing where the call has more, or the value is none.
func (c call) one(step, value string) string {
	if len(c.args) != 1 || value == "" {
		return ""
	}
	return step + value
}

// constant is its name without the module before it.
func constant(name string) string { return strings.TrimPrefix(name, "socket.") }

// flag gives the flag of a call, the argument at that place; "0" for none.
func (c call) flag(at int) string {
	switch len(c.args) {
	case at:
		return "0"
	case at + 1:
		return constant(c.args[at])
	}
	return ""
}

// recv writes a receive. Its bytes are called same, or by a name of their own.
func (c call) recv() string {
	from := c.word == "recvfrom"
	if from && len(c.names) == 2 {
		c.names = c.names[:1] // the other one is the sender
	} else if from && indexForm.MatchString(c.rest) {
		c.rest = indexForm.ReplaceAllString(c.rest, "")
	}
	if !from {
		c.rest = decodeForm.ReplaceAllString(c.rest, "")
	}
	if len(c.args) == 0 || len(c.names) > 1 || !remarkForm.MatchString(c.rest) {
		return ""
	}
	size, ok := sumOf(c.args[0])
	if !ok {
		return ""
	}
	into := ""
	if len(c.names) == 1 && !receivedForm.MatchString(c.names[0]) && c.names[0] != "_" {
		into = " into " + c.names[0]
	}
	switch c.flag(1) {
	case "0":
		return "recv " + size + into
	case "MSG_WAITALL":
		return "recv " + size + " waitall" + into
	case "MSG_PEEK":
		if into == "" {
			return "peek " + size
		}
	}
	return ""
}

func (c call) send() string {
	terms, ok := termsOf(c.args[0])
	switch flag := c.flag(1); {
	case ok && flag == "0":
		return c.word + " " + terms
	case ok && flag == "MSG_MORE":
		return c.word + " " + terms + " more"
	}
	return ""
}

// sendmsg writes the parts that one call sends together.
func (c call) sendmsg() string {
	list, ok := strings.CutPrefix(c.args[0], "[")
	list, closed := strings.CutSuffix(list, "]")
	if !ok || !closed || len(c.args) != 1 {
		return ""
	}
	parts, _, _ := split(list, ',')
	terms, ok := termsOf(strings.Join(parts, "+"))
	if !ok {
		return ""
	}
	return "send " + terms
}

func (c call) sendto() string {
	if len(c.args) == 3 && c.args[1] == "0" {
		c.args = slices.Delete(c.args, 1, 2)
	}
	terms, ok := termsOf(c.args[0])
	if !ok || len(c.args) != 2 {
		return ""
	}
	if senderForm.MatchString(c.args[1]) {
		return "send " + terms + " to sender"
	}
	if port, ok := placeOf(c.args[1]); ok && port != "" {
		return "send " + terms + " to port " + port
	}
	return ""
}

// placeOf gives the port of an address of this machine; none where that is a name, which
// says no more than that there is one.
func placeOf(address string) (port string, ok bool) {
	m := addressForm.FindStringSubmatch(address)
	if m == nil {
		return "", false
	}
	switch host := strings.Trim(m[1], `'"`); {
	case host == m[1]: // a name
	case !slices.Contains([]string{"", "localhost", "127.0.0.1", "0.0.0.0", "::1", "::"}, host):
		return "", false
	}
	return digitsForm.FindString(m[2]), true
}

func (c call) address() string {
	port, ok := placeOf(c.args[0])
	switch {
	case !ok || len(c.args) > 1:
		return ""
	case port == "":
		return c.word
	}
	return portOf(c.word, port)
}

// optionsOf are the options of Python that a script has.
var optionsOf = map[string]string{
	"SO_REUSEADDR": "reuseaddr", "SO_KEEPALIVE": "keepalive", "SO_RCVBUF": "rcvbuf", "SO_SNDBUF": "sndbuf", "SO_RCVLOWAT": "rcvlowat",
	"TCP_NODELAY": "nodelay", "TCP_QUICKACK": "quickack", "TCP_CORK": "cork", "TCP_MAXSEG": "maxseg",
}

func (c call) setsockopt() string {
	if len(c.args) != 3 {
		return ""
	}
	level, name := constant(c.args[0]), constant(c.args[1])
	option, value := optionsOf[name], digitsForm.FindString(c.args[2])
	if right := strings.HasPrefix(name, "SO_") == (level == "SOL_SOCKET"); option == "" || !right {
		return ""
	}
	if Switch(option) {
		value = switchOf(c.args[2])
	}
	if value == "" {
		return ""
	}
	return "set " + option + " " + value
}

// switchOf writes a value that is true or false.
func switchOf(value string) string {
	switch {
	case value == "True" || digitsForm.MatchString(value) && strings.Trim(value, "0") != "":
		return "on"
	case value == "False" || digitsForm.MatchString(value):
		return "off"
	}
	return ""
}

func (c call) settimeout() string {
	seconds, err := strconv.ParseFloat(c.args[0], 64)
	switch {
	case c.args[0] == "None":
		return c.one("blocking ", "on")
	case err != nil:
		return ""
	case seconds == 0:
		return c.one("blocking ", "off")
	}
	return c.one("timeout ", strconv.FormatFloat(seconds, 'f', -1, 64)+"s")
}

// sleep writes seconds in milliseconds.
func (c call) sleep() string {
	seconds, err := strconv.ParseFloat(c.args[0], 64)
	if err != nil {
		return ""
	}
	return c.one("sleep ", strconv.FormatFloat(seconds*1000, 'f', -1, 64)+"ms")
}

func (c call) print() string {
	if receivedForm.MatchString(c.args[0]) {
		return c.one("print ", "same")
	}
	text, ok := literalOf(c.args[0])
	if !ok || strings.HasPrefix(strings.ToLower(c.args[0]), "b") { // of bytes Python prints the b too
		return ""
	}
	return c.one("print ", text)
}

// unpack writes a call of struct.unpack on what was received. It gives several values, of
// which [0] takes the first.
func (c call) unpack(several bool) string {
	if indexForm.MatchString(c.rest) == several || len(c.args) != 2 || !receivedForm.MatchString(c.args[1]) {
		return ""
	}
	format, ok := literalOf(c.args[0])
	if !ok || !remarkForm.MatchString(indexForm.ReplaceAllString(c.rest, "")) {
		return ""
	}
	return "unpack " + format + " " + strings.Join(c.names, " ")
}

// sentOf writes what a send of another library is given.
func sentOf(step, argument string) string {
	terms, ok := termsOf(argument)
	if !ok {
		return ""
	}
	return step + " " + terms
}

// apartOf writes names without the signs between them.
func apartOf(match []string) string {
	return "unpack " + match[1] + " " + strings.Join(strings.FieldsFunc(match[2], func(r rune) bool { return strings.ContainsRune(" \t,()", r) }), " ")
}

// hexOf writes the bytes of a number in hexadecimal.
func hexOf(match []string) string {
	return match[1] + ` hex "` + strings.Repeat("0", len(match[2])%2) + match[2] + `"`
}

// portOf is a step with a port.
func portOf(word, port string) string {
	if word == "listen" {
		return "listen 5 port " + port
	}
	return word + " port " + port
}

// otherWords are the words of other libraries and languages for steps, in small letters.
var otherWords = map[string]string{
	"recvfrom": "recv", "read": "recv", "receive": "recv", "recv": "recv",
	"recvall": "recv exactly", "recvn": "recv exactly", "recv_all": "recv exactly", "recv_exactly": "recv exactly", "recvexactly": "recv exactly",
	"readexactly": "recv exactly", "read_exactly": "recv exactly", "read_exact": "recv exactly", "readfull": "recv exactly", "readn": "recv exactly",
	"sendto": "send", "write": "send", "send": "send", "puts": "send", "sendall": "sendall", "send_all": "sendall", "writeall": "sendall", "write_all": "sendall",
	"readline": "recv frame", "read_until": "recv frame", "readuntil": "recv frame", "sendline": "send",
	"dial": "connect", "connect": "connect", "accept": "accept", "listen": "listen", "bind": "bind", "close": "close", "setsockopt": "set",
}

// otherWord writes a line that begins with a word of another library, or with one of
// ours in other letters.
func otherWord(match []string) string {
	step := otherWords[strings.ToLower(match[1])]
	rest := strings.TrimSpace(match[2])
	switch {
	case step == "" || step == match[1]:
		return ""
	case step == "recv frame":
		return step
	case match[1] == "sendline" && strings.HasSuffix(rest, `"`):
		return step + " " + strings.TrimSuffix(rest, `"`) + `\n"`
	case rest == "" && strings.HasPrefix(step, "recv"):
		return step + " 4"
	case rest == "" && strings.HasPrefix(step, "send"):
		return step + ` "hello"`
	case match[1] == "sendto":
		if m := portForm.FindStringSubmatch(rest); m != nil {
			if sent := sentOf("send", strings.Trim(strings.TrimSuffix(rest, m[0]), " ,")); sent != "" {
				return sent + " to port " + m[1]
			}
		}
	case step == "recv exactly" || step == "recv":
		if m := numberForm.FindStringSubmatch(rest); m != nil {
			rest = m[1]
		}
	}
	return strings.TrimSpace(step + " " + rest)
}
