// Package static embeds what the browser loads: style sheets, plain ES modules
// and the icon.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io"
	"io/fs"
	"strings"
)

//go:embed icon.svg css/*.css js/*.js js/*/*.js
var files embed.FS

// Files holds css/..., js/... and icon.svg, without the modules' tests.
func Files() fs.FS { return served{files} }

// Version is a short hash over all of Files. Under a path that carries it
// (/static/VERSION/js/main.js) a file never changes, and neither do the
// modules it imports by relative paths: all may be cached for ever.
func Version() (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(Files(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(Files(), path)
		if err != nil {
			return err
		}
		io.WriteString(sum, path+"\x00")
		sum.Write(data)
		return nil
	})
	return hex.EncodeToString(sum.Sum(nil)[:6]), err
}

// served hides the tests that lie beside the modules.
type served struct{ embed.FS }

func (s served) Open(name string) (fs.File, error) {
	if isTest(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return s.FS.Open(name)
}

func (s served) ReadFile(name string) ([]byte, error) {
	if isTest(name) {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	return s.FS.ReadFile(name)
}

func (s served) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := s.FS.ReadDir(name)
	kept := all[:0:0]
	for _, entry := range all {
		if !isTest(entry.Name()) {
			kept = append(kept, entry)
		}
	}
	return kept, err
}

func isTest(name string) bool { return strings.HasSuffix(name, ".test.js") }
