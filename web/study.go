package web

import (
	"net/http"

	"stickylab/lab/framing"
	"stickylab/lab/own"
	"stickylab/web/view"
)

// The ids of the forms that a closer look belongs to.
const (
	presetFormID = "framing"
	ownFormID    = "own"
)

// lookCloser is POST /framing/study: the form of either page, and the parts of the page
// that take a closer look at its bytes.
func (p framingPage) lookCloser(w http.ResponseWriter, r *http.Request) error {
	form, err := p.own.form(w, r)
	if err != nil {
		return err
	}
	var study view.Study
	if form.fields.Has(own.FieldText) {
		study, err = p.own.closer(r, form)
	} else {
		e := framing.Read(form.fields)
		study, err = p.study(r, e, studyOf(form.fields, e))
	}
	if err != nil {
		return err
	}
	return p.writePage(w, r, http.StatusOK, view.StudyParts(languageOf(r), study))
}

// closer looks at somebody's own bytes.
func (p ownPage) closer(r *http.Request, form ownFields) (view.Study, error) {
	given, err := form.given()
	if err != nil {
		return view.Study{}, err
	}
	cut, err := p.cut(r, &given)
	if err != nil {
		return view.Study{}, err
	}
	return p.study(r, given, cut)
}

// study looks at somebody's own bytes that were cut.
func (p ownPage) study(r *http.Request, given broughtBytes, cut ownCut) (view.Study, error) {
	return withSlot(r.Context(), p.slots, "bytes of "+who(r).Account(), func() (view.Study, error) {
		lang := languageOf(r)
		study, err := view.StudyOf(lang, ownFormID, "", given.study, given.Codec, cut.cut)
		study.Address = cut.answer.Address
		if cut.cut == nil {
			study.Steps = view.StudySteps(lang, cut.answer.Size, given.CodecText, given.Err != nil)
		}
		return study, err
	})
}

// study looks at the bytes of an exercise.
func (p framingPage) study(r *http.Request, e framing.Exercise, s framing.Study) (view.Study, error) {
	return withSlot(r.Context(), p.pages.slots, "bytes of "+who(r).Account(), func() (view.Study, error) {
		lang, stream := languageOf(r), e.Preset.Stream()
		var cut *framing.Cut
		if e.Err == nil {
			var err error
			if cut, err = framing.CutBytes(e.Codec, stream); err != nil {
				return view.Study{}, err
			}
		}
		study, err := view.StudyOf(lang, presetFormID, e.Script(), s, e.Codec, cut)
		study.Address = studiedPath(e, s)
		if cut == nil {
			study.Steps = view.StudySteps(lang, len(stream), e.Text, true)
		}
		return study, err
	})
}
