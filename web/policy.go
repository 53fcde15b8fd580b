package web

import (
	"net/http"
	"strings"
)

const policyHeader = "Content-Security-Policy"

// policy is what a page may load and run (CSP Level 3). The zero policy is
// strict: what the lab itself serves and nothing else, no inline script or
// style, no other host, no frame around it. A page that needs more names it in
// a policy of its own.
type policy struct {
	// The sources that are allowed beside 'self', as CSP writes them:
	// "'wasm-unsafe-eval'", "blob:", "data:".
	script, style, image, connect []string
	// The sources of workers; without one there are none.
	worker []string
	// Whether it may embed the lab's own frame, the one for programs.
	framed bool
}

// String returns the value of the header.
func (p policy) String() string {
	directives := []string{
		"default-src 'none'",
		directive("script-src", p.script),
		directive("style-src", p.style),
		directive("img-src", p.image),
		directive("connect-src", p.connect),
		"form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
	}
	if len(p.worker) > 0 {
		directives = append(directives, directive("worker-src", p.worker))
	}
	if p.framed {
		directives = append(directives, directive("frame-src", nil))
	}
	return strings.Join(directives, "; ")
}

func directive(name string, more []string) string {
	return strings.Join(append([]string{name, "'self'"}, more...), " ")
}

// allow sets the policy that the page of a route needs.
func allow(p policy) func(http.Handler) http.Handler {
	text := p.String()
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set(policyHeader, text)
			next.ServeHTTP(w, r)
		})
	}
}
