package view

import (
	"net/netip"
	"strconv"
)

// Door is what a page says of a program of the user's own that plays a peer.
type Door struct {
	// Peer is what it plays, empty where the experiment has no such peer yet.
	Peer string
	// Called: the others connect to it; else it connects to them.
	Called bool
	// At is the address of the door, Host and Port its parts; empty where none is open.
	At, Host, Port string
}

// Open says where the door is.
func (d *Door) Open(at netip.AddrPort) {
	if at.IsValid() {
		d.At, d.Host, d.Port = at.String(), at.Addr().String(), strconv.Itoa(int(at.Port()))
	}
}

// command is one that plays the peer by hand.
func (d *Door) command() string {
	if d.Called {
		return "nc -l " + d.Host + " " + d.Port
	}
	return "nc " + d.Host + " " + d.Port
}

// text is what is to be done.
func (d *Door) text(lang string) string {
	switch {
	case d.Peer == "":
		return T(lang, "door.open", d.At)
	case d.Called:
		return T(lang, "door.called", d.Peer, d.At)
	}
	return T(lang, "door.calls", d.Peer, d.At)
}
