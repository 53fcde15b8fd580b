package web

import (
	"net/http"
	"strconv"

	"stickylab/lab/record"
	"stickylab/lab/words"

	"github.com/go-chi/chi/v5"
)

// whyAnswer is what the verdict on one event rests on, in the reader's
// language.
type whyAnswer struct {
	Seq    int    `json:"seq"`
	Joined string `json:"joined"`
	Title  string `json:"title"`
	// Lines are sentences, the numbers in them as they were measured.
	Lines []string `json:"lines"`
	// Segments are the captured ones that carried the event's bytes, as a
	// trace writes them.
	Segments record.SegmentList `json:"segments"`
	// Grounds are the lines in pieces, which name events, bytes and segments.
	Grounds [][]words.Piece `json:"grounds"`
}

// why is GET /api/runs/{id}/why/{seq}.
func (a runAPI) why(w http.ResponseWriter, r *http.Request) error {
	run, err := a.find(r)
	if err != nil {
		return err
	}
	text := chi.URLParam(r, "seq")
	seq, err := strconv.Atoi(text)
	if err != nil {
		return noReason(text)
	}
	analysis, err := a.analyses.of(r.Context(), runID(r), run)
	if err != nil {
		return err
	}
	why, err := analysis.Why(r.Context(), run, seq)
	switch {
	case err != nil:
		return err
	case why == nil:
		return noReason(text)
	}
	title, lines := words.Why(languageOf(r), why)
	w.Header().Set("Content-Language", contentLanguage(languageOf(r)))
	w.Header().Add("Vary", "Accept-Language, Cookie")
	return writeJSON(w, http.StatusOK, whyAnswer{
		Seq: seq, Joined: why.Of().Joined.String(), Title: title, Lines: lines, Segments: why.Captured(),
		Grounds: words.Grounds(languageOf(r), why),
	})
}
