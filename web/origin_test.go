package web

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// askers are who may ask a browser or a program to change something.
var askers = []struct {
	name    string
	headers []string
	want    bool // it may
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

// upgrade are the headers of a request for a WebSocket.
var upgrade = []string{
	"Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==",
}

func TestOnlyOwnPagesMayChangeState(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner()})
	for _, tt := range askers {
		t.Run(tt.name, func(t *testing.T) {
			for method, target := range map[string]string{http.MethodPost: "/api/runs", http.MethodDelete: "/api/runs/x", http.MethodPut: "/nowhere"} {
				w := ask(s, method, target, "", tt.headers...)
				if got := w.Code != http.StatusForbidden; got != tt.want {
					t.Errorf("%s %s: status %d, want it let through: %v", method, target, w.Code, tt.want)
				}
			}
			w := ask(s, http.MethodGet, "/api/runs/x/feed", "", slices.Concat(tt.headers, upgrade)...)
			if got := w.Code != http.StatusForbidden; got != tt.want {
				t.Errorf("feed: status %d, want it let through: %v", w.Code, tt.want)
			}
			if w := ask(s, http.MethodGet, "/healthz", "", tt.headers...); w.Code != http.StatusOK {
				t.Errorf("a harmless request: status %d, want 200", w.Code)
			}
		})
	}
}

// Two guards stand before a WebSocket, and each refuses alone what others' pages ask.
func TestEachGuardOfAWebSocketHoldsAlone(t *testing.T) {
	log := slog.New(slog.DiscardHandler)
	failed := &failures{log: log, refusals: newRefusals(log, time.Now)}
	through := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
	upgrading := func(u *websocket.Upgrader) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = u.Upgrade(w, r, nil) // a recorder cannot be taken over: 500 for who is let through
		})
	}
	for name, guard := range map[string]http.Handler{
		"the middleware": sameOrigin(failed)(through), "a feed's upgrader": upgrading(newUpgrader(failed)), "a guest's upgrader": upgrading(newGuestUpgrader(failed)),
	} {
		for _, tt := range askers {
			r := httptest.NewRequest(http.MethodGet, "http://localhost:8035/api/runs/x/feed", nil)
			for h := range slices.Chunk(slices.Concat(tt.headers, upgrade), 2) {
				r.Header.Add(h[0], h[1])
			}
			w := httptest.NewRecorder()
			guard.ServeHTTP(w, r)
			opaque := name == "a guest's upgrader" && fromOpaque(r) // its key is its right
			if got := w.Code != http.StatusForbidden; got != (tt.want || opaque) {
				t.Errorf("%s, %s: status %d, want it let through: %v", name, tt.name, w.Code, tt.want)
			}
		}
	}
}
