package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"stickylab/lab/pyodide"
)

// TestPythonIsPinnedOnce holds the npm package that tests and developers get against the
// one that stickylab python get takes.
func TestPythonIsPinnedOnce(t *testing.T) {
	var wanted struct{ DevDependencies map[string]string }
	var lock struct {
		Packages map[string]struct{ Version, Integrity, Resolved string }
	}
	for name, to := range map[string]any{"static/js/package.json": &wanted, "static/js/package-lock.json": &lock} {
		if err := json.Unmarshal([]byte(mustRead(t, name)), to); err != nil {
			t.Fatal(err)
		}
	}
	if got := wanted.DevDependencies["pyodide"]; got != pyodide.Version {
		t.Errorf("package.json wants pyodide %q, the lab takes %s", got, pyodide.Version)
	}
	locked := lock.Packages["node_modules/pyodide"]
	if locked.Version != pyodide.Version || locked.Integrity != pyodide.Integrity || locked.Resolved != "" {
		t.Errorf("the lock has %+v, the lab takes %s %s", locked, pyodide.Version, pyodide.Integrity)
	}
}

func TestPythonGet(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, "other.tgz")
	if err := os.WriteFile(other, []byte("no package"), 0o600); err != nil {
		t.Fatal(err)
	}
	mirror := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/other.tgz" {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write([]byte("<html>not here</html>"))
	}))
	defer mirror.Close()
	for name, c := range map[string]struct {
		args []string
		code int
		err  string
	}{
		"without a word":       {[]string{"python"}, exitUsage, "stickylab python get"},
		"another word":         {[]string{"python", "put"}, exitUsage, "stickylab python get"},
		"two files":            {[]string{"python", "get", "a", "b"}, exitUsage, "stickylab python get"},
		"turned off":           {[]string{"python", "get", "-python", "off"}, exitUsage, "no folder"},
		"a file of its own":    {[]string{"python", "get", other, "-python", dir}, exitUsage, "checksum"},
		"no such file":         {[]string{"python", "get", filepath.Join(dir, "none"), "-python", dir}, exitUsage, "no file"},
		"a mirror with pages":  {[]string{"python", "get", mirror.URL + "/other.tgz", "-python", dir}, exitUsage, "checksum"},
		"a mirror without it":  {[]string{"python", "get", mirror.URL + "/none", "-python", dir}, exitFailed, "404"},
		"a mirror that is off": {[]string{"python", "get", "http://127.0.0.1:1/x", "-python", dir}, exitFailed, "refused"},
	} {
		t.Run(name, func(t *testing.T) {
			got := call(t, "en", "", c.args...)
			if got.code != c.code || !strings.Contains(got.err, c.err) {
				t.Errorf("%v: code %d, said %q; want %d, %q", c.args, got.code, got.err, c.code, c.err)
			}
		})
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left %v, %v", left, err)
	}
}

// TestPythonGetWithoutNpm says the ways where there is no npm.
func TestPythonGetWithoutNpm(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	got := call(t, "en", "", "python", "get", "-python", t.TempDir())
	if got.code != exitUsage || !strings.Contains(got.err, "npm pack "+pyodide.Name) || !strings.Contains(got.err, "docker build") {
		t.Errorf("code %d, said %q", got.code, got.err)
	}
}

// TestTheImageHasPython holds the stage of the Dockerfile that brings it in.
func TestTheImageHasPython(t *testing.T) {
	lines := readDockerfile(mustRead(t, "Dockerfile"))
	text := ""
	for _, line := range lines {
		text += line.word + " " + line.rest + "\n"
	}
	if !strings.Contains(text, "npm pack "+pyodide.Name) || !strings.Contains(text, "python get "+"/"+pyodide.Package+" -python /image/python") {
		t.Errorf("the Dockerfile does not put %s into /image/python:\n%s", pyodide.Name, text)
	}
	if env := lastStage(lines); !slices.ContainsFunc(env, func(i instruction) bool { return i.word == "ENV" && i.rest == "STICKYLAB_PYTHON=/python" }) {
		t.Error("the image does not say where its Python is: ENV STICKYLAB_PYTHON=/python")
	}
}
