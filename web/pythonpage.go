package web

import (
	"net/http"
	"slices"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/export"
	"stickylab/lab/order"
	"stickylab/lab/pyodide"
	"stickylab/lab/starter"
	"stickylab/web/view"
)

// firstStart is the exercise that the page begins with.
const firstStart = "echo"

// pythonPage is the page of students' own programs.
type pythonPage struct {
	*pages
	kit pythonKit
}

// show is GET /python?start=EXERCISE or ?lesson=LESSON; with &own=PEER the reader writes
// that one of the lesson's peers. What else is in the address the page's script reads.
func (p pythonPage) show(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	page := view.PythonPage{
		Chrome: p.chrome(r, ""), Kit: p.kit.base, Worker: p.assets + "/" + guestWorker,
		Ready: p.kit.store.Ready(), CanPut: p.kit.store != nil && atThisMachine(r),
		Package: pyodide.Package, Name: pyodide.Name,
	}
	var err error
	if slug := query.Get("lesson"); slug != "" {
		err = p.lesson(&page, slug, query.Get("own"))
	} else {
		err = start(&page, query.Get("start"))
	}
	if err != nil {
		return err
	}
	return p.writePage(w, r, http.StatusOK, view.Python(page))
}

// start puts the programs of an exercise on the page.
func start(page *view.PythonPage, name string) error {
	page.Start = name
	if name == "" {
		name = firstStart
	}
	files, ok := starter.Find(name)
	if !ok {
		return noPage()
	}
	for _, f := range files {
		page.Files = append(page.Files, view.PythonFile{Name: f.Name, Text: f.Text, Runs: true})
	}
	return nil
}

// lesson puts the programs of a lesson on the page, or the one that the reader is to
// write.
func (p pythonPage) lesson(page *view.PythonPage, slug, own string) error {
	lesson, ok := p.lessons.Find(slug)
	if !ok {
		return noLesson(slug)
	}
	made, err := order.Make(p.lessons, lab.Order{Slug: slug})
	if err != nil {
		return err
	}
	page.Lesson, page.Own = slug, own
	page.Files = lessonFiles(made.Experiment, page.Chrome.Lang)
	if own == "" {
		return nil
	}
	if !slices.ContainsFunc(made.Experiment.Peers, func(peer lab.Peer) bool { return peer.Name == own }) {
		return noPage()
	}
	page.Files = []view.PythonFile{{Name: own + ".py", Text: ownText(lesson, page.Chrome.Lang, own), Runs: true}}
	return nil
}

// lessonFiles are the programs of a lesson and what they import.
func lessonFiles(e lab.Experiment, lang string) []view.PythonFile {
	var files []view.PythonFile
	for _, program := range export.Runnable(e, lang) {
		files = append(files, view.PythonFile{Name: program.File, Text: program.Source(), Runs: true})
	}
	if text, ok := export.Sync(e, lang); ok {
		files = append(files, view.PythonFile{Name: export.SyncFile, Text: text})
	}
	return files
}

// ownText is what stands in the editor of a program that the reader is to write.
func ownText(lesson course.Lesson, lang, own string) string {
	return view.T(lang, "python.own.text", lesson.Text(lang).Title, own) + "\nimport socket\n\n"
}

// licensePage shows the notices of what others have written.
type licensePage struct{ *pages }

func (p licensePage) show(w http.ResponseWriter, r *http.Request) error {
	return p.writePage(w, r, http.StatusOK, view.Licenses(p.chrome(r, ""), pyodide.Notices))
}
