package web

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/course"
	"stickylab/lab/order"
	"stickylab/lab/words"
	"stickylab/web/view"
)

// The two halves of a comparison as its address names them.
const (
	sideA = "a"
	sideB = "b"
)

// Fields of its address: the name of a ready-made comparison, the end of the names of
// the runs that were made, and that of a change that the lesson asks to try.
const (
	pairField = "pair"
	tryField  = "try"
	ranField  = ".ran"
)

// half is one of the two runs that are compared: a run that is kept, or a run
// of a lesson or of a kept run's script. Its address is a=SLUG or a=RUN,
// a.as=TRANSPORT, a.set=OPTION and a.literal.N=VALUE, or a.try=N; a.ran=RUN is the run that
// was made of that.
type half struct {
	letter string
	// source is a lesson's slug or a run's id; as and options are the others as
	// the address writes them, right or wrong.
	source, as string
	options    []string
	// order is what is to be run.
	order lab.Order
	// literals are the changed ones, as the address writes them.
	literals map[string]string
	// try is the change that the lesson asks to try, from 1; 0 for the lesson as it is.
	try int
	// run is one that is shown, by the id ran: one that is compared as it is, or one
	// that was made of the order. gone: the address names one that is not kept.
	run  Run
	ran  string
	gone bool
	told []words.Told // what it shows
	made order.Made
	err  error
}

// comparePage is the page of a comparison.
type comparePage struct {
	*pages
	*runs
	comparing
	failures *failures
}

// readHalf reads one half from an address or a form.
func (p comparePage) readHalf(ctx context.Context, form url.Values, letter string) half {
	h := half{letter: letter, source: strings.TrimSpace(form.Get(letter + ".run"))}
	if h.source == "" {
		h.source = strings.TrimSpace(form.Get(letter))
	}
	if h.source == "" {
		return h
	}
	h.as, h.options = form.Get(letter+".as"), formOptions(form, letter+"."+optionField)
	if lesson, ok := p.course.Find(h.source); ok {
		h.order.Slug = lesson.Slug
		h.order.Literals = changedLiterals(lesson.Experiment, form, letter+"."+literalPrefix)
		h.literals = editedLiterals(lesson.Experiment, h.order.Literals)
		if tried := form.Get(letter + "." + tryField); tried != "" {
			h.change(lesson, tried)
		}
	} else if run, err := p.runner.Find(ctx, h.source); err == nil {
		h.order.Script = run.About().Script
		if h.as == "" && len(h.options) == 0 {
			h.run, h.ran = run, h.source
		}
	} else {
		h.err = err
		return h
	}
	if h.err == nil {
		p.makeHalf(&h)
	}
	p.findRan(ctx, &h, form.Get(letter+ranField))
	return h
}

// change makes the half run a change that the lesson asks to try, by its number from 1.
func (h *half) change(lesson course.Lesson, number string) {
	variants := lesson.Variants()
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > len(variants) {
		h.err = &fault{status: http.StatusUnprocessableEntity, kind: "change", args: []any{number, len(variants)}}
		return
	}
	h.order, h.try = lab.Order{Script: variants[n-1].Script}, n
	h.literals = map[string]string{tryField: number}
}

// findRan takes the run that was made of a half's order. A run of something else
// says nothing of it.
func (p comparePage) findRan(ctx context.Context, h *half, id string) {
	if id == "" || h.err != nil || h.run != nil {
		return
	}
	run, err := p.runner.Find(ctx, id)
	if h.gone = err != nil || orderJSON(run.About().Order) != orderJSON(h.order); !h.gone {
		h.run, h.ran = run, id
	}
}

// readHalves reads both halves, by the name of a ready-made comparison or one by
// one.
func (p comparePage) readHalves(ctx context.Context, form url.Values) (a, b half) {
	if pair, ok := readyNamed(form.Get(pairField)); ok {
		query := url.Values{}
		for _, h := range []half{halfOf(sideA, pair.a), halfOf(sideB, pair.b)} {
			p.halfQuery(query, h)
			query.Set(h.letter+ranField, form.Get(h.letter+ranField))
		}
		form = query
	}
	return p.readHalf(ctx, form, sideA), p.readHalf(ctx, form, sideB)
}

// makeHalf makes the order of a half. A kept run can be looked at also where
// its script is none.
func (p comparePage) makeHalf(h *half) {
	var err error
	if h.order.Transport, err = order.ParseTransport(h.as); err == nil {
		h.order.Options, err = order.ParseOptions(h.options)
	}
	if err == nil {
		h.made, err = p.made(h.order)
	}
	if err != nil { // what can be chosen from is shown all the same
		plain := h.order
		plain.Options = nil
		h.made, _ = p.made(plain)
	}
	if h.run == nil {
		h.err = err
	}
}

// ready reports whether there is something to run or to look at.
func (h *half) ready() bool { return h.source != "" && h.err == nil }

// show is GET /compare. It starts no run.
func (p comparePage) show(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	a, b := p.readHalves(r.Context(), query)
	if untidy(query) {
		lead(w, r, p.comparePath(a, b))
		return nil
	}
	return p.write(w, r, a, b)
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

// write answers with the page; what is wrong with a half stands in it.
func (p comparePage) write(w http.ResponseWriter, r *http.Request, a, b half) error {
	status := http.StatusOK
	for _, h := range []half{a, b} {
		if h.err != nil {
			said := asFault(h.err)
			p.failures.record(r, said)
			status = said.status
		}
	}
	if a.run == nil && b.run == nil {
		return p.writePage(w, r, status, view.ComparePair(p.model(r, a, b)))
	}
	for _, h := range []*half{&a, &b} {
		if h.run == nil {
			continue
		}
		var err error
		if h.told, err = p.analyses.told(r.Context(), languageOf(r), h.ran, h.run); err != nil {
			return err
		}
	}
	body, err := withSlot(r.Context(), p.slots, a.ran+" "+b.ran, func() ([]byte, error) {
		page := p.model(r, a, b)
		if bothEnded(a.run, b.run) {
			var err error
			if page.Differences, err = differences(r.Context(), page.Chrome.Lang, a.run, b.run); err != nil {
				return nil, err
			}
			page.Compared = true
		}
		return rendered(r, view.ComparePair(page))
	})
	if err != nil {
		return err
	}
	sendPage(w, r, status, body)
	return nil
}

// post is POST /compare, the form of pages without JavaScript: it makes
// the runs that are still to be made, one after the other, and leads to their
// comparison.
func (p comparePage) post(w http.ResponseWriter, r *http.Request) error {
	if err := readFormBody(r); err != nil {
		return err
	}
	a, b := p.readHalves(r.Context(), r.PostForm)
	if !a.ready() || !b.ready() {
		return p.write(w, r, a, b)
	}
	query := p.pairQuery(a, b)
	for _, h := range []half{a, b} {
		if h.run != nil {
			continue
		}
		id, err := p.start(r, h.order)
		if err != nil {
			return err
		}
		p.waitForEnd(r, id)
		query.Set(h.letter+ranField, id)
	}
	lead(w, r, "/compare?"+query.Encode())
	return nil
}

// model returns the page of a comparison.
func (p comparePage) model(r *http.Request, a, b half) view.ComparePage {
	lang := languageOf(r)
	page := view.ComparePage{
		Chrome: p.chrome(r, ""), Pairs: p.readyPairs(lang), Pair: p.pairName(a, b), Axis: p.pairAxis(a, b), Pause: p.pairPause(a, b),
		Halves: [2]view.CompareHalf{p.halfModel(lang, a), p.halfModel(lang, b)},
	}
	if r.Method == http.MethodPost {
		page.Chrome.Path = p.comparePath(a, b)
	}
	if lesson, ok := p.course.Find(a.source); ok && a.source == b.source && b.err == nil {
		if t, ok := triedOf(lesson, lang, variantOf(lesson, b.made.Experiment)); ok {
			page.Asked = &t
		}
	}
	return page
}

func (p comparePage) halfModel(lang string, h half) view.CompareHalf {
	m := view.CompareHalf{Letter: h.letter, Source: h.source, Transport: h.as, Gone: h.gone}
	if h.source == "" {
		return m
	}
	m.Title = p.halfTitle(lang, h)
	if h.err != nil {
		m.Problem = asFault(h.err).detail(lang)
	}
	if h.run != nil {
		header := h.run.About()
		m.Run, m.Script, m.Told = h.ran, header.Script, h.told
		m.Setup = setup(lang, header.Transport, header.Order.Options)
		m.Stored, m.Env = header.Stored, header.Env
	}
	if h.err == nil && h.ran != h.source {
		exp := h.made.Experiment
		m.Script, m.Setup = exp.Script, setup(lang, exp.Transport, h.order.Options)
		m.Order, m.Literals = orderJSON(h.order), h.literals
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
func (p comparePage) halfTitle(lang string, h half) string {
	if lesson, ok := p.course.Find(h.source); ok && len(h.literals) > 0 {
		return view.T(lang, "compare.changed", lesson.Text(lang).Title)
	}
	slug := h.order.Slug
	if slug == "" && h.run != nil {
		slug = h.run.About().Slug
	}
	if lesson, ok := p.course.Find(slug); ok {
		return lesson.Text(lang).Title
	}
	return view.T(lang, "compare.script")
}

// setup says over what and with what options a run is made.
func setup(lang string, t lab.Transport, options []lab.PeerOption) []string {
	setting := []string{words.TransportName(lang, t)}
	for _, option := range options {
		setting = append(setting, words.OptionText(lang, option))
	}
	return setting
}

// orderJSON is what the page's module sends to the API.
func orderJSON(o lab.Order) string {
	text, _ := json.Marshal(o) // strings always can be marshalled
	return string(text)
}
