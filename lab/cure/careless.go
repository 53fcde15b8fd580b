package cure

import (
	"bytes"
	"encoding/binary"

	"stickylab/lab/frame"
)

// careless gives what a sender that checks nothing puts on the wire for a
// message that the codec refuses: a length that does not fit keeps its lowest
// bytes, a delimiter in the message stays as it is, and what is longer than
// all others is so. It gives false for a codec of which that cannot be said.
func careless(c frame.Codec, body []byte) ([]byte, bool) {
	switch c := c.(type) {
	case frame.LengthField:
		return carelessLength(c, body)
	case frame.Varint:
		if len(body) < c.Offset {
			return nil, false
		}
		out := append(bytes.Clone(body[:c.Offset]), binary.AppendUvarint(nil, uint64(len(body)-c.Offset))...)
		return append(out, body[c.Offset:]...), true
	case frame.Delimiter:
		return append(bytes.Clone(body), c.By[0]...), true
	case frame.Fixed:
		short := max(0, c.Size-len(body))
		return append(bytes.Clone(body), bytes.Repeat([]byte{c.Pad}, short)...), true
	case frame.JSONHeader:
		c.Max = frame.MaxFrame
		out, err := c.Encode(nil, body)
		return out, err == nil
	}
	return nil, false
}

func carelessLength(c frame.LengthField, body []byte) ([]byte, bool) {
	if len(body) < c.Offset {
		return nil, false
	}
	value := int64(len(body)) - int64(c.Offset) - int64(c.Adjustment)
	out := append(bytes.Clone(body[:c.Offset]), lowest(c.Length, value)...)
	return append(out, body[c.Offset:]...), true
}

// lowest writes as much of a number as there is room for, as a conversion to a
// shorter type does in C or Go.
func lowest(n frame.Integer, value int64) []byte {
	var wide [8]byte
	if n.Little {
		binary.LittleEndian.PutUint64(wide[:], uint64(value))
		return wide[:n.Size]
	}
	binary.BigEndian.PutUint64(wide[:], uint64(value))
	return wide[8-n.Size:]
}
