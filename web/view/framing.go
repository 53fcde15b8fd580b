package view

import (
	"strings"

	"stickylab/lab/frame"
	"stickylab/lab/words"
)

// FramingPage shows a stream before and after it is decoded, drawn from a real
// run. Its form is asked for by GET, which only shows; its button posts it to
// /framing, or with JavaScript asks the API for the order and runs that.
type FramingPage struct {
	Chrome  Chrome
	Presets []FramingPreset
	// Preset is the key of the one that is shown.
	Preset string
	Kinds  []string
	// Kind is the first word of the codec, Fields are its parameters, and
	// Codec is its text, right or wrong; Own is that of the preset.
	Kind    string
	Fields  []FramingField
	Codec   string
	Own     string
	Problem *FramingProblem
	// Cut is how the stream is cut, At and Seed where; By is how much a
	// receive asks for.
	Cut   string
	At    int
	Seed  uint64
	By    int
	MaxAt int
	MaxBy int
	// MaxCodec is the most characters of a codec.
	MaxCodec int
	// Order is the JSON that the API runs, empty when something is wrong.
	Order string
	// Sent are the preset's frames, Standard is where they are laid down and
	// Wrote the program that wrote them; empty for those of a codec.
	Standard, Wrote string
	Sent            []FramedRow
	// Run is the id of the run that Framed and Told are of, empty without one.
	Run    string
	Framed *Framed
	Told   []words.Told
	Cure   CureCard
	// Study is a closer look at the bytes.
	Study Study
}

// FramingPreset leads to a stream to decode.
type FramingPreset struct {
	Key, Href, Codec string
	// Plain tells that it is no protocol but a codec with two messages.
	Plain bool
}

func (p FramingPreset) title(lang string) string { return presetText(lang, p.Key, "") }

func (p FramingPage) about() string { return presetText(p.Chrome.Lang, p.Preset, "/about") }

// presetText is a text of a stream to decode: one of a protocol, or of a kind of
// codec.
func presetText(lang, key, which string) string {
	if own := "framing.preset." + key + strings.ReplaceAll(which, "/", "."); Has(own) {
		return T(lang, own)
	}
	return kindText(lang, key, "preset"+which)
}

// kindText is a text of a kind of codec.
func kindText(lang, kind, key string) string {
	if k := frame.FindKind(kind); k != nil {
		return k.Text(lang, key)
	}
	return kind
}

// framingCuts are the ways to cut.
func framingCuts() []string { return []string{"whole", "each", "header", "random"} }

// FramingField is one parameter of the codec.
type FramingField struct {
	// Name is its word, ID that of the form's field, Kind "number", "flag",
	// "text" or "strings", and Of the kind of codec.
	Name, ID, Kind, Of string
	Value              string
	// Netty and Tokio are what it is called there; empty where it is not.
	Netty, Tokio string
}

func (f FramingField) label(lang string) string { return kindText(lang, f.Of, "field/"+f.Name) }

// about explains the parameter, in the words of its codec where it means
// something else there.
func (f FramingField) about(lang string) string {
	return kindText(lang, f.Of, "field/"+f.Name+"/about")
}

// FramingProblem is what is wrong with a codec.
type FramingProblem struct {
	Text string `json:"text"`
	// Field is the name of the parameter at fault, where that is known.
	Field string `json:"field"`
	// Marked is the codec's text in three parts, of which the second is at
	// fault; nil where no place is known.
	Marked []string `json:"marked,omitempty"`
}

// wrongIn reports whether a field is at fault.
func (p FramingPage) wrongIn(name string) string {
	if p.Problem != nil && p.Problem.Field == name {
		return "true"
	}
	return "false"
}

// Framed is a stream before and after it was decoded. The page's module draws
// the same.
type Framed struct {
	// Before are the pieces as they were received; More counts those that are
	// too many to be drawn.
	Before []FramedRow `json:"before"`
	More   int         `json:"more"`
	// After are the frames, and what kept there from being more.
	After []FramedRow `json:"after"`
	// Text says how it went, Good that all is as it was meant.
	Text string `json:"text"`
	Good bool   `json:"good"`
}

// FramedRow is a piece, a frame, the rest of the stream or a fault.
type FramedRow struct {
	// Kind is "sent", "piece", "frame", "rest" or "fault".
	Kind string `json:"kind"`
	// Seq is the event that it is drawn from.
	Seq   int          `json:"seq"`
	Label string       `json:"label"`
	Note  string       `json:"note"`
	Cells []FramedCell `json:"cells"`
	// Body is what a frame delivers, as Python writes it.
	Body string `json:"body"`
	// Good tells that a frame is one that was sent.
	Good bool `json:"good"`
}

// mark is the symbol of a row.
func (r FramedRow) mark() string {
	switch {
	case r.Kind == "fault":
		return "✗"
	case r.Kind == "rest":
		return "…"
	case r.Kind == "frame" && r.Good:
		return "✓"
	case r.Kind == "frame":
		return "≠"
	}
	return ""
}

// FramedCell is one byte.
type FramedCell struct {
	Hex  string `json:"hex"`
	Char string `json:"char"`
	// Letter names the frame that was sent where its bytes begin.
	Letter string `json:"letter"`
	// Sent counts the frames that were sent from 1: the byte is one of that
	// frame. 0 where it is not known.
	Sent int `json:"sent"`
	// Kind has the words "head", "length", "tail", "strip" and
	// "culprit"; "more" stands
	// for bytes that are not drawn.
	Kind string `json:"kind"`
}

// colour is the number of the cell's colour, 0 to 4.
func (c FramedCell) colour() int {
	if c.Sent == 0 {
		return 0
	}
	return (c.Sent-1)%4 + 1
}

// presetTitle names the stream that is decoded.
func (p FramingPage) presetTitle() string {
	for _, preset := range p.Presets {
		if preset.Key == p.Preset {
			return preset.title(p.Chrome.Lang)
		}
	}
	return p.Preset
}

// tabs are those of the dock. The first one is what the run showed; its timeline
// needs more room and is the second.
func (p FramingPage) tabs() []dockTab {
	lang := p.Chrome.Lang
	tabs := runTabs(lang, p.Told, nothing())
	run := dockTab{Name: "run", Size: "tall", Count: uncounted, Body: framingRun(p)}
	tabs = append(tabs[:1:1], append([]dockTab{run}, tabs[1:]...)...)
	return append(tabs,
		dockTab{Name: "study", Size: "tall", Count: uncounted, Body: study(lang, p.Study)},
		dockTab{Name: "sent", Size: "table", Count: len(p.Sent), Body: framingSent(p)},
		dockTab{Name: "cure", Size: "tall", Count: uncounted, Body: cureCard(lang, p.Cure)},
	)
}
