package view

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/framing"
)

// Limits of what is drawn of a stream.
const (
	// maxCells is the most bytes of a frame, maxPiece those of a piece.
	maxCells = 64
	maxPiece = 400
	// maxBody is the most bytes of what a frame delivers.
	maxBody = 80
)

// FramedOf draws what a decoder made of its bytes.
func FramedOf(lang string, d *framing.Decoded) *Framed {
	f := framer{Decoded: d, lang: lang}
	drawn := &Framed{More: d.More, Good: d.Good()}
	for i, p := range d.Pieces {
		drawn.Before = append(drawn.Before, FramedRow{
			Kind: "piece", Seq: p.Seq, Label: T(lang, "framing.piece", i+1, p.To-p.From), Cells: f.cells(p.From, p.To, maxPiece, nil),
		})
	}
	for i := range d.Rows {
		drawn.After = append(drawn.After, f.row(i, &d.Rows[i]))
	}
	drawn.Text = f.verdict()
	return drawn
}

// SentFrames draws frames as they are sent.
func SentFrames(frames [][]byte) []FramedRow {
	var rows []FramedRow
	for i, data := range frames {
		f := framer{Decoded: &framing.Decoded{Stream: data, Ends: []int{len(data)}}, first: i}
		rows = append(rows, FramedRow{Kind: "sent", Cells: f.cells(0, len(data), maxCells, nil), Label: strconv.Itoa(i + 1)})
	}
	return rows
}

// framer draws a stream; first counts the frames that were sent before it.
type framer struct {
	*framing.Decoded
	lang  string
	first int
}

// row draws a frame, a fault or the rest.
func (f *framer) row(i int, r *framing.Row) FramedRow {
	row := FramedRow{Seq: r.Seq, Cells: f.cells(r.From, r.To, maxCells, r.Marks)}
	switch r.Kind {
	case framing.RowFault:
		row.Kind, row.Label, row.Note = "fault", r.Err, r.Err
		if r.Fault != nil {
			row.Label, row.Note = T(f.lang, "framing.fault", r.Off), r.Fault.In(f.lang)
		}
	case framing.RowRest:
		row.Kind, row.Label, row.Note = "rest", T(f.lang, "framing.rest"), T(f.lang, "framing.waits", r.Need, r.Have)
	default:
		row.Kind, row.Label = "frame", T(f.lang, "framing.frame", i+1, r.Size)
		row.Body = bodyText(r.Body)
		row.Good, row.Note = f.judged(r)
	}
	if r.Length != nil {
		row.Note += T(f.lang, "framing.length", r.Length.Value, fmt.Sprintf("% x", r.Length.Bytes))
	}
	return row
}

// judged says whether a frame is one that was sent.
func (f *framer) judged(r *framing.Row) (good bool, note string) {
	switch {
	case len(f.Ends) == 0:
		return true, ""
	case r.Meant && r.Same:
		return true, T(f.lang, "framing.right")
	case r.Meant:
		return false, T(f.lang, "framing.other")
	}
	return false, T(f.lang, "framing.wrong")
}

// verdict says how many of the frames came out as they were sent.
func (f *framer) verdict() string {
	sent := len(f.Ends)
	switch {
	case sent == 0:
		return f.any()
	case f.Good():
		return T(f.lang, "framing.verdict.right", sent, len(f.Pieces)+f.More)
	}
	text := T(f.lang, "framing.verdict.wrong", sent, f.Right)
	if f.Hint != nil {
		text += T(f.lang, "framing.hint", f.Hint.In(f.lang))
	}
	return text
}

// any counts what came out where it is not known what was sent.
func (f *framer) any() string {
	var count [framing.RowRest + 1]int
	for i := range f.Rows {
		count[f.Rows[i].Kind]++
	}
	text := T(f.lang, "framing.verdict.any", count[framing.RowFrame])
	if n := count[framing.RowFault]; n > 0 {
		text += T(f.lang, "framing.verdict.faults", n)
	}
	if count[framing.RowRest] > 0 {
		text += T(f.lang, "framing.verdict.rest")
	}
	return text
}

// cells draws a range of the stream, not more than most bytes of it, each in
// the colour of the frame that it was sent in.
func (f *framer) cells(from, to, most int, marks []framing.Mark) []FramedCell {
	return cellsOf(f.Stream, from, to, most, marks, func(at int) int {
		if len(f.Ends) == 0 {
			return 0
		}
		sent, _ := slices.BinarySearch(f.Ends, at+1)
		return f.first + sent + 1
	})
}

// cellsOf draws a range of a stream, not more than most bytes of it, each in the
// colour of its frame: of gives the frame's number from 1, 0 for none.
func cellsOf(stream []byte, from, to, most int, marks []framing.Mark, of func(at int) int) []FramedCell {
	all := make([]FramedCell, 0, min(to-from, most+1))
	for at := from; at < to; at++ {
		if at-from == most {
			all = append(all, FramedCell{Kind: "more", Hex: fmt.Sprintf("+%d", to-at)})
			break
		}
		c := framedCell(stream[at])
		c.Sent = of(at)
		if at-from < len(marks) {
			c.Kind = kindOf(marks[at-from])
		}
		all = append(all, c)
	}
	return lettered(all)
}

// kindOf writes the marks of a byte as words.
func kindOf(m framing.Mark) (kind string) {
	for _, w := range [...]struct {
		mark framing.Mark
		word string
	}{
		{framing.Head, "head"},
		{framing.Tail, "tail"},
		{framing.Length, "length"},
		{framing.Strip, "strip"},
		{framing.Culprit, "culprit"},
	} {
		if m&w.mark == 0 {
			continue
		}
		if kind != "" {
			kind += " "
		}
		kind += w.word
	}
	return kind
}

// lettered names the frame that the bytes were sent in where one begins.
func lettered(all []FramedCell) []FramedCell {
	for i := range all {
		if sent := all[i].Sent; sent > 0 && (i == 0 || all[i-1].Sent != sent) {
			all[i].Letter = frameLetter(sent)
		}
	}
	return all
}

// frameLetter returns A, B ... Z, A2 ... for the frames from 1.
func frameLetter(n int) string {
	const letters = 26
	name := string(rune('A' + (n-1)%letters))
	if n > letters {
		name += strconv.Itoa((n-1)/letters + 1)
	}
	return name
}

// framedCell draws one byte.
func framedCell(b byte) FramedCell {
	c := FramedCell{Hex: hex.EncodeToString([]byte{b})}
	switch {
	case b > ' ' && b <= '~':
		c.Char = string(rune(b))
	case b == ' ':
		c.Char = "␣"
	case b == '\r':
		c.Char = `\r`
	case b == '\n':
		c.Char = `\n`
	case b == '\t':
		c.Char = `\t`
	}
	return c
}

// bodyText writes bytes as Python does, not more than fit.
func bodyText(p []byte) string {
	if len(p) > maxBody {
		return lab.Bytes(p[:maxBody]) + "…"
	}
	return lab.Bytes(p)
}

// FramingProblemOf says what is wrong with the codec of an exercise; nil when
// nothing is.
func FramingProblemOf(lang string, w *framing.Wrong) *FramingProblem {
	if w == nil {
		return nil
	}
	return &FramingProblem{Text: w.In(lang), Field: w.Field, Marked: w.Marked}
}

// FramingFields are the fields of a kind of codec with the values of a codec;
// with nil they are empty.
func FramingFields(kind string, c frame.Codec) []FramingField {
	values := framing.Values(c)
	var fields []FramingField
	for _, p := range framing.Parameters(kind) {
		fields = append(fields, FramingField{
			Name: p.Name, ID: framing.FieldPrefix + p.Name, Kind: p.Kind, Value: values[p.Name], Netty: p.Netty, Tokio: p.Tokio, Of: kind,
		})
	}
	return fields
}
