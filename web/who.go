package web

import (
	"net/http"
	"net/netip"

	"stickylab/lab"
)

// who returns who sent a request, for limits and owners: the remote address. The
// loopback addresses are one: the machine's own. Forwarding headers are ignored:
// a client can forge them.
func who(r *http.Request) lab.Who {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return lab.Who{Addr: r.RemoteAddr}
	}
	addr := at.Addr().Unmap()
	if addr.IsLoopback() {
		return lab.Who{Addr: "127.0.0.1"}
	}
	return lab.Who{Addr: addr.String()}
}
