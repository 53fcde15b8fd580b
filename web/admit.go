package web

import "net/http"

// admit lets requests in until the server ends, and counts them so that the
// end can wait for them: net/http forgets a connection that became a feed.
func (s *Server) admit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.enter() {
			s.failures.fail(w, r, closing())
			return
		}
		defer s.serving.Done()
		next.ServeHTTP(w, r)
	})
}

// enter counts a request in, unless the server has ended.
func (s *Server) enter() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.ended {
		s.serving.Add(1)
	}
	return !s.ended
}
