package frame

import (
	"bytes"

	"stickylab/lab/catalog"
)

// COBS frames a message by a zero byte behind it and takes the zeros out of the
// message itself: Consistent Overhead Byte Stuffing (Cheshire and Baker, IEEE/ACM
// Transactions on Networking 7(2), 1999). A code in front of each block says how
// far the next code is; where that is less than 255 it stands for a zero.
//
//	message        a  b  00 c
//	frame       03 a  b  02 c  00
//
// What is no such frame costs that frame only: the next begins behind the zero.
type COBS struct {
	// Max bounds the frame without its zero.
	Max int
}

// longestBlock is how many bytes stand behind the highest code, which stands for
// no zero.
const longestBlock = 254

var _ = enter[COBS](Kind{
	Word: "cobs", Rank: 100,
	Preset: "cobs", Cures: []string{"cobs"},
	usual:      COBS{Max: DefaultMax},
	Parameters: []Parameter{maxOf("", "", func(c *COBS) *int { return &c.Max })},
	Python:     class("COBS", cobsPython),
	texts: catalog.New(catalog.Texts{
		"name":                         "COBS",
		"about":                        "零字节作帧尾，消息里的零字节换成到下一个零的距离；串口上常用。Rust：cobs；Python：cobs。",
		"preset":                       "COBS",
		"preset/about":                 "每一帧以一个零字节结尾，帧里别处没有零：消息里的零由前面的码字表示。出了错，从下一个零之后就能重新对齐。",
		"field/max/about":              "这么多字节里还没有零字节就报错，不再等。",
		"fault/protocol/cobs-code":     "码字数到了帧尾的零字节之后",
		"fault/protocol/cobs-no-block": "零字节之前至少要有一个码字",
	}, catalog.Texts{
		"name":                         "COBS",
		"about":                        "A zero ends a frame, and zeros of the message become distances to the next: usual on serial lines. Rust: cobs; Python: cobs.",
		"preset":                       "COBS",
		"preset/about":                 "A zero byte ends each frame and stands nowhere else in it: codes stand for the zeros of the message. After a fault the next zero is where frames begin again.",
		"field/max/about":              "No zero byte within so many bytes is an error.",
		"fault/protocol/cobs-code":     "this code counts beyond the zero that ends the frame",
		"fault/protocol/cobs-no-block": "at least one code is needed before a zero",
	}),
})

// String writes the codec as Parse reads it.
func (c COBS) String() string { return written(c) }

// Validate implements Codec.
func (c COBS) Validate() error {
	if c.Max < 1 {
		return codecError("max", c.Max)
	}
	return nil
}

// Encode implements Codec.
func (c COBS) Encode(dst, body []byte) ([]byte, error) {
	begin := len(dst)
	for zero := true; zero; {
		var block []byte
		block, body, zero = bytes.Cut(body, []byte{0})
		dst = appendBlock(dst, block, zero)
	}
	if n := len(dst) - begin; n > c.Max {
		return nil, &Error{Kind: KindTooLong, Length: int64(n), Max: c.Max}
	}
	return append(dst, 0), nil
}

// appendBlock appends bytes without a zero, and the zero behind them if there is
// one.
func appendBlock(dst, block []byte, zero bool) []byte {
	ended := false // by a block that stands for no zero
	for len(block) >= longestBlock {
		dst = append(append(dst, longestBlock+1), block[:longestBlock]...)
		block, ended = block[longestBlock:], true
	}
	if ended && len(block) == 0 && !zero {
		return dst
	}
	return append(append(dst, byte(len(block)+1)), block...)
}

func (c COBS) look(buf []byte, p *progress) step {
	at := bytes.IndexByte(buf[p.seen:], 0)
	if at < 0 {
		p.seen = len(buf)
		if len(buf) > c.Max {
			return c.tooLong(untilResync)
		}
		return more(int64(len(buf)+1), PartDelimiter, noLength)
	}
	at += p.seen
	if at > c.Max {
		return c.tooLong(int64(at + 1))
	}
	body, fault := unstuffed(buf[:at+1])
	if fault != nil {
		return step{err: fault, skip: int64(at + 1), part: PartDelimiter, length: noLength}
	}
	return step{need: int64(at + 1), length: noLength, frame: Frame{Raw: buf[:at+1], Head: 1, Tail: 1, Body: body}}
}

func (c COBS) tooLong(skip int64) step {
	fault := &Error{Kind: KindNoDelimiter, Length: noLength, Max: c.Max}
	return step{err: fault, skip: skip, part: PartDelimiter, length: noLength}
}

// unstuffed returns the message of a frame, or what is wrong with it.
func unstuffed(raw []byte) ([]byte, *Error) {
	end := len(raw) - 1
	if end == 0 {
		return nil, protocolError("cobs-no-block", 0, raw)
	}
	body := make([]byte, 0, end)
	for at := 0; at < end; {
		next := at + int(raw[at])
		if next > end {
			return nil, protocolError("cobs-code", at, raw[at:])
		}
		body = append(body, raw[at+1:next]...)
		if raw[at] <= longestBlock && next < end {
			body = append(body, 0)
		}
		at = next
	}
	return body, nil
}

// resync throws everything away up to and with the next zero.
func (c COBS) resync(buf []byte) (skip int, found bool) {
	if at := bytes.IndexByte(buf, 0); at >= 0 {
		return at + 1, true
	}
	return len(buf), false
}

// cobsPython is the codec in Python.
const cobsPython = `
class COBS:
    """Frames that a zero byte ends, and in which codes stand for other zeros."""

    def __init__(self, max=1048576):
        self.max = max

    def encode(self, body):
        frame = bytearray()
        blocks = body.split(b'\0')
        for i, block in enumerate(blocks):
            full = len(block) // 254 * 254
            for at in range(0, full, 254):
                frame += b'\xff' + block[at:at + 254]
            if full < len(block) or not full or i < len(blocks) - 1:
                frame += bytes([len(block) - full + 1]) + block[full:]
        if len(frame) > self.max:
            raise FrameError(f'a frame of {len(frame)} bytes')
        return bytes(frame) + b'\0'

    def take(self, data):
        end = data.find(b'\0')
        if max(end, 0 if end >= 0 else len(data)) > self.max:
            raise FrameError(f'no zero in {len(data)} bytes', skip=end + 1 if end >= 0 else self.past)
        if end < 0:
            return None
        frame, body, at = bytes(data[:end]), bytearray(), 0
        del data[:end + 1]
        while at < end:
            code = frame[at]
            if at + code > end:
                raise FrameError(f'{frame} has a code of {code} bytes', skip=0)
            body += frame[at + 1:at + code]
            at += code
            if code < 255 and at < end:
                body.append(0)
        if not end:
            raise FrameError('a frame without a code', skip=0)
        return bytes(body)

    def past(self, data):
        """Throw away what stands up to the next zero; tell whether it is there."""
        at = data.find(b'\0')
        del data[:at + 1 if at >= 0 else len(data)]
        return at >= 0
`
