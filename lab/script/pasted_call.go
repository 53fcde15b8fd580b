package script

import (
	"regexp"
	"strconv"
	"strings"
)

// Calls of Python, and words of other libraries, as steps of a script.

// optionOf is the line that sets an option of setsockopt.
func optionOf(match []string) string {
	option := map[string]string{
		"SO_REUSEADDR": "reuseaddr", "TCP_NODELAY": "nodelay", "TCP_QUICKACK": "quickack", "SO_KEEPALIVE": "keepalive",
	}[match[0]]
	return "set " + option + " on"
}

var (
	literalForm = regexp.MustCompile(`b?(?:'([^']*)'|"([^"]*)")`)
	portForm    = regexp.MustCompile(`\b([0-9]{2,5})\b[\s)]*$`)
	numberForm  = regexp.MustCompile(`^\s*([0-9.]+)`)
	nameForm    = regexp.MustCompile(`^\s*([a-z][a-z0-9_]*)\s*$`)
	packForm    = regexp.MustCompile(`^\s*struct\.pack\(\s*['"]([^'"]+)['"]\s*,\s*([^()]*(?:\([^()]*\))?)\s*\)(?:\s*\+\s*(.*))?$`)
	formatForm  = regexp.MustCompile(`^\s*['"]([^'"]+)['"]`)
)

// callOf writes a call of a socket as a step.
func callOf(match []string) string {
	word, rest := match[1], match[2]
	argument := func(form *regexp.Regexp, usual string) string {
		m := form.FindStringSubmatch(rest)
		if m == nil {
			return usual
		}
		return strings.Join(m[1:], "")
	}
	port := argument(portForm, "8080")
	switch word {
	case "recv", "recvfrom":
		exactly := ""
		if strings.Contains(rest, "MSG_WAITALL") {
			exactly = "exactly "
		}
		return "recv " + exactly + argument(numberForm, argument(nameForm, "1024"))
	case "send", "sendall":
		return word + " " + sentOf(rest)
	case "sendto":
		return "send " + sentOf(rest) + " to port " + port
	case "connect", "bind":
		return portOf(word, port)
	case "listen":
		return "listen " + argument(numberForm, "5")
	case "settimeout":
		return "timeout " + argument(numberForm, "1") + "s"
	case "shutdown":
		return "shutdown write"
	}
	return word
}

// sentOf writes what a call sends, as far as one line tells it.
func sentOf(argument string) string {
	if m := packForm.FindStringSubmatch(argument); m != nil {
		value := m[2]
		if strings.Contains(value, "len(") {
			value = "len"
		}
		body := ` + "hello"`
		if m[3] != "" {
			body = " + " + sentOf(m[3])
		} else if value != "len" {
			body = ""
		}
		return "pack " + strconv.Quote(m[1]) + " " + value + body
	}
	if m := literalForm.FindStringSubmatch(argument); m != nil {
		if before, _, _ := strings.Cut(argument, m[0]); !strings.Contains(before, "encode(") {
			return `"` + m[1] + m[2] + `"`
		}
	}
	switch {
	case strings.Contains(argument, ".upper()"):
		return "upper"
	case nameForm.MatchString(argument):
		return "same"
	}
	return `"hello"`
}

// unpackOf writes a call of struct.unpack; the name is that of a variable.
func unpackOf(match []string) string {
	if m := formatForm.FindStringSubmatch(match[1]); m != nil {
		return "unpack " + strconv.Quote(m[1]) + " n"
	}
	return `unpack "!I" n`
}

// sleepOf writes seconds in milliseconds.
func sleepOf(match []string) string {
	seconds, err := strconv.ParseFloat(match[1], 64)
	if err != nil {
		return ""
	}
	return "sleep " + strconv.FormatFloat(seconds*1000, 'f', -1, 64) + "ms"
}

func printOf(match []string) string {
	if m := literalForm.FindStringSubmatch(match[1]); m != nil && strings.HasPrefix(strings.TrimSpace(match[1]), m[0]) {
		return `print "` + m[1] + m[2] + `"`
	}
	return "print same"
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
			return "send " + sentOf(strings.TrimSuffix(rest, m[0])) + " to port " + m[1]
		}
	case step == "recv exactly" || step == "recv":
		if m := numberForm.FindStringSubmatch(rest); m != nil {
			rest = m[1]
		}
	}
	return strings.TrimSpace(step + " " + rest)
}
