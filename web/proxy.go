package web

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// Proxies are the addresses of reverse proxies that are trusted to say for whom, by
// which scheme and under which name they ask.
type Proxies []netip.Prefix

// has reports whether a remote address, with a port or without, is one of them.
func (p Proxies) has(remote string) bool {
	addr, ok := addrOf(remote)
	return ok && slices.ContainsFunc(p, func(one netip.Prefix) bool { return one.Contains(addr) })
}

func addrOf(text string) (netip.Addr, bool) {
	if at, err := netip.ParseAddrPort(text); err == nil {
		return at.Addr().Unmap().WithZone(""), true
	}
	addr, err := netip.ParseAddr(strings.Trim(text, "[]"))
	return addr.Unmap().WithZone(""), err == nil
}

const (
	forwardedFor   = "X-Forwarded-For"
	forwardedProto = "X-Forwarded-Proto"
	forwardedHost  = "X-Forwarded-Host"
)

// secureKey is the key, in the context of a request, of whether the browser came by TLS.
type secureKey struct{}

// secure reports whether the browser came by TLS.
func secure(r *http.Request) bool {
	by, _ := r.Context().Value(secureKey{}).(bool)
	return by || r.TLS != nil
}

// forwarded has a request of a trusted proxy be that of the browser behind it. From
// anybody else the headers say nothing, which is told once in a while: they may be from
// a proxy that was forgotten.
func (p Proxies) forwarded(noted *refusals) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Header.Get(forwardedFor) == "" && r.Header.Get(forwardedProto) == "" && r.Header.Get(forwardedHost) == "" {
				next.ServeHTTP(w, r)
				return
			}
			if !p.has(r.RemoteAddr) {
				noted.say("proxy", "forwarded headers are ignored", "from", addressOf(r.RemoteAddr), "if-it-is-your-proxy", "-trust-proxy "+addressOf(r.RemoteAddr))
				next.ServeHTTP(w, r)
				return
			}
			by := strings.EqualFold(last(r, forwardedProto), "https")
			behind := r.WithContext(context.WithValue(r.Context(), secureKey{}, by))
			if host := last(r, forwardedHost); host != "" {
				behind.Host = host
			}
			behind.RemoteAddr = p.client(r)
			next.ServeHTTP(w, behind)
		})
	}
}

// last is the last value of a header that is a list: what the nearest proxy says.
func last(r *http.Request, name string) string {
	all := strings.Split(strings.Join(r.Header.Values(name), ","), ",")
	return strings.TrimSpace(all[len(all)-1])
}

// client is the remote address of the browser: of those that the proxies saw the last
// one that is no proxy itself. What stands before it, anybody may have written.
func (p Proxies) client(r *http.Request) string {
	seen := r.RemoteAddr
	all := strings.Split(strings.Join(r.Header.Values(forwardedFor), ","), ",")
	for _, text := range slices.Backward(all) {
		addr, ok := addrOf(strings.TrimSpace(text))
		if !ok {
			break
		}
		if seen = net.JoinHostPort(addr.String(), "0"); !p.has(seen) {
			break
		}
	}
	return seen
}
