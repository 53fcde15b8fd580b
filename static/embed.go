// Package static embeds what the browser loads: the scripts and style sheets
// that static/bundle makes of the modules in js and the sheets in css, and the
// icons.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io"
	"io/fs"
)

//go:generate go run ./bundle

//go:embed dist
var files embed.FS

// Files holds the icons and the generated scripts and sheets, all at the top:
// PAGE.js and PAGE.css of each page, base.css of all, and what those load.
func Files() fs.FS {
	dist, err := fs.Sub(files, "dist")
	if err != nil {
		panic(err) // fs.Sub refuses only names that are no paths
	}
	return dist
}

// Version is a short hash over all of Files. Under a path that carries it
// (/static/VERSION/lesson.js) a file never changes, and neither do the
// scripts it imports by relative paths: all may be cached for ever.
func Version() (string, error) {
	sum := sha256.New()
	names, err := fs.Glob(Files(), "*")
	if err != nil {
		return "", err
	}
	for _, name := range names {
		data, err := fs.ReadFile(Files(), name)
		if err != nil {
			return "", err
		}
		io.WriteString(sum, name+"\x00")
		sum.Write(data)
	}
	return hex.EncodeToString(sum.Sum(nil)[:6]), nil
}
