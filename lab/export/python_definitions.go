package export

import (
	"embed"
	"slices"
	"strings"
)

//go:embed prelude
var prelude embed.FS

// definition is a function or class that the lines of a program use, and that
// the whole file brings along. Each is a file of its own in prelude.
type definition struct {
	name, file string
	needs      []string // other definitions
	modules    []string // that it imports
}

// definitions are those that there are, in the order of a file.
var definitions = [...]definition{
	{name: "FrameError", file: "frame_error"},
	{name: "Length", file: "length", needs: []string{"FrameError"}, modules: []string{"struct"}},
	{name: "ByteLength", file: "byte_length", needs: []string{"FrameError"}},
	{name: "Varint", file: "varint", needs: []string{"FrameError"}},
	{name: "Delimiter", file: "delimiter", needs: []string{"FrameError"}},
	{name: "Fixed", file: "fixed", needs: []string{"FrameError"}},
	{name: "JSONHeader", file: "json_header", needs: []string{"FrameError"}, modules: []string{"json", "struct"}},
	{name: "ByteJSONHeader", file: "byte_json_header", needs: []string{"FrameError", "JSONHeader"}},
	{name: "RESP", file: "resp", needs: []string{"FrameError"}},
	{name: "HTTP", file: "http", needs: []string{"FrameError"}},
	{name: "WebSocket", file: "websocket", needs: []string{"FrameError"}, modules: []string{"struct"}},
	{name: "recv_exactly", file: "recv_exactly"},
	{name: "send_frame", file: "send_frame"},
	{name: "send_pieces", file: "send_pieces", modules: []string{"time"}},
	{name: "recv_frame", file: "recv_frame", needs: []string{"FrameError"}},
	{name: "recv_frame_from", file: "recv_frame_from", needs: []string{"FrameError"}},
	{name: "send_file", file: "send_file", modules: []string{"hashlib"}},
	{name: "recv_file", file: "recv_file", needs: []string{"FrameError", "recv_frame"}, modules: []string{"hashlib", "os"}},
}

// used gives the definitions that the lines use, and those that these do.
func (p Program) used() []definition {
	names := map[string]bool{}
	for _, d := range slices.Backward(definitions[:]) { // what is needed stands before
		if !names[d.name] && !p.names(d.name) {
			continue
		}
		names[d.name] = true
		for _, need := range d.needs {
			names[need] = true
		}
	}
	var all []definition
	for _, d := range definitions {
		if names[d.name] {
			all = append(all, d)
		}
	}
	return all
}

// text is the Python of a definition.
func (d definition) text() string {
	text, err := prelude.ReadFile("prelude/" + d.file + ".py")
	if err != nil {
		panic(err) // it is part of this program
	}
	return strings.TrimSpace(string(text))
}

func imports(used []definition, module string) bool {
	return slices.ContainsFunc(used, func(d definition) bool { return slices.Contains(d.modules, module) })
}
