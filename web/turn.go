package web

import "net/http"

// inTurn makes an answer for which all events of a run are looked through, and
// which is whole in memory before it is sent, or which takes the processor for
// a while, as a cure does: no more than maxTraces at once.
// It is for the making only, not for the sending, which a slow client may hold
// up. The error is that of the making, or the context's when the client left
// before its turn came.
func inTurn[T any](s *Server, r *http.Request, making func() (T, error)) (made T, err error) {
	select {
	case s.traces <- struct{}{}:
		defer func() { <-s.traces }()
	case <-r.Context().Done():
		return made, r.Context().Err()
	}
	return making()
}
