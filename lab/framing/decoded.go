package framing

import (
	"bytes"
	"iter"
	"slices"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// Limits of what is kept of a run.
const (
	// MaxRows is the most pieces, and the most frames.
	MaxRows = 400
	// MaxStream is the most bytes of the stream; what is received behind them is
	// only counted.
	MaxStream = 16 << 20
	// MaxMarked is the most bytes of a fault that are marked.
	MaxMarked = 64
)

// Decoded is what the decoder of a peer made of its bytes.
type Decoded struct {
	// Stream is what was received, Ends where the frames that were sent end in
	// it, where that is known.
	Stream []byte
	Ends   []int
	// Pieces are the receives; More counts those over MaxRows.
	Pieces []Piece
	More   int
	// Rows are the frames, and what kept there from being more.
	Rows []Row
	// Right counts the frames that are as they were sent; Broken is set by any
	// other, by a fault and by bytes that are left.
	Right  int
	Broken bool
	// Hint is set where another parameter would have made frames of it.
	Hint *frame.Guess
}

// Good reports whether all frames came out as they were sent, or, where that is
// not known, that none was broken.
func (d *Decoded) Good() bool { return !d.Broken && d.Right == len(d.Ends) }

// Piece is one receive: Stream[From:To].
type Piece struct{ Seq, From, To int }

// RowKind says what a Row is.
type RowKind uint8

// The kinds of rows.
const (
	RowFrame RowKind = iota // a complete frame
	RowFault                // where the decoder gave up
	RowRest                 // bytes of a frame that never was complete
)

// Row is a frame, a fault or the rest of the stream: Stream[From:To].
type Row struct {
	Kind     RowKind
	Seq      int
	From, To int
	// Marks has one for each byte, of a fault for no more than MaxMarked.
	Marks []Mark

	// Of a frame: its length, also where that is over MaxStream, what it delivers, whether one was sent that begins and ends
	// there, and whether that delivers the same.
	Size        int
	Body        []byte
	Meant, Same bool

	// Of a fault: where it is in the stream, the word of the event's error and
	// what the decoder says, which may be nil.
	Off   int64
	Err   string
	Fault *frame.Error

	// Of the rest: how many bytes the decoder has and needs.
	Have int
	Need int64

	// Length is set where the frame never was complete and its length is known:
	// the length, and the bytes that it was read from.
	Length *ReadLength
}

// ReadLength is a length and the bytes that it was read from.
type ReadLength struct {
	Value int64
	Bytes []byte
}

// Events are those of a run. An event is valid until the next one, its Data may
// be kept.
type Events = iter.Seq2[*lab.Event, error]

// DecodingPeer returns the peer of the first event of a decoder, or -1. The
// error is that of the events.
func DecodingPeer(events Events) (int, error) {
	for e, err := range events {
		if err != nil {
			return -1, err
		}
		if e.Call == lab.CallDecode {
			return e.Peer, nil
		}
	}
	return -1, nil
}

// Decode returns what the decoder of a peer made of its bytes. The codec may be
// nil, when it is not known; preset is the stream that was sent, the zero Preset
// when that is not known. The error is that of the events.
func Decode(events Events, peer int, codec frame.Codec, preset Preset) (*Decoded, error) {
	w := walk{preset: preset, codec: codec}
	end := 0
	for _, data := range preset.Frames {
		end += len(data)
		w.Ends = append(w.Ends, end)
	}
	var waiting *lab.Event
	for e, err := range events {
		switch {
		case err != nil:
			return nil, err
		case e.Peer != peer:
		case e.Call.Receives() && e.Got > 0:
			w.piece(e)
		case e.Call == lab.CallDecode && e.Decode != nil:
			waiting = w.decode(e)
		}
	}
	if waiting != nil && waiting.Decode.Have > 0 {
		w.rest(waiting)
	}
	if len(w.Ends) > 0 && !w.Good() {
		w.Hint = HintFor(codec, w.Stream, w.Ends)
		w.oneReason()
	}
	return &w.Decoded, nil
}

// oneReason leaves the faults without the guesses of their decoder, which knew
// less than is known here: the hint is the reason, or no single parameter is.
func (w *walk) oneReason() {
	for i := range w.Rows {
		fault := w.Rows[i].Fault
		if fault == nil {
			continue
		}
		if w.Hint != nil {
			fault.Guesses = nil
			continue
		}
		fault.Guesses = slices.DeleteFunc(slices.Clone(fault.Guesses), func(g frame.Guess) bool {
			return g.Frames > 0 || g.Kind == frame.GuessOrder || g.Kind == frame.GuessShift
		})
	}
}

// walk goes through the events of a peer.
type walk struct {
	Decoded
	preset Preset
	codec  frame.Codec
}

// piece adds a receive.
func (w *walk) piece(e *lab.Event) {
	from := len(w.Stream)
	w.Stream = append(w.Stream, e.Data[:min(len(e.Data), MaxStream-from)]...)
	if len(w.Pieces) == MaxRows {
		w.More++
		return
	}
	w.Pieces = append(w.Pieces, Piece{Seq: e.Seq, From: from, To: len(w.Stream)})
}

// decode adds what a decoder did. It returns the event, copied, when the frame
// is not complete yet.
func (w *walk) decode(e *lab.Event) (waiting *lab.Event) {
	switch {
	case e.Err != "":
		w.fault(e)
	case e.Decode.Part == frame.PartFrame:
		w.frame(e)
	default:
		copied, state := *e, *e.Decode
		copied.Decode = &state
		return &copied
	}
	return nil
}

func (w *walk) add(row Row) {
	if len(w.Rows) < MaxRows {
		w.Rows = append(w.Rows, row)
	}
}

// within returns a range of the stream that is there.
func (w *walk) within(off, length int64) (from, to int) {
	n := int64(len(w.Stream))
	from = int(max(0, min(off, n)))
	return from, int(max(int64(from), min(off+length, n)))
}

// frame adds a frame that is complete.
func (w *walk) frame(e *lab.Event) {
	from, to := w.within(e.Off, int64(e.Decode.Have))
	raw := w.Stream[from:to]
	row := Row{Kind: RowFrame, Seq: e.Seq, From: from, To: to, Size: e.Decode.Have}
	row.Body, row.Marks = w.body(raw, e.Decode)
	if len(w.Ends) > 0 {
		row.Meant, row.Same = w.meant(from, to, row.Body)
		if row.Meant && row.Same {
			w.Right++
		} else {
			w.Broken = true
		}
	}
	w.add(row)
}

// body returns what the program got of a frame, and what the frame's bytes are.
func (w *walk) body(raw []byte, d *lab.Decode) ([]byte, []Mark) {
	from, to, within := d.Within()
	to = min(to, len(raw))
	from = min(from, to)
	if !within {
		return bytes.Clone(d.Body.Bytes), marks(w.codec, raw, min(d.Head, len(raw)), max(0, len(raw)-d.Tail), d)
	}
	return raw[from:to:to], marks(w.codec, raw, from, to, d)
}

// meant reports whether a frame is where one was sent, and whether the same is
// delivered.
func (w *walk) meant(from, to int, body []byte) (there, same bool) {
	i := slices.Index(w.Ends, to)
	if i < 0 || i == 0 && from != 0 || i > 0 && from != w.Ends[i-1] {
		return false, false
	}
	return true, i < len(w.preset.Bodies) && bytes.Equal(w.preset.Bodies[i], body)
}

// fault adds where the decoder gave up, and why.
func (w *walk) fault(e *lab.Event) {
	w.Broken = true
	from, to := w.within(e.Off, MaxMarked)
	row := Row{
		Kind: RowFault, Seq: e.Seq, From: from, To: to, Marks: make([]Mark, to-from),
		Off: e.Off, Err: e.Err,
	}
	if e.Fault != nil {
		wrong := *e.Fault
		row.Fault = &wrong
		row.blameField(w.Stream)
		if wrong.Kind == frame.KindTruncated {
			row.lengthRead(w.codec, w.Stream, e.Decode.Length)
		}
	}
	w.add(row)
}

// rest adds the bytes of a frame that never was complete.
func (w *walk) rest(e *lab.Event) {
	w.Broken = true
	from, to := w.within(e.Off, int64(e.Decode.Have))
	row := Row{
		Kind: RowRest, Seq: e.Seq, From: from, To: to, Marks: make([]Mark, to-from),
		Have: e.Decode.Have, Need: e.Decode.Need,
	}
	row.lengthRead(w.codec, w.Stream, e.Decode.Length)
	w.add(row)
}

// lengthRead finds the bytes that the length of a frame that never was complete
// was read from, and marks them.
func (r *Row) lengthRead(codec frame.Codec, stream []byte, length int64) {
	from, to := frame.LengthAt(codec)
	if length < 0 || from == to || r.From+to > len(stream) || to > len(r.Marks) {
		return
	}
	r.blame(from, to)
	r.Length = &ReadLength{Value: length, Bytes: stream[r.From+from : r.From+to]}
}

// blameField marks the bytes that the fault is about.
func (r *Row) blameField(stream []byte) {
	field := r.Fault.Field
	if at := bytes.Index(stream[r.From:r.To], field); at >= 0 && len(field) > 0 {
		r.blame(at, at+len(field))
	}
}

// blame marks bytes as at fault.
func (r *Row) blame(from, to int) {
	for i := from; i < to; i++ {
		r.Marks[i] = Culprit
	}
}
