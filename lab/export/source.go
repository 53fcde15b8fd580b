package export

import (
	"fmt"
	"slices"
	"strings"

	"stickylab/lab"
)

const recvExactly = `

def recv_exactly(sock, size):
    data = b''
    while len(data) < size:
        piece = sock.recv(size - len(data))
        if not piece:
            break
        data += piece
    return data

`

// Source gives the whole file: the imports, what the lines need, the lines.
// It runs as it is on the reader's own machine. What a `wait` of the lab does
// is only a comment there.
func (p Program) Source() string {
	var b strings.Builder
	paths := p.socketFiles()
	for _, module := range [...]string{"os", "socket", "struct", "time"} {
		if p.names(module) || module == "os" && len(paths) > 0 {
			fmt.Fprintf(&b, "import %s\n", module)
		}
	}
	if names := p.constants(); len(names) > 0 {
		fmt.Fprintf(&b, "from socket import %s\n", strings.Join(names, ", "))
	}
	if p.names("recv_exactly") {
		b.WriteString(recvExactly)
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
	all := []string{"AF_INET", "AF_UNIX", "SOCK_DGRAM", "SOCK_STREAM"}
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
