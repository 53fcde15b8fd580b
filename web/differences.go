package web

import (
	"context"
	"net/http"

	"stickylab/lab/diff"
	"stickylab/lab/record"
	"stickylab/web/view"
)

// comparison is what the API says of two runs.
type comparison struct {
	A string `json:"a"`
	B string `json:"b"`
	// Differences are sentences in the reader's language, what the programs
	// saw first.
	Differences []view.Told `json:"differences"`
}

// compare is GET /api/compare?a=RUN&b=RUN.
func (a runAPI) compare(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	var logs [2]*record.Log
	for i, letter := range []string{sideA, sideB} {
		log, ok := a.runner.Log(query.Get(letter))
		if !ok {
			return noRun()
		}
		logs[i] = log
	}
	lang := languageOf(r)
	about := query.Get(sideA) + " " + query.Get(sideB)
	said, err := withSlot(r.Context(), a.slots, about, func() ([]view.Told, error) {
		if !bothEnded(logs[0], logs[1]) {
			return nil, stillRunning()
		}
		return differences(r.Context(), lang, logs[0], logs[1])
	})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Language", contentLanguage(lang))
	w.Header().Add("Vary", "Accept-Language, Cookie")
	return writeJSON(w, http.StatusOK, comparison{A: query.Get(sideA), B: query.Get(sideB), Differences: said})
}

// stillRunning is a comparison of runs that have not both ended.
func stillRunning() *fault {
	return &fault{
		status: http.StatusConflict,
		kind:   "compare.running",
		header: map[string]string{"Retry-After": "1"},
	}
}

// bothEnded reports whether both runs are there and have ended.
func bothEnded(a, b *record.Log) bool {
	for _, log := range []*record.Log{a, b} {
		if log == nil {
			return false
		}
		if _, ended := log.Ended(); !ended {
			return false
		}
	}
	return true
}

// differences returns in a language how two runs differ that can be compared.
func differences(ctx context.Context, lang string, a, b *record.Log) ([]view.Told, error) {
	all, err := diff.Differences(ctx, sideOf(a), sideOf(b))
	return view.Differences(lang, all), err
}

func sideOf(log *record.Log) diff.Side {
	end, _ := log.Ended()
	return diff.Side{Transport: log.About().Transport, Peers: log.PeerNames(), End: end, Run: log}
}
