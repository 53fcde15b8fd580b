package view

import (
	"strconv"
	"strings"

	"stickylab/lab"
	"stickylab/lab/cure"
	"stickylab/lab/frame"
)

// CureCard lets a reader try a codec on messages.
type CureCard struct {
	// Slug is of the lesson it stands on, empty elsewhere.
	Slug string
	// Messages are one a line, written as a script writes what is sent.
	Messages string
	// Codec is the text of one, empty for none.
	Codec    string
	Seed     uint32
	MaxCodec int
}

// Back is the address of the page that the card stands on.
func (c CureCard) Back() string {
	if c.Slug == "" {
		return "/framing"
	}
	return "/lessons/" + c.Slug
}

// cureCodecs are those that a press of a button tries.
func cureCodecs() []string {
	codecs := []string{""}
	for _, k := range frame.Kinds() {
		codecs = append(codecs, k.Cures...)
	}
	return codecs
}

// CurePage is what came of a trial without JavaScript.
type CurePage struct {
	Chrome Chrome
	Card   CureCard
	Cured  Cured
	Passes bool
	Run    string
	// Problem says why nothing was tried.
	Problem string
}

// Cured says in words what came of a trial.
type Cured struct {
	Title string   `json:"title"`
	Lines []string `json:"lines"`
}

// curer finds the words for one trial.
type curer struct {
	lang string
	cure.Result
}

// Cures says what came of a trial of a codec on so many messages.
func Cures(lang, codec string, r cure.Result, messages int, seed uint64, shortened bool) Cured {
	c := curer{lang, r}
	name := codec
	if name == "" {
		name = T(lang, "cure.none")
	}
	var said Cured
	switch {
	case !r.Failed:
		said = Cured{T(lang, "cure.passes"), c.passes(name, messages, seed)}
	case r.Case.Refused != nil:
		said = Cured{T(lang, "cure.fails"), c.refused(name)}
	default:
		said = Cured{T(lang, "cure.fails"), c.fails(name)}
	}
	switch n := len(r.Case.Lead); {
	case n > 0:
		said.Lines = append(said.Lines, T(lang, "cure.lead", n))
	case r.Failed && r.Keeps:
		said.Lines = append(said.Lines, T(lang, "cure.keeps"))
	}
	if shortened {
		said.Lines = append(said.Lines, T(lang, "cure.shortened", cure.MaxMessages, cure.MaxMessage, cure.MaxTotal))
	}
	return said
}

func (c curer) passes(name string, messages int, seed uint64) []string {
	below := "cure.nastiest"
	if c.Case.Cutting.Kind == cure.Each && !c.Case.Singly() {
		below = "cure.headers"
	}
	return []string{
		T(c.lang, "cure.held", name, messages, c.Total()),
		T(c.lang, "cure.tried", c.Tried[cure.Whole], c.Tried[cure.Header], c.Tried[cure.Random], seed, c.Tried[cure.Each]),
		T(c.lang, below),
	}
}

// refused is for a message that the codec cannot carry.
func (c curer) refused(name string) []string {
	at := strconv.Itoa(c.Case.Indexes[0] + 1)
	lines := []string{
		T(c.lang, "cure.cannot", name, at, shortLiteral(c.Case.Messages[0])),
		c.Case.Refused.In(c.lang),
	}
	if !c.Case.Careless {
		return append(lines, T(c.lang, "cure.asks"))
	}
	lines = append(lines, T(c.lang, "cure.careless", shortLiteral(c.Case.Stream())), c.came())
	return append(lines, T(c.lang, "cure.smallest.run"))
}

// fails is for messages that the codec carries, and that come out otherwise.
func (c curer) fails(name string) []string {
	places := make([]string, len(c.Case.Indexes))
	for i, index := range c.Case.Indexes {
		places[i] = strconv.Itoa(index + 1)
	}
	first := T(c.lang, "cure.smallest", name, strings.Join(places, T(c.lang, "problem.between")), c.list(c.Case.Messages), c.pieces())
	return []string{first, c.came(), T(c.lang, "cure.smallest.run")}
}

// pieces says how the stream was cut.
func (c curer) pieces() string {
	sizes := c.Case.Cutting.Pieces
	if len(sizes) <= 1 {
		return T(c.lang, "cure.whole")
	}
	words := make([]string, len(sizes))
	for i, size := range sizes {
		words[i] = strconv.Itoa(size)
	}
	return T(c.lang, "cure.cut", len(sizes), strings.Join(words, " + "))
}

// came says what came out instead.
func (c curer) came() string {
	out := c.Case.Outcome
	text := T(c.lang, "cure.nothing")
	if len(out.Bodies) > 0 {
		text = T(c.lang, "cure.came", c.list(out.Bodies))
	}
	if out.Fault == nil {
		return text
	}
	if out.Fault.Kind == frame.KindTruncated {
		return text + T(c.lang, "cure.then.waits", out.Fault.In(c.lang))
	}
	return text + T(c.lang, "cure.then", out.Fault.In(c.lang))
}

// list writes several messages, as many as one takes in.
func (c curer) list(all [][]byte) string {
	const most = 6
	words := make([]string, 0, most)
	for i, m := range all {
		if i == most {
			return T(c.lang, "cure.more", strings.Join(words, T(c.lang, "cure.between")), len(all))
		}
		words = append(words, shortLiteral(m))
	}
	return strings.Join(words, T(c.lang, "cure.between"))
}

// shortLiteral writes bytes as Python does; of many it says how many.
func shortLiteral(p []byte) string {
	const most = 40
	if len(p) <= most {
		return lab.Bytes(p)
	}
	return lab.Bytes(p[:most/2]) + "…(" + strconv.Itoa(len(p)) + ")"
}
