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
	{regexp.MustCompile(`^.*\w\s*\(.*$`), "python-call", false, callOf},
	{regexp.MustCompile(`^\s*(send|sendall)\s+((?:struct\.pack\(|.*\.encode\().*)$`), "python-call", false, func(m []string) string { return sentOf(m[1], m[2]) }},
	{regexp.MustCompile(`^\s*((?:if|while)\s.*?:)\s*([^\s#].*)$`), "python-lines", false, linesOf},
	{regexp.MustCompile(`^\s*(?:if|elif|while)\s.*:\s*(?:#.*)?$`), "python-call", false, func(m []string) string { return headOf(m[0]) }},
	{regexp.MustCompile(`^\s*(?:if|elif)\s[^=!<>"]*=[^=]`), "equals", false, nil},
	{regexp.MustCompile(`^\s*(try|except|finally)\b.*:`), "python-try", true, firstOf},
	{regexp.MustCompile(`^\s*(continue|pass|return|global|raise)\b`), "python-word", true, firstOf},
	{regexp.MustCompile(`^\s*(\w+)(?:\s+(.+))?$`), "other-word", false, otherWord},
	{regexp.MustCompile(`^\s*(?:import|from|def|class|while|for|with|global|async|await)\b|\bsocket\.|^\s*[\w, ]+\s*=[^=]|^\s*if\s+__name__`), "python", false, nil},
	{regexp.MustCompile(`^[^"']*\w\.(?:recv\w*|send\w*|connect\w*|bind|listen|accept|close|set\w+|get\w+|shutdown|makefile|encode|decode|fromhex|sleep|pack|unpack\w*)\s*\(|["']\.encode\(|^\s*print\s*\(|^\s*(?:if|elif|while)\s.*:\s*(?:break|continue|pass|return|raise)\b|^\s*(?:\w+\(.*\bMSG_|set(?:sockopt|timeout|blocking)\()`), "python", false, nil},
	{regexp.MustCompile(`(\b[bB](?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))`), "literal", false, quotedOf},
	{regexp.MustCompile(`^[^"']*('(?:[^'\\]|\\.)*')`), "literal-quotes", false, quotedOf},
	{regexp.MustCompile(`^\s*(connect|bind|listen)\s+(?:[0-9.]+\s+|localhost\s+)?([0-9]{2,5})\s*$`), "port", false, func(m []string) string { return portOf(m[1], m[2]) }},
	{regexp.MustCompile(`^\s*(send|sendall)\s+0[xX]([0-9a-fA-F]+)\s*$`), "literal-hex", false, hexOf},
	{regexp.MustCompile(`^\s*unpack\s+("[^"]*")\s+(\(?\s*\w+(?:\s*,\s*\w+)*\s*,?\s*\)?)\s*(?:#.*)?$`), "names-apart", false, apartOf},
	{regexp.MustCompile(`\S\s+(//.*)$`), "comment", true, firstOf},
	{regexp.MustCompile(`(;)`), "semicolon", true, firstOf},
}

var (
	foreverForm = regexp.MustCompile(`^\s*while\s+(?:True|1)\s*:`)
	emptyForm   = regexp.MustCompile(`^\s*(if|elif)\s+(?:not\s+(\w+)|(\w+)\s*==\s*b?(?:""|'')|len\((\w+)\)\s*==\s*0)\s*:`)
	equalForm   = regexp.MustCompile(`^\s*(if|elif)\s+(\w+)(?:\.decode\(\))?\s*(==|!=)\s*([bB]?["'].*["'])\s*:`)
)

// headOf writes the first line of a block: a loop, the question whether nothing was
// received, or the one whether it was some bytes.
func headOf(line string) string {
	if foreverForm.MatchString(line) {
		return "loop:"
	}
	if m := emptyForm.FindStringSubmatch(line); m != nil && receivedForm.MatchString(m[2]+m[3]+m[4]) {
		return m[1] + " not same:"
	}
	if m := equalForm.FindStringSubmatch(line); m != nil && receivedForm.MatchString(m[2]) {
		if literal, ok := literalOf(m[4]); ok {
			return m[1] + " same " + m[3] + " " + literal + ":"
		}
	}
	return ""
}

// linesOf writes a line that is a block of one step as the two lines that it is.
func linesOf(match []string) string {
	head, step := headOf(match[1]), "break"
	if !breakForm.MatchString(match[2]) {
		step = callOf(match[2:])
	}
	if head == "" || step == "" {
		return ""
	}
	return head + "\n" + step
}

var breakForm = regexp.MustCompile(`^break\s*(?:#.*)?$`)

func firstOf(match []string) string { return match[1] }

// vague are the errors that say no more than that a line is none.
var vague = []string{"char", "equals", "if-name", "compared", "transport", "rest", "step", "step-near", "term", "head", "edge", "quote", "choice", "integer", "unknown-name", "operand", "single", "name", "bracket", "duration", "codec-word", "semicolon", "sign"}

// recognised replaces what is said of a line that cannot be read by what stands there,
// where that is known.
func (e *Error) recognised(line string) *Error {
	printed := e.texts != nil && e.key == "what" // the step print has a bracket behind it
	if !printed && (!slices.Contains(vague, e.key) || e.texts != nil) {
		return e
	}
	for _, form := range slices.Concat(habits, pastedForms) {
		at := form.line.FindStringSubmatchIndex(line)
		python := strings.HasPrefix(form.key, "python")
		if at == nil || e.key == "integer" && python && !strings.Contains(line, ".") || printed && !python {
			continue // recv(0) is a step whose number is wrong
		}
		better := *e
		better.key, better.args, better.texts = form.key, nil, nil
		if form.placed {
			better.Col = 1 + utf8.RuneCountInString(line[:at[2]])
		}
		if form.write != nil {
			written := form.write(form.line.FindStringSubmatch(line))
			if written == "" || form.key == "instead" && written == strings.TrimSpace(line) || slices.Contains(wholeLines, form.key) && !readable(written) {
				continue
			}
			better.args = []any{got(written)}
			if slices.Contains(wholeLines, form.key) {
				better.args = nil
				for line := range strings.SplitSeq(written, "\n") {
					better.args = append(better.args, line)
				}
			}
		}
		return &better
	}
	return e
}

// wholeLines are the forms whose text has a whole line of a script.
var wholeLines = []string{"python-call", "python-lines", "other-word", "port", "literal-hex", "names-apart", "parts", "instead"}

// readable reports whether a line can be read somewhere in a script, where all names that
// it has are known.
func readable(line string) bool {
	const margin, below = "\n ", "\n  sleep 0s"
	step := margin + line
	switch {
	case len(line) > mostWritten:
		return false
	case strings.Contains(line, "\n"):
		step = margin + "loop:" + margin + " " + strings.ReplaceAll(line, "\n", margin+"  ")
	case strings.HasPrefix(line, "elif "):
		step = margin + "if 1:" + below + step + below
	case strings.HasSuffix(line, ":"):
		step += below
	}
	known := ""
	for _, name := range wordForm.FindAllString(line, -1) {
		if !reserved(name) && !isTerm(name) && len(name) <= MaxName {
			known += margin + `unpack "!q" ` + name
		}
	}
	for _, above := range []string{
		"tcp\na:", "tcp\na:\n listen 5",
		"tcp\na:\n listen 5\n accept\n codec length \"!I\"\n recv 8" + known, "udp\na:\n bind\n recv 8" + known,
	} {
		if _, err := parsed(above+step, nil); err == nil {
			return true
		}
	}
	return false
}

var wordForm = regexp.MustCompile(`\b[a-z][a-z0-9_]*\b`)

// mostWritten is how long a line is that a text repeats in full.
const mostWritten = 200

// quotedOf writes the string of Python that was found.
func quotedOf(match []string) string {
	written, ok := literalOf(match[1])
	if !ok {
		return ""
	}
	return written
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
