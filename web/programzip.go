package web

import (
	"archive/zip"
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"github.com/go-chi/chi/v5"

	"stickylab/lab"
	"stickylab/lab/export"
	"stickylab/web/view"
)

// zipPath is where the programs of a lesson are, with what is changed and set as in
// the query of its page.
func zipPath(slug string, query string) string {
	address := url.URL{Path: "/lessons/" + slug + "/programs.zip", RawQuery: query}
	return address.String()
}

// programs is GET /lessons/{slug}/programs.zip: the programs of a lesson to be run
// elsewhere.
func (p lessonPage) programs(w http.ResponseWriter, r *http.Request) error {
	slug := chi.URLParam(r, "slug")
	lesson, ok := p.course.Find(slug)
	if !ok {
		return noLesson(slug)
	}
	o, err := addressedOrder(lesson, r.URL.Query())
	if err != nil {
		return err
	}
	made, err := p.made(o)
	if err != nil {
		return err
	}
	archive, err := zipped(lesson.Slug, programFiles(made.Experiment, languageOf(r)))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": lesson.Slug + ".zip"}))
	answer(w, http.StatusOK, "application/zip", archive)
	return nil
}

// file is one file of an archive.
type file struct{ name, text string }

// programFiles are the programs of an experiment, in the order in which they are
// started, what they need, and how they are run.
func programFiles(e lab.Experiment, lang string) []file {
	var files []file
	var names []string
	for _, program := range export.Runnable(e, lang) {
		files = append(files, file{program.File, program.Source()})
		names = append(names, "python3 "+program.File)
	}
	more := "readme.alone"
	if text, ok := export.Sync(e, lang); ok {
		files, more = append(files, file{export.SyncFile, text}), "readme.sync"
	}
	readme := view.T(lang, "readme", strings.Join(names, "\n    ")) + "\n" + view.T(lang, more) + "\n"
	return append(files, file{"README.txt", readme})
}

// zipped packs files into a folder of an archive.
func zipped(folder string, files []file) ([]byte, error) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, f := range files {
		w, err := archive.Create(folder + "/" + f.name)
		if err != nil {
			return nil, fmt.Errorf("zip: %w", err)
		}
		if _, err := w.Write([]byte(f.text)); err != nil {
			return nil, fmt.Errorf("zip: %w", err)
		}
	}
	if err := archive.Close(); err != nil {
		return nil, fmt.Errorf("zip: %w", err)
	}
	return out.Bytes(), nil
}
