// Package students holds programs as students write them, pairs of a server and
// clients on port 8080, for tests to run.
package students

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed programs
var programs embed.FS

// Port is the port that all programs have in their text.
const Port = "8080"

// Case is programs that run together, the first one first.
type Case struct {
	Name  string
	Files []File
	// GoesOn: the first program serves until somebody stops it.
	GoesOn bool
	// LuckySends: its sends take as many bytes as there happens to be room for.
	LuckySends bool
}

// File is a program and the lines that a person types into it.
type File struct{ Name, Text, Typed string }

// All returns the cases by their names.
func All() ([]Case, error) {
	entries, err := programs.ReadDir("programs")
	if err != nil {
		return nil, err
	}
	cases := make([]Case, 0, len(entries))
	for _, entry := range entries {
		one := Case{Name: entry.Name()}
		for _, name := range []string{"server", "client", "client2"} {
			text, err := fs.ReadFile(programs, "programs/"+one.Name+"/"+name+".py")
			if err != nil {
				continue // a case has one to three
			}
			typed, _ := fs.ReadFile(programs, "programs/"+one.Name+"/"+name+".in") // mostly nothing
			one.Files = append(one.Files, File{Name: name + ".py", Text: string(text), Typed: string(typed)})
		}
		one.GoesOn, one.LuckySends = has(one.Name, "goes-on"), has(one.Name, "lucky-sends")
		cases = append(cases, one)
	}
	return cases, nil
}

func has(name, file string) bool {
	_, err := fs.Stat(programs, "programs/"+name+"/"+file)
	return err == nil
}

// At returns the text of a program with another port.
func (f File) At(port string) string { return strings.ReplaceAll(f.Text, Port, port) }
