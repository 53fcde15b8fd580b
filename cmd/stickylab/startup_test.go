package main

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"stickylab/cmd/stickylab/class"
)

func TestHostsThatCannotMatchAreRefused(t *testing.T) {
	for text, want := range map[string]string{
		"lab.example": "", "lab:8080": "", "192.168.1.20": "", "[fd00::1]": "", "[fd00::1]:80": "", "a,b": "",
		"http://lab": "lab is", "https://lab:8080/x": "lab:8080 is", "lab/": "lab is", "lab.example.": "lab.example is",
		"fd00::1": "[fd00::1] is", "*.example": "name each", "192.168.1.0/24": "name each", "a,b/": "b is", ":8080": "name each", "http://": "name each", "[]": "name each",
	} {
		err := new(hosts).Set(text)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

func TestAVariableThatIsNoFlagIsRefused(t *testing.T) {
	t.Setenv("STICKYLAB_RUNZ", "4")
	if got := call(t, "en", "", "serve"); got.code != exitUsage || !strings.Contains(got.err, "STICKYLAB_RUNZ; did you mean STICKYLAB_RUNS?") {
		t.Errorf("exit %d, said %q", got.code, got.err)
	}
}

func TestVariablesOfTestsAreNoFlags(t *testing.T) {
	t.Setenv("STICKYLAB_PYTHONS", "/a/python3:/b/python3")
	t.Setenv("STICKYLAB_TEST_OF_SOMETHING", "1")
	if got := call(t, "en", "", "serve", "-no-such-flag"); strings.Contains(got.err, "STICKYLAB_") {
		t.Errorf("exit %d, said %q", got.code, got.err)
	}
	if got := call(t, "en", "", "serve", "-h"); got.code != exitDone {
		t.Errorf("exit %d, said %q", got.code, got.err)
	}
}

func TestVariablesOfAServiceAreNoFlags(t *testing.T) {
	for name, is := range map[string]bool{
		"STICKYLAB_SERVICE_HOST": true, "STICKYLAB_WEB_SERVICE_PORT_HTTP": true, "STICKYLAB_PORT": true, "STICKYLAB_PORT_8035_TCP": true,
		"STICKYLAB_RUNZ": false, "STICKYLAB_PORTS": false,
	} {
		if got := ofService.MatchString(name); got != is {
			t.Errorf("%s: %v, want %v", name, got, is)
		}
	}
}

func TestVersionIsSaid(t *testing.T) {
	for _, args := range [][]string{{"version"}, {"-version"}, {"--version"}} {
		if got := call(t, "en", "", args...); got.code != exitDone || !strings.Contains(got.out, "stickylab "+version()+" "+runtime.Version()) {
			t.Errorf("%v: exit %d, %q", args, got.code, got.out)
		}
	}
}

// A terminal that closes ends the lab as cleanly as Ctrl-C. Before that an operator
// asks it whether it is well and ready, and reads its log by a program.
func TestWhatAnOperatorSees(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(asProgram, "1")
	t.Setenv("STICKYLAB_RUNS_PER_CLIENT", "1")
	heard := make(chan os.Signal, 1)
	signal.Notify(heard, syscall.SIGHUP) // a program that is started does not ignore it then, as these tests may
	defer signal.Stop(heard)
	p := mustServe(t, self, "-log-json")
	get := func(path string) (status int, body string) {
		t.Helper()
		response, err := http.Get(p.base + path)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		text, _ := io.ReadAll(response.Body)
		return response.StatusCode, string(text)
	}
	if status, body := get("/healthz"); status != http.StatusOK || !strings.Contains(body, "stickylab "+version()) {
		t.Errorf("/healthz: %d %q", status, body)
	}
	if status, body := get("/readyz"); status != http.StatusOK || body != "ready\n" {
		t.Errorf("/readyz: %d %q", status, body)
	}
	s := class.NewStranger(p.base)
	defer s.CloseIdleConnections()
	for i := range 2 { // the second one is refused
		over := (*class.RefusedError)(nil)
		if _, err := s.Start(t.Context(), `{"script":"tcp\nserver:\n    sleep 20s\n"}`); (err == nil) != (i == 0) || i == 1 && !errors.As(err, &over) {
			t.Fatalf("run %d: %v", i+1, err)
		}
	}
	folders, _ := filepath.Glob(filepath.Join(p.temp, "stickylab-lab-*"))
	if len(folders) != 1 {
		t.Fatalf("folders %q, want one", folders)
	}
	if err := os.RemoveAll(folders[0]); err != nil {
		t.Fatal(err)
	}
	if status, _ := get("/readyz"); status != http.StatusServiceUnavailable {
		t.Errorf("/readyz without a folder: %d, want 503", status)
	}
	if err := os.Mkdir(folders[0], 0o700); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(p.pid, syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); <-time.After(time.Millisecond) {
		if _, err := os.Stat(folders[0]); os.IsNotExist(err) {
			break
		}
	}
	if _, err := os.Stat(folders[0]); err == nil {
		t.Error("SIGHUP leaves the folder of the lab behind")
	}
	refused := false
	for line := range strings.Lines(p.end()) {
		var entry map[string]any
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Errorf("the log has %q: %v", line, err)
		}
		refused = refused || entry["limit"] == "runs-per-client"
	}
	if !refused {
		t.Error("the log does not say what was refused")
	}
}

// The lab begins by removing what a lab that was killed left behind, and says so when it
// has no folder of its own.
func TestTempFolderAtStart(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(asProgram, "1")
	temp := t.TempDir()
	left := filepath.Join(temp, "stickylab-lab-dead", "r1")
	if err := os.MkdirAll(left, 0o700); err != nil {
		t.Fatal(err)
	}
	if said := mustServeIn(t, temp, self).end(); strings.Contains(said, temp) {
		t.Errorf("with a folder it said %q", said)
	}
	if rest, _ := os.ReadDir(temp); len(rest) != 0 {
		t.Errorf("still there: %v", rest)
	}
	if said := mustServeIn(t, filepath.Join(temp, "none"), self).end(); !strings.Contains(said, filepath.Join(temp, "none")) {
		t.Errorf("without a folder it said %q", said)
	}
}
