package lab

import (
	"cmp"
	"errors"
)

// Who starts a run, watches it or stops it.
type Who struct {
	// Room is the class that the request comes from, empty outside of one.
	Room string
	// Member is the opaque id of a cookie. Owners and limits go by it.
	Member string
	// Name is self-chosen and identifies nobody.
	Name string
	// Addr is the remote address. All who have no Member share its allowance.
	Addr string
}

// ErrNotOwner is the error of a request to stop what somebody else started.
var ErrNotOwner = errors.New("only who started it may stop it")

// Account is whose limits a request counts against: the member's, or that of the
// address, which all who have no cookie share.
func (w Who) Account() string { return cmp.Or(w.Member, w.Addr) }

// Owns reports whether what an account started is this one's: also what was started
// from the address without a cookie, as everybody there may leave theirs away.
func (w Who) Owns(account string) bool { return account == w.Account() || account == w.Addr }
