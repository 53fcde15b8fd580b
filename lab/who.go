package lab

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
