package main

import (
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"stickylab/cmd/stickylab/class"
)

// draining is a lab with a run that waits for nobody; it was told to stop, and says so.
func draining(t *testing.T) (p process, run string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(asProgram, "1")
	p = mustServe(t, self, "-drain-time", "10m", "-run-time", "10m")
	s := class.NewStranger(p.base)
	t.Cleanup(s.CloseIdleConnections)
	if run, err = s.Start(t.Context(), `{"script":"tcp\nserver:\n    listen 1\n    accept\n"}`); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(p.pid, syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(20 * time.Second); p.status(t, http.MethodGet, "/readyz") != http.StatusServiceUnavailable; {
		if time.Now().After(deadline) {
			t.Fatal("a lab that was told to stop says that it is ready")
		}
	}
	return p, run
}

// status is what a request without a body is answered with.
func (p process) status(t *testing.T, method, path string) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, p.base+path, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	return response.StatusCode
}

// mustReturn fails a test that would wait for ever.
func mustReturn(t *testing.T, do func() string) string {
	t.Helper()
	said := make(chan string, 1)
	go func() { said <- do() }()
	select {
	case text := <-said:
		return text
	case <-time.After(time.Minute):
		t.Fatal("the lab did not end")
		return ""
	}
}

// A lab that is told to stop lets what runs end, says that it is not ready, and is gone
// with the last run.
func TestALabThatIsToldToStopDrains(t *testing.T) {
	p, run := draining(t)
	for _, want := range []struct {
		method, path string
		status       int
	}{
		{http.MethodGet, "/healthz", http.StatusOK},
		{http.MethodGet, "/runs/" + run, http.StatusOK},
		{http.MethodPost, "/api/runs", http.StatusServiceUnavailable},
		{http.MethodDelete, "/api/runs/" + run, http.StatusNoContent},
	} {
		if got := p.status(t, want.method, want.path); got != want.status {
			t.Errorf("%s %s while the lab drains: %d, want %d", want.method, want.path, got, want.status)
		}
	}
	if said := mustReturn(t, p.ended); !strings.Contains(said, "1 run goes on; waiting 10m") {
		t.Errorf("the lab said %q", said)
	}
}

// A second signal ends the lab at once.
func TestASecondSignalEndsTheDrain(t *testing.T) {
	p, _ := draining(t)
	mustReturn(t, p.end)
}
