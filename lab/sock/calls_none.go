//go:build !linux && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd

package sock

import (
	"syscall"
	"time"

	"stickylab/lab"
)

// NewNet fails where supported is false, so nothing below is ever called.
const (
	supported    = false
	ownAddresses = false

	flagAll, flagPeek = 0, 0
)

type sockaddr struct{}

func (*sockaddr) clear()               {}
func (*sockaddr) setInet(endpoint)     {}
func (*sockaddr) setPath(string) error { return ErrUnsupported }
func (*sockaddr) addr(string) Addr     { return Addr{} }

func openSocket(lab.Transport) (int, error) { return -1, ErrUnsupported }
func bind(int, *sockaddr) error             { return ErrUnsupported }
func connect(int, *sockaddr) error          { return ErrUnsupported }
func listen(int, int) error                 { return ErrUnsupported }
func accept(int) (int, Addr, error)         { return -1, Addr{}, ErrUnsupported }

func send(int, []byte, bool, *sockaddr) (int, error) { return 0, ErrUnsupported }

func receive(int, []byte, int) (int, error) { return 0, ErrUnsupported }

func receiveFrom(int, []byte, int, *sockaddr) (int, error) { return 0, ErrUnsupported }

func poll([]int, []bool, time.Duration) (int, error) { return 0, ErrUnsupported }

func pollFor([]int, []Interest, []Readiness, time.Duration) (int, error) { return 0, ErrUnsupported }
func shutdown(int, int) error                                            { return ErrUnsupported }
func setOption(int, int, int, int) error                                 { return ErrUnsupported }
func setLinger(int, int) error                                           { return ErrUnsupported }
func lowWater(int) int                                                   { return 1 }
func queued(int) int                                                     { return 0 }
func ended(int) bool                                                     { return true }
func readable(int) bool                                                  { return false }
func connectOutcome(int, *sockaddr) error                                { return ErrUnsupported }
func localPort(int) uint16                                               { return 0 }
func writable(int) bool                                                  { return false }
func broken(int) bool                                                    { return true }
func foreign(int) bool                                                   { return false }
func closeRaw(int) error                                                 { return ErrUnsupported }
func optionNumber(string) (level, option int, known bool)                { return 0, 0, false }
func errnoName(errno syscall.Errno) string                               { return errno.Error() }
func nameOf(int, bool, string) (Addr, error)                             { return Addr{}, ErrUnsupported }
