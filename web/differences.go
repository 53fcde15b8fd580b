package web

import (
	"context"
	"net/http"

	"stickylab/lab/diff"
	"stickylab/lab/record"
	"stickylab/lab/words"
)

// comparison is what the API says of two runs.
type comparison struct {
	A string `json:"a"`
	B string `json:"b"`
	// Differences are sentences in the reader's language, what the programs
	// saw first.
	Differences []words.Told `json:"differences"`
	// Held tells whether b came out as the lesson of a says of the change that b is;
	// it is left out where b is none.
	Held *bool `json:"held,omitempty"`
}

// compare is GET /api/compare?a=RUN&b=RUN.
func (a runAPI) compare(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	var runs [2]Run
	for i, letter := range []string{sideA, sideB} {
		run, err := a.runner.Find(r.Context(), query.Get(letter))
		if err != nil {
			return err
		}
		runs[i] = run
	}
	lang := languageOf(r)
	about := query.Get(sideA) + " " + query.Get(sideB)
	said := comparison{A: query.Get(sideA), B: query.Get(sideB)}
	said, err := withSlot(r.Context(), a.slots, about, func() (comparison, error) {
		if !bothEnded(runs[0], runs[1]) {
			return said, stillRunning()
		}
		var err error
		if said.Held, err = a.held(r.Context(), runs[0], runs[1]); err != nil {
			return said, err
		}
		said.Differences, err = differences(r.Context(), lang, runs[0], runs[1])
		return said, err
	})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Language", contentLanguage(lang))
	w.Header().Add("Vary", "Accept-Language, Cookie")
	return writeJSON(w, http.StatusOK, said)
}

// held holds b against what the lesson of a says of the change that b is; nil where
// it is none.
func (a runAPI) held(ctx context.Context, lessons, changed Run) (*bool, error) {
	lesson, ok := a.course.Find(lessons.About().Slug)
	if !ok {
		return nil, nil
	}
	header := changed.About()
	n := 0
	if exp, err := a.played(&header); err == nil {
		n = variantOf(lesson, exp)
	}
	if n == 0 {
		return nil, nil
	}
	trace, err := record.Collect(ctx, changed)
	if err != nil {
		return nil, err
	}
	held := lesson.Variants()[n-1].Check(trace) == nil
	return &held, nil
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
func bothEnded(a, b Run) bool {
	for _, run := range []Run{a, b} {
		if run == nil {
			return false
		}
		if _, ended := run.Ended(); !ended {
			return false
		}
	}
	return true
}

// differences returns in a language how two runs differ that can be compared.
func differences(ctx context.Context, lang string, a, b Run) ([]words.Told, error) {
	all, err := diff.Differences(ctx, sideOf(a), sideOf(b))
	return words.Differences(lang, all), err
}

func sideOf(run Run) diff.Side {
	end, _ := run.Ended()
	return diff.Side{Transport: run.About().Transport, Peers: run.PeerNames(), End: end, Run: run}
}
