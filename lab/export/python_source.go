package export

import (
	"fmt"
	"slices"
	"strings"

	"stickylab/lab"
)

// Source gives the whole file: the imports, what the lines need, the lines.
// It runs as it is on the reader's own machine. What a `wait` of the lab does
// is only a comment there.
func (p Program) Source() string {
	var b strings.Builder
	paths := p.socketFiles()
	used := p.used()
	for _, module := range p.modules(used, paths) {
		fmt.Fprintf(&b, "import %s\n", module)
	}
	if names := p.constants(); len(names) > 0 {
		fmt.Fprintf(&b, "from socket import %s\n", strings.Join(names, ", "))
	}
	for _, d := range used {
		b.WriteString("\n\n" + textOf(d) + "\n")
	}
	if len(used) > 0 {
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
	for _, path := range paths {
		fmt.Fprintf(&b, "if os.path.exists(%s):\n    os.remove(%s)\n\n", path, path)
	}
	for _, line := range p.Lines {
		b.WriteString(line.String())
		b.WriteByte('\n')
	}
	return b.String()
}

// constants gives those of the socket module that the lines name bare.
func (p Program) constants() []string {
	all := []string{"AF_INET", "AF_INET6", "AF_UNIX", "SOCK_DGRAM", "SOCK_SEQPACKET", "SOCK_STREAM"}
	return slices.DeleteFunc(all, func(name string) bool { return !p.names(name) })
}

// String gives the line with its margin.
func (l Line) String() string {
	var b strings.Builder
	b.WriteString(strings.Repeat("    ", l.Indent))
	for _, token := range l.Tokens {
		b.WriteString(token.Text)
	}
	return b.String()
}

func (p Program) names(name string) bool {
	for _, line := range p.Lines {
		if slices.ContainsFunc(line.Tokens, func(t Token) bool { return t.Kind == "name" && t.Text == name }) {
			return true
		}
	}
	return false
}

// socketFiles lists the paths that Unix sockets are bound to, as literals. A
// file that an earlier run left there is in the way of bind.
func (p Program) socketFiles() []string {
	var paths []string
	for _, line := range p.Lines {
		if !slices.Contains(line.Calls, lab.CallBind) {
			continue
		}
		for _, token := range line.Tokens {
			if strings.HasSuffix(token.Text, ".sock'") && !slices.Contains(paths, token.Text) {
				paths = append(paths, token.Text)
			}
		}
	}
	return paths
}
