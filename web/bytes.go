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
	_, answer, err := p.brought(w, r)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Language", contentLanguage(languageOf(r)))
	w.Header().Add("Vary", "Accept-Language, Cookie")
	return writeJSON(w, http.StatusOK, answer)
}

// post is POST /framing/bytes, the form of pages without JavaScript. Where an address
// can carry the bytes it leads there.
func (p ownPage) post(w http.ResponseWriter, r *http.Request) error {
	given, answer, err := p.brought(w, r)
	if err != nil {
		return err
	}
	if answer.Carried {
		http.Redirect(w, r, answer.Address, http.StatusSeeOther)
		return nil
	}
	page := p.model(r, given, answer)
	page.Chrome.Path, page.File, page.TooLong = answer.Address, given.Name, len(given.Text) > maxTextAgain
	status := http.StatusOK
	if answer.Problem != nil {
		status = http.StatusUnprocessableEntity
	}
	return p.writePage(w, r, status, view.Own(page))
}

// show is GET /framing?bytes=.
func (p ownPage) show(w http.ResponseWriter, r *http.Request) error {
	given := readOwn(r.URL.Query())
	answer, err := p.answer(r, &given)
	if err != nil {
		return err
	}
	return p.writePage(w, r, http.StatusOK, view.Own(p.model(r, given, answer)))
}

func (p ownPage) model(r *http.Request, given own.Given, answer view.OwnAnswer) view.OwnPage {
	return view.OwnPage{Chrome: p.chrome(r, ""), Given: given, Answer: answer, Kinds: framing.Kinds()}
}

// brought reads and cuts what a request brings.
func (p ownPage) brought(w http.ResponseWriter, r *http.Request) (own.Given, view.OwnAnswer, error) {
	given, err := p.given(w, r)
	if err != nil {
		return given, view.OwnAnswer{}, err
	}
	answer, err := p.answer(r, &given)
	return given, answer, err
}

// answer cuts what was given.
func (p ownPage) answer(r *http.Request, given *own.Given) (view.OwnAnswer, error) {
	return withSlot(r.Context(), p.slots, "bytes of "+who(r).Account(), func() (view.OwnAnswer, error) {
		var taken own.Taken
		var fault own.Fault
		if !given.Empty() {
			var err error
			taken, err = given.Take()
			if fault = own.FaultOf(err); err != nil && fault == nil {
				return view.OwnAnswer{}, err
			}
		}
		var cut *framing.Cut
		if fault == nil && given.Err == nil && len(taken.Data) > 0 {
			var err error
			if cut, err = framing.CutBytes(given.Codec, taken.Data); err != nil {
				return view.OwnAnswer{}, err
			}
		}
		answer := view.OwnAnswerOf(languageOf(r), given, taken, fault, cut)
		if given.Search && len(taken.Data) > 0 {
			answer.Found = view.OwnFoundOf(languageOf(r), guess.Search(taken.Data))
		}
		query, whole := given.Query(taken)
		answer.Address, answer.Carried = "/framing?"+query.Encode(), whole
		return answer, nil
	})
}

// given reads what a request brings.
func (p ownPage) given(w http.ResponseWriter, r *http.Request) (own.Given, error) {
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		return p.form(w, r)
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBodyBytes)
	var text, codec string
	var given own.Given
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
	cutBy(&given, codec)
	return given, checkForm(&given)
}

// readOwn reads the fields of a form or an address.
func readOwn(query url.Values) own.Given {
	given := own.Read(query)
	cutBy(&given, cmp.Or(query.Get(own.FieldTake), framing.ChosenCodec(query, own.DefaultCodec)))
	return given
}

// cutBy sets the codec.
func cutBy(given *own.Given, codec string) {
	given.CodecText = codec
	given.Codec, given.Err = framing.ParseCodec(codec)
}

// form reads a form, piece by piece against its limits.
func (p ownPage) form(w http.ResponseWriter, r *http.Request) (own.Given, error) {
	read := func() (own.Given, error) {
		body := newUpload(w, http.MaxBytesReader(w, r.Body, maxOwnBody))
		defer body.end()
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

// givenOf is what the fields and the file of a form are.
func givenOf(fields url.Values, file []byte, name string) (own.Given, error) {
	given := readOwn(fields)
	given.File, given.Name = file, name
	return given, checkForm(&given)
}
