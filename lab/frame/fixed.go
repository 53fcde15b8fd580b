package frame

import "bytes"

// Fixed frames a message by giving all of them the same length: shorter ones
// are filled up with Pad, which a message therefore must not end with.
type Fixed struct {
	Size int
	Pad  byte
}

// Validate implements Codec.
func (c Fixed) Validate() error {
	if c.Size < 1 || c.Size > MaxFrame {
		return codecError("size", c.Size)
	}
	return nil
}

// Encode implements Codec.
func (c Fixed) Encode(dst, body []byte) ([]byte, error) {
	switch n := len(body); {
	case n > c.Size:
		return nil, &Error{Kind: KindTooLong, Length: int64(n), Max: c.Size}
	case n > 0 && body[n-1] == c.Pad:
		return nil, &Error{Kind: KindPadding, Length: int64(n), Field: []byte{c.Pad}}
	}
	dst = append(dst, body...)
	return append(dst, bytes.Repeat([]byte{c.Pad}, c.Size-len(body))...), nil
}

func (c Fixed) look(buf []byte, _ *progress) step {
	if len(buf) < c.Size {
		return more(int64(c.Size), PartBody, int64(c.Size))
	}
	raw := buf[:c.Size]
	end := len(raw)
	for end > 0 && raw[end-1] == c.Pad {
		end--
	}
	return step{need: int64(c.Size), length: int64(c.Size), frame: Frame{Raw: raw, Tail: len(raw) - end, Body: raw[:end]}}
}

func (c Fixed) resync([]byte) (int, bool) { return 0, true }
