package web

import (
	"net/http"
	"testing"
)

func TestOnlyAllowedHostsAreAnswered(t *testing.T) {
	tests := []struct {
		host string
		want bool
	}{
		{"localhost", true},
		{"localhost:8035", true},
		{"LocalHost:1", true},
		{"127.0.0.1:8035", true},
		{"127.0.0.1", true},
		{"[::1]:8035", true},
		{"[::1]", true},
		{"lab.example", true},
		{"lab.example:443", true},
		{"LAB.example", true},
		{"only.example:8035", true},
		{"only.example", false},
		{"only.example:80", false},
		{"evil.example", false},
		{"evil.example:8035", false},
		{"localhost.evil.example", false},
		{"localhost:8035.evil.example", false},
		{"localhost:", true},
		{"localhost:80x", false},
		{"user@localhost", false},
		{"xlocalhost", false},
		{"xlocalhost:8035", false},
		{"evil-lab.example", false},
		{"x.lab.example:443", false},
		{"lab.exampl", false},
		{"127.0.0.2:8035", false},
		{"[::2]:8035", false},
		{"::1", false},
		{"", false},
	}
	s := mustServer(t, Config{Runner: newFakeRunner(), Hosts: []string{"Lab.example", "only.example:8035"}})
	for _, tt := range tests {
		for _, path := range []string{"/healthz", "/no/such/page", "/api/runs/x/feed"} {
			w := ask(s, http.MethodGet, path, "", "Host", tt.host)
			if got := w.Code != http.StatusMisdirectedRequest; got != tt.want {
				t.Errorf("host %q, path %s: status %d, want an answer: %v", tt.host, path, w.Code, tt.want)
			}
		}
	}
}

func TestARefusedHostIsAProblem(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	problem := mustProblem(t, ask(s, http.MethodGet, "/", "", "Host", "evil.example", "Accept-Language", "en"))
	if got, want := problem["detail"], `This lab does not answer to the name "evil.example". Starting it with -allow-host adds a name.`; got != want {
		t.Errorf("detail %q, want %q", got, want)
	}
}
