package web

import (
	"context"
	"net/http"

	"github.com/go-chi/chi/v5"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/order"
	"stickylab/lab/record"
)

// runs starts runs for requests and finds them.
type runs struct {
	runner   Runner
	course   *course.Course
	ending   context.Context // over when the server ends
	analyses *analyses
}

// start starts what was ordered for whoever sent the request.
func (s *runs) start(r *http.Request, o lab.Order) (id string, err error) {
	return s.runner.Start(r.Context(), who(r), o)
}

// made makes an order of the course.
func (s *runs) made(o lab.Order) (order.Made, error) { return order.Make(s.course, o) }

// waitForEnd waits for the end of a run, but no longer than formWait.
func (s *runs) waitForEnd(r *http.Request, id string) {
	log, ok := s.runner.Log(id)
	if !ok {
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), formWait)
	defer cancel()
	select {
	case <-log.Done():
	case <-ctx.Done():
	case <-s.ending.Done():
	}
}

// log returns the log of the run that the request's path names.
func (s *runs) log(r *http.Request) (*record.Log, error) {
	log, ok := s.runner.Log(runID(r))
	if !ok {
		return nil, noRun()
	}
	return log, nil
}

func runID(r *http.Request) string { return chi.URLParam(r, "id") }
