package sock

import (
	"math"
	"syscall"
)

// SetOption is setsockopt(2) by one of the names of lab.Options. A name that
// the platform does not know gives ENOPROTOOPT, a value that is no C int
// EINVAL.
func (s *Socket) SetOption(name string, value int) Result {
	level, option, known := optionNumber(name)
	var res Result
	switch {
	case !known:
		res = resultAt(s.net.clock(), syscall.ENOPROTOOPT)
	case value < math.MinInt32 || value > math.MaxInt32:
		res = resultAt(s.net.clock(), syscall.EINVAL)
	default:
		res = s.call(func(fd int) error { return setOption(fd, level, option, value) })
	}
	if res.Err == nil && name == "reuseaddr" && value != 0 {
		s.net.mu.Lock()
		s.reuse = true
		s.net.mu.Unlock()
	}
	res.Text = name
	return res
}
