package script

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// What people paste in place of a script, or write from the habit of Python: a line
// that cannot be read is looked at for it, and told what stands there in a script.

// pastedForm is a form of lines that are no script.
type pastedForm struct {
	line *regexp.Regexp
	key  string
	// placed: the error is at the first group of the match.
	placed bool
	// write gives what stands in a script in place of the match.
	write func(match []string) string
}

// pastedForms are looked for in order.
var pastedForms = []pastedForm{
	{regexp.MustCompile(`^\s*(>>>|\.\.\.)(?:\s|$)`), "prompt", true, firstOf},
	{regexp.MustCompile("^\\s*(```)"), "fence", true, firstOf},
	{regexp.MustCompile(`^\s*([0-9a-fA-F]{4,8}:?)\s+(?:[0-9a-fA-F]{2}){1,2}\s+(?:[0-9a-fA-F]{2}){1,2}\s`), "dump", true, firstOf},
	{regexp.MustCompile(`^\s*([0-9]{1,4}[:.|]?)\s+[a-z#]`), "numbered", true, firstOf},
	{regexp.MustCompile(`\b(?:SO_REUSEADDR|TCP_NODELAY|TCP_QUICKACK|SO_KEEPALIVE)\b`), "python-call", false, optionOf},
	{regexp.MustCompile(`(?:^|[^\w"])\w+\.(recvfrom|recv|sendall|sendto|send|connect|bind|listen|accept|close|settimeout|shutdown)\((.*)\)`), "python-call", false, callOf},
	{regexp.MustCompile(`^\s*(while True|while 1):`), "python-call", false, func([]string) string { return "loop:" }},
	{regexp.MustCompile(`^\s*(?:import|from|def|class|while|for|with|return|except|elif|global|async)\b|\bsocket\.|^\s*\w+\s*=[^=]|^\s*if\s+__name__`), "python", false, nil},
	{regexp.MustCompile(`(?:\bb)?'([^']*)'|\bb"([^"]*)"`), "literal", false, func(m []string) string { return `"` + m[1] + m[2] + `"` }},
	{regexp.MustCompile(`^\s*(connect|bind|listen)\s+(?:[0-9.]+\s+|localhost\s+)?([0-9]{2,5})\s*$`), "port", false, func(m []string) string { return portOf(m[1], m[2]) }},
	{regexp.MustCompile(`^\s*(send|sendall)\s+0[xX]([0-9a-fA-F]+)\s*$`), "literal", false, func(m []string) string { return m[1] + ` hex "` + m[2] + `"` }},
	{regexp.MustCompile(`\S\s+(//.*)$`), "comment", true, firstOf},
	{regexp.MustCompile(`(;)`), "semicolon", true, firstOf},
}

func firstOf(match []string) string { return match[1] }

// optionOf is the line that sets an option of setsockopt.
func optionOf(match []string) string {
	option := map[string]string{
		"SO_REUSEADDR": "reuseaddr", "TCP_NODELAY": "nodelay", "TCP_QUICKACK": "quickack", "SO_KEEPALIVE": "keepalive",
	}[match[0]]
	return "set " + option + " on"
}

var (
	literalForm = regexp.MustCompile(`b?(?:'([^']*)'|"([^"]*)")`)
	portForm    = regexp.MustCompile(`\b([0-9]{2,5})\b\s*\)?\s*$`)
	numberForm  = regexp.MustCompile(`^\s*([0-9.]+)`)
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
		return "recv " + argument(numberForm, "1024")
	case "send", "sendall":
		return word + ` "` + argument(literalForm, "hello") + `"`
	case "sendto":
		return `send "` + argument(literalForm, "hello") + `" to port ` + port
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

// portOf is a step with a port.
func portOf(word, port string) string {
	if word == "listen" {
		return "listen 5 port " + port
	}
	return word + " port " + port
}

// vague are the errors that say no more than that a line is none.
var vague = []string{"char", "transport", "rest", "step", "term", "head", "edge", "quote", "choice", "integer", "unknown-name", "operand", "single", "name"}

// recognised replaces what is said of a line that cannot be read by what stands there,
// where that is known.
func (e *Error) recognised(line string) *Error {
	if !slices.Contains(vague, e.key) || e.texts != nil {
		return e
	}
	for _, form := range pastedForms {
		at := form.line.FindStringSubmatchIndex(line)
		if at == nil {
			continue
		}
		better := *e
		better.key, better.args = form.key, nil
		if form.placed {
			better.Col = 1 + utf8.RuneCountInString(line[:at[2]])
		}
		if form.write != nil {
			better.args = []any{got(form.write(form.line.FindStringSubmatch(line)))}
		}
		return &better
	}
	return e
}
