//go:build !linux || !(amd64 || arm64)

package watch

import (
	"context"

	"stickylab/lab"
)

// Supported tells whether Run works on this platform.
const Supported = false

// Launcher is the hidden sub-command that a program is started by.
const Launcher = "__launch"

// Pair is the hidden sub-command of the two programs that Measure runs.
const Pair = "__pair"

// PlayPair is not for this platform.
func PlayPair([]string) error { return ErrUnsupported }

func measure(context.Context, func() Teller, func() int64) (lab.Watching, error) {
	return lab.Watching{}, ErrUnsupported
}

// Launch is not for this platform.
func Launch([]string) error { return ErrUnsupported }

func run(context.Context, Options) (Result, error) { return Result{}, ErrUnsupported }
