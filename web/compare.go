package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/web/view"
)

// The two halves of a comparison as its address names them.
const (
	sideA = "a"
	sideB = "b"
)

// half is one of the two runs that are compared: a run that is kept, or a run
// that is still to be made of a lesson or of a kept run's script. Its address
// is a=SLUG or a=RUN, a.as=TRANSPORT, a.set=OPTION and a.literal.N=VALUE.
type half struct {
	letter string
	// source is a lesson's slug or a run's id.
	source string
	order  order
	// log is of a run that is kept and compared as it is.
	log *record.Log
	// own is the experiment without options, exp the one with them.
	own, exp lab.Experiment
	slug     string
	err      error
}

// readHalf reads one half from an address or a form.
func (s *Server) readHalf(form url.Values, letter string) half {
	h := half{letter: letter, source: strings.TrimSpace(form.Get(letter + ".run"))}
	if h.source == "" {
		h.source = strings.TrimSpace(form.Get(letter))
	}
	if h.source == "" {
		return h
	}
	h.order.transport = form.Get(letter + ".as")
	h.order.options = formOptions(form, letter+"."+optionField)
	if lesson, ok := course.Shipped().Find(h.source); ok {
		h.order.slug = &lesson.Slug
		h.order.literals = changedLiterals(lesson.Experiment, form, letter+"."+literalPrefix)
	} else if log, ok := s.runner.Log(h.source); ok {
		text := log.Header().Script
		h.order.script = &text
		if h.order.transport == "" && len(h.order.options) == 0 {
			h.log = log
		}
	} else {
		h.err = noRun()
		return h
	}
	h.make()
	return h
}

// make gives the half its experiments. A kept run can be looked at also where
// its script is none.
func (h *half) make() {
	plain := h.order
	plain.options = nil
	var err error
	if h.own, h.slug, err = plain.experiment(); err == nil {
		h.exp, _, err = h.order.experiment()
	}
	if h.log == nil {
		h.err = err
		return
	}
	h.slug = h.log.Header().Slug
}

// ready reports whether there is something to run or to look at.
func (h *half) ready() bool { return h.source != "" && h.err == nil }

// query adds the half to an address.
func (h *half) query(query url.Values) {
	if h.source == "" {
		return
	}
	query.Set(h.letter, h.source)
	if h.order.transport != "" {
		query.Set(h.letter+".as", h.order.transport)
	}
	if len(h.order.options) > 0 {
		query[h.letter+"."+optionField] = h.order.options
	}
	if lesson, ok := course.Shipped().Find(h.source); ok {
		for name, value := range editedLiterals(lesson.Experiment, h.order.literals) {
			query.Set(h.letter+"."+name, value)
		}
	}
}

// comparePath is the address of a comparison.
func comparePath(a, b half) string {
	query := url.Values{}
	a.query(query)
	b.query(query)
	address := url.URL{Path: "/compare", RawQuery: query.Encode()}
	return address.String()
}

// comparePage is GET /compare. It starts no run.
func (s *Server) comparePage(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	a, b := s.readHalf(query, sideA), s.readHalf(query, sideB)
	if untidy(query) {
		http.Redirect(w, r, comparePath(a, b), http.StatusSeeOther)
		return nil
	}
	return s.writeCompare(w, r, a, b)
}

// untidy reports whether an address has what a form sends of fields that were
// left alone.
func untidy(query url.Values) bool {
	for name, values := range query {
		if strings.HasSuffix(name, ".run") || slices.Contains(values, "") {
			return true
		}
	}
	return false
}

// writeCompare answers with the page; what is wrong with a half stands in it.
func (s *Server) writeCompare(w http.ResponseWriter, r *http.Request, a, b half) error {
	status := http.StatusOK
	for _, h := range []half{a, b} {
		if h.err != nil {
			said := asFault(h.err)
			s.failures.record(r, said)
			status = said.status
		}
	}
	if a.log == nil && b.log == nil {
		return s.writePage(w, r, status, view.ComparePair(s.compareModel(r, a, b)))
	}
	body, err := withSlot(r.Context(), s.slots, a.source+" "+b.source, func() ([]byte, error) {
		return rendered(r, view.ComparePair(s.compareModel(r, a, b)))
	})
	if err != nil {
		return err
	}
	sendPage(w, r, status, body)
	return nil
}

// postCompare is POST /compare, the form of pages without JavaScript: it makes
// the runs that are still to be made, one after the other, and leads to their
// comparison.
func (s *Server) postCompare(w http.ResponseWriter, r *http.Request) error {
	if err := readFormBody(r); err != nil {
		return err
	}
	a, b := s.readHalf(r.PostForm, sideA), s.readHalf(r.PostForm, sideB)
	if !a.ready() || !b.ready() {
		return s.writeCompare(w, r, a, b)
	}
	query := url.Values{}
	for _, h := range []half{a, b} {
		id := h.source
		if h.log == nil {
			var err error
			if id, err = s.start(r, &h.order); err != nil {
				return err
			}
			if log, ok := s.runner.Log(id); ok {
				s.waitForEnd(r, log)
			}
		}
		query.Set(h.letter, id)
	}
	http.Redirect(w, r, "/compare?"+query.Encode(), http.StatusSeeOther)
	return nil
}

// compareModel gives the page of a comparison.
func (s *Server) compareModel(r *http.Request, a, b half) view.ComparePage {
	lang := languageOf(r)
	page := view.ComparePage{
		Chrome: s.chrome(r, ""), Pairs: readyPairs(lang),
		Halves: [2]view.CompareHalf{halfModel(lang, a), halfModel(lang, b)},
	}
	if r.Method == http.MethodPost {
		page.Chrome.Path = comparePath(a, b)
	}
	if differences, ok := differences(lang, a.log, b.log); ok {
		page.Compared, page.Differences = true, differences
	}
	return page
}

func halfModel(lang string, h half) view.CompareHalf {
	m := view.CompareHalf{Letter: h.letter, Source: h.source, Transport: h.order.transport}
	if h.source == "" {
		return m
	}
	m.Title = halfTitle(lang, h)
	if h.err != nil {
		m.Problem = asFault(h.err).detail(lang)
	}
	if h.log != nil {
		trace := h.log.Trace()
		m.Run, m.Script, m.Told = h.source, trace.Script, told(lang, trace)
		m.Setup = setup(lang, trace.Transport, storedOptions(trace))
	} else if h.err == nil {
		m.Script, m.Setup = h.exp.Script, setup(lang, h.exp.Transport, h.order.options)
		m.Order = orderJSON(h.order)
	}
	m.Options = halfPanel(h)
	return m
}

// halfPanel offers the options of what a half runs, or would run. Options that
// cannot be are not shown as chosen.
func halfPanel(h half) view.OptionsPanel {
	chosen := h.order.options
	if h.err != nil {
		chosen = nil
	}
	if h.own.Peers == nil {
		return view.OptionsPanel{}
	}
	return panel(h.own, h.letter+"."+optionField, chosen)
}

// halfTitle names the lesson or the run.
func halfTitle(lang string, h half) string {
	slug := h.slug
	if h.order.slug != nil {
		slug = *h.order.slug
	}
	if lesson, ok := course.Shipped().Find(slug); ok {
		return lesson.Text(lang).Title
	}
	return view.T(lang, "compare.script")
}

// setup says over what and with what options a run is made.
func setup(lang string, t lab.Transport, options []string) []string {
	words := []string{view.TransportName(lang, t)}
	for _, text := range options {
		if parts := strings.Split(text, "."); len(parts) == 3 {
			words = append(words, view.OptionText(lang, parts[0], parts[1], parts[2]))
		}
	}
	return words
}

// storedOptions finds the options that a lesson was run with.
func storedOptions(t record.Trace) []string {
	lesson, known := course.Shipped().Find(t.Slug)
	exp, err := script.Parse(t.Script)
	if !known || err != nil {
		return nil
	}
	return addedOptions(added(lesson.Experiment, exp))
}

// orderJSON is what the page's module sends to the API.
func orderJSON(o order) string {
	members := map[string]any{}
	if o.script != nil {
		members["script"] = *o.script
	}
	if o.slug != nil {
		members["experiment"] = *o.slug
	}
	if o.literals != nil {
		members["literals"] = o.literals
	}
	if o.transport != "" {
		members["transport"] = o.transport
	}
	if len(o.options) > 0 {
		members["options"] = o.options
	}
	text, _ := json.Marshal(members) // strings always can be marshalled
	return string(text)
}
