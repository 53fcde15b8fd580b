package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"stickylab/lab"
	"stickylab/lab/order"
	"stickylab/lab/record"
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
	// source is a lesson's slug or a run's id; as and options are the others as
	// the address writes them, right or wrong.
	source, as string
	options    []string
	// order is what is to be run.
	order lab.Order
	// log is of a run that is kept and compared as it is.
	log  *record.Log
	made order.Made
	err  error
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
	h.as, h.options = form.Get(letter+".as"), formOptions(form, letter+"."+optionField)
	if lesson, ok := s.course.Find(h.source); ok {
		h.order.Slug = lesson.Slug
		h.order.Literals = changedLiterals(lesson.Experiment, form, letter+"."+literalPrefix)
	} else if log, ok := s.runner.Log(h.source); ok {
		h.order.Script = log.Header().Script
		if h.as == "" && len(h.options) == 0 {
			h.log = log
		}
	} else {
		h.err = noRun()
		return h
	}
	s.makeHalf(&h)
	return h
}

// makeHalf makes the order of a half. A kept run can be looked at also where
// its script is none.
func (s *Server) makeHalf(h *half) {
	var err error
	if h.order.Transport, err = order.ParseTransport(h.as); err == nil {
		h.order.Options, err = order.ParseOptions(h.options)
	}
	if err == nil {
		h.made, err = s.made(h.order)
	}
	if err != nil { // what can be chosen from is shown all the same
		plain := h.order
		plain.Options = nil
		h.made, _ = s.made(plain)
	}
	if h.log == nil {
		h.err = err
	}
}

// ready reports whether there is something to run or to look at.
func (h *half) ready() bool { return h.source != "" && h.err == nil }

// halfQuery adds a half to an address.
func (s *Server) halfQuery(query url.Values, h half) {
	if h.source == "" {
		return
	}
	query.Set(h.letter, h.source)
	if h.as != "" {
		query.Set(h.letter+".as", h.as)
	}
	if len(h.options) > 0 {
		query[h.letter+"."+optionField] = h.options
	}
	if lesson, ok := s.course.Find(h.source); ok {
		for name, value := range editedLiterals(lesson.Experiment, h.order.Literals) {
			query.Set(h.letter+"."+name, value)
		}
	}
}

// comparePath is the address of a comparison.
func (s *Server) comparePath(a, b half) string {
	query := url.Values{}
	s.halfQuery(query, a)
	s.halfQuery(query, b)
	address := url.URL{Path: "/compare", RawQuery: query.Encode()}
	return address.String()
}

// comparePage is GET /compare. It starts no run.
func (s *Server) comparePage(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	a, b := s.readHalf(query, sideA), s.readHalf(query, sideB)
	if untidy(query) {
		http.Redirect(w, r, s.comparePath(a, b), http.StatusSeeOther)
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
			if id, err = s.start(r, h.order); err != nil {
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
		Chrome: s.chrome(r, ""), Pairs: s.readyPairs(lang),
		Halves: [2]view.CompareHalf{s.halfModel(lang, a), s.halfModel(lang, b)},
	}
	if r.Method == http.MethodPost {
		page.Chrome.Path = s.comparePath(a, b)
	}
	if differences, ok := differences(lang, a.log, b.log); ok {
		page.Compared, page.Differences = true, differences
	}
	return page
}

func (s *Server) halfModel(lang string, h half) view.CompareHalf {
	m := view.CompareHalf{Letter: h.letter, Source: h.source, Transport: h.as}
	if h.source == "" {
		return m
	}
	m.Title = s.halfTitle(lang, h)
	if h.err != nil {
		m.Problem = asFault(h.err).detail(lang)
	}
	if h.log != nil {
		trace := h.log.Trace()
		m.Run, m.Script, m.Told = h.source, trace.Script, told(lang, trace)
		m.Setup = setup(lang, trace.Transport, trace.Order.Options)
	} else if h.err == nil {
		exp := h.made.Experiment
		m.Script, m.Setup = exp.Script, setup(lang, exp.Transport, h.order.Options)
		m.Order = orderJSON(h.order)
	}
	m.Options = halfPanel(h)
	return m
}

// halfPanel offers the options of what a half runs, or would run. Options that
// cannot be are not shown as chosen.
func halfPanel(h half) view.OptionsPanel {
	chosen := h.order.Options
	if h.err != nil {
		chosen = nil
	}
	if h.made.Plain.Peers == nil {
		return view.OptionsPanel{}
	}
	return panel(h.made.Plain, h.letter+"."+optionField, chosen)
}

// halfTitle names the lesson or the run.
func (s *Server) halfTitle(lang string, h half) string {
	slug := h.order.Slug
	if h.log != nil {
		slug = h.log.Header().Slug
	}
	if lesson, ok := s.course.Find(slug); ok {
		return lesson.Text(lang).Title
	}
	return view.T(lang, "compare.script")
}

// setup says over what and with what options a run is made.
func setup(lang string, t lab.Transport, options []lab.PeerOption) []string {
	words := []string{view.TransportName(lang, t)}
	for _, option := range options {
		words = append(words, view.OptionText(lang, option))
	}
	return words
}

// orderJSON is what the page's module sends to the API.
func orderJSON(o lab.Order) string {
	text, _ := json.Marshal(o) // strings always can be marshalled
	return string(text)
}
