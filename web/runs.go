package web

import (
	"encoding/json"
	"net/http"

	"github.com/go-chi/chi/v5"

	"stickylab/lab/record"
)

// startedRun tells where a run is to be found.
type startedRun struct {
	ID   string `json:"id"`
	URL  string `json:"url"`
	Feed string `json:"feed"`
}

// startRun is POST /api/runs: it starts a run and does not wait for it.
func (s *Server) startRun(w http.ResponseWriter, r *http.Request) error {
	var f orderFields
	if err := decodeObject(r, f.fields()); err != nil {
		return err
	}
	o, err := f.order()
	if err != nil {
		return err
	}
	id, err := s.start(r, o)
	if err != nil {
		return err
	}
	w.Header().Set("Location", "/api/runs/"+id)
	return writeJSON(w, http.StatusCreated, startedRun{ID: id, URL: "/runs/" + id, Feed: "/api/runs/" + id + "/feed"})
}

// getRun is GET /api/runs/{id}: the trace of the run so far.
func (s *Server) getRun(w http.ResponseWriter, r *http.Request) error {
	log, err := s.log(r)
	if err != nil {
		return err
	}
	trace, err := withSlot(r.Context(), s.slots, runID(r), func() ([]byte, error) { return json.Marshal(log.Trace()) })
	if err != nil {
		return err
	}
	answer(w, http.StatusOK, "application/json", append(trace, '\n'))
	return nil
}

// stopRun is DELETE /api/runs/{id}: when it answers, the run has ended. The
// run is kept.
func (s *Server) stopRun(w http.ResponseWriter, r *http.Request) error {
	if !s.runner.Stop(runID(r)) {
		return noRun()
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// log gives the log of the run that the request's path names.
func (s *Server) log(r *http.Request) (*record.Log, error) {
	log, ok := s.runner.Log(runID(r))
	if !ok {
		return nil, noRun()
	}
	return log, nil
}

func runID(r *http.Request) string { return chi.URLParam(r, "id") }
