package main

import (
	"errors"
	"net"
	"net/netip"
	"strings"

	"stickylab/lab"
	"stickylab/lab/player"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/lab/session"
	"stickylab/lab/tap"
)

// doorAt reads the address where runs meet programs of the user's own, as a flag has it:
// nothing else opens a door. An empty one is none. What is wrong with it is said.
func (p program) doorAt(text string) (at netip.AddrPort, err error) {
	if text == "" {
		return at, nil
	}
	at, err = tap.ParseEnd(text)
	switch {
	case errors.Is(err, tap.ErrNotLoopback), err == nil && !at.Addr().Is4():
		p.sayf("cli.door.not-loopback", text)
	case err != nil || at.Port() == 0:
		p.sayf("cli.door.address", text)
	default:
		return at, nil
	}
	return netip.AddrPort{}, errUsage
}

// servedDoor is doorAt for a lab with a page: that must not be served beyond this machine,
// directly or by a proxy, and not at the address of the door.
func (p program) servedDoor(s serving) (at netip.AddrPort, err error) {
	if at, err = p.doorAt(s.door); err != nil || !at.IsValid() {
		return at, err
	}
	own, err := tap.ParseEnd(s.listen)
	switch {
	case err != nil:
		p.sayf("cli.door.beyond", s.listen)
	case len(s.hosts.list) > 0:
		p.sayf("cli.door.beyond", "-allow-host "+s.hosts.String())
	case len(s.proxies.all) > 0:
		p.sayf("cli.door.beyond", "-trust-proxy "+s.proxies.String())
	case own == at:
		p.sayf("cli.door.own", own)
	default:
		return at, nil
	}
	return netip.AddrPort{}, errUsage
}

// hostAt makes a lab with a door, without one where that is not valid.
func hostAt(limits session.Limits, door netip.AddrPort) *session.Lab {
	l := session.New(limits)
	if door.IsValid() {
		l.OpenDoor(door)
	}
	return l
}

// invite says at the terminal what a program of the user's own has to do in a run.
func (p program) invite(e lab.Experiment, door netip.AddrPort) {
	meets, is := script.Outside(e)
	if !is || !door.IsValid() {
		return
	}
	host, port, _ := net.SplitHostPort(door.String())
	if meets.Called {
		p.sayf("cli.door.called", meets.Peer, door, "nc -l "+host+" "+port)
		return
	}
	most := player.OutsideTime
	if e.Limit > 0 {
		most = e.Limit
	}
	p.sayf("cli.door.wait", meets.Peer, door, "nc "+host+" "+port, strings.Replace(most.String(), "m0s", "m", 1))
}

// absent says that the user's server was not there, where that is what ended a run.
func (p program) absent(e lab.Experiment, door netip.AddrPort, run record.Reader) {
	end, ended := run.Ended()
	if meets, is := script.Outside(e); is && meets.Called && ended && strings.HasSuffix(end.Detail, " connect ECONNREFUSED") {
		p.sayf("cli.door.absent", meets.Peer, door)
	}
}
