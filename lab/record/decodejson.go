package record

import (
	"fmt"

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
		return fmt.Errorf("unknown part of a frame %q", d.Part)
	}
	if min(int64(d.Have), d.Need, int64(d.Head), int64(d.Tail)) < 0 || d.Length < -1 {
		return fmt.Errorf("decode: %w", errLeast)
	}
	return nil
}

// savedJSON is a file that was received as the trace format has it.
type savedJSON struct {
	Name string `json:"name"`
	Size int    `json:"size"`
	MD5  string `json:"md5"`
	OK   bool   `json:"ok"`
}

func (s *savedJSON) saved() *lab.SavedFile { return (*lab.SavedFile)(s) }
