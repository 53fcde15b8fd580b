package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"stickylab/lab"
	"stickylab/lab/cure"
	"stickylab/lab/frame"
	"stickylab/lab/script"
	"stickylab/web/view"
)

// The ways to cut the bytes of the framing page, as its address names them.
const (
	cutWhole  = "whole"
	cutEach   = "each"
	cutHeader = "header"
	cutRandom = "random"
)

// Limits of what the framing page takes.
const (
	// maxCodec is the most bytes of a codec's text.
	maxCodec = 256
	// maxCutAt is the farthest that a header can be cut.
	maxCutAt = 64
	// maxBy is the most bytes that a receive may ask for.
	maxBy = 65536
	// usualBy is what it asks for when nothing is said.
	usualBy = 1024
)

// framing is what the framing page shows: bytes, how they are cut and by what
// codec they are decoded.
type framing struct {
	preset framingPreset
	// text is the codec as it was written, codec the same when nothing is wrong.
	text  string
	codec frame.Codec
	err   error
	cut   string
	at    int
	seed  uint64
	by    int
}

// readFraming reads the address or the form. What makes no sense is the usual.
func readFraming(query url.Values) framing {
	f := framing{preset: findPreset(query.Get("preset")), cut: cutWhole, at: 1, seed: 1, by: usualBy}
	if cut := query.Get("cut"); cut == cutEach || cut == cutHeader || cut == cutRandom {
		f.cut = cut
	}
	if at, err := strconv.Atoi(query.Get("at")); err == nil {
		f.at = max(1, min(at, maxCutAt))
	}
	if by, err := strconv.Atoi(query.Get("by")); err == nil {
		f.by = max(1, min(by, maxBy))
	}
	if seed, err := strconv.ParseUint(query.Get("seed"), 10, 32); err == nil {
		f.seed = seed
	}
	f.text = chosenCodec(query, f.preset.codec)
	f.codec, f.err = parseCodec(f.text)
	return f
}

// parseCodec reads the text of a codec within the limits of pages.
func parseCodec(text string) (frame.Codec, error) {
	if len(text) > maxCodec {
		return nil, &frame.Error{Kind: frame.KindSpec, Off: maxCodec, Parameter: "…", Value: []string{strconv.Itoa(maxCodec)}}
	}
	return script.ParseCodec(strings.TrimSpace(text))
}

// chosenCodec gives the text of the codec. A form sends all there is: its
// fields, the text, and what that was before. Who changed the text means it,
// and who chose another kind its usual parameters.
func chosenCodec(query url.Values, own string) string {
	text, was := query.Get("codec"), query.Get("was")
	switch kind := query.Get("kind"); {
	case kind == "" && text == "":
		return own
	case kind == "" || text != was:
		return text
	case kind != kindOf(was):
		return usualCodec(kind, own)
	default:
		return codecText(kind, query)
	}
}

// address is that of the page that shows the same.
func (f framing) address() string {
	query := url.Values{"preset": {f.preset.key}}
	if f.text != f.preset.codec {
		query.Set("codec", f.text)
	}
	if f.cut != cutWhole {
		query.Set("cut", f.cut)
	}
	if f.cut == cutHeader {
		query.Set("at", strconv.Itoa(f.at))
	}
	if f.cut == cutRandom {
		query.Set("seed", strconv.FormatUint(f.seed, 10))
	}
	if f.by != usualBy {
		query.Set("by", strconv.Itoa(f.by))
	}
	address := url.URL{Path: "/framing", RawQuery: query.Encode()}
	return address.String()
}

// script is the experiment that shows it; empty when there is none.
func (f framing) script() string {
	if f.err != nil {
		return ""
	}
	lines := []string{"tcp", "server:", "    listen 1", "    accept", "    codec " + script.CodecText(f.codec)}
	if f.cut == cutWhole {
		lines = append(lines, "    wait client end")
	}
	lines = append(lines, "    loop until empty:", "        recv frame by "+strconv.Itoa(f.by), "client:")
	if f.preset.plain() {
		lines = append(lines, "    codec "+f.preset.codec)
	}
	lines = append(lines, "    connect")
	lines = append(lines, f.sends()...)
	return strings.Join(append(lines, "    close"), "\n") + "\n"
}

// apart lies between two pieces, so that they arrive apart; of single bytes
// there are many.
const (
	apart     = "10ms"
	apartEach = "1ms"
	apartMany = "200us" // so that a long stream comes to its end
	manyBytes = 600
)

// sends are the lines that send the bytes in their pieces.
func (f framing) sends() []string {
	if f.cut == cutRandom {
		stream := f.preset.stream()
		return []string{"    send " + script.Quote(stream) + cure.CutText(cure.RandomPieces(len(stream), f.seed), apart)}
	}
	var lines []string
	for i, data := range f.preset.frames {
		line := "    send " + script.Quote(data)
		if f.preset.plain() {
			line = "    send frame " + script.Quote(f.preset.bodies[i])
		}
		if f.cut == cutHeader && i > 0 {
			lines = append(lines, "    sleep "+apart)
		}
		lines = append(lines, line+f.cutOf(len(data)))
	}
	return lines
}

// cutOf is how one frame of n bytes is cut.
func (f framing) cutOf(n int) string {
	switch {
	case f.cut == cutEach:
		if len(f.preset.stream()) > manyBytes {
			return " cut each 1 gap " + apartMany
		}
		return " cut each 1 gap " + apartEach
	case f.cut == cutHeader && f.at < n:
		return cure.CutText([]int{f.at, n - f.at}, apart)
	}
	return ""
}

// framingAnswer tells the page's module what its form asks for.
type framingAnswer struct {
	Address string `json:"address"`
	Codec   string `json:"codec"`
	// Script is what to run; empty with a Problem.
	Script  string               `json:"script"`
	Problem *view.FramingProblem `json:"problem,omitempty"`
}

// askFraming is GET /api/framing, with what the form of the page has.
func (s *Server) askFraming(w http.ResponseWriter, r *http.Request) error {
	f := readFraming(r.URL.Query())
	w.Header().Add("Vary", "Accept-Language, Cookie")
	return writeJSON(w, http.StatusOK, framingAnswer{
		Address: f.address(), Codec: f.text, Script: f.script(), Problem: f.problem(languageOf(r)),
	})
}

// framingPage is GET /framing. Its address may name a run that shows it; it
// starts none, and a run of something else says nothing of these bytes.
func (s *Server) framingPage(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	f := readFraming(query)
	if query.Has("was") {
		http.Redirect(w, r, f.address(), http.StatusSeeOther)
		return nil
	}
	page, run := s.framingModel(r, f), query.Get("run")
	log, ok := s.runner.Log(run)
	if !ok || log.Header().Script != f.script() {
		return s.writePage(w, r, http.StatusOK, view.Framing(page))
	}
	return s.writeScanPage(w, r, run, func() templ.Component {
		trace := log.Trace()
		page.Run = run
		page.Framed, page.Told = framed(page.Chrome.Lang, trace, f.preset), told(page.Chrome.Lang, trace)
		return view.Framing(page)
	})
}

// postFraming is POST /framing, the form of pages without JavaScript: it makes
// the run, waits a little for its end and leads to the page that shows it.
func (s *Server) postFraming(w http.ResponseWriter, r *http.Request) error {
	if err := readFormBody(r); err != nil {
		return err
	}
	f := readFraming(r.PostForm)
	text := f.script()
	if text == "" {
		page := s.framingModel(r, f)
		page.Chrome.Path = f.address()
		return s.writePage(w, r, http.StatusUnprocessableEntity, view.Framing(page))
	}
	id, err := s.start(r, lab.Order{Script: text})
	if err != nil {
		return err
	}
	if log, ok := s.runner.Log(id); ok {
		s.waitForEnd(r, log)
	}
	http.Redirect(w, r, f.address()+"&run="+url.QueryEscape(id), http.StatusSeeOther)
	return nil
}

// framingModel gives the page without a run.
func (s *Server) framingModel(r *http.Request, f framing) view.FramingPage {
	chrome := s.chrome(r, "")
	kind := kindOf(f.text)
	return view.FramingPage{
		Chrome: chrome, Presets: f.presetLinks(), Preset: f.preset.key, Kinds: codecKinds(), Kind: kind,
		Fields: codecFields(kind, f.codec), Codec: f.text, Own: f.preset.codec, Problem: f.problem(chrome.Lang),
		Cut: f.cut, At: f.at, Seed: f.seed, By: f.by, MaxAt: maxCutAt, MaxBy: maxBy, MaxCodec: maxCodec,
		Script: f.script(), Sent: f.preset.sent(), Standard: f.preset.standard, Wrote: f.preset.wrote, Cure: cureCard("", nil, `length "!I"`),
	}
}

// presetLinks lead to the presets, the bytes cut as they are now.
func (f framing) presetLinks() []view.FramingPreset {
	var links []view.FramingPreset
	for _, p := range framingPresets() {
		to := f
		to.preset, to.text = p, p.codec
		links = append(links, view.FramingPreset{Key: p.key, Href: to.address(), Codec: p.codec, Plain: p.plain()})
	}
	return links
}

// problem says what is wrong with the codec, and with which field.
func (f framing) problem(lang string) *view.FramingProblem {
	if f.err == nil {
		return nil
	}
	var fault *frame.Error
	if !errors.As(f.err, &fault) {
		return &view.FramingProblem{Text: f.err.Error()}
	}
	p := &view.FramingProblem{Text: fault.In(lang)}
	if fault.Kind == frame.KindCodec {
		p.Field = fieldOfParameter(fault.Parameter)
		return p
	}
	at := int(max(0, min(fault.Off, int64(len(f.text)))))
	p.Field = fieldBefore(f.text[:at])
	p.Marked = markedAt(f.text, at)
	return p
}

// markedAt cuts a text before and behind the word at a place.
func markedAt(text string, at int) []string {
	end := at
	for end < len(text) && text[end] != ' ' {
		end++
	}
	bad := text[at:end]
	if bad == "" {
		bad = "…"
	}
	return []string{text[:at], bad, text[end:]}
}
