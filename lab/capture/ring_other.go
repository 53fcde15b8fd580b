//go:build !linux

package capture

import (
	"net/netip"
	"syscall"
)

// ring is only there on Linux: openRing fails, so nothing below is called.
type ring struct{}

func openRing() (*ring, error)  { return nil, syscall.ENOSYS }
func openRing6() (*ring, error) { return nil, syscall.ENOSYS }

func (*ring) listen(netip.Addr, netip.AddrPort) error { return syscall.ENOSYS }
func (*ring) listenToAll(netip.AddrPort) error        { return syscall.ENOSYS }
func (*ring) listenToAll6(netip.AddrPort) error       { return syscall.ENOSYS }
func (*ring) lost() int                               { return 0 }
func (*ring) read(func(packet)) int                   { return 0 }
func (*ring) close()                                  {}
