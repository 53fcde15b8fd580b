package main

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
)

// browserAddress is the address that a browser on this machine uses.
func browserAddress(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if ip := net.ParseIP(host); err == nil && ip != nil && ip.IsUnspecified() {
		return "localhost:" + port
	}
	return a.String()
}

// url is where a browser finds the lab at an address.
func (s serving) url(address string) string {
	scheme := "http"
	if s.tls.on() {
		scheme = "https"
	}
	return scheme + "://" + address + string(s.base)
}

// sayAddresses prints where the lab is served: for this machine, and for others as far
// as they reach it, with what is to be written so that they are answered.
func (p program) sayAddresses(s serving, at net.Addr, others []netip.Addr) {
	fmt.Fprintln(p.out, p.text("cli.serving", s.url(browserAddress(at)), version()))
	host, port, err := net.SplitHostPort(at.String())
	listens, bad := netip.ParseAddr(host)
	if err != nil || bad != nil || listens.IsLoopback() {
		return
	}
	if !listens.IsUnspecified() {
		others = []netip.Addr{listens}
	}
	for _, addr := range others {
		name := addr.String()
		if addr.Is6() {
			name = "[" + name + "]"
		}
		if url := s.url(name + ":" + port); s.allows(name, port) {
			fmt.Fprintln(p.out, p.text("cli.lan", url))
		} else {
			fmt.Fprintln(p.out, p.text("cli.lan.needs", url, name))
		}
	}
	for _, named := range s.hosts.list {
		if addr, err := netip.ParseAddr(strings.Trim(named, "[]")); err == nil && slices.Contains(others, addr) {
			continue
		}
		if _, _, err := net.SplitHostPort(named); err != nil {
			named += ":" + port
		}
		fmt.Fprintln(p.out, p.text("cli.named", s.url(named)))
	}
}

// allows reports whether the lab answers to a host, with the port or without.
func (s serving) allows(host, port string) bool {
	return slices.ContainsFunc(s.hosts.list, func(one string) bool {
		return strings.EqualFold(one, host) || strings.EqualFold(one, host+":"+port)
	})
}

// lanAddresses are those at which other machines may reach this one.
func lanAddresses() (all []netip.Addr) {
	addrs, _ := net.InterfaceAddrs() // none is said then
	for _, one := range addrs {
		if prefix, err := netip.ParsePrefix(one.String()); err == nil && prefix.Addr().IsGlobalUnicast() {
			all = append(all, prefix.Addr())
		}
	}
	return all
}
