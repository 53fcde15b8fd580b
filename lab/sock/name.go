package sock

// Name is getsockname(2), or with remote getpeername(2).
func (s *Socket) Name(remote bool) (a Addr, res Result) {
	s.net.mu.RLock()
	dir := s.net.dir
	s.net.mu.RUnlock()
	s.call(&res, func(fd int) (err error) {
		a, err = nameOf(fd, remote, dir)
		return err
	})
	res.Address = a.String()
	return a, res
}
