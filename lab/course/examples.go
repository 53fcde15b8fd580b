package course

import (
	"embed"
	"io/fs"
	"path"
	"strings"
)

// Example is a script of the bench that is no lesson. Its claims stand in it, in lines
// like "# expect: end done".
type Example struct {
	Slug   string
	Script string
}

//go:embed examples
var examples embed.FS

// Examples returns the examples that the lab ships, in the order of their slugs. It
// panics where they are not part of the binary.
func Examples() []Example {
	files, err := fs.Glob(examples, "examples/*.txt")
	if err != nil {
		panic(err)
	}
	var all []Example
	for _, file := range files {
		text, err := examples.ReadFile(file)
		if err != nil {
			panic(err)
		}
		all = append(all, Example{Slug: strings.TrimSuffix(path.Base(file), ".txt"), Script: string(text)})
	}
	return all
}
