package sock

import (
	"math"
	"syscall"
)

// SetOption is setsockopt(2) by one of the names of lab.Options, with the value
// of a lab.Set. A name that the platform does not know gives ENOPROTOOPT, a
// value that is no C int EINVAL.
func (s *Socket) SetOption(name string, value int) (res Result) {
	level, option, known := optionNumber(name)
	switch {
	case !known:
		res = resultAt(s.net.clock(), syscall.ENOPROTOOPT)
	case value < math.MinInt32 || value > math.MaxInt32:
		res = resultAt(s.net.clock(), syscall.EINVAL)
	default:
		s.call(&res, func(fd int) error {
			if name == "linger" {
				return setLinger(fd, value)
			}
			return setOption(fd, level, option, value)
		})
	}
	if res.Err == nil {
		s.noteOption(name, value)
	}
	return res
}

// DropAll makes the kernel drop whatever comes to the socket from now on
// (SO_ATTACH_FILTER). Where the platform has no such filter it gives ENOPROTOOPT.
func (s *Socket) DropAll() (res Result) {
	s.call(&res, dropAll)
	return res
}

// noteOption keeps what later calls have to know.
func (s *Socket) noteOption(name string, value int) {
	switch name {
	case "reuseaddr":
		s.net.mu.Lock()
		s.reuse = s.reuse || value != 0
		s.net.mu.Unlock()
	case "linger":
		s.lingers.Store(value > 0 && s.transport.IsTCP())
	case "rcvlowat":
		if !s.transport.Stream() {
			return
		}
		_ = s.control(func(fd int) error { // fails on a closed socket only
			s.lowat.Store(int64(lowWater(fd)))
			return nil
		})
	}
}
