package web

import (
	"compress/gzip"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"testing"

	"stickylab/static"
)

func TestAssetsMayBeKeptForEver(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	err := fs.WalkDir(static.Files(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		media := map[string]string{
			".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml",
		}[path.Ext(name)]
		w := ask(s, http.MethodGet, s.state.assets.base+"/"+name, "")
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != media {
			t.Errorf("%s: status %d of type %q, want 200 of %q", name, w.Code, w.Header().Get("Content-Type"), media)
		}
		if got := w.Header().Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("%s: Cache-Control %q, want it immutable", name, got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsNoAssetIsNotThere(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, path := range []string{
		s.state.assets.base, s.state.assets.base + "/", s.state.assets.base + "/none.js", s.state.assets.base + "/dist/lesson.js", s.state.assets.base + "/js/", s.state.assets.base + "/lesson.js/",
		s.state.assets.base + "/../web.go", s.state.assets.base + "/js/package.json", "/static/", "/static/lesson.js", "/static/000000000000/lesson.js",
	} {
		w := ask(s, http.MethodGet, path, "")
		if w.Code != http.StatusNotFound || strings.Contains(w.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s: status %d, Cache-Control %q, want 404 that is not kept", path, w.Code, w.Header().Get("Cache-Control"))
		}
	}
}

func TestPagesAndAssetsAreCompressed(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, path := range []string{"/", s.state.assets.base + "/stage.js", "/api/experiments"} {
		plain := ask(s, http.MethodGet, path, "").Body.String()
		w := ask(s, http.MethodGet, path, "", "Accept-Encoding", "gzip")
		if got := w.Header().Get("Content-Encoding"); got != "gzip" {
			t.Errorf("%s: content encoding %q, want gzip", path, got)
			continue
		}
		unzip, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(unzip); err != nil || string(got) != plain {
			t.Errorf("%s: unpacked to %d bytes (%v), want the %d of the plain one", path, len(got), err, len(plain))
		}
	}
}
