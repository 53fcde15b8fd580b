package claims

import (
	"strings"
)

// Parse reads a file of claims, one line after another, about peers of these
// names. Blank lines and what follows a # do not count. Its errors begin with
// the file's name and the line; a file without a claim is one.
func Parse(file, source string, peers []string) (Claims, error) {
	var all Claims
	n := 0
	for text := range strings.Lines(source) {
		n++
		l := NewLine(text, peers)
		if !l.Done() {
			all = append(all, l.Claims()...)
		}
		if err := l.Finish(); err != nil {
			return nil, wrong("line", file, n, err)
		}
	}
	if len(all) == 0 {
		return nil, wrong("nothing", file)
	}
	return all, nil
}
