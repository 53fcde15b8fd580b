package main

import (
	"errors"
	"net/netip"
	"strings"

	"stickylab/web"
)

// proxies is the list of -trust-proxy.
type proxies struct{ all web.Proxies }

func (p *proxies) String() string {
	if p == nil {
		return ""
	}
	texts := make([]string, len(p.all))
	for i, one := range p.all {
		texts[i] = one.String()
	}
	return strings.Join(texts, ",")
}

// Set takes addresses and networks in CIDR notation.
func (p *proxies) Set(text string) error {
	var words list
	if err := words.Set(text); err != nil {
		return err
	}
	for _, word := range words {
		net, err := netip.ParsePrefix(word)
		if addr, bad := netip.ParseAddr(word); bad == nil {
			net, err = addr.Prefix(addr.BitLen())
		}
		if err != nil {
			return errors.New(word + " is neither an address nor a network as 10.0.0.0/8")
		}
		if net.Bits() == 0 {
			return errors.New(word + " is everybody; name the proxy")
		}
		p.all = append(p.all, net.Masked())
	}
	return nil
}

// basePath is the value of -base-path.
type basePath string

func (b *basePath) String() string {
	if b == nil {
		return ""
	}
	return string(*b)
}

// Set takes a path from the root on, with or without a slash at its end.
func (b *basePath) Set(text string) error {
	path := strings.TrimRight(text, "/")
	if path == "" {
		*b = ""
		return nil
	}
	for _, part := range strings.Split(strings.TrimPrefix(path, "/"), "/") {
		if part == "" || part == "." || part == ".." || strings.Trim(part, pathLetters) != "" {
			return errors.New("not a path as /lab, of letters, digits and - _ . ~")
		}
	}
	if !strings.HasPrefix(path, "/") {
		return errors.New("not a path from the root on; /" + path + " is")
	}
	*b = basePath(path)
	return nil
}

// pathLetters need no escape in an address (RFC 3986 2.3).
const pathLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~"
