package web

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gorilla/websocket"
)

// sameOrigin refuses what another site's page asks a reader's browser to do:
// every request that may change something, and every WebSocket. Browsers say
// where such a request comes from in Origin and Sec-Fetch-Site; a program
// sends neither and is let through.
//
// What the program of a guest asks for comes from a frame of an opaque origin, which is
// written "null" and is nobody's: its key is its right.
func sameOrigin(failed *failures) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !harmless(r) && !fromHere(r) && !(takesCall(r) && fromOpaque(r)) {
				failed.fail(w, r, failed.foreign(r))
				return
			}
			next.ServeHTTP(w, r)
		})
	}
}

// harmless reports that a request changes nothing and opens no feed.
func harmless(r *http.Request) bool {
	switch r.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return !websocket.IsWebSocketUpgrade(r)
	}
	return false
}

// fromHere reports that a request comes from the lab's own pages or from no
// page at all.
func fromHere(r *http.Request) bool {
	for _, site := range r.Header.Values("Sec-Fetch-Site") {
		if site != "same-origin" && site != "none" {
			return false
		}
	}
	for _, origin := range r.Header.Values("Origin") {
		u, err := url.Parse(origin)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || !strings.EqualFold(u.Host, r.Host) {
			return false
		}
	}
	return true
}

// foreign is the fault of a request that is not from the lab's own pages, as far as the
// lab can tell: a proxy that changes Host makes its own pages look foreign.
func (f *failures) foreign(r *http.Request) *fault {
	origin := ""
	if u, err := url.Parse(r.Header.Get("Origin")); err == nil {
		origin = u.Host
	}
	site := r.Header.Get("Sec-Fetch-Site")
	if origin == "" || strings.EqualFold(origin, r.Host) || site != "" && site != "same-origin" { // the browser says so itself
		f.refusals.say("origin", "a page of another site asks", "origin", origin, "site", site)
		return wrongOrigin()
	}
	f.refusals.say("origin", "the host of a request is not that of its page", "page", origin, "host", r.Host,
		"if-a-proxy-changes-it", "nginx: proxy_set_header Host $http_host; or X-Forwarded-Host with -trust-proxy "+addressOf(r.RemoteAddr))
	return proxiedOrigin(origin, r.Host)
}

// fromOpaque reports that a request comes from a page without an origin, as a sandboxed
// frame is.
func fromOpaque(r *http.Request) bool {
	origins := r.Header.Values("Origin")
	return len(origins) == 1 && origins[0] == "null"
}
