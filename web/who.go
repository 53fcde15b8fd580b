package web

import (
	"net/http"
	"net/netip"

	"stickylab/lab"
)

// who returns who sent a request, for limits and owners: the member of its cookie
// and the remote address.
func who(r *http.Request) lab.Who {
	return lab.Who{Member: memberOf(r.Context()), Addr: addressOf(r.RemoteAddr)}
}

// hostBits is what a provider gives to one customer at least (RFC 6177): all
// addresses with the same of them are one client.
const hostBits = 64

// addressOf returns the client of a remote address and port: an IPv4 address, or the
// /64 of an IPv6 one. The loopback addresses are one: the machine's own. Forwarding
// headers are ignored: a client can forge them.
func addressOf(remote string) string {
	at, err := netip.ParseAddrPort(remote)
	if err != nil {
		return remote
	}
	addr := at.Addr().Unmap().WithZone("")
	if addr.IsLoopback() {
		return "127.0.0.1"
	}
	if addr.Is4() {
		return addr.String()
	}
	net, _ := addr.Prefix(hostBits) // an IPv6 address has that many
	return net.String()
}
