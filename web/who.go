package web

import (
	"net"
	"net/http"

	"stickylab/lab"
)

// who returns who sent a request, for limits and owners: the remote address.
// Forwarding headers are ignored: a client can forge them.
func who(r *http.Request) lab.Who {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return lab.Who{Addr: r.RemoteAddr}
	}
	return lab.Who{Addr: host}
}
