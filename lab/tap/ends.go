package tap

import (
	"errors"
	"net/netip"
	"strings"
)

// The errors of ParseEnd and CheckEnds.
var (
	ErrSyntax      = errors.New("not an address with a port")
	ErrNotLoopback = errors.New("not a loopback address")
	ErrOwnPort     = errors.New("the lab's own address")
	ErrSame        = errors.New("both ends are the same address")
)

// ParseEnd reads an address that a tap may use: a loopback address written as a number,
// 127.x.y.z or [::1], or the word localhost, with a port. No other name is looked up,
// and no other way of writing an address is known here: what is checked is what is used.
func ParseEnd(text string) (netip.AddrPort, error) {
	if port, ok := strings.CutPrefix(text, "localhost:"); ok {
		text = "127.0.0.1:" + port
	}
	end, err := netip.ParseAddrPort(text)
	if err != nil || end.String() != text {
		return netip.AddrPort{}, ErrSyntax
	}
	if a := end.Addr(); !a.IsLoopback() || a.Is4In6() || a.Zone() != "" {
		return netip.AddrPort{}, ErrNotLoopback
	}
	return end, nil
}

// CheckEnds reports what is wrong with the two ends of a tap beside a lab that is served
// at own.
func CheckEnds(listen, to, own netip.AddrPort) error {
	switch {
	case to.Port() == 0:
		return ErrSyntax
	case own.Port() != 0 && (to == own || listen == own): // port 0 is any that is free
		return ErrOwnPort
	case to == listen:
		return ErrSame
	}
	return nil
}
