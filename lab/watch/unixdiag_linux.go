//go:build amd64 || arm64

package watch

import (
	"encoding/binary"
	"math"

	"golang.org/x/sys/unix"
)

// The layout of struct unix_diag_req and unix_diag_msg.
const (
	unixRequestSize = 24
	unixMessageSize = 16
	unixShowPeer    = 4 // UDIAG_SHOW_PEER
	unixPeer        = 2 // UNIX_DIAG_PEER
)

// unixFar gives the inode of the socket that a connected Unix socket faces, 0
// where there is none (yet).
func unixFar(inode uint64) uint64 {
	d, err := newDump()
	if err != nil {
		return 0
	}
	defer d.close()
	ne := binary.NativeEndian
	m := make([]byte, headerSize+unixRequestSize)
	ne.PutUint32(m[0:], uint32(len(m)))
	ne.PutUint16(m[4:], diagByFamily)
	ne.PutUint16(m[6:], unix.NLM_F_REQUEST)
	r := m[headerSize:]
	r[0] = unix.AF_UNIX
	ne.PutUint32(r[4:], math.MaxUint32)
	ne.PutUint32(r[8:], uint32(inode))
	ne.PutUint32(r[12:], unixShowPeer)
	ne.PutUint32(r[16:], noCookie)
	ne.PutUint32(r[20:], noCookie)
	if err := unix.Send(d.fd, m, 0); err != nil {
		return 0
	}
	n, _, err := unix.Recvfrom(d.fd, d.buf, 0)
	if err != nil || n < headerSize+unixMessageSize || ne.Uint16(d.buf[4:]) != diagByFamily {
		return 0
	}
	body := d.buf[headerSize:n]
	for at := unixMessageSize; at+8 <= len(body); {
		size := int(ne.Uint16(body[at:]))
		if size < 4 {
			break
		}
		if ne.Uint16(body[at+2:]) == unixPeer {
			return uint64(ne.Uint32(body[at+4:]))
		}
		at += (size + 3) &^ 3
	}
	return 0
}
