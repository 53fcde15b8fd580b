package web

import (
	"cmp"
	"net"
	"net/http"
	"strings"
)

// allowHosts answers only requests that were made for one of the hosts, before
// anything is routed. A page of another site can make its own name resolve to
// this machine (DNS rebinding); its requests then carry a matching Origin, and
// only the name in Host shows it.
//
// A host without a port is allowed with any. Loopback's own names always are.
func allowHosts(hosts []string, failed *failures) func(http.Handler) http.Handler {
	allowed := map[string]bool{"localhost": true, "127.0.0.1": true, "[::1]": true}
	for _, host := range hosts {
		allowed[strings.ToLower(host)] = true
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			host := strings.ToLower(r.Host)
			if allowed[host] || allowed[hostname(host)] {
				next.ServeHTTP(w, r)
				return
			}
			failed.refusals.say("host", "a host name is not allowed", "host", r.Host, "if-it-is-right", "-allow-host "+cmp.Or(hostname(r.Host), r.Host))
			failed.fail(w, r, wrongHost(r.Host))
		})
	}
}

// hostname returns the host without its port, an IPv6 address in its brackets;
// empty when it is not a host and a port.
func hostname(host string) string {
	name, port, err := net.SplitHostPort(host)
	if err != nil || strings.Trim(port, "0123456789") != "" {
		return ""
	}
	if strings.Contains(name, ":") {
		return "[" + name + "]"
	}
	return name
}
