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
func sameOrigin(failed *failures) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !harmless(r) && !fromHere(r) {
				failed.fail(w, r, wrongOrigin())
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
