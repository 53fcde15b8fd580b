package record

import (
	"encoding/json"

	"stickylab/lab"
)

// SegmentList is segments in the form that a trace has them in.
type SegmentList []lab.Segment

// MarshalJSON writes a list, empty for none.
func (s SegmentList) MarshalJSON() ([]byte, error) {
	all := make([]segmentJSON, len(s))
	for i := range s {
		all[i] = newSegmentJSON(&s[i])
	}
	return json.Marshal(all)
}
