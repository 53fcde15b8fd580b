package view

import (
	"stickylab/lab/export"
	"stickylab/lab/frame"
	"stickylab/lab/framing"
)

// StudyCopies are the decoding in several forms, of which one is shown.
type StudyCopies struct {
	Forms []StudyForm
	// Text is the one that is shown, Key names it.
	Key, Text string
}

// StudyForm is a form to choose; Why says why it cannot be, empty where it can.
type StudyForm struct{ Key, Name, Why string }

// value is that of its option; the first one is usual, and not asked for by its name.
func (f StudyForm) value(i int) string {
	if i == 0 {
		return ""
	}
	return f.Key
}

// offered lists what can be chosen, or what cannot.
func (c StudyCopies) offered(yes bool) (all []StudyForm) {
	for _, form := range c.Forms {
		if (form.Why == "") == yes {
			all = append(all, form)
		}
	}
	return all
}

// studyCopies writes the decoding in every form; script is the experiment that shows it,
// empty for one of the bytes as they are.
func studyCopies(lang string, as string, codec frame.Codec, stream []byte, script string) (StudyCopies, error) {
	v := StudyCopies{}
	if script == "" && len(stream) <= export.MaxDecoding {
		script = framing.ScriptOf(codec, stream)
	}
	d, err := export.NewDecoding(codec, stream, script)
	if err != nil {
		return v, err
	}
	for _, c := range d.Copies() {
		form := StudyForm{Key: c.Key, Name: c.Name}
		if form.Name == "" {
			form.Name = T(lang, "study.copy."+c.Key)
		}
		if c.Why != "" {
			form.Why = T(lang, "study.copy.why."+string(c.Why), export.MaxDecoding)
		}
		v.Forms = append(v.Forms, form)
		if c.Why == "" && (v.Key == "" || c.Key == as) {
			v.Key, v.Text = c.Key, c.Text
		}
	}
	return v, nil
}
