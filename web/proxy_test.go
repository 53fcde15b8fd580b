package web

import (
	"bytes"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"
)

// A trusted proxy says whose a request is; nobody else does.
func TestOnlyATrustedProxySaysForWhomItAsks(t *testing.T) {
	trusted := Proxies{netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("2001:db8::/64")}
	for _, tt := range []struct {
		remote, forwardedFor, proto, host string
		wantAddr, wantHost                string
		wantSecure                        bool
	}{
		{"192.0.2.1:9", "203.0.113.5", "https", "lab.example", "203.0.113.5", "lab.example", true},
		{"192.0.2.1:9", "198.51.100.1, 203.0.113.5", "http", "", "203.0.113.5", "localhost", false},
		{"192.0.2.1:9", "203.0.113.5, 192.0.2.7", "https", "evil.example, lab.example", "203.0.113.5", "lab.example", true},
		{"192.0.2.1:9", "[2001:db8:1::5]:80", "", "", "2001:db8:1::/64", "localhost", false},
		{"[2001:db8::1]:9", "203.0.113.5:1234", "https", "", "203.0.113.5", "localhost", true},
		{"192.0.2.1:9", "not an address", "https", "", "192.0.2.1", "localhost", true},
		{"192.0.2.1:9", "203.0.113.5, nonsense", "https", "", "192.0.2.1", "localhost", true},
		{"198.51.100.7:9", "203.0.113.5", "https", "lab.example", "198.51.100.7", "localhost", false},
	} {
		var got *http.Request
		noted := newRefusals(slog.New(slog.DiscardHandler), time.Now)
		handler := trusted.forwarded(noted)(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r }))
		r := httptest.NewRequest(http.MethodGet, "http://localhost/", nil)
		r.RemoteAddr = tt.remote
		for name, value := range map[string]string{forwardedFor: tt.forwardedFor, forwardedProto: tt.proto, forwardedHost: tt.host} {
			if value != "" {
				r.Header.Set(name, value)
			}
		}
		handler.ServeHTTP(httptest.NewRecorder(), r)
		if addressOf(got.RemoteAddr) != tt.wantAddr || got.Host != tt.wantHost || secure(got) != tt.wantSecure {
			t.Errorf("%+v: %s, %s, secure %v", tt, addressOf(got.RemoteAddr), got.Host, secure(got))
		}
		if refused := noted.counts()["proxy"]; (refused == 1) != strings.HasPrefix(tt.remote, "198") {
			t.Errorf("%+v: %d lines of a proxy that is not trusted", tt, refused)
		}
	}
}

// Cookies go over TLS only where the browser came by it.
func TestCookiesAreSecureOverTLS(t *testing.T) {
	s := mustServer(t, Config{Runner: newFakeRunner(), TrustProxies: Proxies{netip.MustParsePrefix("192.0.2.1/32")}, StrictTransport: true})
	for proto, want := range map[string]bool{"https": true, "http": false} {
		w := ask(s, http.MethodGet, "/?lang=en", "", "Accept", "text/html", forwardedProto, proto)
		cookies := w.Result().Cookies()
		if len(cookies) != 2 {
			t.Errorf("%s: cookies %v, want those of a member and of the language", proto, cookies)
		}
		for _, cookie := range cookies {
			if cookie.Secure != want {
				t.Errorf("%s: %v", proto, cookie)
			}
		}
		if got := w.Header().Get("Strict-Transport-Security"); got != strictTransportAge {
			t.Errorf("Strict-Transport-Security %q", got)
		}
	}
}

// A proxy that changes Host makes the lab's own pages look foreign. Both names are said,
// to who sees the page and to who reads the log.
func TestAProxyThatChangesTheHostIsNamed(t *testing.T) {
	var log bytes.Buffer
	s := mustServer(t, Config{Runner: newFakeRunner(), Hosts: []string{"lab.example"}, Log: slog.New(slog.NewTextHandler(&log, nil))})
	w := post(s, "/api/runs", `{"experiment":"tcp-echo"}`, "Origin", "https://lab.example", "Sec-Fetch-Site", "same-origin")
	if detail, _ := mustProblem(t, w)["detail"].(string); w.Code != http.StatusForbidden || !strings.Contains(detail, "lab.example") || !strings.Contains(detail, "localhost:8035") {
		t.Errorf("status %d: %q", w.Code, detail)
	}
	if said := log.String(); !strings.Contains(said, "page=lab.example") || !strings.Contains(said, "host=localhost:8035") || !strings.Contains(said, "proxy_set_header Host $http_host;") {
		t.Errorf("the log says %s", said)
	}
	log.Reset()
	ask(s, http.MethodGet, "/", "", "Host", "other.example:80")
	if said := log.String(); !strings.Contains(said, "-allow-host other.example") {
		t.Errorf("the log says %s", said)
	}
	w = post(s, "/api/runs", `{"experiment":"tcp-echo"}`, "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site")
	if detail, _ := mustProblem(t, w)["detail"].(string); strings.Contains(detail, "evil.example") {
		t.Errorf("a page of another site reads %q", detail)
	}
}

// A connection of a trusted proxy may be of anybody: no share of it is the proxy's.
func TestConnectionsOfAProxyAreNotOneClients(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	g := newGate(l, 8, func(limit string) { t.Errorf("%s refuses", limit) })
	g.clientOf = Proxies{netip.MustParsePrefix("127.0.0.1/32")}.clientOfConn
	for range 8 {
		mustConnect(t, "127.0.0.1", l.Addr().String())
		if _, err := g.Accept(); err != nil {
			t.Fatal(err)
		}
	}
	if g.open != 8 {
		t.Errorf("%d connections of a proxy stay, want 8", g.open)
	}
}

// Behind a trusted proxy limits go by the addresses that it asks for, and so does how many
// members come; whoever asks by itself is one address, whatever it says.
func TestBehindAProxyEachAddressIsAClient(t *testing.T) {
	runner := newFakeRunner()
	s := mustServer(t, Config{Runner: runner, TrustProxies: Proxies{netip.MustParsePrefix("192.0.2.1/32")}})
	for i, tt := range []struct{ remote, asksFor, want string }{
		{"192.0.2.1:9", "203.0.113.5", "203.0.113.5"},
		{"192.0.2.1:10", "203.0.113.6", "203.0.113.6"},
		{"192.0.2.1:9", "198.51.100.1, 203.0.113.5", "203.0.113.5"},
		{"198.51.100.7:9", "203.0.113.5", "198.51.100.7"},
	} {
		r := httptest.NewRequest(http.MethodPost, "http://localhost:8035/api/runs", strings.NewReader(`{"experiment":"tcp-echo"}`))
		r.RemoteAddr = tt.remote
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set(forwardedFor, tt.asksFor)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != http.StatusCreated {
			t.Fatalf("%+v: status %d: %s", tt, w.Code, w.Body)
		}
		if got := runner.orders()[i].by.Account(); got != tt.want {
			t.Errorf("%+v: it counts against %q", tt, got)
		}
	}
	s.state.members.now = func() time.Time { return time.Time{}.AddDate(1, 0, 0) } // however long it takes
	come := func(address string) bool {
		r := httptest.NewRequest(http.MethodGet, "http://localhost:8035/", nil)
		r.RemoteAddr = "192.0.2.1:9"
		r.Header.Set("Accept", "text/html")
		r.Header.Set(forwardedFor, address)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		return slices.ContainsFunc(w.Result().Cookies(), func(c *http.Cookie) bool { return c.Name == memberName })
	}
	for range newMembers {
		come("203.0.113.7")
	}
	if come("203.0.113.7") || !come("203.0.113.8") {
		t.Error("members of one address behind a proxy are not that address's alone")
	}
}
