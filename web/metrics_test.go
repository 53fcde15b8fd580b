package web

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"stickylab/lab"
)

// metricsFor asks for the numbers as an address does.
func metricsFor(s *Server, remote string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1/metrics", nil)
	r.RemoteAddr = remote
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// An operator sees what is in use, what was refused and how long answers take, and
// nothing of who asked for what.
func TestAnOperatorSeesNumbersAndNobodysDoings(t *testing.T) {
	runner := newFakeRunner()
	log := newLog()
	log.End(lab.End{Reason: lab.EndDone})
	runner.add("secretrun", log)
	s := mustServer(t, Config{
		Runner: runner, Version: "v1",
		Usage: func() []lab.Usage { return []lab.Usage{{Name: "live-bytes", Used: 5, Max: 7}} },
		Count: func() (uint64, uint64) { return 3, 99 },
	})
	ask(s, http.MethodGet, "/runs/secretrun?find=password", "")
	ask(s, "BREW", "/runs/secretrun", "")
	runner.fail(&lab.LimitError{Name: "runs", Max: 8})
	post(s, "/api/runs", `{"experiment":"tcp-echo"}`)
	w := metricsFor(s, "127.0.0.1:9")
	for _, want := range []string{
		`stickylab_requests_total{route="/runs/{id}",method="GET",status="200"} 1`, `stickylab_request_seconds_bucket{route="/runs/{id}",le="60"} 1`,
		`method="other",status="405"`, `stickylab_refusals_total{limit="runs"} 1`, `stickylab_used{limit="live-bytes"} 5`, `stickylab_limit{limit="live-bytes"} 7`,
		`stickylab_limit{limit="viewers"} 2000`, "stickylab_runs_total 3", "stickylab_events_total 99", `stickylab_info{version="v1"} 1`, "process_resident_memory_bytes",
	} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("the numbers lack %s", want)
		}
	}
	if w.Code != http.StatusOK || strings.Contains(w.Body.String(), "secretrun") || strings.Contains(w.Body.String(), "password") {
		t.Errorf("status %d, numbers %s", w.Code, w.Body)
	}
}

func TestOnlyWhoIsNamedSeesTheNumbers(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner(), MetricsFrom: Proxies{netip.MustParsePrefix("10.0.0.0/8")}})
	for _, tt := range []struct {
		remote, forwarded string
		want              int
	}{
		{"127.0.0.1:9", "", http.StatusOK},
		{"127.0.0.1:9", "192.0.2.1", http.StatusNotFound}, // a proxy that nobody named
		{"10.1.2.3:9", "", http.StatusOK},
		{"192.0.2.1:9", "", http.StatusNotFound},
	} {
		headers := []string{}
		if tt.forwarded != "" {
			headers = []string{forwardedFor, tt.forwarded}
		}
		if got := metricsFor(s, tt.remote, headers...).Code; got != tt.want {
			t.Errorf("%+v: status %d", tt, got)
		}
	}
}

// A line for each request says what was asked for by its route, and holds no key.
func TestTheAccessLogHoldsNoKey(t *testing.T) {
	var out bytes.Buffer
	runner := newFakeRunner()
	runner.add("secretrun", newLog())
	s := mustServer(t, Config{Runner: runner, AccessLog: slog.New(slog.NewTextHandler(&out, nil))})
	ask(s, http.MethodGet, "/runs/secretrun?find=password", "", "Cookie", "member=secretcookie", "User-Agent", "secretagent")
	post(s, "/api/runs", `{"script":"tcp\nserver:\n    print \"secretscript\"\n"}`)
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], "method=GET route=/runs/{id} status=200 bytes=") || !strings.Contains(lines[1], "route=/api/runs status=201") {
		t.Errorf("the log has %q", lines)
	}
	if strings.Contains(out.String(), "secret") || strings.Contains(out.String(), "password") {
		t.Errorf("the log holds what it must not: %s", out.String())
	}
}
