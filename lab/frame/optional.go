package frame

import "encoding/binary"

// What only some codecs can say of themselves; the functions here have an answer
// for the others.

// Careless returns what a sender that checks nothing puts on the wire for a
// message that the codec refuses: a length that does not fit keeps its lowest
// bytes, a delimiter in the message stays as it is, and what is longer than
// all others is so. It returns false for a codec of which that cannot be said.
func Careless(c Codec, body []byte) ([]byte, bool) {
	if one, ok := c.(interface{ careless([]byte) ([]byte, bool) }); ok {
		return one.careless(body)
	}
	return nil, false
}

// LengthAt returns where in a frame its length is written; twice the same where
// none is, or not always at one place.
func LengthAt(c Codec) (from, to int) {
	if one, ok := c.(interface{ lengthAt() (int, int) }); ok {
		return one.lengthAt()
	}
	return 0, 0
}

// lowest writes as much of a number as there is room for, as a conversion to a
// shorter type does in C or Go.
func (n Integer) lowest(value int64) []byte {
	if n.Text != 0 {
		return n.appendDigits(nil, value&n.max()) // what an array of so many characters holds
	}
	var wide [8]byte
	if n.Little {
		binary.LittleEndian.PutUint64(wide[:], uint64(value))
		return wide[:n.Size]
	}
	binary.BigEndian.PutUint64(wide[:], uint64(value))
	return wide[8-n.Size:]
}
