package framing

import (
	"net/url"
	"strconv"
	"strings"

	"stickylab/lab/frame"
	"stickylab/lab/script"
)

// The ways to cut the bytes, as Query writes them.
const (
	CutWhole  = "whole"
	CutEach   = "each"
	CutHeader = "header"
	CutRandom = "random"
)

// Limits of an exercise.
const (
	// MaxCodec is the most bytes of a codec's text.
	MaxCodec = 256
	// MaxCutAt is the farthest that a header can be cut.
	MaxCutAt = 64
	// MaxBy is the most bytes that a receive may ask for, usualBy what it asks
	// for when nothing is said.
	MaxBy   = 65536
	usualBy = 1024
)

// Exercise is a stream, how it is cut and by what codec it is decoded.
type Exercise struct {
	Preset Preset
	// Text is the codec as it was written; Codec is what was read from it, or
	// Err says why it cannot be.
	Text  string
	Codec frame.Codec
	Err   error
	// Cut is one of the CutX: in the header of each frame at At, or into pieces
	// by chance from Seed.
	Cut  string
	At   int
	Seed uint64
	// By is how many bytes a receive asks for.
	By int
}

// Read reads an exercise from a query or form; invalid values fall back to the
// usual ones, but for the codec.
func Read(query url.Values) Exercise {
	e := Exercise{Preset: FindPreset(query.Get("preset")), Cut: CutWhole, At: 1, Seed: 1, By: usualBy}
	if cut := query.Get("cut"); cut == CutEach || cut == CutHeader || cut == CutRandom {
		e.Cut = cut
	}
	if at, err := strconv.Atoi(query.Get("at")); err == nil {
		e.At = max(1, min(at, MaxCutAt))
	}
	if by, err := strconv.Atoi(query.Get("by")); err == nil {
		e.By = max(1, min(by, MaxBy))
	}
	if seed, err := strconv.ParseUint(query.Get("seed"), 10, 32); err == nil {
		e.Seed = seed
	}
	return e.With(ChosenCodec(query, e.Preset.Codec))
}

// With returns the exercise with the codec of another text.
func (e Exercise) With(codec string) Exercise {
	e.Text = codec
	e.Codec, e.Err = ParseCodec(codec)
	return e
}

// Parse reads what String writes, as Read does. The error is that of the codec, a
// *frame.Error.
func Parse(text string) (Exercise, error) {
	query, _ := url.ParseQuery(text) // what cannot be read falls back too
	e := Read(query)
	return e, e.Err
}

// ParseCodec reads the text of a codec, of at most MaxCodec bytes. The error is
// a *frame.Error.
func ParseCodec(text string) (frame.Codec, error) {
	if len(text) > MaxCodec {
		return nil, &frame.Error{Kind: frame.KindSpec, Off: MaxCodec, Parameter: "…", Value: []string{strconv.Itoa(MaxCodec)}}
	}
	return script.ParseCodec(strings.TrimSpace(text))
}

// ChosenCodec returns the text of the codec. A form sends all there is: its
// fields, the text, and what that was before. Who changed the text means it,
// and who chose another kind its usual parameters.
func ChosenCodec(query url.Values, own string) string {
	text, was := query.Get("codec"), query.Get("was")
	switch kind := query.Get("kind"); {
	case kind == "" && text == "":
		return own
	case kind == "" || text != was || isWrong(was) && !hasFields(query):
		return text
	case kind != KindOf(was):
		return usualCodec(kind, own)
	default:
		return codecText(kind, query)
	}
}

// isWrong reports whether a text is no codec: then the form has nothing in its fields.
func isWrong(text string) bool {
	_, err := ParseCodec(text)
	return err != nil
}

// hasFields reports whether a field of the codec has something in it.
func hasFields(query url.Values) bool {
	for name, values := range query {
		if strings.HasPrefix(name, "f.") && len(values) > 0 && values[0] != "" {
			return true
		}
	}
	return false
}

// Query is the exercise as an address carries it, without what is usual.
func (e Exercise) Query() url.Values {
	query := url.Values{"preset": {e.Preset.Key}}
	if e.Text != e.Preset.Codec {
		query.Set("codec", e.Text)
	}
	if e.Cut != CutWhole {
		query.Set("cut", e.Cut)
	}
	if e.Cut == CutHeader {
		query.Set("at", strconv.Itoa(e.At))
	}
	if e.Cut == CutRandom {
		query.Set("seed", strconv.FormatUint(e.Seed, 10))
	}
	if e.By != usualBy {
		query.Set("by", strconv.Itoa(e.By))
	}
	return query
}

// String is the Query as text: what an order keeps.
func (e Exercise) String() string { return e.Query().Encode() }
