package web

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// The machine's own addresses are one person; all others are told apart.
func TestWhoSendsARequest(t *testing.T) {
	for remote, want := range map[string]string{
		"127.0.0.1:4000": "127.0.0.1", "[::1]:4000": "127.0.0.1", "[::ffff:127.0.0.1]:4000": "127.0.0.1",
		"192.0.2.7:4000": "192.0.2.7", "[::ffff:192.0.2.7]:4000": "192.0.2.7", "[2001:db8::7]:4000": "2001:db8::/64", "[2001:db8::ffff:1%eth0]:4000": "2001:db8::/64", "pipe": "pipe",
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = remote
		r.Header.Set("X-Forwarded-For", "198.51.100.1")
		if got := who(r).Account(); got != want {
			t.Errorf("%s is %q, want %q", remote, got, want)
		}
	}
}
