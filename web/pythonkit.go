package web

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"

	"stickylab/lab/pyodide"
	"stickylab/lab/shim"
)

// The addresses of what runs students' programs. Everything but the page is loaded by
// the page's script and by the frame.
const (
	pythonPath  = "/python"
	framePath   = pythonPath + "/frame"
	frameScript = pythonPath + "/frame.js"
	kitPrefix   = pythonPath + "/kit/"
)

// shimFile is the lab's own part of the kit, which is always there.
const shimFile = "shim.json"

// The scripts that are no modules, in package static.
const (
	guestFrame  = "guestframe.js"
	guestWorker = "guestworker.js"
)

// pythonKit serves the interpreter and what stands between it and the lab, under a
// path that carries their versions.
type pythonKit struct {
	store  *pyodide.Store
	assets *assets
	// base is the path with the versions and a slash at its end.
	base string
	shim asset
}

func newPythonKit(store *pyodide.Store, assets *assets) pythonKit {
	sum := sha256.Sum256([]byte(pyodide.Integrity + shim.Version()))
	data := shim.JSON()
	return pythonKit{
		store: store, assets: assets, base: kitPrefix + hex.EncodeToString(sum[:6]) + "/",
		shim: asset{mediaType: "application/json", plain: data, packed: func() []byte { return gzipped(data) }},
	}
}

// serve is GET /python/kit/VERSIONS/NAME. The files are served as they are held, in
// gzip; for whom that is nothing they are unpacked.
func (k pythonKit) serve(w http.ResponseWriter, r *http.Request) error {
	name := chi.URLParam(r, "name")
	if name == shimFile {
		k.shim.send(w, r)
		return nil
	}
	mediaType := ""
	for _, f := range pyodide.Files() {
		if f.Name == name {
			mediaType = f.MediaType
		}
	}
	if mediaType == "" {
		return noPage()
	}
	body, size, err := k.open(name, takesGzip(r))
	if errors.Is(err, fs.ErrNotExist) {
		return noPage()
	}
	if err != nil {
		return err
	}
	defer body.Close()
	h := w.Header()
	h.Set("Cache-Control", immutable)
	h.Set("Content-Type", mediaType)
	h.Set("Vary", "Accept-Encoding")
	if size >= 0 {
		h.Set("Content-Encoding", "gzip")
		h.Set("Content-Length", strconv.FormatInt(size, 10))
	}
	_, _ = io.Copy(w, body) // what fails here is the browser that left
	return nil
}

// open returns a file in gzip with its size, or unpacked with a size of -1.
func (k pythonKit) open(name string, packed bool) (io.ReadCloser, int64, error) {
	if packed {
		return k.store.Packed(name)
	}
	body, err := k.store.Plain(name)
	return body, -1, err
}

// frame is GET /python/frame: an empty page for the interpreter and the student's
// program, apart from everything of the lab. Its origin is opaque; it may load one
// script, make workers of what it is handed, and send calls.
func (k pythonKit) frame(w http.ResponseWriter, r *http.Request) error {
	h := w.Header()
	h.Set(policyHeader, framePolicy(r.Host+baseOf(r.Context())))
	h.Set("Cache-Control", "no-cache")
	h.Set("Referrer-Policy", "no-referrer")
	answer(w, http.StatusOK, "text/html; charset=utf-8", []byte("<!DOCTYPE html><meta charset=\"utf-8\"><title>-</title><script src=\""+strings.TrimPrefix(frameScript, pythonPath+"/")+"\"></script>\n"))
	return nil
}

// guestPrefix is the path of what a student's program asks for.
const guestPrefix = "/api/guests/"

// framePolicy is that of the frame, whose own origin matches nothing: what it may
// load is named by the host that it was asked for, which allowHosts has checked, with
// the path under which the lab is served.
func framePolicy(host string) string {
	return strings.Join([]string{
		"sandbox allow-scripts",
		"default-src 'none'",
		"script-src " + host + frameScript + " blob: 'wasm-unsafe-eval'",
		"worker-src blob:",
		"connect-src " + sources(host, guestPrefix, "http", "https", "ws", "wss"),
		"form-action 'none'", "base-uri 'none'", "frame-ancestors 'self'",
	}, "; ")
}

// sources lists a path of a host by several schemes, as CSP writes them.
func sources(host, path string, schemes ...string) string {
	all := make([]string, len(schemes))
	for i, scheme := range schemes {
		all[i] = scheme + "://" + host + path
	}
	return strings.Join(all, " ")
}

// frameScript is GET /python/frame.js, the one script that the frame loads: it may be
// loaded by an opaque origin, as it tells nothing.
func (k pythonKit) frameScript(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
	w.Header().Set("Cache-Control", "no-cache")
	file := k.assets.files[guestFrame]
	answer(w, http.StatusOK, file.mediaType, file.plain)
	return nil
}
