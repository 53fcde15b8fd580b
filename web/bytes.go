package web

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"stickylab/lab/framing"
	"stickylab/lab/guess"
	"stickylab/lab/own"
	"stickylab/lab/paste"
	"stickylab/web/view"
)

// maxTextAgain is the most bytes of a text that a page without JavaScript writes into
// its field again.
const maxTextAgain = 256 << 10

// ownPage is the page of somebody's own bytes, part of /framing.
type ownPage struct {
	*pages
	// opening bounds how many large bodies are read at once.
	opening *slots
}

// create is POST /api/bytes: JSON with the bytes as "text", or a form with a file. The
// answer is how a codec cuts them; what is wrong with them or with the codec is an
// answer too.
func (p ownPage) create(w http.ResponseWriter, r *http.Request) error {
	_, cut, err := p.brought(w, r)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Language", contentLanguage(languageOf(r)))
	w.Header().Add("Vary", "Accept-Language, Cookie")
	cut.answer.Address = at(r.Context(), cut.answer.Address)
	return writeJSON(w, http.StatusOK, cut.answer)
}

// post is POST /framing/bytes, the form of pages without JavaScript. Where an address
// can carry the bytes it leads there.
func (p ownPage) post(w http.ResponseWriter, r *http.Request) error {
	given, cut, err := p.brought(w, r)
	if err != nil {
		return err
	}
	if cut.answer.Carried {
		lead(w, r, cut.answer.Address)
		return nil
	}
	page, err := p.model(r, given, cut)
	if err != nil {
		return err
	}
	page.Chrome.Path, page.File, page.TooLong = cut.answer.Address, given.Name, len(given.Text) > maxTextAgain
	status := http.StatusOK
	if cut.answer.Problem != nil {
		status = http.StatusUnprocessableEntity
	}
	return p.writePage(w, r, status, view.Own(page))
}

// show is GET /framing?bytes=.
func (p ownPage) show(w http.ResponseWriter, r *http.Request) error {
	given := readOwn(r.URL.Query())
	cut, err := p.cut(r, &given)
	if err != nil {
		return err
	}
	page, err := p.model(r, given, cut)
	if err != nil {
		return err
	}
	return p.writePage(w, r, http.StatusOK, view.Own(page))
}

func (p ownPage) model(r *http.Request, given broughtBytes, cut ownCut) (view.OwnPage, error) {
	study, err := p.study(r, given, cut)
	return view.OwnPage{Chrome: p.chrome(r, ""), Given: given.Given, Answer: cut.answer, Kinds: framing.Kinds(), Study: study}, err
}

// broughtBytes are somebody's bytes, and how closely they are looked at.
type broughtBytes struct {
	own.Given
	study framing.Study
}

// ownCut is what a codec makes of them; cut is nil where there are none or the codec is
// wrong.
type ownCut struct {
	answer view.OwnAnswer
	cut    *framing.Cut
}

// brought reads and cuts what a request brings.
func (p ownPage) brought(w http.ResponseWriter, r *http.Request) (broughtBytes, ownCut, error) {
	given, err := p.given(w, r)
	if err != nil {
		return given, ownCut{}, err
	}
	cut, err := p.cut(r, &given)
	return given, cut, err
}

// cut cuts what was given.
func (p ownPage) cut(r *http.Request, given *broughtBytes) (ownCut, error) {
	return withSlot(r.Context(), p.slots, "bytes of "+who(r).Account(), func() (ownCut, error) {
		var taken own.Taken
		var fault own.Fault
		if !given.Empty() {
			var err error
			taken, err = given.Take()
			if fault = own.FaultOf(err); err != nil && fault == nil {
				return ownCut{}, err
			}
		}
		var cut *framing.Cut
		if fault == nil && given.Err == nil && len(taken.Data) > 0 {
			var err error
			if cut, err = framing.CutBytes(given.Codec, taken.Data); err != nil {
				return ownCut{}, err
			}
		}
		answer := view.OwnAnswerOf(languageOf(r), &given.Given, taken, fault, cut)
		if given.Search && len(taken.Data) > 0 {
			answer.Found = view.OwnFoundOf(languageOf(r), taken.Data, guess.Search(taken.Data))
		}
		query, whole := given.Query(taken)
		given.study.AddTo(query)
		answer.Address, answer.Carried = "/framing?"+query.Encode(), whole
		return ownCut{answer, cut}, nil
	})
}

// given reads what a request brings.
func (p ownPage) given(w http.ResponseWriter, r *http.Request) (broughtBytes, error) {
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		form, err := p.form(w, r)
		if err != nil {
			return broughtBytes{}, err
		}
		return form.given()
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBodyBytes)
	var text, codec string
	var given broughtBytes
	err := decodeObject(r, map[string]any{
		"text": &text, own.FieldForm: &given.Form, own.FieldEncoding: &given.Encoding, own.FieldLines: &given.Lines, "codec": &codec,
		own.FieldSearch: &given.Search,
	})
	if err != nil {
		return given, err
	}
	if codec == "" {
		codec = own.DefaultCodec
	}
	given.Text = text
	cutBy(&given.Given, codec)
	given.study = framing.ReadStudy(nil, "", given.Codec)
	return given, checkForm(&given.Given)
}

// readOwn reads the fields of a form or an address.
func readOwn(query url.Values) broughtBytes {
	given := broughtBytes{Given: own.Read(query)}
	cutBy(&given.Given, cmp.Or(query.Get(own.FieldTake), framing.ChosenCodec(query, own.DefaultCodec)))
	given.study = framing.ReadStudy(query, "", given.Codec)
	return given
}

// cutBy sets the codec.
func cutBy(given *own.Given, codec string) {
	given.CodecText = codec
	given.Codec, given.Err = framing.ParseCodec(codec)
}

// form reads a form, piece by piece against its limits.
func (p ownPage) form(w http.ResponseWriter, r *http.Request) (ownFields, error) {
	read := func() (ownFields, error) {
		body := newUpload(w, http.MaxBytesReader(w, r.Body, maxOwnBody))
		return readOwnForm(r, body)
	}
	if r.ContentLength >= 0 && r.ContentLength <= maxBodyBytes {
		return read()
	}
	return withSlot(r.Context(), p.opening, who(r).Account(), read)
}

// checkForm refuses a form and an encoding that are none.
func checkForm(g *own.Given) error {
	if _, known := paste.FindForm(g.Form); g.Form != "" && g.Form != own.FormRaw && !known {
		return badValue(own.FieldForm)
	}
	if g.Encoding != "" && !paste.HasEncoding(g.Encoding) {
		return badValue(own.FieldEncoding)
	}
	if g.Lines != "" && g.Lines != own.LinesCRLF {
		return badValue(own.FieldLines)
	}
	return nil
}

// given is what the fields and the file of a form are.
func (f ownFields) given() (broughtBytes, error) {
	given := readOwn(f.fields)
	given.File, given.Name = f.file, f.name
	return given, checkForm(&given.Given)
}
