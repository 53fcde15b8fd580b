package record

import (
	"encoding/json"

	"stickylab/lab"
)

// SegmentList is segments in the form that a trace has them in.
type SegmentList []lab.Segment

// MarshalJSON writes a list, empty for none.
func (s SegmentList) MarshalJSON() ([]byte, error) { return json.Marshal(segmentsJSON(s)) }
