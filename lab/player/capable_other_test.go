//go:build !linux

package player_test

// mayCapture: segments are captured on Linux only.
func mayCapture() bool { return false }
