//go:build !linux

package session_test

// mayCapture: segments are captured on Linux only.
func mayCapture() bool { return false }
