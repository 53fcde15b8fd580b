package main

import (
	"context"
	"crypto/tls"
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
	var base basePath
	var secured transport
	set.Var(&base, "base-path", p.text("cli.base-path"))
	secured.flags(set, p.text)
	set.String(configFlag, "", p.text("cli.config"))
	if err := p.parseAlone(set, args); err != nil {
		return err
	}
	if err := p.fromFile(set, true); err != nil {
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
	url := serving{tls: secured, base: base}.url(net.JoinHostPort(host, port)) + "/healthz"
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return err
	}
	client := &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, //nolint:gosec // a machine asks itself, by another name than the certificate has
	}}
	defer client.CloseIdleConnections()
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", url, response.Status)
	}
	return nil
}
