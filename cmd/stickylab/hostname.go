package main

import (
	"errors"
	"net"
	"net/netip"
	"net/url"
	"strings"
)

// hosts is the list of -allow-host. Each is a name as a browser sends it in Host, with
// a port or without.
type hosts struct{ list }

// Set refuses what no Host could ever be, with what would be right.
func (h *hosts) Set(text string) error {
	var all list
	if err := all.Set(text); err != nil {
		return err
	}
	for _, host := range all {
		if right := hostOf(host); right == "" {
			return errors.New("not one host; name each that the lab is to answer to")
		} else if right != host {
			return errors.New("not a host; " + right + " is")
		}
	}
	h.list = append(h.list, all...)
	return nil
}

// hostOf returns the host that somebody meant, empty where that is not one.
func hostOf(text string) string {
	if strings.Contains(text, "://") {
		if u, err := url.Parse(text); err == nil {
			text = u.Host
		}
	}
	if strings.ContainsAny(text, "* ") {
		return ""
	}
	if _, err := netip.ParsePrefix(text); err == nil {
		return ""
	}
	text, _, _ = strings.Cut(text, "/")
	name, port := text, ""
	if host, after, err := net.SplitHostPort(text); err == nil {
		name, port = host, ":"+after
	}
	name = strings.TrimSuffix(strings.Trim(name, "[]"), ".")
	if name == "" {
		return ""
	}
	if strings.Contains(name, ":") {
		name = "[" + name + "]"
	}
	return name + port
}
