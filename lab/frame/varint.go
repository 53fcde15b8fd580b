package frame

import "encoding/binary"

// Varint frames a message by its length as a base-128 varint in front of it,
// as protobuf's delimited messages have it: seven bits a byte, the least
// significant first, the top bit set on all but the last.
type Varint struct {
	// Max bounds the body.
	Max int
	// Late is LengthField's.
	Late bool
}

// maxVarintBytes is how long the varint of a length of 32 bits may be.
const maxVarintBytes = 5

// Validate implements Codec.
func (c Varint) Validate() error {
	if c.Max < 0 || c.Max > MaxFrame {
		return codecError("max", c.Max)
	}
	return nil
}

// Encode implements Codec.
func (c Varint) Encode(dst, body []byte) ([]byte, error) {
	if len(body) > c.Max {
		return nil, &Error{Kind: KindTooLong, Length: int64(len(body)), Max: c.Max}
	}
	return append(binary.AppendUvarint(dst, uint64(len(body))), body...), nil
}

func (c Varint) look(buf []byte, _ int) step {
	value, head := binary.Uvarint(buf[:min(len(buf), maxVarintBytes)])
	switch {
	case head == 0 && len(buf) >= maxVarintBytes:
		return fatal(&Error{Kind: KindVarint, Max: maxVarintBytes, Field: append([]byte(nil), buf[:maxVarintBytes]...)})
	case head == 0:
		return more(int64(len(buf)+1), PartHeader, noLength)
	}
	total := int64(head) + int64(value)
	if value > uint64(c.Max) {
		fault := &Error{Kind: KindTooLong, Length: int64(value), Max: c.Max, Field: append([]byte(nil), buf[:head]...)}
		return step{err: fault, skip: total, late: c.Late, part: PartBody, length: int64(value)}
	}
	if int64(len(buf)) < total {
		return more(total, PartBody, int64(value))
	}
	return step{need: total, length: int64(value), frame: Frame{Raw: buf[:total], Head: head, Body: buf[head:total]}}
}

func (c Varint) resync([]byte) (int, bool) { return 0, true }
