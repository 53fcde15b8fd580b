package web

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/cure"
	"stickylab/lab/frame"
	"stickylab/lab/framing"
	"stickylab/lab/order"
	"stickylab/lab/script"
	"stickylab/web/view"
)

// Limits of what a cure is tried on, beside those of package cure.
const (
	// maxMessagesText is the most bytes of the text of messages.
	maxMessagesText = 16 << 10
	// noCodec is how a request says that there is none; so does an empty text.
	noCodec = "none"
)

// cureOrder is what somebody asks to try: a codec on the messages of a lesson,
// of a script, or on some of their own.
type cureOrder struct {
	orderFields
	messages *string
	codec    string
	seed     uint32
}

// triedCure is what the API says of a trial.
type triedCure struct {
	Passes bool `json:"passes"`
	// Codec is the codec as it was understood, empty for none.
	Codec string `json:"codec"`
	// Messages counts those that were tried; Shortened: there were
	// more of them, or longer ones.
	Messages  int  `json:"messages"`
	Shortened bool `json:"shortened"`
	// Tried counts the cuttings by their kind, Total all of them.
	Tried map[string]int `json:"tried"`
	Total int            `json:"total"`
	Seed  uint32         `json:"seed"`
	// Case is the smallest that failed, or the nastiest of those that did not.
	Case triedCase `json:"case"`
	view.Cured
	startedRun
}

// triedCase is one delivery; bytes are written as Python does.
type triedCase struct {
	Messages []string     `json:"messages"`
	Indexes  []int        `json:"indexes"`
	Pieces   []int        `json:"pieces"`
	Kind     string       `json:"kind"`
	Stream   string       `json:"stream"`
	Got      []string     `json:"got"`
	Refused  *frame.Error `json:"refused,omitempty"`
	Fault    *frame.Error `json:"fault,omitempty"`
	Script   string       `json:"script"`
}

// cures tries codecs on messages.
type cures struct {
	*pages
	*runs
}

// create is POST /api/cures.
func (c cures) create(w http.ResponseWriter, r *http.Request) error {
	var o cureOrder
	fields := map[string]any{
		"experiment": &o.slug, "script": &o.script, "messages": &o.messages, "codec": &o.codec, "seed": &o.seed,
	}
	if err := decodeObject(r, fields); err != nil {
		return err
	}
	tried, err := c.try(r, &o)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Language", contentLanguage(languageOf(r)))
	w.Header().Add("Vary", "Accept-Language, Cookie")
	return writeJSON(w, http.StatusCreated, tried)
}

// post is POST /cures, the form of pages without JavaScript.
func (c cures) post(w http.ResponseWriter, r *http.Request) error {
	if err := readFormBody(r); err != nil {
		return err
	}
	text := strings.ReplaceAll(r.PostForm.Get("messages"), "\r\n", "\n")
	o := cureOrder{messages: &text, codec: r.PostForm.Get("codec")}
	seed, _ := strconv.ParseUint(r.PostForm.Get("seed"), 10, 32) // any seed will do
	o.seed = uint32(seed)
	page := view.CurePage{
		Chrome: c.chrome(r, ""), Card: view.CureCard{Messages: text, Codec: o.codec, Seed: o.seed, Slug: r.PostForm.Get("slug")},
	}
	page.Chrome.Path = page.Card.Back()
	tried, err := c.try(r, &o)
	var said *fault
	switch {
	case errors.As(err, &said):
		page.Problem = said.detail(page.Chrome.Lang)
		return c.writePage(w, r, said.status, view.Cure(page))
	case err != nil:
		return err
	}
	c.waitForEnd(r, tried.ID)
	page.Cured, page.Passes, page.Run = tried.Cured, tried.Passes, tried.ID
	return c.writePage(w, r, http.StatusOK, view.Cure(page))
}

// try tries what was ordered and starts the run that shows it.
func (c cures) try(r *http.Request, o *cureOrder) (triedCure, error) {
	messages, err := c.messages(o)
	if err != nil {
		return triedCure{}, err
	}
	codec, err := o.read()
	if err != nil {
		return triedCure{}, err
	}
	messages, shortened := cure.Bound(messages)
	result, err := withSlot(r.Context(), c.slots, "cure for "+who(r).Account(), func() (cure.Result, error) {
		return cure.Try(codec, messages, uint64(o.seed)), nil
	})
	if err != nil {
		return triedCure{}, err
	}
	text := result.Case.Script(codec)
	id, err := c.start(r, lab.Order{Script: text})
	if err != nil {
		return triedCure{}, err
	}
	tried := triedCure{
		Passes: !result.Failed, Messages: len(messages), Shortened: shortened, Seed: o.seed,
		Tried: result.Tried, Total: result.Total(), Case: caseOf(result.Case, text),
		startedRun: startedAt(r.Context(), id),
	}
	if codec != nil {
		tried.Codec = script.CodecText(codec)
	}
	tried.Cured = view.Cures(languageOf(r), tried.Codec, result, len(messages), uint64(o.seed), shortened)
	return tried, nil
}

// messages returns the messages that were ordered: of exactly one of three.
func (c cures) messages(o *cureOrder) ([][]byte, error) {
	if o.messages == nil {
		asked, err := o.order()
		if err != nil {
			return nil, err
		}
		made, err := c.made(asked)
		if err != nil {
			return nil, err
		}
		return orUsual(cure.Messages(made.Plain)), nil
	}
	if o.slug != nil || o.script != nil {
		return nil, &order.Error{Kind: order.KindChoice}
	}
	if len(*o.messages) > maxMessagesText {
		return nil, overBody(maxMessagesText)
	}
	messages, err := cure.ParseMessages(*o.messages)
	var wrong *script.Error
	switch {
	case errors.As(err, &wrong):
		return nil, badMessages(wrong)
	case err != nil:
		return nil, err
	case len(messages) == 0:
		return nil, &fault{status: http.StatusUnprocessableEntity, kind: "messages.none", members: map[string]any{"fields": []string{"messages"}}}
	}
	return messages, nil
}

// orUsual are the messages of the course where there are none.
func orUsual(messages [][]byte) [][]byte {
	if len(messages) == 0 {
		return [][]byte{[]byte("hello"), []byte("feng")}
	}
	return messages
}

// read returns the codec, nil for none.
func (o *cureOrder) read() (frame.Codec, error) {
	text := strings.TrimSpace(o.codec)
	if text == "" || text == noCodec {
		return nil, nil
	}
	c, err := framing.ParseCodec(text)
	var wrong *frame.Error
	if errors.As(err, &wrong) {
		return nil, badCodec(wrong)
	}
	return c, err
}

func badMessages(e *script.Error) *fault {
	return &fault{
		status: http.StatusUnprocessableEntity, kind: "messages", speaker: e,
		members: map[string]any{"line": e.Line, "col": e.Col, "fields": []string{"messages"}},
	}
}

func badCodec(e *frame.Error) *fault {
	members := map[string]any{"fields": []string{"codec"}, "kind": e.Kind}
	if e.Kind == frame.KindSpec {
		members["col"] = e.Off + 1
	}
	return &fault{status: http.StatusUnprocessableEntity, kind: "codec", speaker: e, members: members}
}

// caseOf puts a case in the words of the API.
func caseOf(c cure.Case, text string) triedCase {
	return triedCase{
		Messages: literals(c.Messages), Indexes: c.Indexes, Pieces: c.Cutting.Pieces, Kind: c.Cutting.Kind,
		Stream: lab.Bytes(c.Stream()), Got: literals(c.Outcome.Bodies), Refused: c.Refused, Fault: c.Outcome.Fault, Script: text,
	}
}

func literals(all [][]byte) []string {
	texts := make([]string, len(all))
	for i, p := range all {
		texts[i] = lab.Bytes(p)
	}
	return texts
}

// cureCard offers to try a codec on messages.
func cureCard(slug string, messages [][]byte, codec string) view.CureCard {
	kept, _ := cure.Bound(orUsual(messages))
	return view.CureCard{Slug: slug, Messages: cure.Text(kept), Codec: codec, Seed: 1, MaxCodec: framing.MaxCodec}
}
