// Package diag asks the kernel what it holds for sockets of any program on this machine
// (sock_diag(7)): it needs no right for that, and the program notices nothing.
package diag

import "errors"

// ErrUnsupported is the error of Open where the kernel has no sock_diag.
var ErrUnsupported = errors.ErrUnsupported
