//go:build amd64 || arm64

package watch

import (
	"fmt"
	"os"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// Pair is the hidden sub-command of the two programs that Measure runs. Both
// inherit a listener as their standard input, and print their one result.
const Pair = "__pair"

// The descriptors of the two programs.
const (
	pairListener = 0
	pairResult   = 1
)

// PlayPair is one of the two programs: "server" or "client", and the number of
// connections. The client sends hello and feng one behind the other, as in the
// lecture, and waits for the server's end before the next connection.
func PlayPair(argv []string) error {
	if len(argv) != 2 {
		return fmt.Errorf("%d arguments", len(argv))
	}
	n, err := strconv.Atoi(argv[1])
	if err != nil {
		return err
	}
	play := pairServer
	if argv[0] == "client" {
		play = pairClient
	}
	result, err := play(n)
	if err != nil {
		return err
	}
	_, err = unix.Write(pairResult, fmt.Appendf(nil, "%s %d\n", argv[0], result))
	return err
}

// pairWork is what the server computes between accept and its first receive, about
// as long as CPython takes there: without it next to nothing is joined.
const pairWork = 40 * time.Microsecond

// pairServer counts the connections of which one receive took both messages.
func pairServer(n int) (joined int64, err error) {
	for range n {
		fd, _, err := unix.Accept(pairListener)
		if err != nil {
			return 0, os.NewSyscallError("accept", err)
		}
		for start := time.Now(); time.Since(start) < pairWork; {
		}
		var buf [1024]byte
		for first := true; ; first = false {
			got, err := unix.Read(fd, buf[:])
			if err != nil {
				return 0, os.NewSyscallError("read", err)
			}
			if first && got == len(pairHello+pairFeng) {
				joined++
			}
			if got == 0 {
				break
			}
		}
		_ = unix.Close(fd)
	}
	return joined, nil
}

const (
	pairHello = "hello"
	pairFeng  = "feng"
	// pairCalls is how many calls a client makes of one connection.
	pairCalls = 7
)

// pairClient gives the nanoseconds that its connections took.
func pairClient(n int) (took int64, err error) {
	at, err := unix.Getsockname(pairListener)
	if err != nil {
		return 0, os.NewSyscallError("getsockname", err)
	}
	start := time.Now()
	for range n {
		fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM, 0)
		if err != nil {
			return 0, os.NewSyscallError("socket", err)
		}
		if err := unix.Connect(fd, at); err != nil {
			return 0, os.NewSyscallError("connect", err)
		}
		for _, message := range []string{pairHello, pairFeng} {
			if _, err := unix.Write(fd, []byte(message)); err != nil {
				return 0, os.NewSyscallError("write", err)
			}
		}
		_ = unix.Shutdown(fd, unix.SHUT_WR)
		_, err = unix.Read(fd, make([]byte, 1)) // 0: the server has closed
		_ = unix.Close(fd)
		if err != nil {
			return 0, os.NewSyscallError("read", err)
		}
	}
	return int64(time.Since(start)), nil
}
