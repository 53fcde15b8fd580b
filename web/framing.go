package web

import (
	"iter"
	"net/http"
	"net/url"

	"github.com/a-h/templ"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/framing"
	"stickylab/lab/record"
	"stickylab/lab/script"
	"stickylab/web/view"
)

// framingPath is the address of the page of an exercise.
func framingPath(e framing.Exercise) string {
	address := url.URL{Path: "/framing", RawQuery: e.String()}
	return address.String()
}

// framingAnswer tells the page's module what its form asks for.
type framingAnswer struct {
	Address string `json:"address"`
	Codec   string `json:"codec"`
	// Order is what to run, Script the experiment that it makes; empty with a
	// Problem.
	Order   lab.Order            `json:"order,omitzero"`
	Script  string               `json:"script"`
	Problem *view.FramingProblem `json:"problem,omitempty"`
}

// askFraming is GET /api/framing, with what the form of the page has.
func (s *Server) askFraming(w http.ResponseWriter, r *http.Request) error {
	e := framing.Read(r.URL.Query())
	answer := framingAnswer{Address: framingPath(e), Codec: e.Text, Script: e.Script()}
	if answer.Problem = view.FramingProblemOf(languageOf(r), e.Wrong()); answer.Problem == nil {
		answer.Order = lab.Order{Framing: e.String()}
	}
	w.Header().Add("Vary", "Accept-Language, Cookie")
	return writeJSON(w, http.StatusOK, answer)
}

// framingPage is GET /framing. Its address may name a run that shows it; it
// starts none, and a run of something else says nothing of these bytes.
func (s *Server) framingPage(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	e := framing.Read(query)
	if query.Has("was") {
		http.Redirect(w, r, framingPath(e), http.StatusSeeOther)
		return nil
	}
	page, run := s.framingModel(r, e), query.Get("run")
	log, ok := s.runner.Log(run)
	if !ok || log.Header().Order.Framing != e.String() {
		return s.writePage(w, r, http.StatusOK, view.Framing(page))
	}
	return s.writeScanPage(w, r, run, func() templ.Component {
		lang, trace := page.Chrome.Lang, log.Trace()
		page.Run = run
		page.Framed, page.Told = view.FramedOf(lang, decoded(trace, e.Preset)), told(lang, trace)
		return view.Framing(page)
	})
}

// postFraming is POST /framing, the form of pages without JavaScript: it makes
// the run, waits a little for its end and leads to the page that shows it.
func (s *Server) postFraming(w http.ResponseWriter, r *http.Request) error {
	if err := readFormBody(r); err != nil {
		return err
	}
	e := framing.Read(r.PostForm)
	if e.Err != nil {
		page := s.framingModel(r, e)
		page.Chrome.Path = framingPath(e)
		return s.writePage(w, r, http.StatusUnprocessableEntity, view.Framing(page))
	}
	id, err := s.start(r, lab.Order{Framing: e.String()})
	if err != nil {
		return err
	}
	if log, ok := s.runner.Log(id); ok {
		s.waitForEnd(r, log)
	}
	http.Redirect(w, r, framingPath(e)+"&run="+url.QueryEscape(id), http.StatusSeeOther)
	return nil
}

// framingModel gives the page without a run.
func (s *Server) framingModel(r *http.Request, e framing.Exercise) view.FramingPage {
	chrome, p, kind := s.chrome(r, ""), e.Preset, framing.KindOf(e.Text)
	page := view.FramingPage{
		Chrome: chrome, Presets: presetLinks(e), Preset: p.Key, Kinds: framing.Kinds(), Kind: kind,
		Fields: view.FramingFields(kind, e.Codec), Codec: e.Text, Own: p.Codec, Problem: view.FramingProblemOf(chrome.Lang, e.Wrong()),
		Cut: e.Cut, At: e.At, Seed: e.Seed, By: e.By, MaxAt: framing.MaxCutAt, MaxBy: framing.MaxBy, MaxCodec: framing.MaxCodec,
		Sent: view.SentFrames(p.Frames), Standard: p.Standard, Wrote: p.Wrote, Cure: cureCard("", nil, `length "!I"`),
	}
	if e.Err == nil {
		page.Order = orderJSON(lab.Order{Framing: e.String()})
	}
	return page
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

// runFrames is GET /api/runs/{id}/frames: what went into the run's decoder and
// what came out. With ?preset= frames are held against those of the preset.
func (s *Server) runFrames(w http.ResponseWriter, r *http.Request) error {
	log, err := s.log(r)
	if err != nil {
		return err
	}
	var preset framing.Preset
	if key := r.URL.Query().Get("preset"); key != "" {
		preset = framing.FindPreset(key)
	}
	lang := languageOf(r)
	drawn, err := withSlot(r.Context(), s.slots, runID(r), func() (*view.Framed, error) {
		return view.FramedOf(lang, decoded(log.Trace(), preset)), nil
	})
	if err != nil {
		return err
	}
	w.Header().Set("Content-Language", contentLanguage(lang))
	w.Header().Add("Vary", "Accept-Language, Cookie")
	return writeJSON(w, http.StatusOK, drawn)
}

// decoded is what the first peer that decodes made of its bytes.
func decoded(t record.Trace, preset framing.Preset) *framing.Decoded {
	peer := framing.DecodingPeer(eventsOf(t, -1))
	if peer < 0 {
		return &framing.Decoded{}
	}
	return framing.Decode(eventsOf(t, peer), codecOf(t, peer), preset)
}

// codecOf finds the codec in the program of a peer.
func codecOf(t record.Trace, peer int) frame.Codec {
	exp, err := script.Parse(t.Script)
	if err != nil || peer >= len(exp.Peers) {
		return nil
	}
	return framing.CodecOf(exp.Peers[peer].Steps)
}

// eventsOf yields the events of a peer, of all with -1.
func eventsOf(t record.Trace, peer int) iter.Seq[*lab.Event] {
	return func(yield func(*lab.Event) bool) {
		for i := range t.Events {
			if e := &t.Events[i]; (peer < 0 || e.Peer == peer) && !yield(e) {
				return
			}
		}
	}
}
