package web

import (
	"io/fs"
	"net/http"
	"strings"

	"stickylab/static"
)

// assetsPrefix is the path that static files are under.
const assetsPrefix = "/static/"

// assets serves the static files under a path that carries their version, so
// that a browser may keep them for ever.
type assets struct {
	// base is the path with the version, without a slash at its end.
	base  string
	files fs.FS
}

func newAssets() (*assets, error) {
	version, err := static.Version()
	if err != nil {
		return nil, err
	}
	return &assets{base: assetsPrefix + version, files: static.Files()}, nil
}

// serve answers with a file. Folders are not listed, and files of another
// version are not there: a page of that version has to be loaded again.
func (a *assets) serve(w http.ResponseWriter, r *http.Request) error {
	name, ok := strings.CutPrefix(r.URL.Path, a.base+"/")
	if !ok {
		return noPage()
	}
	if info, err := fs.Stat(a.files, name); err != nil || info.IsDir() {
		return noPage()
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeFileFS(w, r, a.files, name)
	return nil
}
