package web

import (
	"net/http"

	"stickylab/lab"
	"stickylab/lab/export"
	"stickylab/lab/order"
	"stickylab/web/view"
)

// tracePage is GET /trace: how programs run on the reader's own machine under stickylab
// trace. It has commands to copy; no route begins a trace.
type tracePage struct{ *pages }

func (p tracePage) show(w http.ResponseWriter, r *http.Request) error {
	page := view.TracePage{Chrome: p.chrome(r, "")}
	lang := page.Chrome.Lang
	for _, lesson := range p.lessons.All() {
		made, err := order.Make(p.lessons, lab.Order{Slug: lesson.Slug})
		if err != nil {
			return err
		}
		one := view.TracedLesson{Slug: lesson.Slug, Title: lesson.Text(lang).Title, Zip: zipPath(lesson.Slug, "")}
		for _, program := range export.Runnable(made.Experiment, lang) {
			one.Files = append(one.Files, program.File)
		}
		page.Lessons = append(page.Lessons, one)
	}
	return p.writePage(w, r, http.StatusOK, view.Trace(page))
}
