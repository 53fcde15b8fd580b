package export

import (
	"embed"
	"slices"
	"strings"

	"stickylab/lab/frame"
)

//go:embed prelude
var prelude embed.FS

// own are the definitions that are no codec's, in the order of a file: the error
// before the codecs, the others behind them. Each is the file of
// that name in prelude.
var (
	frameError = frame.Definition{Name: "FrameError"}
	own        = [...]frame.Definition{
		{Name: "recv_exactly"},
		{Name: "framed"},
		{Name: "send_frame"},
		{Name: "send_pieces", Modules: []string{"time"}},
		{Name: "buffers"},
		{Name: "recv_until", Needs: []string{"buffers"}},
		{Name: "recv_frame", Needs: []string{"FrameError", "buffers"}},
		{Name: "recv_frame_from", Needs: []string{"FrameError"}},
		{Name: "vanish", Modules: []string{"ctypes", "socket", "struct", "time"}},
		{Name: "send_file", Modules: []string{"hashlib"}},
		{Name: "recv_file", Needs: []string{"FrameError", "recv_frame"}, Modules: []string{"hashlib", "os"}},
	}
)

// definitions are the functions and classes that the lines of a program may use
// and that the whole file brings along, in the order of a file.
func definitions() []frame.Definition {
	all := []frame.Definition{frameError}
	for _, k := range frame.Kinds() {
		all = append(all, k.Python.Definitions...)
	}
	return append(all, own[:]...)
}

// used gives the definitions that the lines use, and those that these do.
func (p Program) used() []frame.Definition {
	names, there := map[string]bool{}, definitions()
	for _, d := range slices.Backward(there) { // what is needed stands before
		if !names[d.Name] && !p.names(d.Name) {
			continue
		}
		names[d.Name] = true
		for _, need := range d.Needs {
			names[need] = true
		}
	}
	return slices.DeleteFunc(there, func(d frame.Definition) bool { return !names[d.Name] })
}

// textOf is the Python of a definition.
func textOf(d frame.Definition) string {
	if d.Text != "" {
		return strings.TrimSpace(d.Text)
	}
	text, err := prelude.ReadFile("prelude/" + d.Name + ".py")
	if err != nil {
		panic(err) // it is part of this program
	}
	return strings.TrimSpace(string(text))
}

// modules are those that the lines name, the definitions import and the files of
// sockets need, in the order of the alphabet.
func (p Program) modules(used []frame.Definition, paths []string) (all []string) {
	if len(paths) > 0 {
		all = append(all, "os")
	}
	all = append(all, p.imports...)
	for _, module := range [...]string{"hashlib", "json", "os", "select", "socket", "struct", "threading", "time"} {
		if p.names(module) {
			all = append(all, module)
		}
	}
	for _, d := range used {
		all = append(all, d.Modules...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// codecNames are the classes of codecs and the modules that they import.
func codecNames() (classes, modules []string) {
	for _, k := range frame.Kinds() {
		for _, d := range k.Python.Definitions {
			classes, modules = append(classes, d.Name), append(modules, d.Modules...)
		}
	}
	return classes, modules
}
