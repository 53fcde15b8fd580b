package web

import (
	"context"
	"net/http"

	"stickylab/lab"
	"stickylab/lab/share"
)

// startedRun is where a run is found.
type startedRun struct {
	ID   string `json:"id"`
	URL  string `json:"url"`
	Feed string `json:"feed"`
	// Keys are those of the run's guests, by the names of their peers.
	Keys map[string]string `json:"keys,omitempty"`
}

// startedAt is where a run that was started is found.
func startedAt(ctx context.Context, id string) startedRun {
	return startedRun{ID: id, URL: at(ctx, "/runs/"+id), Feed: at(ctx, "/api/runs/"+id+"/feed")}
}

// runAPI answers what programs and pages ask of runs.
type runAPI struct {
	*runs
	slots  *slots
	orders orders
	// streams are the turns of traces that are sent.
	streams *turns
	rota    *share.Rota
	guests  Guests
}

// create is POST /api/runs: it starts a run and does not wait for its end. A
// request that accepts feedMedia gets the beginning of the feed, others where it is.
func (a runAPI) create(w http.ResponseWriter, r *http.Request) error {
	o, err := a.orders.read(w, r, nil)
	if err != nil {
		return err
	}
	id, keys, err := a.begin(r, o)
	if err != nil {
		return err
	}
	w.Header().Set("Location", at(r.Context(), "/api/runs/"+id))
	w.Header().Add("Vary", "Accept")
	started := startedAt(r.Context(), id)
	started.Keys = keys
	if takesFeed(r) && keys == nil {
		a.begun(w, r, started)
		return nil
	}
	return writeJSON(w, http.StatusCreated, started)
}

// begin starts what was ordered, with guests or without.
func (a runAPI) begin(r *http.Request, o lab.Order) (id string, keys map[string]string, err error) {
	if o.Guests() {
		return a.guests.Start(r.Context(), who(r), o)
	}
	id, err = a.start(r, o)
	return id, nil, err
}

// trace is GET /api/runs/{id}: the trace of the run so far.
func (a runAPI) trace(w http.ResponseWriter, r *http.Request) error {
	run, err := a.find(r)
	if err != nil {
		return err
	}
	client := clientOf(r.Context())
	if err := a.streams.acquireSoon(r.Context(), client, "", sendWait); err != nil {
		return err
	}
	defer a.streams.release(client, "")
	return streamTrace(r.Context(), w, run, a.rota)
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
