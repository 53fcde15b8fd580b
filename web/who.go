package web

import (
	"cmp"
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

// account names whose limits a request counts against: the member's, or that of
// the address, which all who have no cookie share.
func account(by lab.Who) string { return cmp.Or(by.Member, by.Addr) }
