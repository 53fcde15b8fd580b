package record

import (
	"cmp"
	"math"
	"strconv"

	"stickylab/lab"
	"stickylab/lab/frame"
)

// decodeJSON is what a decoder made of its bytes as the trace format has it.
type decodeJSON struct {
	Part   frame.Part `json:"part"`
	Have   int        `json:"have"`
	Need   int64      `json:"need"`
	Length int64      `json:"length"`
	Head   int        `json:"head"`
	Tail   int        `json:"tail"`
	Body   *bodyJSON  `json:"body,omitempty"`
}

// bodyJSON is what the program got of a complete frame: bytes of the frame, or
// others. Traces from before have none.
type bodyJSON struct {
	From  int    `json:"from"`
	To    int    `json:"to"`
	Bytes []byte `json:"bytes,omitempty"`
}

// newDecodeJSON is for the decode of an event; complete tells that its program
// got the frame.
func newDecodeJSON(d *lab.Decode, complete bool) *decodeJSON {
	if d == nil {
		return nil
	}
	j := &decodeJSON{Part: d.Part, Have: d.Have, Need: d.Need, Length: d.Length, Head: d.Head, Tail: d.Tail}
	from, to, within := d.Within()
	switch {
	case !complete || !d.Known():
	case within:
		j.Body = &bodyJSON{From: from, To: to}
	default:
		j.Body = &bodyJSON{Bytes: d.Body.Bytes}
	}
	return j
}

// decode is the inverse of newDecodeJSON.
func (d *decodeJSON) decode(complete bool) *lab.Decode {
	if d == nil {
		return nil
	}
	out := &lab.Decode{Part: d.Part, Have: d.Have, Need: d.Need, Length: d.Length, Head: d.Head, Tail: d.Tail}
	from, to, _ := out.Within()
	switch {
	case !complete:
	case d.Body == nil:
		out.Body = &lab.Body{Unknown: true}
	case d.Body.Bytes != nil:
		out.Body = &lab.Body{Bytes: d.Body.Bytes}
	case d.Body.From != from || d.Body.To != to:
		out.Body = &lab.Body{From: d.Body.From, To: d.Body.To}
	}
	return out
}

// check holds what a file says, which anybody may have written, to what the
// wire can carry.
func (d *decodeJSON) check() error {
	if d == nil {
		return nil
	}
	if _, ok := d.Part.Code(); !ok {
		return wrong("decode.part", "part", strconv.Quote(string(d.Part)))
	}
	return cmp.Or(
		whole("decode.have", int64(d.Have), 0, maxTime), whole("decode.need", d.Need, 0, math.MaxInt64),
		whole("decode.length", d.Length, -1, math.MaxInt64),
		whole("decode.head", int64(d.Head), 0, maxInt), whole("decode.tail", int64(d.Tail), 0, maxInt),
		d.Body.check(d.Have),
	)
}

// check holds a body to the frame that it is of.
func (b *bodyJSON) check(have int) error {
	if b == nil {
		return nil
	}
	return cmp.Or(
		whole("decode.body.from", int64(b.From), 0, int64(min(have, maxInt))),
		whole("decode.body.to", int64(b.To), int64(b.From), int64(min(have, maxInt))),
	)
}

// savedJSON is a file that was received as the trace format has it.
type savedJSON struct {
	Name string `json:"name"`
	Size int    `json:"size"`
	MD5  string `json:"md5"`
	OK   bool   `json:"ok"`
}

func (s *savedJSON) saved() *lab.SavedFile { return (*lab.SavedFile)(s) }
