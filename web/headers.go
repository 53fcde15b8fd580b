package web

import "net/http"

// strictTransportAge has browsers come by TLS only, for half a year.
const strictTransportAge = "max-age=15552000"

// guardHeaders sets the headers that say to a browser what a response may not
// be used for. The policy is the strict one; a page that needs more has a
// policy of its own, see allow.
func guardHeaders(strictTransport bool) func(http.Handler) http.Handler {
	strict := policy{}.String()
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h := w.Header()
			if strictTransport {
				h.Set("Strict-Transport-Security", strictTransportAge)
			}
			h.Set(policyHeader, strict)
			h.Set("X-Content-Type-Options", "nosniff")
			// Not no-referrer: a form would then be posted with "Origin: null".
			h.Set("Referrer-Policy", "same-origin")
			h.Set("Cross-Origin-Opener-Policy", "same-origin")
			h.Set("Cross-Origin-Resource-Policy", "same-origin")
			next.ServeHTTP(w, r)
		})
	}
}
