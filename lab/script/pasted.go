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
	// write gives what stands in a script in place of the match; nothing where the match
	// is none after all.
	write func(match []string) string
}

// pastedForms are looked for in order.
var pastedForms = []pastedForm{
	{regexp.MustCompile(`^\s*(>>>|\.\.\.)(?:\s|$)`), "prompt", true, firstOf},
	{regexp.MustCompile("^\\s*(```)"), "fence", true, firstOf},
	{regexp.MustCompile(`^\s*([0-9a-fA-F]{4,8}:?)\s+(?:[0-9a-fA-F]{2}){1,2}\s+(?:[0-9a-fA-F]{2}){1,2}\s`), "dump", true, firstOf},
	{regexp.MustCompile(`^\s*([0-9]{1,4}[:.|]?)\s+[a-z#]`), "numbered", true, firstOf},
	{regexp.MustCompile(`\b(?:SO_REUSEADDR|TCP_NODELAY|TCP_QUICKACK|SO_KEEPALIVE)\b`), "python-call", false, optionOf},
	{regexp.MustCompile(`(?:^|[^\w"])(?:[\w.]+\.)?(recvfrom|sendto|recv|sendall|send|connect|bind|listen|accept|close|settimeout|shutdown)\s*\((.*)\)`), "python-call", false, callOf},
	{regexp.MustCompile(`^\s*(send|sendall)\s+(struct\.pack\(.*|.*\.encode\(.*)$`), "python-call", false, func(m []string) string { return m[1] + " " + sentOf(m[2]) }},
	{regexp.MustCompile(`(?:^|[^\w"])struct\.unpack\((.*)\)`), "python-call", false, unpackOf},
	{regexp.MustCompile(`^\s*(?:time\.|await asyncio\.)?sleep\s*\(\s*([0-9]*\.?[0-9]+)\s*\)`), "python-call", false, sleepOf},
	{regexp.MustCompile(`^\s*print\s*\((.*)\)`), "python-call", false, printOf},
	{regexp.MustCompile(`^\s*(while\s+(?:True|1)\s*:)`), "python-call", false, func([]string) string { return "loop:" }},
	{regexp.MustCompile(`^\s*(?:if|elif)\s[^=!<>"]*=[^=]`), "equals", false, nil},
	{regexp.MustCompile(`^\s*(if|elif)\s+(?:not\s+(\w+)\b|(\w+)\s*==\s*b?(?:""|\'\')|len\((\w+)\)\s*==\s*0)`), "python-call", false, emptyOf},
	{regexp.MustCompile(`^\s*(if|elif)\s+(\w+)(?:\.\w+\([^)]*\))*\s*(==|!=)\s*b?(?:"([^"]*)"|\'([^\']*)\')`), "python-call", false, sameOf},
	{regexp.MustCompile(`^\s*(try|except|finally)\b.*:`), "python-try", true, firstOf},
	{regexp.MustCompile(`^\s*(continue|pass|return|global|raise)\b`), "python-word", true, firstOf},
	{regexp.MustCompile(`^\s*(\w+)(?:\s+(.+))?$`), "other-word", false, otherWord},
	{regexp.MustCompile(`^\s*(?:import|from|def|class|while|for|with|global|async|await)\b|\bsocket\.|^\s*[\w, ]+\s*=[^=]|^\s*if\s+__name__`), "python", false, nil},
	{regexp.MustCompile(`(?:\bb)?'([^']*)'|\bb"([^"]*)"`), "literal", false, func(m []string) string { return `"` + m[1] + m[2] + `"` }},
	{regexp.MustCompile(`^\s*(connect|bind|listen)\s+(?:[0-9.]+\s+|localhost\s+)?([0-9]{2,5})\s*$`), "port", false, func(m []string) string { return portOf(m[1], m[2]) }},
	{regexp.MustCompile(`^\s*(send|sendall)\s+0[xX]([0-9a-fA-F]+)\s*$`), "literal", false, func(m []string) string { return m[1] + ` hex "` + m[2] + `"` }},
	{regexp.MustCompile(`\S\s+(//.*)$`), "comment", true, firstOf},
	{regexp.MustCompile(`(;)`), "semicolon", true, firstOf},
}

// emptyOf writes the question whether nothing was received; sameOf the one whether it
// was some bytes.
func emptyOf(match []string) string {
	if match[2]+match[3]+match[4] == "same" {
		return ""
	}
	return match[1] + " not same:"
}

func sameOf(match []string) string {
	if match[2] == "same" {
		return ""
	}
	return match[1] + " same " + match[3] + ` "` + match[4] + match[5] + `":`
}

func firstOf(match []string) string { return match[1] }

// vague are the errors that say no more than that a line is none.
var vague = []string{"char", "equals", "if-name", "compared", "transport", "rest", "step", "term", "head", "edge", "quote", "choice", "integer", "unknown-name", "operand", "single", "name", "bracket", "duration"}

// recognised replaces what is said of a line that cannot be read by what stands there,
// where that is known.
func (e *Error) recognised(line string) *Error {
	if !slices.Contains(vague, e.key) || e.texts != nil {
		return e
	}
	for _, form := range pastedForms {
		at := form.line.FindStringSubmatchIndex(line)
		if at == nil || e.key == "integer" && form.key == "python-call" && !strings.Contains(line, ".") {
			continue // recv(0) is a step whose number is wrong
		}
		better := *e
		better.key, better.args = form.key, nil
		if form.placed {
			better.Col = 1 + utf8.RuneCountInString(line[:at[2]])
		}
		if form.write != nil {
			written := form.write(form.line.FindStringSubmatch(line))
			if written == "" {
				continue
			}
			better.args = []any{got(written)}
		}
		return &better
	}
	return e
}

// programs are what the first lines of programs in other languages than Python begin
// with: of those not every line is looked at.
var programs = []struct {
	language string
	begins   *regexp.Regexp
}{
	{"C", regexp.MustCompile(`(?m)^\s*#\s*include\s*[<"]`)},
	{"Go", regexp.MustCompile(`(?m)^package\s+\w+\s*$`)},
	{"Java", regexp.MustCompile(`(?m)^\s*(?:import\s+java|package\s+[\w.]+;|public\s+(?:final\s+)?class\s)`)},
	{"C#", regexp.MustCompile(`(?m)^\s*(?:using\s+System|namespace\s+\w)`)},
	{"JavaScript", regexp.MustCompile(`(?m)^\s*(?:(?:const|let|var)\s+\w+\s*=\s*require\(|import\s+.*\bfrom\s+['"])`)},
	{"Rust", regexp.MustCompile(`(?m)^\s*(?:use\s+\w+::|(?:pub\s+)?(?:async\s+)?fn\s+\w+)`)},
	{"PHP", regexp.MustCompile(`<\?php`)},
}

// program returns the error of a text that is a program in another language; nil for any
// other text.
func program(text string) *Error {
	for _, p := range programs {
		if at := p.begins.FindStringIndex(text[:min(len(text), mostProgram)]); at != nil {
			return &Error{Line: 1 + strings.Count(text[:at[0]], "\n"), Col: 1, key: "program", args: []any{p.language}}
		}
	}
	return nil
}

// mostProgram is how much of a text is looked at for that.
const mostProgram = 4 << 10
