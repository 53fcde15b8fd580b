package view

import (
	"fmt"
	"math"
	"strconv"

	"stickylab/lab/frame"
	"stickylab/lab/framing"
	"stickylab/lab/guess"
	"stickylab/lab/own"
	"stickylab/lab/script"
)

// OwnPage is the page of somebody's own bytes and a codec that cuts them.
type OwnPage struct {
	Chrome Chrome
	Given  own.Given
	Answer OwnAnswer
	Kinds  []string
	// TooLong: the text is not written into its field again.
	TooLong bool
	// File is the name of the file that was sent, which no page may choose again.
	File string
	// Study is a closer look at them.
	Study Study
}

// text is what stands in the field.
func (p OwnPage) text() string {
	if p.TooLong {
		return ""
	}
	return p.Given.Text
}

// OwnAnswer is what a codec makes of somebody's bytes. The page's module draws the
// same.
type OwnAnswer struct {
	// Address shows the same again; Carried is false where the bytes are too many for
	// one.
	Address string `json:"address"`
	Carried bool   `json:"carried"`
	// Size counts the bytes, Read says how they were read.
	Size int      `json:"size"`
	Read []string `json:"read"`
	// Streams are what the sides of a capture's connections sent, to choose from.
	Streams []OwnStream `json:"streams,omitempty"`
	// Codec is the text of the codec, Kind its first word, Fields are its parameters.
	Codec  string     `json:"codec"`
	Kind   string     `json:"kind"`
	About  string     `json:"about"`
	Fields []OwnField `json:"fields"`
	// Problem is what is wrong with the text or the codec: then there is no Cut.
	Problem *FramingProblem `json:"problem,omitempty"`
	Cut     *OwnCut         `json:"cut,omitempty"`
	// Found is what the bytes could be; nil when that was not asked.
	Found *OwnFound `json:"found,omitempty"`
}

// OwnFound lists codecs that make whole frames of all bytes, the best first.
type OwnFound struct {
	Text       string         `json:"text"`
	Tried      int            `json:"tried"`
	Candidates []OwnCandidate `json:"candidates"`
}

// OwnCandidate is one of them.
type OwnCandidate struct {
	Codec string `json:"codec"`
	Name  string `json:"name"`
	// Protocol is the name of the protocol whose marks are there, if any.
	Protocol string   `json:"protocol,omitempty"`
	Frames   int      `json:"frames"`
	Bits     float64  `json:"bits"`
	Reasons  []string `json:"reasons"`
	// Alike are other codecs that cut at the same places.
	Alike []string `json:"alike,omitempty"`
}

// OwnFoundOf puts what a search found in words.
func OwnFoundOf(lang string, data []byte, f guess.Found) *OwnFound {
	found := &OwnFound{Tried: f.Tried, Text: T(lang, "own.found", len(f.Candidates), f.Tried)}
	if len(f.Candidates) == 0 {
		found.Text = T(lang, "own.found.none", f.Tried)
	}
	if why, ok := frame.Signed(data); ok {
		found.Text = T(lang, "own.then", why.In(lang), found.Text)
	}
	if f.Short {
		found.Text = T(lang, "own.then", found.Text, T(lang, "own.found.short"))
	}
	for i := range f.Candidates {
		c := &f.Candidates[i]
		one := OwnCandidate{
			Codec: script.CodecText(c.Codec), Name: c.Name(lang), Protocol: c.Protocol, Frames: c.Frames,
			Bits: math.Round(c.Bits*10) / 10, Reasons: c.Reasons(lang),
		}
		for _, other := range c.Alike[:min(len(c.Alike), maxAlike)] {
			one.Alike = append(one.Alike, script.CodecText(other))
		}
		found.Candidates = append(found.Candidates, one)
	}
	return found
}

// maxAlike is how many codecs that cut alike are named.
const maxAlike = 3

// OwnStream is what one side of a connection sent, without gaps.
type OwnStream struct {
	Key    string `json:"key"`
	Label  string `json:"label"`
	Chosen bool   `json:"chosen"`
}

// maxStreams is how many are listed.
const maxStreams = 1000

// ownStreams lists those of a capture.
func ownStreams(lang string, taken own.Taken) (all []OwnStream) {
	if taken.Capture == nil {
		return nil
	}
	for _, p := range taken.Capture.Places() {
		if len(all) < maxStreams {
			all = append(all, OwnStream{Key: p.String(), Label: taken.Capture.Label(lang, p), Chosen: p == taken.Place})
		}
	}
	return all
}

// OwnField is a parameter of the codec.
type OwnField struct {
	Name  string `json:"name"`
	ID    string `json:"id"`
	Kind  string `json:"kind"`
	Value string `json:"value"`
	Label string `json:"label"`
	About string `json:"about"`
	Netty string `json:"netty,omitempty"`
	Tokio string `json:"tokio,omitempty"`
}

// OwnCut is how the bytes were cut.
type OwnCut struct {
	// Whole: they are frames and nothing else. Frames counts them, Before those in
	// front of the first fault; Left is how many bytes are left from At on.
	Whole  bool `json:"whole"`
	Frames int  `json:"frames"`
	Before int  `json:"before"`
	Faults int  `json:"faults"`
	At     int  `json:"at"`
	Left   int  `json:"left"`
	// Fault is the first fault, Doubts are why whole frames may be none.
	Fault  *frame.Error  `json:"fault,omitempty"`
	Doubts []frame.Guess `json:"doubts,omitempty"`
	// Text says it, Sure that nothing speaks against it.
	Text string `json:"text"`
	Sure bool   `json:"sure"`
	// Bytes are the first of them, Rows the frames and what kept there from being more.
	Bytes FramedRow   `json:"bytes"`
	Rows  []FramedRow `json:"rows"`
}

// OwnAnswerOf is the answer without its address: fault is what is wrong with the text,
// cut is nil with a problem or without bytes.
func OwnAnswerOf(lang string, g *own.Given, taken own.Taken, fault own.Fault, cut *framing.Cut) OwnAnswer {
	kind := framing.KindOf(g.CodecText)
	a := OwnAnswer{
		Size: len(taken.Data), Codec: g.CodecText, Kind: kind, About: kindText(lang, kind, "about"),
		Problem: FramingProblemOf(lang, framing.Exercise{Text: g.CodecText, Codec: g.Codec, Err: g.Err}.Wrong()),
	}
	for _, f := range FramingFields(kind, g.Codec) {
		a.Fields = append(a.Fields, OwnField{
			Name: f.Name, ID: f.ID, Kind: f.Kind, Value: f.Value, Label: f.label(lang), About: f.about(lang), Netty: f.Netty, Tokio: f.Tokio,
		})
	}
	switch {
	case fault != nil:
		a.Problem = &FramingProblem{Text: fault.In(lang), Field: own.FieldText, Marked: own.Marked(g.Source(), fault)}
	case taken.Data != nil:
		a.Read, a.Streams = taken.Said(lang), ownStreams(lang, taken)
	}
	if cut != nil {
		a.Cut = ownCutOf(lang, cut)
	}
	return a
}

// fields are the same as templ has them.
func (a OwnAnswer) fields() []FramingField {
	var all []FramingField
	for _, f := range a.Fields {
		all = append(all, FramingField{Name: f.Name, ID: f.ID, Kind: f.Kind, Of: a.Kind, Value: f.Value, Netty: f.Netty, Tokio: f.Tokio})
	}
	return all
}

// wrongIn reports whether a field is at fault.
func (a OwnAnswer) wrongIn(name string) string {
	return strconv.FormatBool(a.Problem != nil && a.Problem.Field == name)
}

// ownCutOf draws a cut.
func ownCutOf(lang string, c *framing.Cut) *OwnCut {
	rival := rivalOf(c)
	drawn := &OwnCut{
		Whole: c.Whole(), Frames: c.Frames, Before: c.Before, Faults: c.Faults, At: c.At, Left: c.Left, Fault: c.First, Doubts: c.Doubts,
		Text: ownVerdict(lang, c, rival), Sure: c.Whole() && len(c.Doubts) == 0 && rival == nil,
	}
	d := cutDrawer{Cut: c, lang: lang}
	drawn.Bytes = FramedRow{Kind: "piece", Label: T(lang, "own.bytes", len(c.Stream)), Cells: d.cells(0, len(c.Stream), maxPiece, nil, d.frameAt)}
	for i := range c.Rows {
		drawn.Rows = append(drawn.Rows, d.row(&c.Rows[i]))
	}
	return drawn
}

// ownVerdict says in one sentence how far the codec fits. That boundaries are back it
// never says: nobody knows where they were.
func ownVerdict(lang string, c *framing.Cut, rival *guess.Candidate) string {
	reason := ""
	if c.First != nil {
		reason = c.First.Likely(lang)
	}
	for _, g := range c.Doubts {
		reason += g.In(lang)
	}
	var text string
	at := 0
	if c.First != nil {
		at = int(c.First.Off)
	}
	switch {
	case c.Whole() && len(c.Doubts) > 0:
		text = T(lang, "own.doubt", len(c.Stream), c.Frames)
	case c.Whole():
		text = T(lang, "own.whole", len(c.Stream), c.Frames)
		if c.Between > 0 {
			text = T(lang, "own.between", len(c.Stream), c.Frames, c.Between)
		}
		reason = ownRival(lang, rival, true)
	case c.First == nil:
		return T(lang, "own.nothing", len(c.Stream))
	case c.First.Kind == frame.KindTruncated && c.Before == 0:
		text = T(lang, "own.rest.first", len(c.Stream))
	case c.First.Kind == frame.KindTruncated:
		text = T(lang, "own.rest", at, c.Before, c.Left)
	case c.Before == 0:
		text = T(lang, "own.fault.first")
	default:
		text = T(lang, "own.fault", at, c.Before)
	}
	switch {
	case reason != "" || c.Whole():
	case rival != nil:
		reason = ownRival(lang, rival, false)
	case c.Before == 0 || c.First.Kind != frame.KindTruncated:
		reason = T(lang, "own.unknown")
	}
	if again := c.Frames - c.Before; again > 0 {
		text = T(lang, "own.then", text, T(lang, "own.again", again, c.Faults))
	}
	if reason != "" {
		text = T(lang, "own.then", text, reason)
	}
	return text
}

// ownRival says that another codec cuts all bytes otherwise; also: the codec itself makes
// whole frames of them, too.
func ownRival(lang string, rival *guess.Candidate, also bool) string {
	if rival == nil {
		return ""
	}
	key := "own.rival"
	if also {
		key = "own.rival.also"
	}
	text := T(lang, key, script.CodecText(rival.Codec), rival.Frames)
	if rival.Protocol != "" {
		text = T(lang, "own.then", text, T(lang, "own.rival.marks", rival.Protocol))
	}
	return text
}

// rivalOf looks for a codec that fits better, where nothing says more of the cut.
func rivalOf(c *framing.Cut) *guess.Candidate {
	if len(c.Doubts) > 0 || c.First != nil && c.First.Likely("en") != "" {
		return nil
	}
	return guess.Rival(c.Stream, c.Codec, c.Whole())
}

// cutDrawer draws the rows of a cut.
type cutDrawer struct {
	*framing.Cut
	lang string
}

// frameAt is the number of the frame that a byte of the first rows is in, 0 for none.
func (d cutDrawer) frameAt(at int) int {
	for i := range d.Rows {
		if r := &d.Rows[i]; r.Number > 0 && r.From <= at && at < r.To {
			return r.Number
		}
	}
	return 0
}

func (d cutDrawer) cells(from, to, most int, marks []framing.Mark, sent func(int) int) []FramedCell {
	return cellsOf(d.Stream, from, to, most, marks, sent)
}

func (d cutDrawer) row(r *framing.CutRow) FramedRow {
	if r.Skipped > 0 {
		return FramedRow{Kind: "more", Label: T(d.lang, "own.skipped", r.Skipped)}
	}
	row := FramedRow{Cells: d.cells(r.From, r.To, maxCells, r.Marks, func(int) int { return r.Number })}
	switch r.Kind {
	case framing.RowFault:
		row.Kind, row.Label, row.Note = "fault", T(d.lang, "framing.fault", r.Off), unguessed(r.Fault).In(d.lang)
	case framing.RowRest:
		row.Kind, row.Label, row.Note = "rest", T(d.lang, "own.left", r.Have), unguessed(r.Fault).In(d.lang)
	default:
		row.Kind, row.Label, row.Note = "cut", T(d.lang, "framing.frame", r.Number, r.Size), T(d.lang, "own.range", r.From, r.To-1)
		row.Body = bodyText(r.Body)
	}
	if r.Length != nil {
		row.Note = T(d.lang, "own.then", row.Note, T(d.lang, "framing.length", r.Length.Value, fmt.Sprintf("% x", r.Length.Bytes)))
	}
	return row
}

// unguessed is a fault without its reasons, which the verdict has.
func unguessed(fault *frame.Error) *frame.Error {
	bare := *fault
	bare.Guesses = nil
	return &bare
}
