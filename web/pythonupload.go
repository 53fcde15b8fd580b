package web

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strings"

	"stickylab/lab/pyodide"
)

// pythonAPI takes the package of the Python that browsers run.
const pythonAPI = "/api/python"

// takesPython reports whether the body of a request is that package, which has a
// limit of its own.
func takesPython(r *http.Request) bool {
	return r.Method == http.MethodPost && r.URL.Path == pythonAPI
}

// pythonUpload takes the package from the page of whoever sits at this machine.
// What is not the pinned package to the bit is refused, so nothing else can come in.
type pythonUpload struct {
	store *pyodide.Store
	// slots bounds how many large bodies are read at once.
	slots *slots
}

// create is POST /api/python: the body is the package.
func (p pythonUpload) create(w http.ResponseWriter, r *http.Request) error {
	if !atThisMachine(r) {
		return &fault{status: http.StatusForbidden, kind: "python.here"}
	}
	if err := needMedia(r, "application/octet-stream"); err != nil {
		return err
	}
	body := newUpload(w, http.MaxBytesReader(w, r.Body, pyodide.MaxPackage))
	_, err := withSlot(r.Context(), p.slots, "python", func() (struct{}, error) {
		return struct{}{}, p.store.Put(body, nil)
	})
	switch {
	case errors.Is(err, pyodide.ErrOther), errors.Is(err, pyodide.ErrTooLarge):
		return &fault{status: http.StatusUnprocessableEntity, kind: "python.other", args: []any{pyodide.Package}, cause: err}
	case errors.Is(err, pyodide.ErrOff):
		return &fault{status: http.StatusNotFound, kind: "python.off"}
	case err != nil:
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// atThisMachine reports whether a request came over loopback and was made for one of
// its names: what a proxy passes on from elsewhere has another.
func atThisMachine(r *http.Request) bool {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !at.Addr().Unmap().IsLoopback() {
		return false
	}
	name := r.Host
	if host, _, err := net.SplitHostPort(r.Host); err == nil {
		name = host
	}
	addr, err := netip.ParseAddr(strings.Trim(name, "[]"))
	return strings.EqualFold(name, "localhost") || err == nil && addr.IsLoopback()
}
