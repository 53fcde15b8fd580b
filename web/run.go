package web

import (
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/words"
	"stickylab/web/view"
)

// runPage is the page of a run.
type runPage struct {
	*pages
	*runs
}

// show is GET /runs/{id}: a run that is kept, whether it has ended or not.
func (p runPage) show(w http.ResponseWriter, r *http.Request) error {
	run, err := p.find(r)
	if err != nil {
		return err
	}
	said, err := p.analyses.answered(r.Context(), p.course, languageOf(r), runID(r), run)
	if err != nil {
		return err
	}
	return p.writeScanPage(w, r, runID(r), func() (templ.Component, error) {
		page, err := p.model(r, run, said.Told)
		return view.Run(page), err
	})
}

func (p runPage) model(r *http.Request, run Run, found []words.Told) (view.RunPage, error) {
	lang := languageOf(r)
	about := run.About()
	page := view.RunPage{
		Chrome: p.chrome(r, about.Slug), ID: runID(r), Slug: about.Slug, Script: about.Script, Source: about.Source, Observer: about.Observer,
		Transport: about.Transport, Conns: run.Conns(), Env: about.Env, Peers: run.PeerNames(),
		FirstEvent: firstRow(r, "from"), FirstSegment: firstRow(r, "segment"),
		Findings: found, Stored: about.Stored, CanRun: len(about.Stored) == 0 && about.Source == "",
	}
	if err := page.List(r.Context(), run); err != nil {
		return view.RunPage{}, err
	}
	if len(about.Stored) > 0 {
		p.ordered(&page, about.Order)
	}
	if exp, err := p.played(&about); err == nil {
		page.Programs = programs(lang, exp)
		page.Door = p.met(exp, run, len(about.Stored) > 0)
	}
	if about.Source == lab.SourceTrace {
		var err error
		if page.Programs, err = ownPrograms(r.Context(), run); err != nil {
			return view.RunPage{}, err
		}
		page.CanRun = false
	}
	if about.Order.Guests() {
		page.Own()
	}
	if lesson, ok := p.course.Find(about.Slug); ok {
		page.Slug, page.Chrome.Current = lesson.Slug, lesson.Slug
		page.Title, page.Lanes, page.Pause = lesson.Text(lang).Title, lesson.Lanes(), lesson.Pause().String()
		markAdded(page.Programs, about.Added)
		page.Again = p.again(lesson, about.Order)
	}
	if about.Order.Guests() { // they run in a browser only
		page.CanRun, page.Again, page.Python = false, nil, "/python?run="+page.ID
	}
	if end, ok := run.Ended(); ok {
		page.End = &end
	}
	return page, nil
}

// met is what the page says of a program of the user's own in the run: what it has to do
// while that goes on, and what was not seen of it.
func (p runPage) met(exp lab.Experiment, run Run, stored bool) *view.Door {
	d := p.doorOf(exp)
	if d == nil || d.Peer == "" {
		return nil
	}
	if _, ended := run.Ended(); ended || stored {
		d.At = ""
	}
	return d
}

// ordered sets what the Run button of a stored trace runs: what its order says,
// not what its script was; without an order there is nothing to run.
func (p runPage) ordered(page *view.RunPage, o lab.Order) {
	if o.Slug == "" && o.Framing == "" && o.Script == "" {
		return
	}
	if made, err := p.made(o); err == nil {
		page.CanRun, page.Ordered = true, made.Experiment.Script
	}
}

// firstRow reads which row a list begins with; what is none is the first.
func firstRow(r *http.Request, param string) int {
	n, err := strconv.Atoi(r.URL.Query().Get(param))
	if err != nil {
		return 1
	}
	return max(n, 1)
}

// again returns the options and literals that make a lesson's run once more;
// nil where only its script can do so. The order may come from a file.
func (p runPage) again(lesson course.Lesson, o lab.Order) *view.Again {
	if _, err := p.made(o); err != nil || o.Slug != lesson.Slug {
		return nil
	}
	a := &view.Again{Literals: o.Literals}
	for _, option := range o.Options {
		a.Options = append(a.Options, option.String())
	}
	return a
}
