//go:build !linux

package diag

import (
	"net/netip"

	"stickylab/lab"
)

// Diag asks about sockets.
type Diag struct{}

// Open fails: only Linux has sock_diag.
func Open() (*Diag, error) { return nil, ErrUnsupported }

// TCP finds nothing.
func (*Diag) TCP(_, _ netip.AddrPort) (lab.Probe, bool) { return lab.NoProbe, false }

// Close does nothing.
func (*Diag) Close() error { return nil }
