//go:build !linux

package sock

import "stickylab/lab"

// holderOf is known on Linux only.
func holderOf(endpoint) string { return "" }

// programOf is known on Linux only.
func programOf(lab.Transport, uint16) string { return "" }
