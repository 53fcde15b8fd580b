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

// played returns the experiment that a run played.
func (s *runs) played(h *record.Header) (lab.Experiment, error) {
	return order.Ran(s.course, h.Order, h.Script)
}

// waitForEnd waits for the end of a run, but no longer than formWait.
func (s *runs) waitForEnd(r *http.Request, id string) {
	ctx, cancel := context.WithTimeout(r.Context(), formWait)
	defer cancel()
	stop := context.AfterFunc(s.ending, cancel)
	defer stop()
	if run, err := s.runner.Find(ctx, id); err == nil {
		_, _ = run.Wait(ctx) // the page shows what there is
	}
}

// find returns the run that the request's path names.
func (s *runs) find(r *http.Request) (Run, error) { return s.runner.Find(r.Context(), runID(r)) }

func runID(r *http.Request) string { return chi.URLParam(r, "id") }
