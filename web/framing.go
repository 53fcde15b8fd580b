package web

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"stickylab/lab"
	"stickylab/lab/framing"
	"stickylab/lab/own"
	"stickylab/web/view"
)

// framingPath is the address of the page of an exercise.
func framingPath(e framing.Exercise) string { return studiedPath(e, framing.Study{}) }

// studiedPath is that with a closer look.
func studiedPath(e framing.Exercise, s framing.Study) string {
	query := e.Query()
	s.AddTo(query)
	address := url.URL{Path: "/framing", RawQuery: query.Encode()}
	return address.String()
}

// studyOf is the closer look that a form or an address asks for.
func studyOf(query url.Values, e framing.Exercise) framing.Study {
	return framing.ReadStudy(query, e.Preset.Key, e.Codec)
}

// framingPage is the page of exercises in framing.
type framingPage struct {
	*pages
	*runs
	own ownPage
}

// framingAnswer is what the form of the page asks for.
type framingAnswer struct {
	Address string `json:"address"`
	Codec   string `json:"codec"`
	// Order is what to run, Script the experiment that it makes; empty with a
	// Problem.
	Order  lab.Order `json:"order,omitzero"`
	Script string    `json:"script"`
	// Values are those of the form's fields for parameters, without a Problem.
	Values  map[string]string    `json:"values,omitempty"`
	Problem *view.FramingProblem `json:"problem,omitempty"`
}

// ask is GET /api/framing, with what the form of the page has.
func (p framingPage) ask(w http.ResponseWriter, r *http.Request) error {
	e := framing.Read(r.URL.Query())
	answer := framingAnswer{Address: at(r.Context(), studiedPath(e, studyOf(r.URL.Query(), e))), Codec: e.Text, Script: e.Script()}
	if answer.Problem = view.FramingProblemOf(languageOf(r), e.Wrong()); answer.Problem == nil {
		answer.Order, answer.Values = lab.Order{Framing: e.String()}, framing.Values(e.Codec)
	}
	w.Header().Add("Vary", "Accept-Language, Cookie")
	return writeJSON(w, http.StatusOK, answer)
}

// show is GET /framing. Its address may name a run that shows it; it
// starts none, and a run of something else says nothing of these bytes. With bytes
// it is the page of those.
func (p framingPage) show(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	if query.Has(own.FieldText) {
		return p.own.show(w, r)
	}
	e := framing.Read(query)
	study := studyOf(query, e)
	if query.Has("was") {
		lead(w, r, studiedPath(e, study))
		return nil
	}
	page, err := p.model(r, e, study)
	if err != nil {
		return err
	}
	id := query.Get("run")
	run, err := p.runner.Find(r.Context(), id)
	if err != nil || run.About().Order.Framing != e.String() {
		return p.writePage(w, r, http.StatusOK, view.Framing(page))
	}
	found, err := p.analyses.told(r.Context(), page.Chrome.Lang, id, run)
	if err != nil {
		return err
	}
	return p.writeScanPage(w, r, id, func() (templ.Component, error) {
		d, err := p.decoded(r.Context(), run, e.Preset)
		if err != nil {
			return nil, err
		}
		page.Run, page.Framed, page.Told = id, view.FramedOf(page.Chrome.Lang, d), found
		return view.Framing(page), nil
	})
}

// post is POST /framing, the form of pages without JavaScript: it makes
// the run, waits a little for its end and leads to the page that shows it.
func (p framingPage) post(w http.ResponseWriter, r *http.Request) error {
	if err := readFormBody(r); err != nil {
		return err
	}
	e := framing.Read(r.PostForm)
	study := studyOf(r.PostForm, e)
	if e.Err != nil {
		page, err := p.model(r, e, study)
		if err != nil {
			return err
		}
		page.Chrome.Path = studiedPath(e, study)
		return p.writePage(w, r, http.StatusUnprocessableEntity, view.Framing(page))
	}
	id, err := p.start(r, lab.Order{Framing: e.String()})
	if err != nil {
		return err
	}
	p.waitForEnd(r, id)
	lead(w, r, studiedPath(e, study)+"&run="+url.QueryEscape(id))
	return nil
}

// model returns the page without a run.
func (p framingPage) model(r *http.Request, e framing.Exercise, s framing.Study) (view.FramingPage, error) {
	chrome, preset, kind := p.chrome(r, ""), e.Preset, framing.KindOf(e.Text)
	page := view.FramingPage{
		Chrome: chrome, Presets: presetLinks(e), Preset: preset.Key, Kinds: framing.Kinds(), Kind: kind,
		Fields: view.FramingFields(kind, e.Codec), Codec: e.Text, Own: preset.Codec, Problem: view.FramingProblemOf(chrome.Lang, e.Wrong()),
		Cut: e.Cut, At: e.At, Seed: e.Seed, By: e.By, MaxAt: framing.MaxCutAt, MaxBy: framing.MaxBy, MaxCodec: framing.MaxCodec,
		Sent: view.SentFrames(preset.Frames), Standard: preset.Standard, Wrote: preset.Wrote, Cure: cureCard("", nil, `length "!I"`),
	}
	if e.Err == nil {
		page.Order = orderJSON(lab.Order{Framing: e.String()})
	}
	var err error
	page.Study, err = p.study(r, e, s)
	return page, err
}

// presetLinks lead to the presets, the bytes cut as they are now.
func presetLinks(e framing.Exercise) []view.FramingPreset {
	var links []view.FramingPreset
	for _, p := range framing.Presets() {
		to := e
		to.Preset = p
		links = append(links, view.FramingPreset{Key: p.Key, Href: framingPath(to.With(p.Codec)), Codec: p.Codec, Plain: p.Encoded})
	}
	return links
}
