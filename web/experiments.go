package web

import (
	"net/http"
)

// listedExperiment is a lesson's experiment as the API lists it.
type listedExperiment struct {
	Slug   string `json:"slug"`
	Title  string `json:"title"`
	Part   int    `json:"part"`
	Script string `json:"script"`
}

// experiments is GET /api/experiments: the lessons, titled in the reader's
// language.
func (a runAPI) experiments(w http.ResponseWriter, r *http.Request) error {
	lang := languageOf(r)
	list := []listedExperiment{}
	for _, lesson := range a.course.All() {
		list = append(list, listedExperiment{
			Slug: lesson.Slug, Title: lesson.Text(lang).Title, Part: lesson.Part, Script: lesson.Script,
		})
	}
	h := w.Header()
	h.Set("Content-Language", contentLanguage(lang))
	h.Add("Vary", "Accept-Language, Cookie")
	return writeJSON(w, http.StatusOK, list)
}
