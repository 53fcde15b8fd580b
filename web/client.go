package web

import (
	"net"
	"net/http"
)

// client names who asks, for the limits per client: the address at the other
// end. What a header says of it anybody could have written.
func client(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
