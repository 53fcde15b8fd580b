//go:build !unix

package tap

import (
	"errors"
	"io"
	"net"
	"syscall"
)

// receive makes one Read; the end of the stream is no error.
func receive(c *net.TCPConn, buf []byte, waits func()) (n int, err error) {
	waits()
	n, err = c.Read(buf)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return n, err
}

// send makes one Write.
func send(c *net.TCPConn, data []byte, _ func()) (n int, err error) { return c.Write(data) }

// wasReset does not know.
func wasReset(syscall.Conn) bool { return false }
