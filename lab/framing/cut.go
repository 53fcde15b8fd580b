package framing

import (
	"errors"
	"slices"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// Limits of what is listed of a Cut.
const (
	// MaxCutRows is how many frames are listed from the beginning, lastRows how many
	// in front of a fault and of the end.
	MaxCutRows = 60
	lastRows   = 4
	// maxCutFaults is the most faults that are listed.
	maxCutFaults = 8
	// maxCutBody is the most bytes that are kept of what a frame delivers.
	maxCutBody = 4 << 10
	// cutPiece is how many bytes the decoder is fed at once.
	cutPiece = 64 << 10
)

// Cut is what a codec makes of bytes of which nobody knows how they were sent. Its
// frames may be other ones than were meant.
type Cut struct {
	Codec  frame.Codec
	Stream []byte
	// Frames counts the frames, Before those in front of the first fault, Faults
	// what the decoder complained of, but for an end in the middle of a frame.
	Frames, Before, Faults int
	// Between counts the bytes that the codec passes over between frames, in front of
	// the first fault.
	Between int
	// Left counts the bytes at the end that are in no frame, from byte At on.
	At, Left int
	// First is the first fault: what is left is one of KindTruncated. Nil where
	// there is none.
	First *frame.Error
	// Doubts are other readings that make better frames of it, though nothing is left.
	Doubts []frame.Guess
	Rows   []CutRow
}

// CutRow is a row of a Cut; of several frames that are not listed it has only Skipped.
type CutRow struct {
	Row
	// Number is that of a frame, from 1.
	Number, Skipped int
}

// Whole reports whether the bytes are frames and nothing else.
func (c *Cut) Whole() bool { return c.First == nil && c.Frames > 0 }

// CutBytes cuts bytes by a codec. The error is that of the codec.
func CutBytes(codec frame.Codec, stream []byte) (*Cut, error) {
	d, err := frame.NewDecoder(codec)
	if err != nil {
		return nil, err
	}
	c := cutter{Cut: Cut{Codec: codec, Stream: stream}, decoder: d}
	for from := 0; from < len(stream) && !c.over; from += cutPiece {
		d.Feed(stream[from:min(from+cutPiece, len(stream))])
		c.next()
	}
	if !c.over {
		c.end()
	}
	c.flush()
	c.At = int(d.State().Off)
	if c.First == nil {
		c.Between += c.At - c.at
	}
	c.Left = len(stream) - c.At
	return &c.Cut, nil
}

// cutter makes a Cut.
type cutter struct {
	Cut
	decoder *frame.Decoder
	over    bool         // the decoder takes no more bytes
	at      int          // the end of the last frame in front of the first fault
	last    *frame.Error // that it gave
	waiting []taken      // the last frames, which are listed when something follows
}

// next takes what the decoder has.
func (c *cutter) next() {
	for {
		f, ok, err := c.decoder.Next()
		var fault *frame.Error
		switch {
		case errors.As(err, &fault):
			if fault == c.last {
				c.over = true // it gives the same for ever
				return
			}
			c.last = fault
			c.fault(fault)
		case !ok:
			return
		default:
			c.frame(&f)
		}
	}
}

// end says that no bytes follow.
func (c *cutter) end() {
	err := c.decoder.End()
	var fault *frame.Error
	if err == nil {
		c.next() // the end may complete a frame
		if c.Faults == 0 {
			c.Doubts = slices.DeleteFunc(c.decoder.Reasons(), func(g frame.Guess) bool { return g.Frames == 0 && g.Kind != frame.GuessSigned })
		}
		return
	}
	if errors.As(err, &fault) && fault != c.last {
		c.fault(fault)
	}
}

// frame lists a frame, or keeps it until it is known whether it is one of the last.
func (c *cutter) frame(f *frame.Frame) {
	c.Frames++
	if c.First == nil {
		c.Before++
		c.Between += int(f.Off) - c.at
		c.at = int(f.Off) + len(f.Raw)
	}
	row := CutRow{Number: c.Frames, Row: Row{Kind: RowFrame, From: int(f.Off), To: int(f.Off) + len(f.Raw), Size: len(f.Raw)}}
	if c.Frames <= MaxCutRows {
		c.Rows = append(c.Rows, c.listed(c.take(f, row)))
		return
	}
	if len(c.waiting) == lastRows {
		c.waiting = append(c.waiting[:0], c.waiting[1:]...)
	}
	c.waiting = append(c.waiting, c.take(f, row))
}

// taken is a frame as the decoder gave it: what it delivers is Stream[from:to] or, where
// bytes were put in place of others, body.
type taken struct {
	row            CutRow
	from, to, head int
	tail           int
	body           []byte
}

// take keeps of a frame what is to be listed. It must not be decoded again alone: some
// codecs cut the first one otherwise than those behind it.
func (c *cutter) take(f *frame.Frame, row CutRow) taken {
	one := taken{row: row, head: f.Head, tail: f.Tail}
	from, to, within := f.Within()
	if !within {
		from, to = min(f.Head, len(f.Raw)), max(0, len(f.Raw)-f.Tail)
		one.body = append([]byte{}, f.Body[:min(len(f.Body), maxCutBody)]...)
	}
	one.from, one.to = row.From+from, row.From+to
	return one
}

// listed returns the row of a frame with what the frame delivers.
func (c *cutter) listed(one taken) CutRow {
	row, raw := one.row, c.Stream[one.row.From:one.row.To]
	all := marks(c.Codec, raw, one.from-row.From, one.to-row.From, &lab.Decode{Head: one.head, Tail: one.tail})
	row.Marks = slices.Clone(all[:min(len(all), MaxMarked)])
	if row.Body = one.body; row.Body == nil {
		row.Body = c.Stream[one.from:min(one.to, one.from+maxCutBody)]
	}
	return row
}

// flush lists the frames that were kept back, and how many are not listed.
func (c *cutter) flush() {
	if len(c.waiting) == 0 {
		return
	}
	listed := MaxCutRows
	for _, row := range c.Rows {
		listed = max(listed, row.Number)
	}
	if skipped := c.waiting[0].row.Number - 1 - listed; skipped > 0 {
		c.Rows = append(c.Rows, CutRow{Skipped: skipped})
	}
	for _, one := range c.waiting {
		c.Rows = append(c.Rows, c.listed(one))
	}
	c.waiting = c.waiting[:0]
}

// fault lists what the decoder complains of.
func (c *cutter) fault(fault *frame.Error) {
	if c.First == nil {
		c.First = fault
	}
	if fault.Kind != frame.KindTruncated { // bytes that are left are no mistake
		c.Faults++
	}
	if c.Faults > maxCutFaults {
		return
	}
	c.flush()
	from := int(min(fault.Off, int64(len(c.Stream))))
	to := min(from+MaxMarked, len(c.Stream))
	row := Row{Kind: RowFault, From: from, To: to, Off: fault.Off, Fault: fault, Marks: make([]Mark, to-from)}
	if fault.Kind == frame.KindTruncated {
		row.Kind, row.Have, row.Need = RowRest, fault.Have, fault.Need
		row.lengthRead(c.Codec, c.Stream, fault.Length)
	} else {
		row.blameField(c.Stream)
	}
	c.Rows = append(c.Rows, CutRow{Row: row})
}
