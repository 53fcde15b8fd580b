package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"time"
)

// healthTime is how long the lab may take to say that it is well.
const healthTime = 3 * time.Second

// healthcheck asks the lab that is served at -listen whether it is well; it
// is what the container's HEALTHCHECK calls.
func (p program) healthcheck(ctx context.Context, args []string) error {
	set := p.flags("healthcheck")
	listen := set.String("listen", defaultListen, p.text("cli.listen"))
	if err := p.parseAlone(set, args); err != nil {
		return err
	}
	host, port, err := net.SplitHostPort(*listen)
	if err != nil {
		p.sayf("cli.cannot-listen", *listen, err)
		return errUsage
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	ctx, cancel := context.WithTimeout(ctx, healthTime)
	defer cancel()
	url := "http://" + net.JoinHostPort(host, port) + "/healthz"
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", url, response.Status)
	}
	return nil
}
