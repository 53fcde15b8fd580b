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
