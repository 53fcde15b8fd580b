package web

import (
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
		said, ended := differences(lang, logs[0], logs[1])
		if !ended {
			return nil, stillRunning()
		}
		return said, nil
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

// differences says in a language how two runs differ; false where one of them
// has not ended, or is not there.
func differences(lang string, a, b *record.Log) ([]view.Told, bool) {
	if a == nil || b == nil {
		return nil, false
	}
	for _, log := range []*record.Log{a, b} {
		if _, ended := log.Ended(); !ended {
			return nil, false
		}
	}
	return view.Differences(lang, diff.Differences(sideOf(a), sideOf(b))), true
}

func sideOf(log *record.Log) diff.Side {
	t := log.Trace()
	return diff.Side{Transport: t.Transport, Peers: t.Peers, Events: t.Events, End: t.End}
}
