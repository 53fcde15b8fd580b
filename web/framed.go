package web

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"stickylab/lab"
	"stickylab/lab/frame"
	"stickylab/lab/record"
	"stickylab/web/view"
)

// Limits of what is drawn of a run.
const (
	// maxRows is the most pieces, and the most frames.
	maxRows = 400
	// maxCells is the most bytes of a frame, maxPiece those of a piece.
	maxCells = 64
	maxPiece = 400
	// maxBody is the most bytes of what a frame delivers.
	maxBody = 80
)

// runFrames is GET /api/runs/{id}/frames: what went into the run's decoder and
// what came out. With ?preset= frames are held against those of the preset.
func (s *Server) runFrames(w http.ResponseWriter, r *http.Request) error {
	log, err := s.log(r)
	if err != nil {
		return err
	}
	var preset framingPreset
	if key := r.URL.Query().Get("preset"); key != "" {
		preset = findPreset(key)
	}
	lang := languageOf(r)
	drawn, err := withSlot(r.Context(), s.slots, runID(r), func() (*view.Framed, error) { return framed(lang, log.Trace(), preset), nil })
	if err != nil {
		return err
	}
	w.Header().Set("Content-Language", contentLanguage(lang))
	w.Header().Add("Vary", "Accept-Language, Cookie")
	return writeJSON(w, http.StatusOK, drawn)
}

// framer draws the decoder of one peer.
type framer struct {
	lang   string
	preset framingPreset
	codec  frame.Codec
	peer   int
	stream []byte // that was received
	ends   []int  // of the preset's frames in the stream
	rows   view.Framed
	right  int // frames that were meant
	broken bool
}

// framed draws what the first peer with a decoder made of its bytes.
func framed(lang string, t record.Trace, preset framingPreset) *view.Framed {
	f := framer{lang: lang, preset: preset, peer: decodingPeer(t)}
	if f.peer < 0 {
		return &f.rows
	}
	f.codec = codecOf(t.Script, t.Peers[f.peer])
	end := 0
	for _, data := range preset.frames {
		end += len(data)
		f.ends = append(f.ends, end)
	}
	var waiting *lab.Event
	for i := range t.Events {
		e := &t.Events[i]
		switch {
		case e.Peer != f.peer:
		case e.Call.Receives() && e.Got > 0:
			f.piece(*e)
		case e.Call == lab.CallDecode && e.Decode != nil:
			waiting = nil
			if e.Err != "" {
				f.fault(*e)
			} else if e.Decode.Part == frame.PartFrame {
				f.frame(*e)
			} else {
				waiting = e
			}
		}
	}
	if waiting != nil && waiting.Decode.Have > 0 {
		f.rest(*waiting)
	}
	f.verdict()
	return &f.rows
}

// decodingPeer finds the first peer that decodes, or -1.
func decodingPeer(t record.Trace) int {
	at := slices.IndexFunc(t.Events, func(e lab.Event) bool { return e.Call == lab.CallDecode })
	if at < 0 {
		return -1
	}
	return t.Events[at].Peer
}

// piece draws one receive.
func (f *framer) piece(e lab.Event) {
	off := len(f.stream)
	f.stream = append(f.stream, e.Data...)
	if len(f.rows.Before) == maxRows {
		f.rows.More++
		return
	}
	f.rows.Before = append(f.rows.Before, view.FramedRow{
		Kind: "piece", Seq: e.Seq, Label: view.T(f.lang, "framing.piece", len(f.rows.Before)+1, e.Got), Cells: f.cells(off, off+e.Got, maxPiece, nil),
	})
}

// frame draws a frame that is complete.
func (f *framer) frame(e lab.Event) {
	from, to := f.within(e.Off, int64(e.Decode.Have))
	raw := f.stream[from:to]
	body, kinds := f.body(raw, e.Decode)
	meant, same := f.meant(from, to, body)
	row := view.FramedRow{
		Kind: "frame", Seq: e.Seq, Label: view.T(f.lang, "framing.frame", len(f.rows.After)+1, to-from),
		Cells: f.cells(from, to, maxCells, kinds), Body: shortBytes(body), Good: meant && same,
	}
	switch {
	case len(f.ends) == 0:
		row.Good = true
	case meant && same:
		f.right++
		row.Note = view.T(f.lang, "framing.right")
	case meant:
		f.broken = true
		row.Note = view.T(f.lang, "framing.other")
	default:
		f.broken = true
		row.Note = view.T(f.lang, "framing.wrong")
	}
	f.addAfter(row)
}

func (f *framer) addAfter(row view.FramedRow) {
	if len(f.rows.After) < maxRows {
		f.rows.After = append(f.rows.After, row)
	}
}

// within gives a range of the stream that is there.
func (f *framer) within(off, length int64) (from, to int) {
	n := int64(len(f.stream))
	from = int(max(0, min(off, n)))
	return from, int(max(int64(from), min(off+length, n)))
}

// body gives what the codec delivers of a frame, and what of its bytes is
// header, what is behind the body, and what is stripped.
func (f *framer) body(raw []byte, d *lab.Decode) (body []byte, kinds []string) {
	kinds = make([]string, len(raw))
	for i := range raw {
		switch {
		case i < d.Head:
			kinds[i] = "head"
		case i >= len(raw)-d.Tail:
			kinds[i] = "tail"
		}
	}
	if f.codec == nil {
		from := min(d.Head, len(raw))
		return raw[from:max(from, len(raw)-d.Tail)], kinds
	}
	again, err := frame.NewDecoder(f.codec)
	if err != nil {
		return raw, kinds
	}
	again.Feed(raw)
	one, ok, _ := again.Next()
	if !ok {
		_ = again.End()
		return raw[min(d.Head, len(raw)):], kinds
	}
	body = bytes.Clone(one.Body)
	markLength(f.codec, kinds)
	for i := range stripped(f.codec, raw, body, d) {
		kinds[i] += " strip"
	}
	return body, kinds
}

// stripped goes through the places of a frame's bytes that are not delivered.
func stripped(c frame.Codec, raw, body []byte, d *lab.Decode) func(func(int) bool) {
	from := min(d.Head, len(raw))
	if field, ok := c.(frame.LengthField); ok {
		from = min(field.Strip, len(raw))
	}
	to := len(raw) - d.Tail
	if from+len(body) > to && from+len(body) <= len(raw) { // what is behind is kept
		to = from + len(body)
	}
	return func(yield func(int) bool) {
		for i := range raw {
			if (i < from || i >= to) && !yield(i) {
				return
			}
		}
	}
}

// meant reports whether a frame is where one was sent, and the same is
// delivered.
func (f *framer) meant(from, to int, body []byte) (there, same bool) {
	i := slices.Index(f.ends, to)
	if i < 0 || i == 0 && from != 0 || i > 0 && from != f.ends[i-1] {
		return false, false
	}
	return true, i < len(f.preset.bodies) && bytes.Equal(f.preset.bodies[i], body)
}

// fault draws where a decoder gave up, and why.
func (f *framer) fault(e lab.Event) {
	f.broken = true
	row := view.FramedRow{Kind: "fault", Seq: e.Seq, Label: e.Err, Note: e.Err}
	from, to := f.within(e.Off, maxCells)
	kinds := make([]string, to-from)
	if said := e.Fault; said != nil {
		row.Label, row.Note = view.T(f.lang, "framing.fault", e.Off), said.In(f.lang)
		if at := bytes.Index(f.stream[from:to], said.Field); at >= 0 && len(said.Field) > 0 {
			for i := range said.Field {
				kinds[at+i] = "culprit"
			}
		}
		row.Note += f.lengthNote(from, said.Kind, e.Decode, kinds)
	}
	row.Cells = f.cells(from, to, maxCells, kinds)
	f.addAfter(row)
}

// rest draws the bytes of a frame that never was complete.
func (f *framer) rest(e lab.Event) {
	f.broken = true
	from, to := f.within(e.Off, int64(e.Decode.Have))
	kinds := make([]string, to-from)
	f.addAfter(view.FramedRow{
		Kind: "rest", Seq: e.Seq, Label: view.T(f.lang, "framing.rest"),
		Note:  view.T(f.lang, "framing.waits", e.Decode.Need, e.Decode.Have) + f.lengthNote(from, frame.KindTruncated, e.Decode, kinds),
		Cells: f.cells(from, to, maxCells, kinds),
	})
}

// lengthNote tells which bytes the length of a frame that never was complete
// was read from, and marks them.
func (f *framer) lengthNote(off int, kind string, d *lab.Decode, kinds []string) string {
	from, to := lengthAt(f.codec)
	if kind != frame.KindTruncated || d.Length < 0 || from == to || off+to > len(f.stream) || to > len(kinds) {
		return ""
	}
	for i := from; i < to; i++ {
		kinds[i] = "culprit"
	}
	return view.T(f.lang, "framing.length", d.Length, fmt.Sprintf("% x", f.stream[off+from:off+to]))
}

// verdict says how many of the frames came out as they were sent.
func (f *framer) verdict() {
	sent := len(f.ends)
	f.rows.Good = !f.broken && f.right == sent
	switch {
	case sent == 0:
		f.rows.Text = view.T(f.lang, "framing.verdict.any", len(f.rows.After))
		f.rows.Good = !f.broken
	case f.rows.Good:
		f.rows.Text = view.T(f.lang, "framing.verdict.right", sent, len(f.rows.Before)+f.rows.More)
	default:
		f.rows.Text = view.T(f.lang, "framing.verdict.wrong", sent, f.right) + hint(f.lang, f.codec, f.stream)
	}
}

// cells draws a range of the stream, not more than most bytes of it, each in
// the colour of the frame that it was sent in.
func (f *framer) cells(from, to, most int, kinds []string) []view.FramedCell {
	all := make([]view.FramedCell, 0, min(to-from, most+1))
	for at := from; at < to; at++ {
		if at-from == most {
			return append(lettered(all), view.FramedCell{Kind: "more", Hex: fmt.Sprintf("+%d", to-at)})
		}
		sent, _ := slices.BinarySearch(f.ends, at+1)
		kind := ""
		if kinds != nil {
			kind = kinds[at-from]
		}
		if len(f.ends) == 0 {
			sent = -1
		}
		all = append(all, cell(f.stream[at], sent+1, kind))
	}
	return lettered(all)
}

// lettered names the frame that the bytes were sent in where one begins.
func lettered(all []view.FramedCell) []view.FramedCell {
	for i := range all {
		if sent := all[i].Sent; sent > 0 && (i == 0 || all[i-1].Sent != sent) {
			all[i].Letter = letter(sent)
		}
	}
	return all
}

// letter gives A, B ... Z, A2 ... for the frames from 1.
func letter(n int) string {
	const letters = 26
	name := string(rune('A' + (n-1)%letters))
	if n > letters {
		name += strconv.Itoa((n-1)/letters + 1)
	}
	return name
}

// cells draws bytes of one frame.
func cells(data []byte, sent int) []view.FramedCell {
	var all []view.FramedCell
	for i, b := range data {
		if i == maxCells {
			return append(lettered(all), view.FramedCell{Kind: "more", Hex: fmt.Sprintf("+%d", len(data)-i)})
		}
		all = append(all, cell(b, sent, ""))
	}
	return lettered(all)
}

func cell(b byte, sent int, kind string) view.FramedCell {
	c := view.FramedCell{Hex: hex.EncodeToString([]byte{b}), Sent: sent, Kind: kind}
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

// shortBytes writes bytes as Python does, not more than fit.
func shortBytes(p []byte) string {
	if len(p) > maxBody {
		return lab.Bytes(p[:maxBody]) + "…"
	}
	return lab.Bytes(p)
}
