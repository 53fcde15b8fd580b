package words

import (
	"fmt"
	"strconv"
	"strings"

	"stickylab/lab"
)

// Piece is a part of a sentence. What names a thing of the run says which one;
// at most one of its fields but Text is set.
type Piece struct {
	Text    string `json:"text"`
	Event   int    `json:"event,omitempty"`   // by its Seq
	Bytes   *Bytes `json:"bytes,omitempty"`   // of a stream
	Segment *Bytes `json:"segment,omitempty"` // the captured one that carries just these bytes
}

// Bytes are Len bytes from Off on of the stream that Conn sends.
type Bytes struct {
	Conn int   `json:"conn"`
	Off  int64 `json:"off"`
	Len  int   `json:"len"`
}

// Within a sentence that is being made, what names a thing stands between
// marks, which are noncharacters (Unicode 23.7): open, which thing, between, how
// it is called, close.
const (
	markOpen    = "\ufdd0"
	markBetween = "\ufdd1"
	markClose   = "\ufdd2"
)

// withoutMarks is for texts that a trace may bring along.
var withoutMarks = strings.NewReplacer(markOpen, "", markBetween, "", markClose, "")

// marked calls an event something.
func marked(seq int, called string) string {
	if seq <= 0 {
		return called
	}
	return markOpen + strconv.Itoa(seq) + markBetween + called + markClose
}

// markedBytes calls bytes of a stream something; sort is "b", or "s" for the
// segment that carries them.
func markedBytes(sort string, b Bytes, called string) string {
	if b.Conn == 0 {
		return called
	}
	return fmt.Sprintf("%s%s%d:%d:%d%s%s%s", markOpen, sort, b.Conn, b.Off, b.Len, markBetween, called, markClose)
}

// eventNumber is an argument that names an event by its number.
type eventNumber int

func (n eventNumber) String() string { return marked(int(n), strconv.Itoa(int(n))) }

// plain returns a sentence without its marks.
func plain(sentence string) string {
	var out strings.Builder
	for _, p := range piecesOf("", sentence) {
		out.WriteString(p.Text)
	}
	return out.String()
}

// piecesOf takes a sentence apart. The word for an event before a number belongs
// to what names it.
func piecesOf(lang, sentence string) []Piece {
	var pieces []Piece
	for {
		before, rest, open := strings.Cut(sentence, markOpen)
		if !open {
			return withText(pieces, before)
		}
		thing, rest, _ := strings.Cut(rest, markBetween)
		called, after, _ := strings.Cut(rest, markClose)
		one := Piece{Text: called}
		one.point(thing)
		if _, err := strconv.Atoi(called); err == nil && lang != "" {
			before, one.Text = drawnIn(before, text(lang, "why.event.word"), called)
		}
		body := strings.TrimRight(one.Text, "：: ")
		after = one.Text[len(body):] + after
		one.Text = body
		pieces = append(withText(pieces, before), one)
		sentence = after
	}
}

func withText(pieces []Piece, plain string) []Piece {
	if plain == "" {
		return pieces
	}
	return append(pieces, Piece{Text: plain})
}

// drawnIn moves a word from the end of what is before to what is called.
func drawnIn(before, word, called string) (string, string) {
	at := len(before) - len(word)
	if at < 0 || !strings.EqualFold(before[at:], word) {
		return before, called
	}
	return before[:at], before[at:] + called
}

// point sets which thing the piece names.
func (p *Piece) point(thing string) {
	sort, numbers := "", thing
	if thing != "" && (thing[0] == 'b' || thing[0] == 's') {
		sort, numbers = thing[:1], thing[1:]
	}
	if sort == "" {
		p.Event, _ = strconv.Atoi(numbers)
		return
	}
	var b Bytes
	if n, err := fmt.Sscanf(numbers, "%d:%d:%d", &b.Conn, &b.Off, &b.Len); n != 3 || err != nil {
		return
	}
	if sort == "s" {
		p.Segment = &b
	} else {
		p.Bytes = &b
	}
}

// allPieces takes sentences apart.
func allPieces(lang string, sentences []string) [][]Piece {
	all := make([][]Piece, len(sentences))
	for i, one := range sentences {
		all[i] = piecesOf(lang, one)
	}
	return all
}

// allPlain returns sentences without their marks.
func allPlain(sentences []string) []string {
	all := make([]string, len(sentences))
	for i, one := range sentences {
		all[i] = plain(one)
	}
	return all
}

// segmentBytes are the bytes that a captured segment carries.
func segmentBytes(s lab.Segment) Bytes { return Bytes{s.From, s.Seq, s.Len} }
