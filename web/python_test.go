package web

import (
	"compress/gzip"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"stickylab/lab/course"
	"stickylab/lab/pyodide"
	"stickylab/lab/shim"
)

// mustStore is a store whose files are there: each has its own name as content.
func mustStore(t *testing.T) *pyodide.Store {
	t.Helper()
	store := pyodide.NewStore(t.TempDir())
	if err := os.MkdirAll(store.Dir(), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, f := range pyodide.Files() {
		file, err := os.Create(filepath.Join(store.Dir(), f.Name+".gz"))
		if err != nil {
			t.Fatal(err)
		}
		w := gzip.NewWriter(file)
		_, _ = io.WriteString(w, f.Name)
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

func TestTheKitIsServedPackedAndForEver(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner(), Python: mustStore(t)})
	base := newPythonKit(nil, s.state.assets).base
	for _, f := range pyodide.Files() {
		w := ask(s, http.MethodGet, base+f.Name, "", "Accept-Encoding", "gzip")
		if w.Code != http.StatusOK || w.Header().Get("Content-Encoding") != "gzip" || w.Header().Get("Content-Type") != f.MediaType || w.Header().Get("Cache-Control") != immutable {
			t.Errorf("%s: %d %v", f.Name, w.Code, w.Header())
		}
		plain, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		if text, _ := io.ReadAll(plain); string(text) != f.Name {
			t.Errorf("%s has %q", f.Name, text)
		}
		if w := ask(s, http.MethodGet, base+f.Name, ""); w.Body.String() != f.Name || w.Header().Get("Content-Encoding") != "" {
			t.Errorf("%s without gzip: %q %v", f.Name, w.Body, w.Header())
		}
	}
	if w := ask(s, http.MethodGet, base+shimFile, ""); w.Body.String() != string(shim.JSON()) {
		t.Errorf("%s: %d, %.80q", shimFile, w.Code, w.Body)
	}
	for _, path := range []string{base + "README.md", base + "pyodide.mjs.gz", base + "..%2fpyodide.mjs", kitPrefix + "0123456789ab/pyodide.mjs"} {
		if w := ask(s, http.MethodGet, path, ""); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d, want 404", path, w.Code)
		}
	}
}

func TestWithoutPythonThePageSaysSoAndTheRestWorks(t *testing.T) {
	for name, store := range map[string]*pyodide.Store{"off": nil, "not there": pyodide.NewStore(t.TempDir())} {
		s := mustServer(t, Config{Runner: newFakeRunner(), Python: store})
		if w := ask(s, http.MethodGet, newPythonKit(nil, s.state.assets).base+"pyodide.mjs", ""); w.Code != http.StatusNotFound {
			t.Errorf("%s: the kit answers %d", name, w.Code)
		}
		body := ask(s, http.MethodGet, "/python?lang=en", "").Body.String()
		if !strings.Contains(body, "stickylab python get") || strings.Contains(body, "data-ready") || !strings.Contains(body, "import socket") {
			t.Errorf("%s: the page has no box, or no programs: %.300q", name, body)
		}
	}
	s := mustServer(t, Config{Runner: newFakeRunner(), Python: mustStore(t)})
	if body := ask(s, http.MethodGet, "/python?lang=en", "").Body.String(); strings.Contains(body, "data-missing") || !strings.Contains(body, "data-ready") {
		t.Error("the page says that Python is missing where it is there")
	}
}

// TestTheFrameIsApart holds the policy of the frame that runs what strangers write.
func TestTheFrameIsApart(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner(), Python: mustStore(t)})
	w := ask(s, http.MethodGet, framePath, "", "Host", "localhost:8035")
	want := "sandbox allow-scripts; default-src 'none'; script-src localhost:8035/python/frame.js blob: 'wasm-unsafe-eval'; worker-src blob:; " +
		"connect-src http://localhost:8035/api/guests/ https://localhost:8035/api/guests/ ws://localhost:8035/api/guests/ wss://localhost:8035/api/guests/; " +
		"form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
	if got := w.Header().Values(policyHeader); len(got) != 1 || got[0] != want {
		t.Errorf("the frame has\n%q, want\n%q", got, want)
	}
	if got := w.Header().Get("Cross-Origin-Resource-Policy"); got != "same-origin" {
		t.Errorf("the frame may be loaded by %s", got)
	}
	if got := ask(s, http.MethodGet, frameScript, "").Header().Get("Cross-Origin-Resource-Policy"); got != "cross-origin" {
		t.Errorf("the frame's script may be loaded by %s: its own origin is opaque", got)
	}
	if got := ask(s, http.MethodGet, pythonPath, "").Header().Get(policyHeader); !strings.HasSuffix(got, "frame-src 'self'") || strings.Contains(got, "unsafe") {
		t.Errorf("the page has %q", got)
	}
	for _, path := range []string{"/", "/script", "/lessons/hello-feng", "/licenses"} {
		if got := ask(s, http.MethodGet, path, "").Header().Get(policyHeader); strings.Contains(got, "frame-src") {
			t.Errorf("%s may embed frames: %q", path, got)
		}
	}
}

// bring hands a file to the server from a remote address.
func bring(s http.Handler, body, remote, host, media string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, pythonAPI, strings.NewReader(body))
	r.RemoteAddr, r.Host = remote, host
	r.Header.Set("Content-Type", media)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

func TestOnlyWhoSitsAtThisMachinePutsPythonIn(t *testing.T) {
	store := pyodide.NewStore(t.TempDir())
	s := mustServer(t, Config{Runner: newFakeRunner(), Hosts: []string{"lab.school"}, Python: store})
	for _, c := range []struct {
		name, remote, host, media string
		want                      int
	}{
		{"another file", "127.0.0.1:5", "127.0.0.1:8035", "application/octet-stream", http.StatusUnprocessableEntity},
		{"by IPv6", "[::1]:5", "[::1]:8035", "application/octet-stream", http.StatusUnprocessableEntity},
		{"from elsewhere", "192.168.1.7:5", "127.0.0.1:8035", "application/octet-stream", http.StatusForbidden},
		{"through a proxy", "127.0.0.1:5", "lab.school", "application/octet-stream", http.StatusForbidden},
		{"a form of another page", "127.0.0.1:5", "127.0.0.1:8035", "text/plain", http.StatusUnsupportedMediaType},
	} {
		if w := bring(s, "no package", c.remote, c.host, c.media); w.Code != c.want {
			t.Errorf("%s: %d %s, want %d", c.name, w.Code, w.Body, c.want)
		}
	}
	off := mustServer(t, Config{Runner: newFakeRunner()})
	if w := ask(off, http.MethodPost, pythonAPI, "x", "Content-Type", "application/octet-stream"); w.Code != http.StatusNotFound && w.Code != http.StatusForbidden {
		t.Errorf("a lab without Python: %d", w.Code)
	}
	large := strings.Repeat("x", pyodide.MaxPackage+1)
	if w := bring(s, large, "127.0.0.1:5", "127.0.0.1:8035", "application/octet-stream"); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("a file larger than the package: %d %s", w.Code, w.Body)
	}
	if store.Ready() {
		t.Error("something was put in")
	}
}

func TestWhatOneStartsFrom(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner(), Python: mustStore(t)})
	for path, want := range map[string]string{
		"/python":                                 "conn.recv(1024)",
		"/python?start=sticky":                    "conn.recv(10)",
		"/python?start=chat":                      "alice.py",
		"/python?lesson=hello-feng":               "feng",
		"/python?lesson=hello-feng&own=client":    `data-own="client"`,
		"/python?lesson=length-header&own=server": "server.py",
		"/licenses":                               "Mozilla Public License",
	} {
		if w := ask(s, http.MethodGet, path, ""); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d, without %q", path, w.Code, want)
		}
	}
	for _, path := range []string{"/python?start=none", "/python?lesson=none", "/python?lesson=hello-feng&own=nobody"} {
		if w := ask(s, http.MethodGet, path, ""); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d, want 404", path, w.Code)
		}
	}
}

func TestEveryExerciseAndLessonIsAPage(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner(), Python: mustStore(t)})
	body := ask(s, http.MethodGet, pythonPath, "").Body.String()
	n := 0
	for _, part := range strings.Split(body, `data-address="`)[1:] {
		path, _, _ := strings.Cut(part, `"`)
		if !strings.HasPrefix(path, pythonPath+"?") {
			continue
		}
		n++
		if w := ask(s, http.MethodGet, path, ""); w.Code != http.StatusOK {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	if n < 40 {
		t.Errorf("%d pages to start from", n)
	}
}

// Each lesson leads to its programs in Python and to each of them to be written, and
// each of these pages has an editor for it.
func TestLessonsLeadToPython(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	links := regexp.MustCompile(`href="(/python\?[^"]+)"`)
	n := 0
	for _, lesson := range course.Shipped().All() {
		page := ask(s, http.MethodGet, "/lessons/"+lesson.Slug, "").Body.String()
		for _, m := range links.FindAllStringSubmatch(page, -1) {
			n++
			w := ask(s, http.MethodGet, html.UnescapeString(m[1]), "")
			if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "<textarea") {
				t.Errorf("%s leads to %s: %d", lesson.Slug, m[1], w.Code)
			}
		}
	}
	if want := 2 * len(course.Shipped().All()); n < want {
		t.Errorf("%d links, want %d and more", n, want)
	}
}
