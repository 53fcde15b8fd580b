package web

import (
	"bytes"
	"net/http"
	"net/netip"

	"github.com/a-h/templ"

	"stickylab/lab/course"
	"stickylab/lab/exercise"
	"stickylab/web/view"
)

// pages writes pages: what surrounds each of them, and the way to answer.
type pages struct {
	lessons *course.Course // for the menu
	// assets is the path of the static files, kernel names the system that the
	// sockets are of, version is the program's, and maxRepeats is what a page may ask
	// to repeat.
	assets, kernel, version string
	maxRepeats              int
	slots                   *slots
	// door is where programs of the user's own are met, not valid without one.
	door netip.AddrPort
}

// writePage answers with a page. It is rendered before anything is written, so
// that an error can still be answered.
func (p *pages) writePage(w http.ResponseWriter, r *http.Request, status int, page templ.Component) error {
	body, err := rendered(r, page)
	if err != nil {
		return err
	}
	sendPage(w, r, status, body)
	return nil
}

// writeScanPage answers with a page whose model scans the run that it is about.
func (p *pages) writeScanPage(w http.ResponseWriter, r *http.Request, run string, page func() (templ.Component, error)) error {
	body, err := withSlot(r.Context(), p.slots, run, func() ([]byte, error) {
		made, err := page()
		if err != nil {
			return nil, err
		}
		return rendered(r, made)
	})
	if err != nil {
		return err
	}
	sendPage(w, r, http.StatusOK, body)
	return nil
}

func rendered(r *http.Request, page templ.Component) ([]byte, error) {
	var body bytes.Buffer
	err := page.Render(r.Context(), &body)
	return rebased(body.Bytes(), baseOf(r.Context())), err
}

func sendPage(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	h := w.Header()
	h.Set("Content-Language", contentLanguage(languageOf(r)))
	h.Add("Vary", "Accept-Language, Cookie")
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "private, no-cache")
	}
	answer(w, status, "text/html; charset=utf-8", body)
}

// chrome returns what every page has around it. Current is the slug of the
// lesson shown, if any.
func (p *pages) chrome(r *http.Request, current string) view.Chrome {
	lang := languageOf(r)
	return view.Chrome{
		Lang: lang, Theme: themeOf(r), Path: pathOf(r), Kernel: p.kernel, Version: p.version,
		Assets: p.assets, Course: menu(p.lessons, lang), Current: current, MaxRepeats: p.maxRepeats,
	}
}

// pathOf returns the address that shows the page again. What was posted cannot
// be shown again by a link, so such a page leads home.
func pathOf(r *http.Request) string {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return "/"
	}
	return r.URL.RequestURI()
}

// menu lists the lessons by the parts of the course.
func menu(c *course.Course, lang string) []view.Part {
	var parts []view.Part
	for _, lesson := range c.All() {
		if len(parts) == 0 || parts[len(parts)-1].Number != lesson.Part {
			parts = append(parts, view.Part{Number: lesson.Part})
		}
		text := lesson.Text(lang)
		part := &parts[len(parts)-1]
		part.Lessons = append(part.Lessons, view.LessonLink{
			Slug: lesson.Slug, Title: text.Title, Lead: text.Lead, Minutes: lesson.Minutes, Core: lesson.Core,
		})
	}
	for i := range parts {
		for _, x := range exercise.Shipped() {
			if x.Part == parts[i].Number {
				parts[i].Exercises = append(parts[i].Exercises, x.Slug)
			}
		}
	}
	return parts
}
