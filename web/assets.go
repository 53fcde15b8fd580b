package web

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"

	"stickylab/static"
)

// assetsPrefix is the path that static files are under.
const assetsPrefix = "/static/"

// assets serves the static files under a path that carries their version, so
// that a browser may keep them for ever.
type assets struct {
	// base is the path with the version, without a slash at its end.
	base  string
	files map[string]asset
}

// asset is one file.
type asset struct {
	mediaType string
	plain     []byte
	// packed compresses the file when it is first asked for, and keeps that.
	packed func() []byte
}

func newAssets() (*assets, error) {
	version, err := static.Version()
	if err != nil {
		return nil, err
	}
	a := &assets{base: assetsPrefix + version, files: map[string]asset{}}
	names, err := fs.Glob(static.Files(), "*")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		data, err := fs.ReadFile(static.Files(), name)
		if err != nil {
			return nil, err
		}
		a.files[name] = asset{mediaTypeOf(name), data, sync.OnceValue(func() []byte { return gzipped(data) })}
	}
	return a, nil
}

// mediaTypeOf does not ask the system, whose own table may differ.
func mediaTypeOf(name string) string {
	switch ext := path.Ext(name); ext {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	default:
		return mime.TypeByExtension(ext)
	}
}

func gzipped(data []byte) []byte {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		panic(err) // the level is one of gzip's own
	}
	_, _ = w.Write(data) // a bytes.Buffer takes all
	_ = w.Close()
	return packed.Bytes()
}

// serve answers with a file. Folders are not listed, and files of another
// version are not there: a page of that version has to be loaded again.
func (a *assets) serve(w http.ResponseWriter, r *http.Request) error {
	name, ok := strings.CutPrefix(r.URL.Path, a.base+"/")
	file, found := a.files[name]
	if !ok || !found {
		return noPage()
	}
	file.send(w, r)
	return nil
}

// immutable is the Cache-Control of what is served under a path that carries its
// version.
const immutable = "public, max-age=31536000, immutable"

// send answers with the file.
func (f asset) send(w http.ResponseWriter, r *http.Request) {
	h, body := w.Header(), f.plain
	h.Set("Cache-Control", immutable)
	h.Set("Content-Type", f.mediaType)
	h.Set("Vary", "Accept-Encoding")
	if takesGzip(r) {
		h.Set("Content-Encoding", "gzip")
		body = f.packed()
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body) // what fails here is the browser that left
}

// takesGzip reports whether the client accepts gzip (RFC 9110 12.5.3).
func takesGzip(r *http.Request) bool {
	for _, coding := range strings.Split(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(coding, ";")
		if !strings.EqualFold(strings.TrimSpace(name), "gzip") {
			continue
		}
		q, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(weight), "q="), 64)
		return err != nil || q > 0
	}
	return false
}
