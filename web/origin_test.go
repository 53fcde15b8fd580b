package web

import (
	"net/http"
	"testing"
)

func TestOnlyOwnPagesMayChangeState(t *testing.T) {
	tests := []struct {
		name    string
		headers []string
		want    bool
	}{
		{"a program sends neither header", nil, true},
		{"an own page", []string{"Origin", "http://localhost:8035", "Sec-Fetch-Site", "same-origin"}, true},
		{"an own page in an old browser", []string{"Origin", "http://localhost:8035"}, true},
		{"an own page behind TLS", []string{"Origin", "https://localhost:8035"}, true},
		{"typed by the person", []string{"Sec-Fetch-Site", "none"}, true},
		{"another site", []string{"Origin", "http://evil.example", "Sec-Fetch-Site", "cross-site"}, false},
		{"another site without Origin", []string{"Sec-Fetch-Site", "cross-site"}, false},
		{"another port of this machine", []string{"Origin", "http://localhost:3000", "Sec-Fetch-Site", "same-site"}, false},
		{"another name of this machine", []string{"Origin", "http://127.0.0.1:8035"}, false},
		{"a frame without an origin", []string{"Origin", "null"}, false},
		{"an extension", []string{"Origin", "moz-extension://localhost:8035"}, false},
		{"two origins, one of them ours", []string{"Origin", "http://localhost:8035", "Origin", "http://evil.example"}, false},
		{"an origin that cannot be read", []string{"Origin", "http://%zz"}, false},
	}
	upgrade := []string{
		"Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==",
	}
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for method, target := range map[string]string{http.MethodPost: "/api/runs", http.MethodDelete: "/api/runs/x", http.MethodPut: "/nowhere"} {
				w := ask(s, method, target, "", tt.headers...)
				if got := w.Code != http.StatusForbidden; got != tt.want {
					t.Errorf("%s %s: status %d, want it let through: %v", method, target, w.Code, tt.want)
				}
			}
			w := ask(s, http.MethodGet, "/api/runs/x/feed", "", append(tt.headers, upgrade...)...)
			if got := w.Code != http.StatusForbidden; got != tt.want {
				t.Errorf("feed: status %d, want it let through: %v", w.Code, tt.want)
			}
			if w := ask(s, http.MethodGet, "/healthz", "", tt.headers...); w.Code != http.StatusOK {
				t.Errorf("a harmless request: status %d, want 200", w.Code)
			}
		})
	}
}
