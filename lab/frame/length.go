package frame

// LengthField frames a message by a length in front of it.
//
//	|<- Offset ->|<- Length.Size ->|<-  value + Adjustment  ->|
//	+------------+-----------------+--------------------------+
//	|            |  length field   |                          |
//	+------------+-----------------+--------------------------+
//	|<-              the frame, of which Strip are stripped ->|
type LengthField struct {
	// Length is how the length is written.
	Length Integer
	// Offset is where the length field begins in the frame.
	Offset int
	// Adjustment is added to the length for the bytes behind the length field:
	// -4 where a field of 4 bytes counts itself.
	Adjustment int
	// Strip is how many bytes are left out of the Body from the front.
	Strip int
	// Max bounds the whole frame.
	Max int
	// Late tells of a frame that is too long when all of it was skipped, not
	// as soon as its header is there (Netty's failFast=false).
	Late bool
}

// head counts the bytes up to the end of the length field.
func (c LengthField) head() int { return c.Offset + c.Length.Size }

// Validate implements Codec.
func (c LengthField) Validate() error {
	switch {
	case !c.Length.valid():
		return codecError("size", c.Length.Size)
	case c.Offset < 0 || c.Offset > MaxFrame:
		return codecError("offset", c.Offset)
	case c.Adjustment < -MaxFrame || c.Adjustment > MaxFrame:
		return codecError("adjustment", c.Adjustment)
	case c.Strip < 0 || c.Strip > MaxFrame:
		return codecError("strip", c.Strip)
	case c.Max < c.head() || c.Max > MaxFrame:
		return codecError("max", c.Max)
	}
	return nil
}

// Encode implements Codec. The first Offset bytes of the body go before the
// length field, the others behind it.
func (c LengthField) Encode(dst, body []byte) ([]byte, error) {
	value := int64(len(body)) - int64(c.Offset) - int64(c.Adjustment)
	switch total := len(body) + c.Length.Size; {
	case len(body) < c.Offset:
		return nil, &Error{Kind: KindShort, Length: int64(total), Have: len(body), Need: int64(c.head())}
	case total > c.Max:
		return nil, &Error{Kind: KindTooLong, Length: int64(total), Max: c.Max}
	case value < 0:
		return nil, &Error{Kind: KindNegative, Length: value}
	case value > c.Length.max():
		return nil, &Error{Kind: KindUnwritable, Length: value, Max: int(c.Length.max())}
	}
	dst = append(dst, body[:c.Offset]...)
	dst = c.Length.append(dst, value)
	return append(dst, body[c.Offset:]...), nil
}

func (c LengthField) look(buf []byte, _ *progress) step {
	head := c.head()
	if len(buf) < head {
		return more(int64(head), PartHeader, noLength)
	}
	field := buf[c.Offset:head]
	value := c.Length.read(field)
	fault := &Error{
		Length: value, Max: c.Max, Field: append([]byte(nil), field...),
		length: c.Length, before: c.Offset, adjustment: c.Adjustment,
	}
	behind := int64(c.Adjustment) + int64(head)
	total := value + behind
	switch {
	case value < 0:
		fault.Kind = KindNegative
		return fatal(fault)
	case total > int64(c.Max) || behind > 0 && total < value: // the sum overflowed
		fault.Kind = KindTooLong
		return step{err: fault, skip: max(total, value), late: c.Late, part: PartBody, length: value}
	case total < int64(head) || total < int64(c.Strip):
		fault.Kind, fault.Have, fault.Need = KindShort, int(total), int64(max(head, c.Strip))
		return fatal(fault)
	case int64(len(buf)) < total:
		return more(total, PartBody, value)
	}
	raw := buf[:total]
	return step{need: total, length: value, frame: Frame{Raw: raw, Head: head, Body: raw[c.Strip:]}}
}

func (c LengthField) resync([]byte) (int, bool) { return 0, true }
