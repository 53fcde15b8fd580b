package web

import (
	"net/http"

	"stickylab/lab"
)

// startedRun is where a run is found.
type startedRun struct {
	ID   string `json:"id"`
	URL  string `json:"url"`
	Feed string `json:"feed"`
}

// runAPI answers what programs and pages ask of runs.
type runAPI struct {
	*runs
	slots *slots
	// opening bounds how many large bodies are read at once.
	opening *slots
}

// create is POST /api/runs: it starts a run and does not wait for it.
func (a runAPI) create(w http.ResponseWriter, r *http.Request) error {
	o, err := a.ordered(w, r)
	if err != nil {
		return err
	}
	id, err := a.start(r, o)
	if err != nil {
		return err
	}
	w.Header().Set("Location", "/api/runs/"+id)
	return writeJSON(w, http.StatusCreated, startedRun{ID: id, URL: "/runs/" + id, Feed: "/api/runs/" + id + "/feed"})
}

// ordered reads the order of a request.
func (a runAPI) ordered(w http.ResponseWriter, r *http.Request) (lab.Order, error) {
	if takesFiles(r) {
		return a.withFiles(w, r)
	}
	var f orderFields
	if err := decodeObject(r, f.fields()); err != nil {
		return lab.Order{}, err
	}
	return f.order()
}

// trace is GET /api/runs/{id}: the trace of the run so far.
func (a runAPI) trace(w http.ResponseWriter, r *http.Request) error {
	run, err := a.find(r)
	if err != nil {
		return err
	}
	return streamTrace(r.Context(), w, run)
}

// stop is DELETE /api/runs/{id}: when it answers, the run has ended. The
// run is kept.
func (a runAPI) stop(w http.ResponseWriter, r *http.Request) error {
	if err := a.runner.Stop(r.Context(), who(r), runID(r)); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
