//go:build docker

package docker

import (
	"encoding/json"
	"net/http"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"stickylab/cmd/stickylab/class"
)

// The README's own line: pages, a run, the Python of browsers, health, and no right of
// root's.
func TestTheImageServesTheLab(t *testing.T) {
	c := mustRun(t, readmeRun(t, "")...)
	if trace := c.mustEnd(t, `{"experiment":"tcp-echo"}`); !strings.Contains(trace, `"reason":"done"`) || !regexp.MustCompile(`"address":"127\.`).MatchString(trace) {
		t.Errorf("the trace of a lesson: %.500s", trace)
	}
	if _, err := class.NewStranger(c.here).Get(t.Context(), "/", http.StatusOK); err != nil {
		t.Errorf("from this machine: %v", err)
	}
	page := c.get(t, "/python", http.StatusOK)
	kit := regexp.MustCompile(`data-kit="([^"]+)"`).FindStringSubmatch(page)
	if kit == nil {
		t.Fatalf("/python has no Python: %.2000s", page)
	}
	if wasm := c.get(t, kit[1]+"pyodide.asm.wasm", http.StatusOK); !strings.HasPrefix(wasm, "\x00asm") {
		t.Errorf("%s begins with %q", kit[1], wasm[:min(8, len(wasm))])
	}
	if notices := c.get(t, "/licenses", http.StatusOK); !strings.Contains(notices, "Pyodide") {
		t.Error("/licenses does not name what the image has")
	}
	status, err := os.ReadFile("/proc/" + c.pid + "/status")
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`(?m)^Uid:\s65532\s`).Match(status) || !regexp.MustCompile(`(?m)^CapEff:\s0+$`).Match(status) {
		t.Errorf("its process has %s", status)
	}
	mustDocker(t, "exec", c.id, "/stickylab", "healthcheck")
	health := ""
	for range 120 { // the first check comes after the interval of the Dockerfile
		if health = c.inspect(t, ".State.Health.Status"); health != "starting" {
			break
		}
		<-time.After(500 * time.Millisecond)
	}
	if health != "healthy" {
		t.Errorf("its health is %s", health)
	}
}

// sealed are the flags of the README's compose file.
func sealed(t *testing.T) []string {
	t.Helper()
	readme := mustReadme(t)
	for _, line := range []string{"read_only: true", "- /tmp:mode=1777,size=300m", "cap_drop:\n      - ALL", "mem_limit: 512m"} {
		if !strings.Contains(readme, "    "+line+"\n") && !strings.Contains(readme, "      "+line+"\n") {
			t.Fatalf("the compose file of the README has no %q", line)
		}
	}
	return []string{"--read-only", "--tmpfs", "/tmp:mode=1777,size=300m", "--cap-drop", "ALL", "-m", "512m"}
}

// A root that is read only, as in the compose file, lacks nothing; without the folder of
// the compose file the lab says what cannot be, and invents no call.
func TestAReadOnlyRoot(t *testing.T) {
	const files = `{"experiment":"unix-stream"}`
	c := mustRun(t, sealed(t)...)
	if trace := c.mustEnd(t, files); !strings.Contains(trace, `"reason":"done"`) {
		t.Errorf("over socket files: %.500s", trace)
	}
	c.get(t, "/readyz", http.StatusOK)
	bare := mustRun(t, "--read-only")
	if trace := bare.mustEnd(t, files); !strings.Contains(trace, `"reason":"error"`) || !strings.Contains(trace, "no-folder") || regexp.MustCompile(`ENOENT|EROFS|EACCES`).MatchString(trace) {
		t.Errorf("without a folder: %.1000s", trace)
	}
	bare.get(t, "/readyz", http.StatusServiceUnavailable)
	if said := mustDocker(t, "logs", bare.id); !strings.Contains(said, "/tmp") {
		t.Errorf("at start it said %q", said)
	}
}

// The README's line for segments captures them; the plain one says that it may not.
func TestSegmentsAreCapturedWithNetRaw(t *testing.T) {
	for has, want := range map[string]bool{"NET_RAW": true, "": false} {
		trace := mustRun(t, readmeRun(t, has)...).mustEnd(t, `{"experiment":"hello-feng"}`)
		var got struct {
			Env      struct{ Capture string }
			Segments []json.RawMessage
		}
		if err := json.Unmarshal([]byte(trace), &got); err != nil {
			t.Fatal(err)
		}
		if captured := got.Env.Capture == "on" && len(got.Segments) > 0; captured != want {
			t.Errorf("with %q: capture %q and %d segments", has, got.Env.Capture, len(got.Segments))
		}
	}
}

// docker stop ends the lab with a run and a feed that go on, before it kills it.
func TestTheLabStopsInTime(t *testing.T) {
	c := mustRun(t)
	s := class.NewStudent(c.base)
	defer s.CloseIdleConnections()
	id, err := s.Start(t.Context(), `{"script":"tcp\nserver:\n    listen 1\n    accept\n"}`)
	if err != nil {
		t.Fatal(err)
	}
	var watching sync.WaitGroup
	defer watching.Wait()
	watching.Go(func() { _ = s.Watch(t.Context(), id) }) // it ends, in whatever way
	begun := time.Now()
	mustDocker(t, "stop", c.id)
	if took := time.Since(begun); took > 10*time.Second {
		t.Errorf("it took %s to stop", took)
	}
	if code := c.inspect(t, ".State.ExitCode"); code != "0" {
		t.Errorf("it ended with %s", code)
	}
}
